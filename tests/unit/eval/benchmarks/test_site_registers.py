"""The five sites: each question names a file that is there, and wrong answers are told from right ones."""

from __future__ import annotations

import csv
from collections import Counter

from eval.benchmarks.site_registers import EVERYDAY, REGISTERS, grade_answer
from eval.benchmarks.two_plants import grade_with, load_questions

_CASES = {case.id: (case, foreign) for case, foreign in load_questions(REGISTERS / "questions.jsonl")}


def test_each_question_names_a_file() -> None:
    assert Counter(case.kind for case, _ in _CASES.values()) == dict.fromkeys(
        ("due", "alarms", "integrity", "drawings", "production"), 30
    )
    assert sum(not case.answerable for case, _ in _CASES.values()) == 20
    for case, _ in _CASES.values():
        assert bool(case.evidence) == case.answerable
        assert all((REGISTERS / place.source).is_file() for place in case.evidence), case.id


def test_a_figure_is_that_of_the_files() -> None:
    with (REGISTERS / "production" / "journal_MAP1_2026.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len(rows) == 357
    assert any(
        isinstance(case.value, int | float) and case.kind == "production" for case, _ in _CASES.values()
    )


def test_rows_that_were_not_asked_for_make_an_answer_wrong() -> None:
    case, foreign = _CASES["du01"]
    told = "TT-207, PT-305, FT-118, AT-503"
    grade = grade_with({"du01": foreign}, case, told, abstained=False)
    assert grade.metrics["right_due"] == 1.0
    assert (
        grade_with({"du01": foreign}, case, f"{told}, {foreign[0]}", abstained=False).metrics["wrong"] == 1.0
    )
    assert grade_with({"du01": foreign}, case, "TT-207", abstained=False).metrics["wrong"] == 1.0


def test_the_second_set_is_another_one_over_the_same_files() -> None:
    second = [case for case, _ in load_questions(REGISTERS / "second.jsonl")]
    assert len(second) == 75
    assert not {case.question for case in second} & {case.question for case, _ in _CASES.values()}
    for case in second:
        assert all((REGISTERS / place.source).is_file() for place in case.evidence), case.id


def test_everyday_questions_name_their_files_and_yes_must_stand_first() -> None:
    cases = {case.id: case for case, _ in load_questions(EVERYDAY / "questions.jsonl")}
    assert Counter(case.kind for case in cases.values()) == dict.fromkeys(
        ("water", "dairy", "mine", "hydro"), 30
    )
    assert sum(not case.answerable for case in cases.values()) == 16
    for case in cases.values():
        assert all((EVERYDAY / place.source).is_file() for place in case.evidence), case.id
    case = cases["w-03"]
    assert case.value == "Yes"
    for said, right in (("Yes: one.", True), ("No, though yes was said.", False)):
        grade = grade_answer({}, case, said, abstained=False)
        assert grade.score.correct is right
        assert grade.metrics["right_water"] == float(right)
        assert grade.metrics["wrong"] == float(not right)
