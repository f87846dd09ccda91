"""Engineers' questions over public plant data, scored by the set's own scorer.

Protocol: the data folders that the set names (work orders, alerts, events and meters; the log of Chiller 6;
the haul truck FMEA; the Formula SAE rules; SKAB) are ingested as they are, without question files and
rubrics; each question is asked through ``Assistant.ask`` with its history. ``score.py`` of the set decides
what is right and reads the answer without citation markers. ``citations_hold`` judges citations of right
answers against the set's ``evidence``.

``plant_questions_texts`` are those of the rules PDF and the FMEA, with these two alone ingested: few enough
passages for the quick start to embed on two cores.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Mapping
from datetime import datetime, time
from pathlib import Path
from typing import Any

from assistant.records import Answer
from eval.baselines.llama_index_quick_start import LlamaIndexQuickStart
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case, ExpectedEvidence, Score, Turn
from eval.datasets import local_folder
from eval.errors import DataRefused
from eval.public_sets import data_folder
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.scorers.citations import citation_holds
from eval.scorers.words import without_markers

Scorer = Callable[[Mapping[str, Any], str, bool], Mapping[str, Any]]
_QUESTIONS = "questions.jsonl"
_NO_EVIDENCE = frozenset({"scenarios.jsonl", _QUESTIONS})
"""Questions and rubrics of the sets themselves: asked, never indexed."""
_TEXTS = frozenset({"design_qa", "fmea_qa"})


def load_scorer(path: Path) -> Scorer:
    """The function ``score`` of the set's ``score.py``.

    Raises:
        DataRefused: The file cannot be loaded or has no such function.
    """
    spec = importlib.util.spec_from_file_location("plant_questions_score", path)
    if spec is None or spec.loader is None:
        raise DataRefused(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Scorer | None = getattr(module, "score", None)
    if score is None:
        raise DataRefused(f"{path} has no function score(item, answer, abstained)")
    return score


def load_cases(records: Mapping[str, Mapping[str, Any]]) -> tuple[Case, ...]:
    """Cases of the set's records, by id."""
    return tuple(_case(record) for record in records.values())


def _case(record: Mapping[str, Any]) -> Case:
    value = record["value"]
    items = record.get("item_accept") or ()
    return Case(
        id=record["id"],
        question=record["question"],
        answer_type=record["answer_type"],
        value=tuple(map(str, value)) if isinstance(value, list) else value,
        kind=record["kind"],
        language=record["language"],
        history=tuple(Turn(role=t["role"], content=t["content"]) for t in record["history"] or ()),
        reference=record["answer"],
        tolerance=float(record.get("tolerance") or 0.0),
        unit=record.get("unit"),
        accept=tuple(map(str, record.get("accept") or ())),
        item_accept=tuple(tuple(map(str, goods)) for goods in items),
        all_of=tuple(tuple(group) for group in record.get("all_of") or ()),
        evidence=tuple(_places(record)),
    )


def _places(record: Mapping[str, Any]) -> list[ExpectedEvidence]:
    evidence = record["evidence"]
    if evidence is None:
        return []
    places = evidence if isinstance(evidence, list) else [evidence]
    return [_place(place, list(record["sources"])) for place in places]


def _place(place: Mapping[str, Any], sources: list[str]) -> ExpectedEvidence:
    """Signals and rules name no file: theirs is the one source of the question that can hold them."""
    if "sensor" in place:
        logs = [source for source in sources if source.endswith((".json", ".csv"))]
        source = str(place.get("file") or (logs[0] if len(logs) == 1 else ""))
        return ExpectedEvidence(
            source=source,
            sensor=str(place["sensor"]),
            start=_moment(place.get("start"), last=False),
            end=_moment(place.get("end"), last=True),
        )
    if "page" in place:
        books = [source for source in sources if source.endswith(".pdf")]
        return ExpectedEvidence(source=str(place.get("file") or (books or [""])[0]), page=int(place["page"]))
    return ExpectedEvidence(source=str(place["file"]), table=True)


def _moment(value: object, *, last: bool) -> datetime | None:
    """An ISO day or time; the end of a window that is a day is the end of that day."""
    if value is None:
        return None
    moment = datetime.fromisoformat(str(value))
    whole_day = last and len(str(value)) == len("2020-06-01")
    return datetime.combine(moment.date(), time.max) if whole_day else moment


def is_on_texts(record: Mapping[str, Any]) -> bool:
    """True for a question that the rules PDF and the FMEA answer alone."""
    return {source.split("/")[0] for source in record["sources"]} <= _TEXTS


def data_paths(bench_data: Path, sources: set[str], *, cache: Path) -> tuple[Path, ...]:
    """What is ingested: every folder that a question names, its questions and rubrics left out."""
    paths: list[Path] = []
    for name in sorted({source.split("/")[0] for source in sources}):
        folder = data_folder(name, bench_data, cache=cache)
        if name == "design_qa":
            paths += sorted(folder.glob("*.pdf"))
        elif any((folder / forbidden).exists() for forbidden in _NO_EVIDENCE):
            paths += sorted(f for f in folder.iterdir() if f.is_file() and f.name not in _NO_EVIDENCE)
        else:
            paths.append(folder)
    return tuple(paths)


class PlantQuestions:
    """The benchmark ``plant_questions``.

    Args:
        texts: Takes the questions on the rules PDF and the FMEA alone.
    """

    def __init__(self, *, texts: bool = False) -> None:
        self.name = "plant_questions_texts" if texts else "plant_questions"
        self._texts = texts

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the public data and asks the set's questions."""
        folder = local_folder("plant_questions", options.bench_data, needs=(_QUESTIONS, "score.py"))
        lines = (folder / _QUESTIONS).read_text(encoding="utf-8").splitlines()
        records = {record["id"]: record for record in map(json.loads, lines)}
        if self._texts:
            records = {id_: record for id_, record in records.items() if is_on_texts(record)}
        scorer = load_scorer(folder / "score.py")

        def grade(case: Case, answer: str, abstained: bool) -> Grade:
            outcome = scorer(records[case.id], without_markers(answer), abstained)
            return Grade(
                score=Score(
                    value=float(outcome["score"]), correct=bool(outcome["correct"]), why=str(outcome["why"])
                )
            )

        def cited(case: Case, answer: Answer) -> bool | None:
            return citation_holds(case, answer.citations)

        sources = {source for record in records.values() for source in record["sources"]}
        task = Task(
            name=self.name,
            cases=load_cases(records),
            paths=data_paths(folder.parent, sources, cache=options.settings.data / "benchmarks"),
            grade=grade,
            cited=cited,
            baselines=(LlamaIndexQuickStart(),),
        )
        return run_questions(task, options)
