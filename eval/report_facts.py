"""Facts that a report should hold, and the search beside it. Knows no kind of report."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.reports.records import Report
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
    """True where a text holds all words."""
    return all(needle.casefold() in text.casefold() for needle in needles)


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
