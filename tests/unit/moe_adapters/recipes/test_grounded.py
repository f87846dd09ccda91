"""Grounded examples: the cited source holds the answer, an abstention's sources do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from presses import ROWS, sources_of

from moe_adapters.recipes.plant.grounded import GroundedBuilder, holds_answer, without_twins
from moe_adapters.recipes.plant.prompt import NOT_FOUND, split_markers


@pytest.mark.parametrize("several", [False, True])
def test_the_cited_source_alone_holds_the_answer(several: bool) -> None:
    builder = GroundedBuilder(ROWS, seed=0)
    places = set()
    for row in ROWS:
        example = builder.build(row, several=several)
        answer, numbers = split_markers(example.answer)
        sources = sources_of(example)
        assert answer == row.answer
        assert [n for n, text in enumerate(sources, 1) if answer in text] == list(numbers)
        assert (len(sources) > 1) is several
        places.add(numbers)
    assert len(places) == (3 if several else 1)


def test_a_real_unanswerable_question_keeps_its_passage() -> None:
    row = replace(ROWS[3], answer=None, start=-1, aliases=(), task="abstain_toy")
    example = GroundedBuilder(ROWS, seed=0).build(row)
    assert (example.task, example.answer) == ("abstain_toy", NOT_FOUND)
    assert sources_of(example)[0][:40] in row.text


def test_an_example_does_not_depend_on_the_order_of_the_rows() -> None:
    first = GroundedBuilder(ROWS, seed=0).build(ROWS[5])
    other = GroundedBuilder(ROWS[::-1], seed=0).build(ROWS[5])
    assert first == other


def test_an_answer_is_held_as_whole_words_or_by_an_alias() -> None:
    row = replace(ROWS[0], answer="40 mm", aliases=("four centimetres",))
    assert holds_answer("a gap of 40 mm.", row)
    assert holds_answer("Four centimetres wide", row)
    assert not holds_answer("a gap of 140 mm", row)


def test_a_question_asked_twice_is_kept_once() -> None:
    twin = replace(ROWS[0], id="other", question=ROWS[0].question.upper() + "?")
    assert without_twins([ROWS[0], twin, ROWS[1]]) == [ROWS[0], ROWS[1]]
