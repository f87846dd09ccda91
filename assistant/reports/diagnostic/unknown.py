"""What the report does not know, so that nobody takes silence for health. Writes one section."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.figures import listed
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.papers import Papers, told
from assistant.reports.diagnostic.signals import SignalFindings
from assistant.reports.records import Point, Section
from retrieval.records import Scope

_EVERYTHING = Scope()


def unknown_section(
    case: Case,
    signals: SignalFindings,
    papers: Papers,
    *,
    modes: bool,
    more: Sequence[Point] = (),
) -> Section:
    """What was looked for and is not there.

    Args:
        more: Further points on it.
    """
    return Section(
        key="not_known",
        title=case.t("What is not known", "Ce qu'on ne sait pas"),
        points=(
            *(Point(text=text) for text in _told(case, signals, papers, modes=modes)),
            *(told(one, case) for one in papers.unseen),
            *more,
        ),
        empty=case.t("Nothing that was looked for is missing.", "Rien de ce qui a été cherché ne manque."),
    )


def _told(case: Case, signals: SignalFindings, papers: Papers, *, modes: bool) -> Sequence[str]:
    found: list[str] = []
    if not case.signals:
        found.append(
            case.t(
                f"No sensor log belongs to {case.name}: nothing is said of what its signals did.",
                f"Aucun enregistrement n'appartient à {case.name} : rien n'est dit de ses signaux.",
            )
        )
    if signals.silent:
        names = listed(signals.silent, case.language)
        found.append(
            case.t(f"Without readings in the period: {names}.", f"Sans lecture sur la période : {names}.")
        )
    found += [
        case.t(f"A log could not be judged: {why}.", f"Un enregistrement n'a pas pu être jugé : {why}.")
        for why in signals.unjudged
    ]
    covered = [one.log for one in case.signals if one.log.end >= case.since and one.log.start <= case.until]
    if covered:
        first, last = min(log.start for log in covered), max(log.end for log in covered)
        if first > case.since or last < case.until:
            found.append(
                case.t(
                    f"Signals are known {case.span(first, last)} only.",
                    f"Les signaux ne sont connus que {case.span(first, last)}.",
                )
            )
    if papers.findings and not papers.causes:
        found.append(case.t("No document states a cause.", "Aucun document n'énonce de cause."))
    if not case.tables.failure_modes(_EVERYTHING):
        found.append(
            case.t(
                "No FMEA was ingested: no failure mode is told.",
                "Aucune AMDEC reçue : aucun mode de défaillance n'est dit.",
            )
        )
    elif not modes:
        found.append(
            case.t(
                "No line of the FMEA fits what was found.",
                "Aucune ligne de l'AMDEC ne correspond à ce qui a été constaté.",
            )
        )
    return found
