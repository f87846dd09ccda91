"""Write the diagnostic report of a case: its sections in order, and what matters most first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.reports.diagnostic.actions import action_points, actions_section
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.history import events, history_section
from assistant.reports.diagnostic.identity import identity_section
from assistant.reports.diagnostic.modes import FittingMode, fitting_modes, mode_point, modes_section
from assistant.reports.diagnostic.papers import Papers, findings_section, read_papers, told
from assistant.reports.diagnostic.signals import SignalFindings, signal_findings
from assistant.reports.diagnostic.unknown import unknown_section
from assistant.reports.records import Point, Report

_STEPS = 4


def write_diagnostic(
    case: Case,
    *,
    made_at: datetime,
    told_share: Callable[[float], None] = lambda share: None,  # noqa: ARG005
) -> Report:
    """The report; every sentence has its citations, but those on what was not found.

    Args:
        told_share: Hears how much is done, 0 to 1.
    """
    signals = signal_findings(case)
    told_share(1 / _STEPS)
    papers = read_papers(case)
    found = findings_section(case, papers)
    told_share(2 / _STEPS)
    happened = events(case)
    modes = fitting_modes(case, papers, happened, signals.shares)
    fitting = modes_section(case, modes)
    told_share(3 / _STEPS)
    still, asked = action_points(case, papers, happened, modes)
    return Report(
        kind="diagnostic",
        title=case.t(f"Diagnostic report: {case.tag}", f"Rapport de diagnostic : {case.tag}"),
        equipment=case.tag,
        language=case.language,
        since=case.since,
        until=case.until,
        made_at=made_at,
        summary=tuple(_summary(case, signals, papers, modes, still)),
        sections=(
            signals.section,
            found,
            fitting,
            actions_section(case, still, asked),
            history_section(case, happened),
            identity_section(case),
            unknown_section(case, signals, papers, modes=bool(modes)),
        ),
        citations=case.cited.all(),
    )


def _summary(
    case: Case,
    signals: SignalFindings,
    papers: Papers,
    modes: Sequence[FittingMode],
    still: Sequence[Point],
) -> list[Point]:
    """The gravest of each kind; where there is nothing it says so."""
    found = [*signals.limits[:1], *([signals.strongest] if signals.strongest is not None else [])]
    found += [
        _labelled(case.t("Stated cause", "Cause énoncée"), told(one, case), case) for one in papers.causes[:1]
    ]
    found += [
        _labelled(case.t("Fits best", "Correspond le mieux"), mode_point(case, one), case)
        for one in modes[:1]
    ]
    if still:
        numbers = tuple(dict.fromkeys(number for one in still for number in one.citations))
        count = case.t(
            f"{len(still)} orders and actions are open.", f"{len(still)} ordres et actions sont ouverts."
        )
        found.append(Point(text=count, citations=numbers))
    if not found:
        found.append(
            Point(
                text=case.t(
                    f"Nothing amiss is told of {case.tag} in this period; see what is not known.",
                    f"Rien d'anormal n'est dit de {case.tag} sur cette période ; voir ce qu'on ne sait pas.",
                )
            )
        )
    return found


def _labelled(label: str, one: Point, case: Case) -> Point:
    return Point(text=case.t(f"{label}: {one.text}", f"{label} : {one.text}"), citations=one.citations)
