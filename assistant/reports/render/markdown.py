"""A report as Markdown, pictures inside as data. Knows no source."""

from __future__ import annotations

import base64
import html

from assistant.reports.records import Point, Report, Section
from assistant.reports.render.words import cited, labels, markers, not_all


def markdown(report: Report) -> str:
    """The whole report."""
    frame = labels(report)
    lines = [f"# {_safe(report.title)}", "", f"{frame.period}  ", frame.made, "", f"## {frame.summary}", ""]
    lines += [*_points(report.summary), ""]
    for section in report.sections:
        lines += [f"## {_safe(section.title)}", "", *_section(section, report), ""]
    lines += [f"## {frame.sources}", ""]
    for citation in report.citations:
        lines.append(f"{citation.n}. {_safe(cited(citation, report))}")
    return "\n".join([*lines, ""])


def _section(section: Section, report: Report) -> list[str]:
    if section.is_empty:
        return [_safe(section.empty)]
    lines = _points(section.points)
    for part in section.parts:
        lines += ["", f"### {_safe(part.title)}", "", *_points(part.points)]
    for figure in section.figures:
        data = base64.b64encode(figure.png).decode()
        lines += ["", f"![{_safe(figure.caption)}](data:image/png;base64,{data})"]
    if section.grid is not None and section.grid.rows:
        lines += ["", _row(section.grid.headers), _row(("---",) * len(section.grid.headers))]
        for row, numbers in zip(section.grid.rows, section.grid.citations, strict=True):
            lines.append(_row((*map(_safe, row[:-1]), f"{_safe(row[-1])}{_numbers(numbers)}")))
        note = not_all(section.grid, report)
        lines += ["", note] if note else []
    return lines


def _points(points: tuple[Point, ...]) -> list[str]:
    return [f"- {_safe(one.text)}{_numbers(one.citations)}" for one in points]


def _numbers(numbers: tuple[int, ...]) -> str:
    return markers(numbers).replace("\u00a0", " ").replace("[", "\\[").replace("]", "\\]")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _safe(text: str) -> str:
    """Words of documents with nothing that Markdown or HTML would act on."""
    safe = html.escape(text, quote=False)
    for mark in "\\`*_[]|#!":
        safe = safe.replace(mark, f"\\{mark}")
    return " ".join(safe.split())
