"""Questions that engineers and technicians type, over the documents of plants that nothing was built on.

Protocol: the documents of a wastewater plant (French) and of a sawmill (American), for ``more_plants`` of a
dairy (English with some French) and of a small hydropower plant (French with some English), for
``hospital`` of the technical services of a hospital (half French, half English), are written into a
temporary folder (``eval.plant_papers``: work orders, spare parts, round sheets, data sheets, procedures,
handovers, safety rules, FMEAs, laboratory results, two days of sensors), ingested together and asked
through ``Assistant.ask``. All questions and their answers were written before any was asked. Those of
``developed`` were then looked at and what was found behind them was mended; those of ``held_out`` were
asked once, after that, and looked at only then; both are over the same documents, but in ``hospital``,
where the held-out questions are over files of other kinds than the developed ones.

Scoring is that of ``sample_plant``; ``declined`` and ``wrong`` are the shares of questions that hold an
answer and were refused, and of all that got a wrong one; a list that also tells rows that were not asked
for (``foreign``) is wrong. The baseline quotes the nearest passage of the product's own search.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from eval.baselines.plain_search import PlainSearch
from eval.benchmark import Grade, RunOptions, Task
from eval.benchmarks.sample_plant import cited
from eval.case import Case, ExpectedEvidence, Score, Turn
from eval.plant_papers import write_plants
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.scorers.answers import score_answer

DATA = Path(__file__).with_name("data") / "two_plants"
MORE_DATA = DATA.with_name("more_plants")
HOSPITAL = DATA.with_name("hospital")


def load_questions(path: Path = DATA / "questions.jsonl") -> list[tuple[Case, tuple[str, ...]]]:
    """The questions of both parts, ``kind`` is the part; each with what its answer must not tell."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(_case(record), tuple(record.get("foreign", ()))) for record in records]


def _case(record: Mapping[str, Any]) -> Case:
    value, source = record["value"], record["source"]
    return Case(
        id=record["id"],
        question=record["question"],
        answer_type=record["answer_type"],
        value=tuple(value) if isinstance(value, list) else value,
        kind=record["part"],
        language=record["language"],
        tolerance=record.get("tolerance", 0.0),
        unit=record.get("unit"),
        accept=tuple(record.get("accept", ())),
        item_accept=tuple(tuple(goods) for goods in record.get("item_accept", ())),
        all_of=tuple(tuple(group) for group in record.get("all_of", ())),
        history=tuple(Turn(**turn) for turn in record.get("history", ())),
        evidence=() if source is None else (ExpectedEvidence(source=source),),
    )


def grade_with(foreign: Mapping[str, Sequence[str]], case: Case, answer: str, abstained: bool) -> Grade:
    """Right, declined or wrong, over all, by part and by language of a part."""
    score = score_answer(case, answer, abstained=abstained)
    told = [name for name in foreign.get(case.id, ()) if name in answer]
    if told:
        score = Score(value=0.0, correct=False, why=f"tells {', '.join(told)}")
    outcome = {
        "right": float(score.correct),
        "declined": float(abstained and case.answerable),
        "wrong": float(not score.correct and not abstained),
    }
    metrics = dict(outcome)
    for name, value in outcome.items():
        metrics[f"{name}_{case.kind}"] = value
        metrics[f"{name}_{case.kind}_{case.language}"] = value
    return Grade(score=score, metrics=metrics)


class TwoPlants:
    """The benchmark ``two_plants``, ``more_plants`` or ``hospital``; none needs benchmark data."""

    def __init__(self, data: Path = DATA) -> None:
        self.name = data.name
        self._data = data

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the documents, ingests and asks."""
        questions = load_questions(self._data / "questions.jsonl")
        foreign = {case.id: names for case, names in questions}
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            folder = Path(place) / "plants"
            folder.mkdir()
            write_plants(self._data, folder)
            task = Task(
                name=self.name,
                cases=tuple(case for case, _ in questions),
                paths=(folder,),
                grade=partial(grade_with, foreign),
                cited=cited,
                baselines=(PlainSearch(1),),
            )
            return run_questions(task, options)
