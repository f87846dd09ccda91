"""Questions that want a procedure, with the steps that have to be told.

Protocol: four parts are ingested together and asked through ``Assistant.ask``. ``dev``, ``held`` and
``fresh`` are small documents of our own (Word, PDF, HTML, Markdown; English and French; numbered,
bulleted, tabled, told in prose; decoys of findings, parts and recommendations), parted by document:
``held`` was asked once before its faults were mended, ``fresh`` was written after that and asked once.
``real`` are documents of ``--bench-data`` (manuals of others, the user manual of ``qa_train``) and the
sample plant; it is left out where they are absent.

Phrases of the steps are looked for word by word: ``step_recall``; ``order_kept``, the share of
neighbours in order; ``foreign_steps``, steps of other procedures and items of decoys of the same part
that are told; ``note_recall``, warnings, conditions and tools. A question is right where at least 90 %
of its steps are told, all in order, and no foreign one; a question without a procedure where it is
declined. The baselines give what the product's search finds first: the best passage, and as many
passages as have the length of the procedure.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from assistant.engines import Engine
from assistant.experts.text.reader.examples import MANUAL, manual_sections
from assistant.records import Answer
from eval.benchmark import Grade, RunOptions, Task
from eval.benchmarks.sample_plant import SAMPLES
from eval.case import Case, CaseLanguage, ExpectedEvidence, Score, Turn
from eval.datasets import local_folder
from eval.errors import DataMissing
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.scorers.steps import score_steps
from eval.scorers.words import without_markers
from eval.written_papers import write_paper
from ingest.limits import IngestOptions
from ingest.pipeline import ingest
from retrieval.knowledge import Knowledge, KnowledgeSettings

DATA = Path(__file__).with_name("data") / "procedures"
HALVES = ("dev", "held", "fresh")
_RECALLED = 0.9
_MOST_HITS = 40
_MANUALS = (
    "TMATS_Users_Guide_TM-2014-216638.pdf",
    "LayupInstructions_2014.pdf",
    "fiche_perceuse_a_colonne_fr.md",
    "guideAssemblage_poppy_fr.pdf",
    "REPAIR-2022-INV-001_multipage.pdf",
    "ntsb_ERA23LA153_final.pdf",
    "amt_handbook_sample.pdf",
)
_TOLD = "(told)"
"""Stands for earlier answers: a follow-up is read from the questions."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A procedure as it has to be told; a decoy is a list that must not be."""

    document: str
    part: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]


def load_gold(path: Path = DATA / "procedures.json") -> dict[str, Gold]:
    """The procedures and decoys by name."""
    records = json.loads(path.read_text(encoding="utf-8"))
    return {
        name: Gold(r["document"], r["part"], tuple(r["steps"]), tuple(r["notes"]))
        for name, r in records.items()
    }


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with the steps that are wanted of its procedure."""

    case: Case
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    foreign: tuple[str, ...]


def load_questions(gold: Mapping[str, Gold], path: Path = DATA / "questions.jsonl") -> list[Asking]:
    """The questions of all parts."""
    return [_asking(json.loads(line), gold) for line in path.read_text(encoding="utf-8").splitlines()]


def _asking(record: Mapping[str, Any], gold: Mapping[str, Gold]) -> Asking:
    name = record["procedure"]
    own = gold[name] if name is not None else None
    only: Sequence[int] | None = record["only"]
    steps = () if own is None else tuple(own.steps[i] for i in only) if only is not None else own.steps
    others = tuple(
        step for other, g in gold.items() if g.part == record["part"] and other != name for step in g.steps
    )
    if own is not None and only is not None:
        others += tuple(step for i, step in enumerate(own.steps) if i not in only)
    language: CaseLanguage = record["language"]
    turns = [
        turn
        for said in record["history"]
        for turn in (Turn(role="user", content=said), Turn(role="assistant", content=_TOLD))
    ]
    case = Case(
        id=record["id"],
        question=record["question"],
        answer_type="abstain" if own is None else "list",
        value=None if own is None else steps,
        kind=record["part"],
        language=language,
        history=tuple(turns),
        evidence=() if own is None else (ExpectedEvidence(source=own.document),),
    )
    whole = own is not None and (only is None or len(only) > 1)
    return Asking(case, steps, own.notes if own is not None and whole else (), others)


def grade_with(asked: Mapping[str, Asking], case: Case, answer: str, abstained: bool) -> Grade:
    """The measures of one answer."""
    asking = asked[case.id]
    said = without_markers(answer)
    found = score_steps(said, asking.steps, notes=asking.notes, foreign=asking.foreign)
    foreign = 0 if abstained else found.foreign
    if not case.answerable:
        metrics = {"foreign_steps": float(foreign)}
        return Grade(
            score=Score(value=float(abstained), correct=abstained, why="abstention"), metrics=metrics
        )
    metrics = {
        "step_recall": found.recall,
        f"step_recall_{case.kind}": found.recall,
        "order_kept": found.order,
        "foreign_steps": float(foreign),
    }
    if found.notes is not None:
        metrics["note_recall"] = found.notes
    right = not abstained and found.recall >= _RECALLED and found.order == 1.0 and not foreign
    return Grade(score=Score(value=found.recall, correct=right, why="; ".join(asking.steps)), metrics=metrics)


def cited(case: Case, answer: Answer) -> bool | None:
    """Whether every citation of the answer points into the document of the procedure."""
    if not case.evidence or not answer.citations:
        return None
    wanted = case.evidence[0].source
    return all(wanted in citation.source for citation in answer.citations)


class SearchHits:
    """Gives the passages that the product's own search finds first, in its order.

    Args:
        name: As in the report.
        asked: The questions, for the length of their procedures; the best passage alone where None.
    """

    slow = False

    def __init__(self, name: str, asked: Mapping[str, Asking] | None = None) -> None:
        self.name = name
        self._asked = asked
        self._knowledge: Knowledge | None = None

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Ingests the files into a data folder of its own."""
        del engine
        self._knowledge = Knowledge.open(folder / self.name, settings=KnowledgeSettings())
        ingest(paths, knowledge=self._knowledge, options=IngestOptions())

    def answer(self, case: Case) -> str:
        """Passages up to twice the words of the steps' phrases, which is about their length."""
        if self._knowledge is None:
            return ""
        asked = " ".join((*(turn.content for turn in case.history if turn.role == "user"), case.question))
        hits = self._knowledge.search(asked, top_k=_MOST_HITS)
        room = 0 if self._asked is None else 2 * sum(len(s.split()) for s in self._asked[case.id].steps)
        told: list[str] = []
        for hit in hits:
            if told and sum(len(text.split()) for text in told) >= room:
                break
            told.append(hit.chunk.text)
        return "\n".join(told)


class ProcedureQuestions:
    """The benchmark ``procedures``."""

    name = "procedures"

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the documents, ingests and asks."""
        questions = load_questions(load_gold())
        notes: list[str] = []
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            paths = [_written(half, Path(place)) for half in HALVES]
            try:
                paths += _real(options.bench_data, Path(place))
            except DataMissing as missing:
                questions = [asking for asking in questions if asking.case.kind != "real"]
                notes.append(f"the part real was left out: {missing}")
            asked = {asking.case.id: asking for asking in questions}
            task = Task(
                name=self.name,
                cases=tuple(asking.case for asking in questions),
                paths=tuple(paths),
                grade=partial(grade_with, asked),
                cited=cited,
                baselines=(SearchHits("best_passage"), SearchHits("search_hits", asked)),
                notes=tuple(notes),
            )
            return run_questions(task, options)


def _written(half: str, place: Path) -> Path:
    """Our own documents of a half, in the formats that their names tell."""
    folder = place / half
    folder.mkdir()
    for source in sorted((DATA / half).glob("*.txt")):
        write_paper(source, folder)
    return folder


def _real(bench_data: Path | None, place: Path) -> list[Path]:
    """Manuals of others, the user manual as one file, and the sample plant."""
    reports = local_folder("documents", bench_data) / "reports"
    folder = place / "manuals"
    folder.mkdir()
    for name in _MANUALS:
        shutil.copy(reports / name, folder / name)
    sections = manual_sections(local_folder("qa_train", bench_data) / MANUAL)
    told = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections)
    (folder / "tv_manual.md").write_text(f"# Manual\n\n{told}\n", encoding="utf-8")
    return [folder, SAMPLES / "plant"]
