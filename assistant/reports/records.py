"""A report as what it says: sections of cited points, tables and pictures. Knows no source and no format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from assistant.citations import CitationList
from assistant.contract import Json, citation_json
from assistant.records import Citation, Evidence

ReportKind = Literal["diagnostic"]
ReportLanguage = Literal["en", "fr"]
KINDS: tuple[ReportKind, ...] = ("diagnostic",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A sentence of a report with the numbers of the citations that hold it."""

    text: str
    citations: tuple[int, ...] = ()


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
        empty: What is said where it holds nothing: what was looked for.
    """

    key: str
    title: str
    points: tuple[Point, ...] = ()
    grid: Grid | None = None
    figures: tuple[Figure, ...] = ()
    empty: str = ""

    @property
    def is_empty(self) -> bool:
        """True where nothing was found for it."""
        return not (self.points or self.figures or (self.grid is not None and self.grid.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report.

    Attributes:
        equipment: Normalised tag.
        since, until: The period, both included, in the plant's own time.
        summary: What matters most, first.
        citations: All of them, by number.
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

    @property
    def period(self) -> str:
        """The period as it is printed."""
        if self.language == "fr":
            return f"du {self.since:%d/%m/%Y} au {self.until:%d/%m/%Y}"
        return f"{self.since:%Y-%m-%d} to {self.until:%Y-%m-%d}"


def point(text: str, evidence: Sequence[Evidence], cited: CitationList) -> Point:
    """A sentence that evidence holds, its citations numbered."""
    return Point(text=text, citations=tuple(dict.fromkeys(cited.cite(one) for one in evidence)))


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
                "table": None if section.grid is None else _grid_json(section.grid),
                "figures": [figure.caption for figure in section.figures],
                "empty": section.empty if section.is_empty else None,
            }
            for section in report.sections
        ],
        "citations": [citation_json(citation) for citation in report.citations],
    }


def _point_json(one: Point) -> Json:
    return {"text": one.text, "citations": list(one.citations)}


def _grid_json(grid: Grid) -> Json:
    return {
        "headers": list(grid.headers),
        "rows": [list(row) for row in grid.rows],
        "citations": [list(numbers) for numbers in grid.citations],
        "total": max(grid.total, len(grid.rows)),
    }
