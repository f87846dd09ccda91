"""A report as what it says: sections of cited points, tables and pictures. Knows no source and no format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from assistant.citations import CitationList
from assistant.contract import Json, citation_json
from assistant.experts.series.wording import day
from assistant.records import Citation, Evidence
from assistant.reports.feedback.records import Target, target_json

ReportKind = Literal["diagnostic", "scenario"]
ReportLanguage = Literal["en", "fr"]
KINDS: tuple[ReportKind, ...] = get_args(ReportKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A sentence of a report with the numbers of the citations that hold it.

    Attributes:
        target: Id under which an engineer may accept, reject or correct it; empty where there is none.
    """

    text: str
    citations: tuple[int, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Points of a section that belong together, under a title of their own."""

    key: str
    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table of a report.

    Attributes:
        headers: One a column.
        rows: Cells as they are printed.
        citations: Of each row.
        total: How many rows there are where not all are shown.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    citations: tuple[tuple[int, ...], ...]
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture of a report, as PNG."""

    png: bytes = field(repr=False)
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a report.

    Attributes:
        key: What it is called by programs, the same in every language.
        parts: Further points, grouped.
        target: As that of a point, of the section as a whole.
        empty: What is said where it holds nothing: what was looked for.
    """

    key: str
    title: str
    points: tuple[Point, ...] = ()
    parts: tuple[Part, ...] = ()
    target: str = ""
    grid: Grid | None = None
    figures: tuple[Figure, ...] = ()
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nothing was found for it."""
        held = self.points or self.parts or self.figures
        return not (held or (self.grid is not None and self.grid.rows))

    @property
    def all_points(self) -> tuple[Point, ...]:
        """Its points and those of its parts, in the order in which they are printed."""
        return (*self.points, *(point for part in self.parts for point in part.points))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report.

    Attributes:
        equipment: Normalised tag.
        since, until: The period, both included, in the plant's own time.
        summary: What matters most, first.
        citations: All of them, by number.
        targets: What an engineer may give feedback on.
    """

    kind: ReportKind
    title: str
    equipment: str
    language: ReportLanguage
    since: datetime
    until: datetime
    made_at: datetime
    summary: tuple[Point, ...]
    sections: tuple[Section, ...]
    citations: tuple[Citation, ...]
    targets: tuple[Target, ...] = ()

    @property
    def period(self) -> str:
        """The period as it is printed."""
        if self.language == "fr":
            return f"du {day(self.since, 'fr')} au {day(self.until, 'fr')}"
        return f"{day(self.since, 'en')} to {day(self.until, 'en')}"


def point(text: str, evidence: Sequence[Evidence], cited: CitationList, *, target: str = "") -> Point:
    """A sentence that evidence holds, its citations numbered."""
    numbers = tuple(dict.fromkeys(cited.cite(one) for one in evidence))
    return Point(text=text, citations=numbers, target=target)


def report_json(report: Report) -> Json:
    """The report as programs read it; pictures are left to the formats that show them."""
    return {
        "object": "report",
        "kind": report.kind,
        "title": report.title,
        "equipment": report.equipment,
        "language": report.language,
        "since": report.since.isoformat(),
        "until": report.until.isoformat(),
        "made_at": report.made_at.isoformat(timespec="seconds"),
        "summary": [_point_json(one) for one in report.summary],
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "points": [_point_json(one) for one in section.points],
                "parts": [
                    {
                        "key": part.key,
                        "title": part.title,
                        "points": [_point_json(one) for one in part.points],
                    }
                    for part in section.parts
                ],
                "target": section.target or None,
                "table": None if section.grid is None else _grid_json(section.grid),
                "figures": [figure.caption for figure in section.figures],
                "empty": section.empty if section.is_empty else None,
            }
            for section in report.sections
        ],
        "citations": [citation_json(citation) for citation in report.citations],
        "targets": [target_json(target) for target in report.targets],
    }


def _point_json(one: Point) -> Json:
    return {"text": one.text, "citations": list(one.citations), "target": one.target or None}


def _grid_json(grid: Grid) -> Json:
    return {
        "headers": list(grid.headers),
        "rows": [list(row) for row in grid.rows],
        "citations": [list(numbers) for numbers in grid.citations],
        "total": max(grid.total, len(grid.rows)),
    }
