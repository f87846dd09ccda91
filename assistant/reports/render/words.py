"""The words that every format prints around a report, and a citation in words. Knows no format."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records import Citation
from assistant.reports.records import Grid, Report

_QUOTE = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Headings of the frame."""

    summary: str
    sources: str
    made: str
    period: str


def labels(report: Report) -> Labels:
    """The frame's words in the report's language."""
    if report.language == "fr":
        return Labels(
            summary="En bref",
            sources="Sources",
            made=f"Établi le {report.made_at:%d/%m/%Y à %H:%M} à partir des sources numérotées à la fin",
            period=f"Période : {report.period}",
        )
    return Labels(
        summary="In short",
        sources="Sources",
        made=f"Made on {report.made_at:%Y-%m-%d at %H:%M} from the sources that are numbered at the end",
        period=f"Period: {report.period}",
    )


def markers(numbers: tuple[int, ...]) -> str:
    """``[1] [2]``, with a space before; empty where there are none."""
    return "".join(f" [{number}]" for number in numbers)


def not_all(grid: Grid, report: Report) -> str:
    """What is said under a table that does not show all its rows; empty where it does."""
    if grid.total <= len(grid.rows):
        return ""
    if report.language == "fr":
        return f"Les {len(grid.rows)} dernières lignes sur {grid.total}."
    return f"The last {len(grid.rows)} of {grid.total} rows."


def place(citation: Citation, report: Report) -> str:
    """Where a citation stands: file, page or clause, rows, sensor."""
    french = report.language == "fr"
    parts = [citation.source]
    if citation.page is not None:
        parts.append(f"page {citation.page}")
    if citation.label:
        parts.append(citation.label)
    if citation.rows is not None and citation.rows.row_numbers:
        rows = ", ".join(str(number + 1) for number in citation.rows.row_numbers[:3])
        parts.append(f"ligne {rows}" if french else f"row {rows}")
    if citation.sensor:
        parts.append(citation.sensor)
    if citation.start is not None and citation.end is not None:
        parts.append(f"{citation.start:%Y-%m-%d %H:%M} – {citation.end:%Y-%m-%d %H:%M}")
    return ", ".join(parts)


def quoted(citation: Citation) -> str:
    """The words of a citation, shortened; empty where a window of a signal is cited, whose words are ours."""
    if citation.kind == "series":
        return ""
    words = " ".join(citation.quote.split())
    return words if len(words) <= _QUOTE else f"{words[:_QUOTE].rsplit(' ', 1)[0]} …"
