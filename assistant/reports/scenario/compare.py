"""The courses beside one another: time, cost, parts, risk, and what engineers said. Writes one section."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.figures import number
from assistant.reports.diagnostic.case import Case
from assistant.reports.records import Grid, Section
from assistant.reports.scenario.course import Cell, Course

_VERDICTS = {0: ("accepted", "acceptée"), 2: ("rejected", "rejetée")}


def comparison_section(case: Case, courses: Sequence[Course]) -> Section:
    """A row a course; "not known" where no source says it."""
    return Section(
        key="comparison",
        title=case.t("The courses compared", "Les options comparées"),
        grid=Grid(
            headers=(
                case.t("Course", "Option"),
                case.t("Time", "Temps"),
                case.t("Cost", "Coût"),
                case.t("Parts", "Pièces"),
                case.t("Risk", "Risque"),
                case.t("Engineers", "Ingénieurs"),
            ),
            rows=tuple(_row(case, course, n) for n, course in enumerate(courses, start=1)),
            citations=tuple(_cited(course) for course in courses),
        )
        if courses
        else None,
        empty=case.t("There is no course to compare.", "Il n'y a pas d'option à comparer."),
    )


def _row(case: Case, course: Course, n: int) -> tuple[str, ...]:
    hours = case.opinions.figure(course.target.id, lambda one: one.hours)
    cost = case.opinions.figure(course.target.id, lambda one: one.cost)
    verdict = _VERDICTS.get(case.opinions.rank(course.target.id))
    said = case.t(*verdict) if verdict else case.t("nothing yet", "rien encore")
    if verdict is None and case.opinions.on(course.target.id):
        said = case.t("corrected", "corrigée")
    return (
        f"{n} {course.title}",
        _with(_told(case, course.time), hours, "h", case),
        _with(_told(case, course.cost), cost, "", case),
        _told(case, course.parts),
        _told(case, course.risk),
        said,
    )


def _told(case: Case, cell: Cell) -> str:
    return cell.text or case.t("not known", "pas connu")


def _with(told: str, figure: float | None, unit: str, case: Case) -> str:
    """A computed figure beside that of an engineer."""
    if figure is None:
        return told
    value = f"{number(figure, case.language)} {unit}".strip()
    return case.t(f"{told}; an engineer: {value}", f"{told} ; un ingénieur : {value}")


def _cited(course: Course) -> tuple[int, ...]:
    cells = (course.time, course.cost, course.parts, course.risk)
    return tuple(dict.fromkeys(number for cell in cells for number in cell.citations))
