"""Sheets: each question once, answered from the source that it cites, or not in any of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from presses import ROWS, sources_of

from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.prompt import NOT_FOUND, split_markers
from moe_adapters.recipes.plant.shared_sources import Sheet, SheetBuilder, SheetShares

_SECOND = "what stops the pump of press {}?"


def _twice(row: Grounded) -> list[Grounded]:
    """A second question over the same passage, far from the first."""
    answer = f"A pressure switch numbered {row.id}x"
    text = row.text.replace("A pressure switch", answer)
    second = replace(
        row, id=f"{row.id}-b", question=_SECOND.format(row.id), text=text, answer=answer, aliases=()
    )
    return [replace(row, text=text), replace(second, start=text.index(answer))]


TWO_EACH = [row for one in ROWS[:30] for row in _twice(one)]


def _sheets(rows: list[Grounded], **shares: float) -> list[Sheet]:
    drawn = SheetShares(**({"several": 0.5, "sentence": 0.0, "absent": 0.7, "cut": 0.0} | shares))
    return list(SheetBuilder(rows, seed=0, shares=drawn).build())


@pytest.mark.parametrize("rows", [ROWS, TWO_EACH], ids=["one question", "two questions"])
def test_every_question_is_answered_once_and_cites_the_source_that_holds_it(rows: list[Grounded]) -> None:
    sheets = _sheets(rows)
    answered = [example for sheet in sheets for example in sheet if example.task != "abstain_sheet"]
    assert Counter(example.id for example in answered) == Counter(row.id for row in rows)
    places = Counter[tuple[int, ...]]()
    for example in answered:
        answer, numbers = split_markers(example.answer)
        assert [n for n, text in enumerate(sources_of(example), 1) if answer in text] == list(numbers)
        places[numbers] += 1
    assert len(places) > 1


def test_questions_of_a_sheet_begin_alike_and_two_of_a_passage_share_it() -> None:
    sheets = _sheets(TWO_EACH, several=0.0)
    for sheet in sheets:
        for one, other in pairwise(sheet):
            assert one.messages[0] == other.messages[0]
            assert sources_of(one) == sources_of(other)
    assert len(sheets) < len(TWO_EACH)


def test_what_a_sheet_does_not_hold_is_to_be_abstained_from() -> None:
    by_id = {row.id: row for row in TWO_EACH}
    absent = [e for sheet in _sheets(TWO_EACH) for e in sheet if e.task == "abstain_sheet"]
    assert 5 < len(absent) < len(TWO_EACH)
    for example in absent:
        row = next(row for key, row in by_id.items() if example.id.endswith(f"-{key}"))
        assert example.answer == NOT_FOUND
        assert not any(str(row.answer) in text for text in sources_of(example))
    assert len({example.id for example in absent}) == len(absent)


def test_a_passage_without_its_answering_sentence_is_to_be_abstained_from() -> None:
    by_id = {row.id: row for row in TWO_EACH}
    examples = [e for sheet in _sheets(TWO_EACH, cut=0.5, absent=0.0) for e in sheet]
    cut = [example for example in examples if example.task == "abstain_cut"]
    assert len(TWO_EACH) / 4 < len(cut) < 3 * len(TWO_EACH) / 4
    for example in cut:
        row = by_id[example.id.removeprefix("cut-")]
        assert example.answer == NOT_FOUND
        assert not any(str(row.answer) in text for text in sources_of(example))
        assert any(text.split()[0] in row.text for text in sources_of(example))
    assert sorted(example.id.removeprefix("cut-") for example in examples) == sorted(by_id)


def test_a_real_unanswerable_question_is_abstained_from_over_its_own_passage() -> None:
    real = replace(ROWS[3], id="real", answer=None, start=-1, aliases=(), task="abstain_toy")
    sheets = _sheets([*ROWS[:3], real])
    mine = next(sheet for sheet in sheets if sheet[0].id == "real")
    assert mine[0].answer == NOT_FOUND
    assert all(text in real.text for text in sources_of(mine[0]))


def test_sentence_sheets_answer_with_the_supporting_sentence() -> None:
    sheets = _sheets(ROWS, sentence=1.0, absent=0.0, several=0.0)
    for example in (e for sheet in sheets for e in sheet):
        assert split_markers(example.answer)[0].startswith("The press was delivered to the works in ")
        assert example.aliases[0] in example.answer


def test_the_same_seed_gives_the_same_sheets() -> None:
    assert _sheets(TWO_EACH) == _sheets(TWO_EACH)
