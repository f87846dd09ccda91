"""TimeSeriesExam: multiple-choice questions about short series, answered by measures alone.

Protocol: accuracy. A question's words choose a measure, its outcome chooses the option
(``eval/series_exam``); no language model, no label. Plans and limits were written with the
questions of even id in sight (``tuning``); those of odd id (``held_out``) were scored with what came of it.
The question texts of both halves are drawn from the same templates. A question without a plan, or whose plan
says nothing, is answered by the first option and counted in ``unanswered``. Beside it: chance, the first
option, and the option that is most often right among the questions of the other half with the same text.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.series_exam.choices import choose
from eval.series_exam.options import Exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamCase:
    """A question of the exam.

    Attributes:
        right: Place of the right option.
        category: As the set names it.
    """

    number: int
    exercise: Exercise
    right: int
    category: str

    @property
    def for_tuning(self) -> bool:
        """Whether plans were written with it in sight."""
        return self.number % 2 == 0


class TimeSeriesExam:
    """The benchmark ``time_series_exam``; ``limit`` is the number of questions."""

    name = "time_series_exam"

    def run(self, options: RunOptions) -> EvalReport:
        """Answers each question once."""
        began = time.perf_counter()
        folder = local_folder(self.name, options.bench_data, needs=("qa_dataset.json",))
        cases = load_cases(folder / "qa_dataset.json")[: options.limit]
        said: list[int | None] = []
        for number, case in enumerate(cases):
            options.tell(case.category, number, len(cases))
            said.append(choose(case.exercise))
        report = EvalReport(
            benchmark=self.name,
            n=len(cases),
            errors=0,
            scores=scores(cases, said),
            baselines={
                "chance": {"accuracy": float(np.mean([1 / len(c.exercise.options) for c in cases]))},
                "first_option": scores(cases, [0] * len(cases)),
                "most_frequent_answer": scores(cases, frequent(cases)),
            },
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=("GPT-4o with pictures 85, MiniCPM-V 54 on the whole exam (published)",),
        )
        options.results.parent.mkdir(parents=True, exist_ok=True)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(report.to_json()) + "\n")
        return report


def load_cases(path: Path) -> list[ExamCase]:
    """The questions with their series, in the order of the file."""
    found = []
    for entry in json.loads(path.read_text(encoding="utf-8")):
        options = tuple(str(option) for option in entry["options"])
        series = []
        for key in ("ts", "ts1", "ts2"):
            value = entry.get(key)
            value = json.loads(value) if isinstance(value, str) else value
            if isinstance(value, list) and value:
                series.append(np.asarray(value, dtype=np.float64))
        found.append(
            ExamCase(
                number=int(entry["id"]),
                exercise=Exercise(question=entry["question"], options=options, series=tuple(series)),
                right=options.index(str(entry["answer"])),
                category=entry["subcategory"],
            )
        )
    return found


def frequent(cases: Sequence[ExamCase]) -> list[int | None]:
    """For each question, the answer most often right to the same words in the other half."""
    counts: dict[tuple[bool, str], Counter[str]] = {}
    for case in cases:
        key = (case.for_tuning, case.exercise.question)
        counts.setdefault(key, Counter())[case.exercise.options[case.right]] += 1
    found: list[int | None] = []
    for case in cases:
        other = counts.get((not case.for_tuning, case.exercise.question), Counter())
        ranked = [answer for answer, _ in other.most_common() if answer in case.exercise.options]
        found.append(case.exercise.options.index(ranked[0]) if ranked else None)
    return found


def scores(cases: Sequence[ExamCase], said: Sequence[int | None]) -> dict[str, float]:
    """Accuracy of all, of both halves and of each category."""
    right = np.array([(place or 0) == case.right for case, place in zip(cases, said, strict=True)])
    tuning = np.array([case.for_tuning for case in cases])
    found = {
        "accuracy": float(right.mean()),
        "unanswered": float(np.mean([place is None for place in said])),
    }
    for name, half in (("tuning", tuning), ("held_out", ~tuning)):
        if half.any():
            found[f"accuracy_{name}"] = float(right[half].mean())
    for category in sorted({case.category for case in cases}):
        kept = np.array([case.category == category for case in cases])
        found[category] = float(right[kept].mean())
    return found
