"""TimeSeriesExam with the language model: alone, told what was measured, and where no measure answers.

Protocol: questions of the half that plans were not written with (``held_out`` in ``time_series_exam``),
evenly drawn, ``limit`` of them (60 by default); accuracy. ``measures`` chooses as ``time_series_exam`` does;
``measures_then_model`` asks the model where no plan fits. ``model_reads_digits`` sees 64 values of each
series as numbers of three digits (LLMTime), ``model_reads_facts`` a sentence of what was measured. The model
is that of the settings, greedy; a reply that names no option is wrong and counted in ``silent``.
``first_option`` and chance stand beside them. A run that is broken off goes on.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

import numpy as np

from assistant.build import build_engine
from assistant.engines import Engine
from eval.benchmark import RunOptions
from eval.benchmarks.time_series_exam import ExamCase, load_cases
from eval.datasets import local_folder
from eval.pieces import Pieces
from eval.report import EvalReport
from eval.series_exam.choices import choose
from eval.series_exam.language import asked, digits, facts

_CASES = 60

Choices = dict[str, int | None]


class TimeSeriesExamModel:
    """The benchmark ``time_series_exam_model``; ``limit`` is the number of questions."""

    name = "time_series_exam_model"

    def run(self, options: RunOptions) -> EvalReport:
        """Asks each question in each way."""
        began = time.perf_counter()
        folder = local_folder("time_series_exam", options.bench_data, needs=("qa_dataset.json",))
        cases = drawn(load_cases(folder / "qa_dataset.json"), options.limit or _CASES)
        engine = build_engine(options.settings)
        pieces = Pieces(self.name, options)
        said: list[Choices] = []
        for number, case in enumerate(cases):
            options.tell(case.category, number, len(cases))
            said.append(pieces.piece(f"question {case.number}", partial(answered, engine, case)))
        table = {way: figures(cases, [one[way] for one in said]) for way in said[0]}
        chance = float(np.mean([1 / len(case.exercise.options) for case in cases]))
        return EvalReport(
            benchmark=self.name,
            n=len(cases),
            errors=0,
            scores=table.pop("measures_then_model"),
            baselines={**table, "chance": {"accuracy": chance}},
            settings=pieces.settings,
            results=options.results,
            seconds=time.perf_counter() - began,
            notes=pieces.notes,
        )


def drawn(cases: Sequence[ExamCase], count: int) -> list[ExamCase]:
    """Evenly drawn questions of the half that was not tuned on."""
    held_out = [case for case in cases if not case.for_tuning]
    places = np.linspace(0, len(held_out) - 1, min(count, len(held_out))).round().astype(int)
    return [held_out[place] for place in places]


def answered(engine: Engine, case: ExamCase) -> Choices:
    """The place of the option that each way chooses; None where it names none."""
    exercise = case.exercise
    measured = choose(exercise)
    read = asked(engine, exercise, digits(exercise))
    return {
        "measures_then_model": read if measured is None else measured,
        "measures": measured,
        "model_reads_digits": read,
        "model_reads_facts": asked(engine, exercise, facts(exercise)),
        "first_option": 0,
    }


def figures(cases: Sequence[ExamCase], said: Sequence[int | None]) -> dict[str, float]:
    """Accuracy, and the share of questions without an answer."""
    right = [place == case.right for case, place in zip(cases, said, strict=True)]
    return {"accuracy": float(np.mean(right)), "silent": float(np.mean([place is None for place in said]))}
