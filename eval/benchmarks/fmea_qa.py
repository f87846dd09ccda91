"""Questions on the failure analysis of a haul truck, scored by the essential facts that an answer holds.

Protocol: the table (CSV, 330 rows) alone is ingested; each question is asked through ``Assistant.ask``. The
score is the share of the essential nuggets held (``eval.scorers.nuggets`` states the rule), their mean over
questions. Questions of even number were developed on, those of odd number were not: both are given apart.
Beside it: the rows that share most words with the question, as many words as the product's answer has and at
least one row; and the same with ten rows. What else an answer says is not judged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from eval.baselines.keyword_rows import KeywordRows
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case, Score
from eval.datasets import local_folder
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.result import PRODUCT
from eval.scorers.nuggets import Nugget, share_held

TABLE, QUESTIONS = "fmea_dataset_filled.csv", "questions.jsonl"
RIGHT = 1.0 - 1e-9
_NUGGET = re.compile(r'"nugget":\s*["\'](.*?)["\'],\s*"status":\s*"(\w+)"')
"""One of the set's nuggets; the list is no valid JSON everywhere (one has two kinds of quotes)."""
_TEN_ROWS = 600
"""Words of about ten rows with their column names."""


def load_fmea_questions(path: Path) -> tuple[dict[str, tuple[Nugget, ...]], tuple[Case, ...]]:
    """The nuggets by question number, and the cases."""
    records: list[dict[str, Any]] = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    nuggets = {
        str(record["ID"]): tuple(
            Nugget(text=text, essential=status == "ESSENTIAL")
            for text, status in _NUGGET.findall(record["Nuggets"])
        )
        for record in records
    }
    cases = tuple(
        Case(
            id=str(record["ID"]),
            question=record["Question"].strip(),
            answer_type="text",
            value=record["Answer"],
            kind=half_of(int(record["ID"])),
            reference=record["Answer"],
        )
        for record in records
    )
    return nuggets, cases


def half_of(number: int) -> str:
    """``developed`` for even numbers, ``held_out`` for odd ones."""
    return "held_out" if number % 2 else "developed"


class FmeaQa:
    """The benchmark ``fmea_qa``."""

    name = "fmea_qa"

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the table and asks the questions."""
        folder = local_folder("fmea_qa", options.bench_data, needs=(TABLE, QUESTIONS))
        nuggets, cases = load_fmea_questions(folder / QUESTIONS)
        ten_rows = KeywordRows(lambda _: _TEN_ROWS)
        ten_rows.name = "ten_keyword_rows"
        task = Task(
            name=self.name,
            cases=cases,
            paths=(folder / TABLE,),
            grade=grader(nuggets),
            baselines=(KeywordRows(lambda case: told_words(options.results, case)), ten_rows),
        )
        return run_questions(task, options)


def grader(nuggets: Mapping[str, tuple[Nugget, ...]]) -> Callable[[Case, str, bool], Grade]:
    """Scores by the nuggets of the case; beside the whole stand its half and the length of the answer."""

    def grade(case: Case, answer: str, abstained: bool) -> Grade:
        share = share_held(nuggets[case.id], case.question, answer, abstained=abstained)
        metrics = {
            "nugget_recall": share,
            f"nugget_recall_{case.kind}": share,
            "words": float(len(answer.split())),
        }
        score = Score(value=share, correct=share >= RIGHT, why=f"{share:.2f} of the essential nuggets")
        return Grade(score=score, metrics=metrics)

    return grade


def told_words(journal: Path, case: Case) -> int:
    """Words of the product's answer to a case in the journal; 0 where it was not asked."""
    lines = journal.read_text("utf-8").splitlines()[1:] if journal.is_file() else []
    records = [json.loads(line) for line in lines if line.strip()]
    told = [r["answer"] for r in records if r["system"] == PRODUCT and r["id"] == case.id]
    return len(told[-1].split()) if told else 0
