"""Questions over the sample plant that ships with the product.

Protocol: ``samples/plant`` is ingested into a temporary data folder; each question of
``samples/questions.jsonl`` is asked through ``Assistant.ask`` with its history and nothing else. Scoring is
by ``eval.scorers`` (numbers within tolerance, dates to the minute, lists by F1 ≥ 0.8, texts by containment;
an unanswerable question is right where it is declined). ``citations_hold`` is the share of right answers to
answerable questions of which a citation reaches an expected place.

``sample_plant_crowd`` asks the same with ``CROWD`` files of an archive ingested beside it
(``eval.seeded_archive``): reports, work orders of other pumps, logs, mail, scans, torn files. What it loses
against ``sample_plant`` is lost to the crowd.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.records import Answer
from eval.baselines.llama_index_quick_start import LlamaIndexQuickStart
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case, ExpectedEvidence, Turn
from eval.errors import DataMissing
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.scorers.answers import score_answer
from eval.scorers.citations import citation_holds
from eval.seeded_archive import write_archive

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CROWD = 2500


def load_cases(path: Path) -> tuple[Case, ...]:
    """The questions of a file in the format of ``samples/README.md``."""
    return tuple(_case(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def _case(record: Mapping[str, Any]) -> Case:
    is_list = isinstance(record["value"], list)
    return Case(
        id=record["id"],
        question=record["question"],
        answer_type=record["answer_type"],
        value=tuple(record["value"]) if is_list else record["value"],
        kind=record["kind"],
        language=record["language"],
        history=tuple(Turn(role=turn["role"], content=turn["content"]) for turn in record["history"]),
        reference=record["answer"],
        tolerance=record["tolerance"] or 0.0,
        unit=record["unit"],
        accept=() if is_list else tuple(record["accept"]),
        item_accept=tuple(tuple(goods) for goods in record["accept"]) if is_list else (),
        all_of=tuple(tuple(group) for group in record["all_of"]),
        evidence=tuple(_evidence(place) for place in record["evidence"] or ()),
    )


def _evidence(place: Mapping[str, Any]) -> ExpectedEvidence:
    start, end = place.get("start"), place.get("end")
    return ExpectedEvidence(
        source=place["source"],
        page=place.get("page"),
        sensor=place.get("sensor"),
        start=None if start is None else datetime.fromisoformat(start),
        end=None if end is None else datetime.fromisoformat(end),
        table="rows" in place,
    )


def grade(case: Case, answer: str, abstained: bool) -> Grade:
    """The score of a text by the type of its answer."""
    return Grade(score=score_answer(case, answer, abstained=abstained))


def cited(case: Case, answer: Answer) -> bool | None:
    """Whether a citation of the answer holds."""
    return citation_holds(case, answer.citations)


class SamplePlant:
    """The benchmark ``sample_plant``, or ``sample_plant_crowd``; needs no benchmark data.

    Args:
        crowd: Files of an archive that are ingested beside the plant.
    """

    def __init__(self, *, crowd: int = 0) -> None:
        self.name = "sample_plant_crowd" if crowd else "sample_plant"
        self._crowd = crowd

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the sample plant and asks its questions."""
        if not (SAMPLES / "questions.jsonl").is_file():
            raise DataMissing(f"the sample plant is not beside the program ({SAMPLES}): run from a checkout")
        with _archive(self._crowd) as others:
            task = Task(
                name=self.name,
                cases=load_cases(SAMPLES / "questions.jsonl"),
                paths=(SAMPLES / "plant", *others),
                grade=grade,
                cited=cited,
                baselines=() if others else (LlamaIndexQuickStart(),),
            )
            return run_questions(task, options)


@contextmanager
def _archive(files: int) -> Iterator[tuple[Path, ...]]:
    if not files:
        yield ()
        return
    with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
        folder = Path(place) / "archive"
        folder.mkdir()
        write_archive(folder, files=files)
        yield (folder,)
