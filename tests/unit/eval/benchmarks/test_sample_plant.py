from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import cast

import pytest

from eval.benchmark import RunOptions, Task
from eval.benchmarks import sample_plant as module
from eval.benchmarks.sample_plant import SAMPLES, SamplePlant, grade, load_cases
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


@pytest.mark.parametrize(("crowd", "beside"), [(0, 0), (20, 20)])
def test_the_crowd_stands_beside_the_plant(crowd: int, beside: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counted(task: Task, options: object) -> None:
        plant, *others = task.paths
        assert plant == SAMPLES / "plant"
        seen.append(sum(len([f for f in folder.rglob("*") if f.is_file()]) for folder in others))

    monkeypatch.setattr(module, "run_questions", counted)
    SamplePlant(crowd=crowd).run(cast("RunOptions", None))
    assert (seen[0] > 0) == (beside > 0)
    assert seen[0] >= beside
