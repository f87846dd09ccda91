from __future__ import annotations

import pytest

from eval.case import Case
from eval.scorers.answers import score_answer
from eval.scorers.lists import score_list
from eval.scorers.texts import score_text

PARTS = ("40-0117", "40-0121", "40-0130")


def parts(question: str = "which parts?") -> Case:
    return Case(id="c", question=question, answer_type="list", value=PARTS)


def test_all_items_are_right_and_strangers_cost() -> None:
    assert score_list(parts(), "40-0117, 40-0121 and 40-0130").value == 1.0
    with_stranger = score_list(parts(), "40-0117, 40-0121, 40-0130, 40-0999")
    assert with_stranger.value == pytest.approx(6 / 7)
    assert with_stranger.correct
    assert not score_list(parts(), "40-0117").correct
    assert score_list(parts(), "none").value == 0.0


def test_names_in_the_question_are_no_strangers() -> None:
    question = "apart from 40-0999, which parts?"
    assert score_list(parts(question), "Apart from 40-0999: 40-0117, 40-0121, 40-0130").value == 1.0


def test_items_have_spellings() -> None:
    case = Case(
        id="c",
        question="q",
        answer_type="list",
        value=("seal", "bearing"),
        item_accept=(("seal", "joint"), ("bearing",)),
    )
    assert score_list(case, "joint et bearing").correct


def test_text_is_contained_or_overlaps() -> None:
    case = Case(id="c", question="q", answer_type="text", value="every 2 h", accept=("every two hours",))
    assert score_text(case, "Write it down every two hours.").correct
    assert not score_text(case, "Write it down every three hours.").correct
    long = Case(id="c", question="q", answer_type="text", value="the strainer was choked by pieces of fill")
    assert score_text(long, "Root cause: strainer choked by pieces of old fill.").correct


def test_short_names_need_to_be_there() -> None:
    case = Case(id="c", question="q", answer_type="text", value="DP-106")
    assert not score_text(case, "DP 105 and others").correct


def test_all_groups_are_needed() -> None:
    case = Case(id="c", question="q", answer_type="text", value="x", all_of=(("7.1",), ("4.5",)))
    assert score_text(case, "7.1 instead of 4.5 mm/s").correct
    half = score_text(case, "7.1 mm/s")
    assert (half.correct, half.value, half.why) == (False, 0.5, "missing: 4.5")


@pytest.mark.parametrize(("abstained", "right"), [(True, True), (False, False)])
def test_unanswerable_is_right_where_declined(abstained: bool, right: bool) -> None:
    case = Case(id="c", question="q", answer_type="abstain", value=None)
    assert score_answer(case, "whatever", abstained=abstained).correct is right


def test_declining_an_answerable_question_is_wrong_even_with_the_right_words() -> None:
    case = Case(id="c", question="q", answer_type="text", value="DP-106")
    assert not score_answer(case, "DP-106", abstained=True).correct


def test_markers_are_no_numbers() -> None:
    case = Case(id="c", question="q", answer_type="number", value=3)
    assert not score_answer(case, "It is 5 [3].", abstained=False).correct


def test_every_type_has_its_scorer() -> None:
    date = Case(id="c", question="q", answer_type="date", value="2025-09-18")
    assert score_answer(date, "2025-09-18 [1]", abstained=False).correct
    assert score_answer(parts(), "40-0117, 40-0121, 40-0130 [1]", abstained=False).correct
