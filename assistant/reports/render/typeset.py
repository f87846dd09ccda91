"""A report with the spaces of its language, before it is printed. Knows records, no format."""

from __future__ import annotations

from dataclasses import replace

from assistant.reports.records import Grid, Part, Point, Report, Section
from assistant.typography import typeset


def typeset_report(report: Report) -> Report:
    """The report with its words as ``assistant.typography`` sets them; what it cites stays as it is."""

    def told(text: str) -> str:
        return typeset(text, report.language)

    def points(many: tuple[Point, ...]) -> tuple[Point, ...]:
        return tuple(replace(one, text=told(one.text)) for one in many)

    def part(one: Part) -> Part:
        return replace(one, title=told(one.title), points=points(one.points))

    def grid(one: Grid) -> Grid:
        rows = tuple(tuple(map(told, row)) for row in one.rows)
        return replace(one, headers=tuple(map(told, one.headers)), rows=rows)

    def section(one: Section) -> Section:
        return replace(
            one,
            title=told(one.title),
            points=points(one.points),
            parts=tuple(map(part, one.parts)),
            grid=None if one.grid is None else grid(one.grid),
            figures=tuple(replace(figure, caption=told(figure.caption)) for figure in one.figures),
            empty=told(one.empty),
        )

    return replace(
        report,
        title=told(report.title),
        summary=points(report.summary),
        sections=tuple(map(section, report.sections)),
    )
