"""What a diagnostic report should hold of five machines of the sample plant: is it there, in its section?

Protocol: ``samples/plant`` is ingested; a report of the default period is written of each equipment. A fact
counts where one sentence or row of its section holds all its words; a failure mode that is marked as first
counts only at the head of its section. Four of the five were labelled from the documents before any
report on them was looked at; the sections were built on the fifth, P-101A. The plant is ours. Beside it: the
passages that the product's own search finds for the tag, as many words as the report has.
``--limit`` is the number of facts.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.reports.make import ReportAsked, make_report
from assistant.reports.records import Report
from eval.benchmark import RunOptions
from eval.benchmarks.sample_plant import SAMPLES
from eval.product import ingested
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.statistics import bootstrap_interval, mean
from retrieval.knowledge import Knowledge

FACTS = Path(__file__).parent / "data" / "diagnostic_facts.json"
BUILT_ON = "P-101A"
_PASSAGES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosticFact:
    """What a section of the report on a machine should say.

    Attributes:
        needles: Words that one sentence or row must hold, whatever their case.
        first: Only the first sentence of the section counts.
    """

    equipment: str
    section: str
    needles: tuple[str, ...]
    first: bool = False


def load_diagnostic_facts(path: Path = FACTS) -> tuple[DiagnosticFact, ...]:
    """The labelled facts."""
    return tuple(
        DiagnosticFact(**{**record, "needles": tuple(record["needles"])})
        for record in json.loads(path.read_text(encoding="utf-8"))
    )


class DiagnosticReports:
    """The benchmark ``diagnostic_report``."""

    name = "diagnostic_report"

    def run(self, options: RunOptions) -> EvalReport:
        """Writes the reports and looks for the facts."""
        began = time.perf_counter()
        facts = load_diagnostic_facts()[: options.limit]
        machines = list(dict.fromkeys(fact.equipment for fact in facts))
        reports: dict[str, Report] = {}
        beside: dict[str, list[str]] = {}
        with ingested(options.settings, [SAMPLES / "plant"]) as knowledge:
            for number, machine in enumerate(machines):
                options.tell(machine, number, len(machines))
                reports[machine] = make_report(ReportAsked(equipment=machine, language="en"), knowledge)
                beside[machine] = _passages(machine, knowledge, words=_length(reports[machine]))
        found = [held(fact, reports[fact.equipment]) for fact in facts]
        plain = [any(_holds(text, fact) for text in beside[fact.equipment]) for fact in facts]
        _keep(options.results, facts, found, plain)
        scores = _by_group(facts, found)
        return EvalReport(
            benchmark=self.name,
            n=len(facts),
            errors=0,
            scores={
                **{name: mean(values) for name, values in scores.items()},
                "words": mean([float(_length(report)) for report in reports.values()]),
            },
            intervals={name: bootstrap_interval(values) for name, values in scores.items()},
            baselines={"passages": {name: mean(v) for name, v in _by_group(facts, plain).items()}},
            settings=settings_record(options.settings),
            results=options.results,
            seconds=time.perf_counter() - began,
        )


def held(fact: DiagnosticFact, report: Report) -> bool:
    """Whether the fact stands in its section."""
    section = next(one for one in report.sections if one.key == fact.section)
    said = [point.text for point in section.points]
    if section.grid is not None:
        said += [" ".join(row) for row in section.grid.rows]
    return any(_holds(text, fact) for text in (said[:1] if fact.first else said))


def _holds(text: str, fact: DiagnosticFact) -> bool:
    return all(needle.casefold() in text.casefold() for needle in fact.needles)


def _length(report: Report) -> int:
    """Words of all that it says, sources apart."""
    points = [*report.summary, *(point for section in report.sections for point in section.points)]
    grids = [section.grid for section in report.sections if section.grid is not None]
    cells = [cell for grid in grids for row in grid.rows for cell in row]
    return sum(len(text.split()) for text in (*(point.text for point in points), *cells))


def _passages(machine: str, knowledge: Knowledge, *, words: int) -> list[str]:
    """The passages that the search finds for the tag, whole, until their words are used up."""
    found: list[str] = []
    for hit in knowledge.search(machine, top_k=_PASSAGES):
        words -= len(hit.chunk.text.split())
        if words < 0:
            break
        found.append(hit.chunk.text)
    return found


def _by_group(facts: Sequence[DiagnosticFact], found: Sequence[bool]) -> dict[str, list[float]]:
    """The verdicts of all facts, and of the machines that nothing was built on."""
    groups: dict[str, list[float]] = {"facts": [], "facts_not_built_on": [], "first_failure_mode": []}
    for fact, ok in zip(facts, found, strict=True):
        groups["facts"].append(float(ok))
        if fact.equipment != BUILT_ON:
            groups["facts_not_built_on"].append(float(ok))
        if fact.first:
            groups["first_failure_mode"].append(float(ok))
    return {name: values for name, values in groups.items() if values}


def _keep(path: Path, facts: Sequence[DiagnosticFact], found: Sequence[bool], plain: Sequence[bool]) -> None:
    """Writes every fact with both verdicts, anew with each run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for fact, ok, beside in zip(facts, found, plain, strict=True):
            record = {
                "equipment": fact.equipment, "section": fact.section, "needles": fact.needles,
                "product": ok, "passages": beside,
            }  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
