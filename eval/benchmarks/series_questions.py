"""Questions in words about logs whose trends, seasons, lags, shifts, faults and trips are known.

Protocol: nine logs are made by rule (two thirds with one sensor for each attribute, a third with a trip that
two sensors drift before), and three of two bearings, written as CSV files and ingested; each question is
asked through ``Assistant.ask``. What is right is what the generator put in, within a tolerance
(``eval/series_questions/cases.py``); means, extremes, correlations and differences are computed from the
readings. Three sets of wordings: ``known``, that the expert was built on; ``unseen``, written before a first
mending and never tried on it, English and French in turn; ``held_out``, an operator's wording with more kinds
(extremes, limits, two bearings, forecasts), every question in both languages, written on 27 November 2026
before a second mending (that was made on ``developed``, a set of the same day) and run after it. Of each the
report gives the share that is right, that was declined though the logs hold the answer, and that is wrong.
``series_questions_tuning`` asks the logs of another seed, on which the expert was mended, in the wordings
``known`` and ``developed``; ``most_frequent`` learns from those. A question about a sensor that is in no log
must be declined. Generator, wordings and expert have one author: the figure says that the chain from words to
sentence works on such logs, not how it does on a plant's. ``limit`` is the number of questions.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from assistant.records import Answer
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.scorers.citations import citation_holds
from eval.series_questions.baselines import MostFrequent, QuickGuess
from eval.series_questions.cases import Made, made_logs, made_questions
from eval.series_questions.colleague_cases import Half, colleague_questions
from eval.series_questions.files import write_log
from eval.series_questions.grade import grade
from eval.series_questions.operator_cases import operator_questions, twin_logs

LOGS = 9
TUNING_SEED, TEST_SEED = 11, 7_301


def cited(case: Case, answer: Answer) -> bool | None:
    """Whether a citation names the sensor and its readings."""
    return citation_holds(case, answer.citations)


def asked_of(seed: int) -> list[Made]:
    """All questions of a seed: of the logs that report in wordings that nothing was tuned on, too."""
    logs, twins = made_logs(LOGS, seed), twin_logs(seed)
    tested = seed == TEST_SEED
    half: Half = "held_out" if tested else "developed"
    return [
        *made_questions(logs, unseen=tested),
        *operator_questions(logs, twins, half),
        *colleague_questions(logs, twins, half),
    ]


class SeriesQuestions:
    """The benchmark ``series_questions``, or with the logs that were tuned on ``series_questions_tuning``."""

    def __init__(self, *, tuning: bool = False) -> None:
        self.name = "series_questions_tuning" if tuning else "series_questions"
        self._seed = TUNING_SEED if tuning else TEST_SEED

    def run(self, options: RunOptions) -> EvalReport:
        """Makes the logs, ingests them and asks."""
        logs, twins = made_logs(LOGS, self._seed), twin_logs(self._seed)
        made = {question.case.id: question for question in asked_of(self._seed)}
        known = [question.case for question in asked_of(TUNING_SEED)]

        def graded(case: Case, answer: str, abstained: bool) -> Grade:
            score = grade(made[case.id], answer, abstained=abstained)
            wording, declined = made[case.id].wording, abstained and case.answerable
            shares = {"right": score.correct, "declined": declined, "wrong": not (score.correct or declined)}
            return Grade(
                score=score, metrics={f"{wording}_{name}": float(held) for name, held in shares.items()}
            )

        with tempfile.TemporaryDirectory(prefix="assistant-series-") as folder:
            for log in (*logs, *twins):
                write_log(log, Path(folder))
            task = Task(
                name=self.name,
                cases=tuple(question.case for question in made.values()),
                paths=(Path(folder),),
                grade=graded,
                cited=cited,
                baselines=(MostFrequent(known), QuickGuess()),
            )
            return run_questions(task, options)
