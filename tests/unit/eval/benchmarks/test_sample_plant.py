from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.benchmarks.sample_plant import SAMPLES, grade, load_cases
from eval.case import Case

CASES = load_cases(SAMPLES / "questions.jsonl")


def test_the_set_is_as_it_is_described() -> None:
    kinds = Counter(case.kind for case in CASES)
    assert len(CASES) >= 70
    assert kinds["unanswerable"] >= 10
    assert set(kinds) == {"text", "table", "sensor", "drawing", "cross", "followup", "unanswerable"}
    assert len({case.id for case in CASES}) == len(CASES)
    assert sum(case.language == "fr" for case in CASES) / len(CASES) >= 0.18


def test_sources_are_there(sample_plant: Path) -> None:
    places = [place for case in CASES for place in case.evidence]
    assert places
    assert all((sample_plant / place.source).is_file() for place in places)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_the_reference_is_right_and_declining_it_is_not(case: Case) -> None:
    abstains = not case.answerable
    assert grade(case, case.reference, abstains).score.correct
    assert not grade(case, case.reference, not abstains).score.correct


@pytest.mark.parametrize("case", [c for c in CASES if c.answerable], ids=lambda case: case.id)
def test_the_question_alone_is_no_answer(case: Case) -> None:
    assert not grade(case, case.question, False).score.correct
