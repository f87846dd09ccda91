"""All that a report on a piece of equipment rests on, gathered once. Knows no order of sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.history import Event, events
from assistant.reports.diagnostic.modes import FittingMode, fitting_modes, mode_point
from assistant.reports.diagnostic.open_rows import Open
from assistant.reports.diagnostic.papers import Papers, read_papers, told
from assistant.reports.diagnostic.signals import SignalFindings, signal_findings
from assistant.reports.records import Point

_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What signals, documents, events and the FMEA tell."""

    signals: SignalFindings
    papers: Papers
    happened: tuple[Event, ...]
    modes: tuple[FittingMode, ...]


def gather(case: Case, told_share: Callable[[float], None], *, drawn: bool = True) -> Gathered:
    """Reads everything.

    Args:
        told_share: Hears how much is done, 0 to 1.
        drawn: Whether there are pictures of the signals.
    """
    signals = signal_findings(case, drawn=drawn)
    told_share(1 / _STEPS)
    papers = read_papers(case)
    told_share(2 / _STEPS)
    happened = events(case)
    modes = fitting_modes(case, papers, happened, signals.shares)
    return Gathered(signals=signals, papers=papers, happened=tuple(happened), modes=tuple(modes))


def in_short(case: Case, gathered: Gathered, still: Sequence[Open]) -> list[Point]:
    """The gravest of each kind; where there is nothing it says so.

    Args:
        still: What is open.
    """
    signals = gathered.signals
    found = [*signals.limits[:1], *([signals.strongest] if signals.strongest is not None else [])]
    found += [
        _labelled(case.t("Stated cause", "Cause énoncée"), told(one, case), case)
        for one in gathered.papers.causes[:1]
    ]
    standing = [one for one in gathered.modes if not case.opinions.rejected(one.target(case).id)]
    found += [
        _labelled(case.t("Fits best", "Correspond le mieux"), mode_point(case, one), case)
        for one in standing[:1]
    ]
    if still:
        found.append(_open(case, still))
    if not found:
        found.append(
            Point(
                text=case.t(
                    f"Nothing amiss is told of {case.name} in this period; see what is not known.",
                    f"Rien d'anormal n'est dit de {case.name} sur cette période ; voir ce qu'on ne sait pas.",
                )
            )
        )
    return found


def _open(case: Case, still: Sequence[Open]) -> Point:
    numbers = tuple(dict.fromkeys(number for one in still for number in one.point.citations))
    late = sum(one.is_late(case) for one in still)
    today = case.day(datetime.combine(case.today, time()))
    many = len(still) > 1
    behind = case.t(
        f", {late} of them overdue on {today}" if many else f" and overdue on {today}",
        f", dont {late} en retard au {today}" if many else f" et en retard au {today}",
    )
    count = case.t(
        f"{len(still)} {'orders or actions are' if many else 'order or action is'} open",
        f"{len(still)} {'ordres ou actions sont ouverts' if many else 'ordre ou action est ouvert'}",
    )
    return Point(text=f"{count}{behind if late else ''}.", citations=numbers)


def _labelled(label: str, one: Point, case: Case) -> Point:
    text = case.t(f"{label}: {one.text}", f"{label} : {one.text}")
    return Point(text=text, citations=one.citations, target=one.target)
