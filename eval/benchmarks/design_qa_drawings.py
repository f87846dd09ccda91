"""DesignQA, drawings and result pictures against a rule: does what the sheet shows comply?

Protocol: the rules PDF alone is ingested. A drawing of ``dimension_pdfs`` is held to the rule that its file
name gives (``F.5.9.4_no.pdf``: the truth is "no"), a picture of ``functional_images`` to the rule that its
question names. What the set's question on that rule tells besides ("the chain is 13 mm wide") is told too.
The file is read under a neutral name, as ``assistant drawing --clause --given`` reads it. The answer
is "no" where a bound of the rule is broken, else "yes": the set says that what is not shown complies.
Drawings that only give a scale bar have no truth here and are left out. As nearly all drawings here are "no",
the mean of the two answers' recalls stands beside the accuracy. Baselines: always yes, always no, a coin.
"""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.build_knowledge import open_knowledge
from assistant.errors import UnknownClause
from assistant.reports.drawing.clauses import clauses_of
from assistant.reports.drawing.compliance import compare
from assistant.reports.drawing.sources import ParseJob, parse, subject_of
from eval.benchmark import RunOptions
from eval.datasets import local_folder
from eval.product import ingest_options, temporary_settings
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.rules_data import RULES_PDF
from eval.statistics import bootstrap_interval, mean
from ingest.errors import Unreadable
from ingest.pipeline import ingest
from retrieval.knowledge import Knowledge

DIMENSION = "rule_dimension_qa_context.csv"
FUNCTIONAL = "rule_functional_performance_qa.csv"
_NAMED = re.compile(r"(?P<rule>[A-Z]+(?:\.\d+)+)(?:_(?P<item>[a-z]))?_(?P<truth>yes|no)")
_RULE = re.compile(r"\brule (?P<rule>[A-Z]+(?:\.\d+)+)\.?(?P<item>[a-z])?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCase:
    """A sheet, the rule it is held to, whether it complies, and what the question tells besides."""

    part: str
    path: Path
    rule: str
    complies: bool
    told: str = ""


def load_cases(folder: Path) -> tuple[SheetCase, ...]:
    """The drawings with a truth in their name, then the result pictures of the questions."""
    return (*_drawings(folder), *_pictures(folder))


def _drawings(folder: Path) -> Iterator[SheetCase]:
    questions = {rule: row["question"] for rule, row in _asked(folder / DIMENSION)}
    for path in sorted((folder / "dimension_pdfs").glob("*.pdf")):
        match = _NAMED.fullmatch(path.stem)
        if match is not None:
            rule = ".".join(filter(None, (match["rule"], match["item"])))
            yield SheetCase(
                part="dimension", path=path, rule=rule, complies=match["truth"] == "yes",
                told=questions.get(rule, ""),
            )  # fmt: skip


def _pictures(folder: Path) -> Iterator[SheetCase]:
    for rule, row in _asked(folder / FUNCTIONAL):
        path = folder / "functional_images" / row["image"]
        if path.is_file():
            yield SheetCase(
                part="functional", path=path, rule=rule, complies=row["ground_truth"].strip() == "yes",
                told=row["question"],
            )  # fmt: skip


def _asked(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The set's questions with the rule that each names."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            match = _RULE.search(row["question"])
            if match is not None:
                yield ".".join(filter(None, (match["rule"], match["item"]))), row


def answer(case: SheetCase, knowledge: Knowledge, folder: Path) -> tuple[bool, bool, str]:
    """Whether the sheet is found to comply, whether any bound was decided, and what was said of them.

    Raises:
        Unreadable: The sheet cannot be read.
        UnknownClause: The rules have no such rule.
    """
    neutral = folder / f"sheet{case.path.suffix.lower()}"
    shutil.copyfile(case.path, neutral)
    subject = subject_of(parse(ParseJob(path=neutral)), neutral.name, language="en")
    verdicts = compare(subject, clauses_of([case.rule], knowledge), case.told)
    said = "; ".join(f"{verdict.verdict}: {verdict.reason}" for verdict in verdicts)
    ways = {verdict.verdict for verdict in verdicts}
    return "broken" not in ways, ways != {"undecided"}, said


def scores(cases: Sequence[SheetCase], complies: Sequence[bool]) -> dict[str, float]:
    """Accuracy with its bootstrap interval, and mean recall of both answers, by part."""
    found: dict[str, float] = {}
    for part in dict.fromkeys(case.part for case in cases):
        pairs = [
            (case.complies, said) for case, said in zip(cases, complies, strict=True) if case.part == part
        ]
        right = [float(truth == said) for truth, said in pairs]
        found[f"{part}_accuracy"] = mean(right)
        found[f"{part}_low"], found[f"{part}_high"] = bootstrap_interval(right)
        recalls = [
            mean([float(said == truth) for truth, said in pairs if truth == wanted])
            for wanted in (True, False)
            if any(truth == wanted for truth, _ in pairs)
        ]
        found[f"{part}_balanced"] = mean(recalls)
    return found


def decided_scores(
    cases: Sequence[SheetCase], complies: Sequence[bool], decided: Sequence[bool]
) -> dict[str, float]:
    """Share of the sheets on which an amount decided, and accuracy on those alone, by part."""
    found: dict[str, float] = {}
    for part in dict.fromkeys(case.part for case in cases):
        own = [
            (sure, float(case.complies == said))
            for case, said, sure in zip(cases, complies, decided, strict=True)
            if case.part == part
        ]
        right = [hit for sure, hit in own if sure]
        found[f"{part}_decided"] = len(right) / len(own)
        if right:
            found[f"{part}_decided_accuracy"] = mean(right)
    return found


class DesignQaDrawings:
    """The benchmark ``design_qa_drawings``."""

    name = "design_qa_drawings"

    def run(self, options: RunOptions) -> EvalReport:
        """Ingests the rules, reads each sheet, compares."""
        begun = time.monotonic()
        folder = local_folder("design_qa", options.bench_data, needs=(RULES_PDF, FUNCTIONAL))
        cases = load_cases(folder)[: options.limit]
        complies: list[bool] = []
        decided: list[bool] = []
        notes: list[str] = []
        errors = 0
        with tempfile.TemporaryDirectory() as place, temporary_settings(options.settings) as temporary:
            knowledge = open_knowledge(temporary)
            try:
                ingest([folder / RULES_PDF], knowledge=knowledge, options=ingest_options(temporary))
                for number, case in enumerate(cases, 1):
                    try:
                        held, sure, said = answer(case, knowledge, Path(place))
                    except (Unreadable, UnknownClause) as error:
                        errors += 1
                        held, sure, said = True, False, str(error)
                    complies.append(held)
                    decided.append(sure)
                    mark = "right" if held == case.complies else "WRONG"
                    mark += "" if sure else " (undecided)"
                    notes.append(f"{mark}, {case.path.name}, {case.rule}: {said}")
                    options.tell("sheets", number, len(cases))
            finally:
                knowledge.close()
        return EvalReport(
            benchmark=self.name, n=len(cases), errors=errors,
            scores={**scores(cases, complies), **decided_scores(cases, complies, decided)},
            baselines={
                "always yes": scores(cases, [True] * len(cases)),
                "always no": scores(cases, [False] * len(cases)),
                "coin": {f"{part}_accuracy": 0.5 for part in dict.fromkeys(case.part for case in cases)},
            },
            settings=settings_record(options.settings), results=options.results,
            seconds=time.monotonic() - begun, notes=tuple(notes),
        )  # fmt: skip
