"""Write the diagnostic report of a case: its sections in order, and what matters most first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from assistant.reports.diagnostic.actions import action_points, actions_section
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.gather import gather, in_short
from assistant.reports.diagnostic.history import history_section
from assistant.reports.diagnostic.identity import identity_section
from assistant.reports.diagnostic.modes import modes_section
from assistant.reports.diagnostic.papers import findings_section
from assistant.reports.diagnostic.seen_before import seen_before_section
from assistant.reports.diagnostic.unknown import unknown_section
from assistant.reports.records import Report


def write_diagnostic(
    case: Case,
    *,
    made_at: datetime,
    told_share: Callable[[float], None] = lambda share: None,  # noqa: ARG005
    drawn: bool = True,
) -> Report:
    """The report; every sentence has its citations, but those on what was not found and those of engineers.

    Args:
        told_share: Hears how much is done, 0 to 1.
        drawn: Whether there are pictures of the signals.
    """
    gathered = gather(case, told_share, drawn=drawn)
    signals, papers, modes = gathered.signals, gathered.papers, gathered.modes
    found, fitting = findings_section(case, papers), modes_section(case, modes)
    still, asked = action_points(case, papers, gathered.happened, modes)
    seen = seen_before_section(case, signals)
    sections = (
        signals.section,
        *([] if seen is None else [seen]),
        found,
        fitting,
        actions_section(case, still, asked),
        history_section(case, list(gathered.happened)),
        identity_section(case),
        unknown_section(case, signals, papers, modes=bool(modes)),
    )
    return case.report(
        "diagnostic",
        case.t(f"Diagnostic report: {case.name}", f"Rapport de diagnostic : {case.name}"),
        made_at=made_at,
        summary=in_short(case, gathered, still),
        sections=sections,
        targets=[one.target(case) for one in modes],
    )
