"""Write the maintenance scenario of a case: situation, courses, their comparison, what is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.reports.diagnostic.actions import action_points
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.gather import Gathered, gather, in_short
from assistant.reports.diagnostic.modes import FittingMode, mode_points
from assistant.reports.diagnostic.papers import told as told_statement
from assistant.reports.diagnostic.unknown import unknown_section
from assistant.reports.feedback.opinions import told
from assistant.reports.feedback.records import Target
from assistant.reports.records import Point, Report, Section
from assistant.reports.scenario.compare import comparison_section
from assistant.reports.scenario.course import Course, ordered, section_of
from assistant.reports.scenario.mend import mend_course
from assistant.reports.scenario.opened import open_course
from assistant.reports.scenario.parts import spare_parts
from assistant.reports.scenario.planned import planned_course
from assistant.reports.scenario.rating import owner_point
from assistant.reports.scenario.said import Said, passages_of, read_said
from assistant.reports.scenario.usual import usual_mode
from assistant.reports.scenario.watch import watch_course

_GATHERED = 0.6
"""Share of the work that gathering is."""
_CAUSES, _LIMITS = 2, 3
_MOST, _NEARLY = 4, 0.9
"""Courses, and the share of the best line's weight from which a second one is mended beside it."""


def write_scenario(
    case: Case,
    *,
    made_at: datetime,
    told_share: Callable[[float], None] = lambda share: None,  # noqa: ARG005
) -> Report:
    """The report; every sentence has its citations, but those on what was not found and those of engineers.

    Args:
        told_share: Hears how much is done, 0 to 1.
    """
    gathered = gather(case, lambda share: told_share(_GATHERED * share), drawn=False)
    still, _ = action_points(case, gathered.papers, gathered.happened, gathered.modes)
    situation = _situation(case, gathered)
    mode = _mode(case, gathered.modes)
    usual = usual_mode(case) if not gathered.modes else None
    mode = mode or usual
    said = read_said(case, mode.line) if mode is not None else None
    mend = _mend(case, gathered, mode, said, usual=usual is not None)
    parts = (
        spare_parts(case, mode.line, passages_of(case, said)) if mode is not None and said is not None else []
    )
    told_share(_GATHERED + 0.1)
    watch = watch_course(case, gathered, mode)
    told_share(0.9)
    planned = planned_course(case, gathered, mode, said, parts, mend.worked if mend is not None else ())
    found = [watch, mend, planned, open_course(case, still)]
    other = _second(case, gathered.modes)
    if other is not None and sum(one is not None for one in found) < _MOST:
        found.insert(2, mend_course(case, gathered, other, read_said(case, other.line), why="second"))
    courses = ordered(case, (one for one in found if one is not None))
    sections = [
        situation,
        *(section_of(case, course, n) for n, course in enumerate(courses, start=1)),
        comparison_section(case, courses),
        *_feedback_sections(case, gathered.modes, courses),
        unknown_section(
            case, gathered.signals, gathered.papers, modes=bool(gathered.modes),
            more=_gaps(case, gathered.modes, usual, courses),
        ),
    ]  # fmt: skip
    return case.report(
        "scenario",
        case.t(f"Maintenance scenario: {case.name}", f"Scénario de maintenance : {case.name}"),
        made_at=made_at,
        summary=_summary(case, gathered, courses),
        sections=sections,
        targets=_targets(case, [*gathered.modes, *([usual] if usual else [])], courses),
    )


def _situation(case: Case, gathered: Gathered) -> Section:
    """Limits that were passed, the stated cause, the modes that fit, with what engineers said of them."""
    causes = [told_statement(one, case) for one in gathered.papers.causes[:_CAUSES]]
    found = list(gathered.papers.findings[:_CAUSES]) if not causes else []
    points = [
        *gathered.signals.limits[:_LIMITS],
        *([gathered.signals.strongest] if gathered.signals.strongest is not None else []),
        *causes,
        *(told_statement(one, case) for one in found),
        *(point for mode in gathered.modes for point in mode_points(case, mode)),
    ]
    return Section(
        key="situation",
        title=case.t("The situation", "La situation"),
        points=tuple(points),
        empty=case.t(
            f"Nothing amiss is told of {case.name} in this period.",
            f"Rien d'anormal n'est dit de {case.name} sur cette période.",
        ),
    )


def _mode(case: Case, modes: Sequence[FittingMode]) -> FittingMode | None:
    """The line that is mended: the best one that no engineer rejected."""
    return next((one for one in modes if not case.opinions.rejected(one.target(case).id)), None)


def _mend(
    case: Case, gathered: Gathered, mode: FittingMode | None, said: Said | None, *, usual: bool
) -> Course | None:
    """The course of mending; None where there is nothing to mend."""
    if mode is None or said is None:
        return None
    return mend_course(case, gathered, mode, said, why="usual" if usual else "best")


def _second(case: Case, modes: Sequence[FittingMode]) -> FittingMode | None:
    """The second line where it fits nearly as well as the first one, and nobody decided between them."""
    standing = [one for one in modes if not case.opinions.rejected(one.target(case).id)]
    if len(standing) < 2:
        return None
    first, second = standing[:2]
    decided = case.opinions.rank(first.target(case).id) < case.opinions.rank(second.target(case).id)
    return second if not decided and second.weight >= _NEARLY * first.weight else None


def _summary(case: Case, gathered: Gathered, courses: Sequence[Course]) -> list[Point]:
    """The gravest of the situation, then the courses in a line each."""
    found = in_short(case, gathered, [])
    for n, course in enumerate(courses, start=1):
        cells = [
            f"{case.t(english, french)} {cell.text or case.t('not known', 'pas connu')}"
            for english, french, cell in (("time:", "temps :", course.time), ("cost:", "coût :", course.cost))
        ]
        numbers = tuple(dict.fromkeys((*course.time.citations, *course.cost.citations)))
        verdict = {0: case.t(" (accepted)", " (acceptée)"), 2: case.t(" (rejected)", " (rejetée)")}
        mark = verdict.get(case.opinions.rank(course.target.id), "")
        head = case.t(f"Course {n}{mark}: {course.title}", f"Option {n}{mark} : {course.title}")
        found.append(Point(text=f"{head}{case.t(';', ' ;')} {', '.join(cells)}.", citations=numbers))
    if not courses:
        none = case.t(
            "The sources hold nothing for any course of action; see what is not known.",
            "Les sources ne contiennent rien pour aucune option ; voir ce qu'on ne sait pas.",
        )
        found.append(Point(text=none))
    return found


def _targets(case: Case, modes: Sequence[FittingMode], courses: Sequence[Course]) -> list[Target]:
    found = [one.target(case) for one in modes]
    for course in courses:
        found += [course.target, *(step.target for step in course.steps)]
    return list({one.id: one for one in found}.values())


def _feedback_sections(case: Case, modes: Sequence[FittingMode], courses: Sequence[Course]) -> list[Section]:
    """What engineers said on earlier reports of what this one does not hold."""
    shown = {one.id for one in _targets(case, modes, courses)}
    rest = case.opinions.elsewhere(shown)
    if not rest:
        return []
    return [
        Section(
            key="feedback",
            title=case.t("What engineers said of earlier reports", "Ce qu'ont dit les ingénieurs"),
            points=tuple(Point(text=told(one, case.language, named=True)) for one in rest),
        )
    ]


def _gaps(
    case: Case, modes: Sequence[FittingMode], usual: FittingMode | None, courses: Sequence[Course]
) -> list[Point]:
    """What no source says of the courses, and whom to ask."""
    found = [point for course in courses for point in course.unknown]
    mend = next((one for one in courses if one.key == "mend"), None)
    if mend is not None and not mend.worked:
        text = case.t(
            "No document gives an acceptance value for the repair.",
            "Aucun document ne donne de valeur d'acceptation pour la réparation.",
        )
        found.append(Point(text=text))
    if not any(one.key == "planned" for one in courses):
        text = case.t(
            "No task that comes again was found: when the next planned work is due is not known; ask the "
            "planner.",
            "Aucune tâche périodique trouvée : la date des prochains travaux n'est pas connue ; à demander à "
            "l'ordonnancement.",
        )
        found.append(Point(text=text))
    lines = [mode.line for mode in modes] or ([usual.line] if usual is not None else [])
    found += [asked for line in lines if (asked := owner_point(case, line)) is not None]
    return found
