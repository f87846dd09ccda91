"""The words that every format prints around a report, and a citation in words. Knows no format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from assistant.crossing.say import clock
from assistant.records import Citation
from assistant.reports.records import Grid, Report
from retrieval.records import Language

_QUOTE = 240
_ISO_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")


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
            made=f"Établi le {clock(report.made_at, 'fr')} à partir des sources numérotées à la fin",
            period=f"Période\u00a0: {report.period}",
        )
    return Labels(
        summary="In short",
        sources="Sources",
        made=f"Made on {clock(report.made_at, 'en')} from the sources that are numbered at the end",
        period=f"Period: {report.period}",
    )


def markers(numbers: tuple[int, ...]) -> str:
    """``[1] [2]`` after a space that no line is broken at; empty where there are none."""
    return "\u00a0" + " ".join(f"[{number}]" for number in numbers) if numbers else ""


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
        parts.append(f"§ {citation.label}" if citation.label[0].isdigit() else citation.label)
    if citation.rows is not None and citation.rows.row_numbers:
        rows = ", ".join(str(number + 1) for number in citation.rows.row_numbers[:3])
        parts.append(f"ligne {rows}" if french else f"row {rows}")
    if citation.sensor:
        parts.append(citation.sensor)
    if citation.start is not None and citation.end is not None:
        parts.append(window(citation.start, citation.end, report.language))
    return ", ".join(parts)


def window(start: datetime, end: datetime | None, language: Language) -> str:
    """Two times as readers of the language write them; a day and a time are not said twice."""
    pattern = "%d/%m/%Y %H:%M" if language == "fr" else "%Y-%m-%d %H:%M"
    if end is None or end == start:
        return f"{start:{pattern}}"
    return f"{start:{pattern}} – {end:{'%H:%M' if start.date() == end.date() else pattern}}"


def quoted(citation: Citation, report: Report) -> str:
    """The words of a citation, shortened; empty where a window of a signal is cited, whose words are ours.

    Rows are quoted in words of ours, too: their dates are printed as the report's reader writes them.
    """
    if citation.kind == "series":
        return ""
    words = " ".join(citation.quote.split())
    if citation.kind == "table":
        words = _once(words)
        words = _ISO_DAY.sub(r"\3/\2/\1", words) if report.language == "fr" else words
    return words if len(words) <= _QUOTE else f"{words[:_QUOTE].rsplit(' ', 1)[0]} …"


def cited(citation: Citation, report: Report) -> str:
    """A citation as a line of the list of sources, without its number: its place and its words."""
    words = quoted(citation, report)
    if not words:
        return place(citation, report)
    quote = f"«\u00a0{words}\u00a0»" if report.language == "fr" else f"“{words}”"
    return f"{place(citation, report)} — {quote}"


def _once(words: str) -> str:
    """The words of a row without the name of the row where its first cell says it again."""
    head, divided, cells = words.partition(" · ")
    first = cells.split("; ", 1)[0].replace(": ", " ", 1)
    return cells if divided and first and head.startswith(first) else words
