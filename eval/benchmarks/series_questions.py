"""Questions in words about logs whose trends, seasons, lags, shifts, faults and trips are known.

Protocol: nine logs are made by rule (two thirds with one sensor for each attribute, a third with a trip that
two sensors drift before), written as CSV files and ingested; each question, English and French in turn, is
asked through ``Assistant.ask``. What is right is what the generator put in, within a tolerance
(``eval/series_questions/cases.py``); means, correlations and differences are computed from the readings.
Each is asked twice, the second time in a wording that was written before the expert was mended and never
tried on it (``known_wording`` and ``unseen_wording`` of the report). ``series_questions_tuning`` asks the
logs of another seed, on which the expert was mended, in the known wording; ``most_frequent`` learns from
those. A question about a sensor that is in no log must be declined. Generator and expert have one author: the
figure says that the chain from words to sentence works on such logs, not how it does on a plant's. ``limit``
is the number of questions.
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
from eval.series_questions.cases import made_logs, made_questions
from eval.series_questions.files import write_log
from eval.series_questions.grade import grade

LOGS = 9
TUNING_SEED, TEST_SEED = 11, 7_301


def cited(case: Case, answer: Answer) -> bool | None:
    """Whether a citation names the sensor and its readings."""
    return citation_holds(case, answer.citations)


class SeriesQuestions:
    """The benchmark ``series_questions``, or with the logs that were tuned on ``series_questions_tuning``."""

    def __init__(self, *, tuning: bool = False) -> None:
        self.name = "series_questions_tuning" if tuning else "series_questions"
        self._seed = TUNING_SEED if tuning else TEST_SEED

    def run(self, options: RunOptions) -> EvalReport:
        """Makes the logs, ingests them and asks."""
        logs = made_logs(LOGS, self._seed)
        tested = self._seed == TEST_SEED
        made = {question.case.id: question for question in made_questions(logs, unseen=tested)}
        known = [question.case for question in made_questions(made_logs(LOGS, TUNING_SEED))]

        def graded(case: Case, answer: str, abstained: bool) -> Grade:
            score = grade(made[case.id], answer, abstained=abstained)
            wording = "unseen_wording" if made[case.id].unseen else "known_wording"
            return Grade(score=score, metrics={wording: float(score.correct)})

        with tempfile.TemporaryDirectory(prefix="assistant-series-") as folder:
            for log in logs:
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
