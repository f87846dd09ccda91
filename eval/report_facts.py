"""Facts that a report should hold of a plant, and the search beside it. Knows no kind of report."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.facts import find_dates
from assistant.reports.make import ReportAsked, make_report
from assistant.reports.records import Report, ReportKind
from eval.benchmark import RunOptions
from eval.product import ingested
from eval.provenance import settings_record
from eval.report import EvalReport
from eval.statistics import bootstrap_interval, mean
from retrieval.knowledge import Knowledge

_PASSAGES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What a section of the report on a machine should say.

    Attributes:
        needles: Words that one sentence or row must hold, whatever their case.
        part: Only this part of the section counts.
        first: Only the first sentence of the section counts.
    """

    equipment: str
    section: str
    needles: tuple[str, ...]
    part: str = ""
    first: bool = False


def says(text: str, needles: Sequence[str]) -> bool:
    """True where a text holds all words; a date, however it is written, also counts as ``2025-10-24``."""
    days = sorted(day for _, _, may_mean in find_dates(text) for day in may_mean)
    whole = " ".join((text, *days)).casefold()
    return all(needle.casefold() in whole for needle in needles)


def length(report: Report) -> int:
    """Words of all that it says, sources apart."""
    points = [*report.summary, *(point for section in report.sections for point in section.all_points)]
    grids = [section.grid for section in report.sections if section.grid is not None]
    cells = [cell for grid in grids for row in grid.rows for cell in row]
    return sum(len(text.split()) for text in (*(point.text for point in points), *cells))


def passages(query: str, knowledge: Knowledge, *, words: int) -> list[str]:
    """The passages that the search finds, whole, until their words are used up."""
    found: list[str] = []
    for hit in knowledge.search(query, top_k=_PASSAGES):
        words -= len(hit.chunk.text.split())
        if words < 0:
            break
        found.append(hit.chunk.text)
    return found


def by_group(
    facts: Sequence[Fact], found: Sequence[bool], *, built_on: Collection[str]
) -> dict[str, list[float]]:
    """The verdicts of all facts, of the machines that nothing was built on, and of those that come first."""
    groups: dict[str, list[float]] = {"facts": [], "facts_not_built_on": [], "first_failure_mode": []}
    for fact, ok in zip(facts, found, strict=True):
        groups["facts"].append(float(ok))
        if fact.equipment not in built_on:
            groups["facts_not_built_on"].append(float(ok))
        if fact.first:
            groups["first_failure_mode"].append(float(ok))
    return {name: values for name, values in groups.items() if values}


def keep(path: Path, facts: Sequence[Fact], found: Sequence[bool], plain: Sequence[bool]) -> None:
    """Writes every fact with both verdicts, anew with each run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for fact, ok, beside in zip(facts, found, plain, strict=True):
            record = {
                "equipment": fact.equipment, "section": fact.section, "part": fact.part,
                "needles": fact.needles, "product": ok, "passages": beside,
            }  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def load_facts(path: Path) -> tuple[Fact, ...]:
    """The labelled facts of a file."""
    return tuple(
        Fact(**{**record, "needles": tuple(record["needles"])})
        for record in json.loads(path.read_text(encoding="utf-8"))
    )


def ask_facts(
    name: str,
    kind: ReportKind,
    facts: Sequence[Fact],
    options: RunOptions,
    *,
    held: Callable[[Fact, Report], bool],
    query: str,
    built_on: Collection[str],
    plant: Path,
) -> EvalReport:
    """Writes a report of each machine of a plant and looks for the facts; the search beside it.

    Args:
        name: Of the benchmark.
        held: Whether a report holds a fact.
        query: What the search is asked; ``{machine}`` in it is the tag.
        built_on: Machines that the report was built on.
        plant: Folder of its files.
    """
    began = time.perf_counter()
    machines = list(dict.fromkeys(fact.equipment for fact in facts))
    reports: dict[str, Report] = {}
    beside: dict[str, list[str]] = {}
    with ingested(options.settings, [plant]) as knowledge:
        for number, machine in enumerate(machines):
            options.tell(machine, number, len(machines))
            asked = ReportAsked(kind=kind, equipment=machine, language="en")
            reports[machine] = make_report(asked, knowledge)
            beside[machine] = passages(
                query.format(machine=machine), knowledge, words=length(reports[machine])
            )
    found = [held(fact, reports[fact.equipment]) for fact in facts]
    plain = [any(says(text, fact.needles) for text in beside[fact.equipment]) for fact in facts]
    keep(options.results, facts, found, plain)
    scores, baseline = (by_group(facts, one, built_on=built_on) for one in (found, plain))
    return EvalReport(
        benchmark=name,
        n=len(facts),
        errors=0,
        scores={
            **{group: mean(values) for group, values in scores.items()},
            "words": mean([float(length(report)) for report in reports.values()]),
        },
        intervals={group: bootstrap_interval(values) for group, values in scores.items()},
        baselines={"passages": {group: mean(values) for group, values in baseline.items()}},
        settings=settings_record(options.settings),
        results=options.results,
        seconds=time.perf_counter() - began,
    )
