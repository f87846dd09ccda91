"""A course that may be taken: what is done, what speaks for it and against it. Knows no source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.reports.diagnostic.case import Case
from assistant.reports.feedback.opinions import told
from assistant.reports.feedback.records import Target, target_of
from assistant.reports.records import Part, Point, Section

CourseKey = Literal["watch", "mend", "mend_2", "planned", "open"]
PartKey = Literal["steps", "for", "against", "first", "worked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a table of courses says in one place; empty where no source says it."""

    text: str = ""
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something to do, on which an engineer may give feedback.

    Attributes:
        order: Steps of one document have the same.
    """

    point: Point
    target: Target
    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A course.

    Attributes:
        target: What feedback on it is given on.
        first: What must be there before it is taken.
        worked: How one sees that it worked.
        unknown: What no source says of it, and whom to ask.
    """

    key: CourseKey
    title: str
    target: Target
    steps: tuple[Step, ...]
    pros: tuple[Point, ...] = ()
    cons: tuple[Point, ...] = ()
    first: tuple[Point, ...] = ()
    worked: tuple[Point, ...] = ()
    time: Cell = field(default_factory=Cell)
    cost: Cell = field(default_factory=Cell)
    parts: Cell = field(default_factory=Cell)
    risk: Cell = field(default_factory=Cell)
    unknown: tuple[Point, ...] = ()


def step_of(case: Case, said: Point, *, order: int = 0, about: str = "") -> Step:
    """A sentence as a step; feedback is given on what it cites first, or on what it is about."""
    cited = [one for one in case.cited.all() if one.n in said.citations]
    cited.sort(key=lambda one: said.citations.index(one.n))
    target = target_of("step", said.text, cited, about=about)
    marked = Point(text=said.text, citations=said.citations, target=target.id)
    return Step(point=marked, target=target, order=order)


def course_target(case: Case, title: str, said: Sequence[Point], *, about: str) -> Target:
    """What feedback on a course is given on: the course of that name, and what its sentences cite."""
    wanted = list(dict.fromkeys(n for one in said for n in one.citations))
    cited = sorted((one for one in case.cited.all() if one.n in wanted), key=lambda one: wanted.index(one.n))
    return target_of("course", title, cited, about=about)


def ordered(case: Case, courses: Iterable[Course]) -> list[Course]:
    """Accepted ones first, rejected ones last; else as they stand."""
    return sorted(courses, key=lambda one: case.opinions.rank(one.target.id))


def ordered_steps(case: Case, steps: Sequence[Step]) -> list[Step]:
    """Steps of a document keep their order: one with an accepted step is first; rejected steps are last."""
    ranks = [case.opinions.rank(one.target.id) for one in steps]
    best = {one.order: 1 for one in steps}
    for one, rank in zip(steps, ranks, strict=True):
        best[one.order] = min(best[one.order], rank)
    rejected = [case.opinions.rejected(one.target.id) for one in steps]
    keyed = sorted(
        zip(rejected, steps, strict=True), key=lambda item: (item[0], 0 if item[0] else best[item[1].order])
    )
    return [one for _, one in keyed]


def section_of(case: Case, course: Course, number: int) -> Section:
    """A course as a section of the report."""
    named: tuple[tuple[PartKey, str, Sequence[Point], str], ...] = (
        (
            "steps",
            case.t("What is done", "Ce qui est fait"),
            _with_feedback(case, course.steps),
            case.t("No source names a step.", "Aucune source ne nomme d'étape."),
        ),
        (
            "for",
            case.t("What speaks for it", "Ce qui parle pour"),
            course.pros,
            case.t("Nothing in the sources.", "Rien dans les sources."),
        ),
        (
            "against",
            case.t("What speaks against it", "Ce qui parle contre"),
            course.cons,
            case.t("Nothing in the sources.", "Rien dans les sources."),
        ),
        (
            "first",
            case.t("What must be there first", "Ce qu'il faut d'abord"),
            course.first,
            case.t(
                "No permit, isolation or spare part is named in the sources.",
                "Ni permis, ni consignation, ni pièce n'est nommé dans les sources.",
            ),
        ),
        (
            "worked",
            case.t("How one sees that it worked", "À quoi on voit que c'est réussi"),
            course.worked,
            case.t("No acceptance value was found.", "Aucune valeur d'acceptation n'a été trouvée."),
        ),
    )
    said = tuple(Point(text=told(one, case.language)) for one in case.opinions.on(course.target.id))
    return Section(
        key=f"course_{course.key}",
        title=case.t(f"Course {number}: {course.title}", f"Option {number} : {course.title}"),
        points=said,
        parts=tuple(
            Part(key=key, title=title, points=tuple(points) or (Point(text=nothing),))
            for key, title, points, nothing in named
        ),
        target=course.target.id,
    )


def _with_feedback(case: Case, steps: Sequence[Step]) -> list[Point]:
    found: list[Point] = []
    for step in ordered_steps(case, steps):
        found.append(step.point)
        found += [Point(text=told(one, case.language)) for one in case.opinions.on(step.target.id)]
    return found
