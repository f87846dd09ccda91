"""Grounded examples: the cited source holds the answer, an abstention's sources do not."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest

from moe_adapters.example import Example
from moe_adapters.recipes.plant.grounded import GroundedBuilder, Shares, without_twins
from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.prompt import NOT_FOUND, split_markers

_PLACES = ("Lyon", "Turin", "Ghent", "Porto", "Graz", "Basel", "Malmo", "Leeds")


def _row(number: int) -> Grounded:
    place = _PLACES[number % len(_PLACES)] + str(number)
    text = (
        f"Machine number {number} is a large press with four columns and a table of cast iron. "
        f"The press was delivered to the works in {place} by rail. "
        "Its hydraulic oil has to be filtered before the first start of the day by the operator on duty. "
        "A pressure switch stops the pump when the filter is blocked and a lamp on the desk tells so."
    )
    return Grounded(
        id=f"row-{number}",
        task="toy",
        language="en",
        question=f"where was press {number} delivered?",
        title=f"Press {number}",
        text=text,
        answer=place,
        start=text.index(place),
        aliases=(f"the works in {place}",),
        written=False,
        group=f"doc:{number}",
        source="toy",
        licence="none",
    )


ROWS = [_row(number) for number in range(60)]


def _sources(example: Example) -> list[str]:
    body = example.messages[1].content.rpartition("\nQuestion: ")[0]
    return [part.strip() for part in re.split(r"(?:^|\n)\[\d+\] ", body) if part.strip()]


@pytest.mark.parametrize("several", [False, True])
def test_the_cited_source_alone_holds_the_answer(several: bool) -> None:
    builder = GroundedBuilder(ROWS, seed=0, shares=Shares(sentence=0))
    places = set()
    for row in ROWS:
        example = builder.answered(row, random.Random(row.id), several=several)
        answer, numbers = split_markers(example.answer)
        sources = _sources(example)
        assert answer == row.answer
        assert [n for n, text in enumerate(sources, 1) if answer in text] == list(numbers)
        assert (len(sources) > 1) is several
        places.add(numbers)
    assert len(places) == (3 if several else 1)


def test_abstentions_have_no_source_with_an_answer() -> None:
    builder = GroundedBuilder(ROWS, seed=0, shares=Shares(removed=0.5, swapped=0.5))
    examples = [builder.build(row) for row in ROWS]
    kinds = {example.task for example in examples}
    assert kinds == {"abstain_removed", "abstain_swapped"}
    for row, example in zip(ROWS, examples, strict=True):
        assert example.answer == NOT_FOUND
        assert str(row.answer) not in example.messages[1].content
        assert len(example.messages[1].content.split()) > 15


def test_a_real_unanswerable_question_keeps_its_passage() -> None:
    row = replace(ROWS[3], answer=None, start=-1, aliases=(), task="abstain_toy")
    example = GroundedBuilder(ROWS, seed=0, shares=Shares()).build(row)
    assert (example.task, example.answer) == ("abstain_toy", NOT_FOUND)
    assert _sources(example)[0][:40] in row.text


def test_a_sentence_answer_is_the_supporting_sentence_and_keeps_the_span_as_alias() -> None:
    builder = GroundedBuilder(ROWS, seed=0, shares=Shares(several=0, sentence=1))
    example = builder.answered(ROWS[0], random.Random(0))
    assert (
        split_markers(example.answer)[0]
        == f"The press was delivered to the works in {ROWS[0].answer} by rail."
    )
    assert example.aliases[0] == ROWS[0].answer


def test_an_example_does_not_depend_on_the_order_of_the_rows() -> None:
    first = GroundedBuilder(ROWS, seed=0, shares=Shares(several=0)).build(ROWS[5])
    other = GroundedBuilder(ROWS[::-1], seed=0, shares=Shares(several=0)).build(ROWS[5])
    assert first == other


def test_a_question_asked_twice_is_kept_once() -> None:
    twin = replace(ROWS[0], id="other", question=ROWS[0].question.upper() + "?")
    assert without_twins([ROWS[0], twin, ROWS[1]]) == [ROWS[0], ROWS[1]]
