"""Plans of made sites, in the layouts that plants keep them in, with what is true of each. Knows no product.

A site has one list: tasks that come again, instruments to be calibrated, points to be greased, statutory
inspections, or orders. Some rows are overdue, some due next month, some later; all counted from a given day.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import numpy as np

from assistant.intervals import Interval

_OFFSETS = (-75, -41, -19, -6, 4, 9, 13, 17, 21, 26, 38, 52, 90, 160)
"""Days from today on which rows are due, each taken once before any is taken again."""
_FAILED = 0.3
_INACTIVE = 0.12
_EVEN_DAYS = 28
_EN = ("Lubrication", "Oil change", "Belt check", "Filter change", "Vibration measurement")
_FR = ("Graissage", "Vidange", "Contrôle courroies", "Changement filtres", "Mesure vibratoire")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One row of a plan.

    Attributes:
        hours: Hours of work.
        error, allowed: Found and allowed error of an instrument, in per cent.
        finished: When an order was done.
        inactive: True where the row will not be done any more.
    """

    key: str
    thing: str
    text: str
    every: Interval
    last: date
    due: date
    hours: float
    who: str
    error: float
    allowed: float
    finished: date | None = None
    inactive: bool = False

    @property
    def failed(self) -> bool:
        """True where the error found was more than allowed."""
        return abs(self.error) > self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a plan is printed.

    Attributes:
        has: Which of ``hours``, ``who``, ``verdict``, ``inactive``, ``last`` and ``orders`` it holds.
        every: Intervals of its rows.
    """

    name: str
    language: Literal["en", "fr"]
    head: tuple[str, ...]
    row: Callable[[Duty], tuple[object, ...]]
    has: frozenset[str]
    things: str
    texts: tuple[str, ...]
    crews: tuple[str, ...]
    every: tuple[Interval, ...] = tuple(Interval(months=m) for m in (1, 3, 6, 12, 24))
    delimiter: str = ","


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSite:
    """A plan and the day that it is looked at."""

    layout: Layout
    today: date
    duties: tuple[Duty, ...]

    @property
    def standing(self) -> list[Duty]:
        """Rows that are still to be done."""
        return [d for d in self.duties if not d.inactive and d.finished is None]

    def overdue(self) -> list[Duty]:
        """Rows that were due before today."""
        return [d for d in self.standing if d.due < self.today]

    def between(self, first: date, last: date) -> list[Duty]:
        """Rows that are due in some days, both ends among them."""
        return [d for d in self.standing if first <= d.due <= last]

    def next_month(self) -> tuple[date, date]:
        """The first and the last day of the month after today's."""
        first = Interval(months=1).after(self.today.replace(day=1))
        return first, Interval(months=1).after(first) - timedelta(days=1)


def _iso(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else ""


def _fr(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _dotted(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _comma(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


_WORDS = {1: "Mensuelle", 3: "Trimestrielle", 6: "Semestrielle", 12: "Annuelle", 24: "2 ans"}
LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="scheduling_overview", language="en",
        head=("MaintPlan", "Equipment", "Maintenance item text", "Cycle", "Unit", "Last completion",
              "Planned date", "Main WorkCtr", "Work (H)"),
        row=lambda d: (d.key, d.thing, d.text, d.every.months, "MON", _dotted(d.last), _dotted(d.due), d.who,
                       _comma(d.hours)),
        has=frozenset({"hours", "who", "last"}), things="P-{}", texts=_EN, crews=("MECH01", "ELEC02"),
        delimiter=";",
    ),
    Layout(
        name="pm_master", language="en",
        head=("PMNUM", "DESCRIPTION", "ASSETNUM", "FREQUENCY", "FREQUNIT", "LASTCOMPDATE", "NEXTDATE", "LEAD",
              "ESTLABHRS", "STATUS"),
        row=lambda d: (d.key, d.text, d.thing, d.every.months, "MONTHS", _iso(d.last), _iso(d.due), d.who,
                       f"{d.hours:.2f}", "INACTIVE" if d.inactive else "ACTIVE"),
        has=frozenset({"hours", "who", "inactive", "last"}), things="AHU-{}", texts=_EN,
        crews=("HVAC", "STEAM"),
    ),
    Layout(
        name="plan_preventif", language="fr",
        head=("Code gamme", "Repère", "Désignation", "Périodicité", "Dernière réalisation",
              "Prochaine échéance", "Charge (h)", "Corps de métier"),
        row=lambda d: (d.key, d.thing, d.text, _WORDS[d.every.months], _fr(d.last), _fr(d.due),
                       _comma(d.hours), d.who),
        has=frozenset({"hours", "who", "last"}), things="PO-{}", texts=_FR,
        crews=("Mécanique", "Électrique"), delimiter=";",
    ),
    Layout(
        name="calibration_register", language="en",
        head=("Tag", "Range", "Last cal.", "Interval (months)", "As found error (%)", "Tolerance (%)",
              "Result", "Technician"),
        row=lambda d: (d.thing, "0-100", _iso(d.last), d.every.months, f"{d.error:.2f}", f"{d.allowed:.2f}",
                       "FAIL" if d.failed else "PASS", d.who),
        has=frozenset({"who", "verdict", "last"}), things="FT-{}", texts=("",), crews=("Lab A", "Lab B"),
    ),
    Layout(
        name="registre_etalonnages", language="fr",
        head=("Repère", "Dernier étalonnage", "Prochain étalonnage", "Écart relevé (%)", "EMT (%)",
              "Verdict", "Étalonné par"),
        row=lambda d: (d.thing, _fr(d.last), _fr(d.due), _comma(d.error), _comma(d.allowed),
                       "Non conforme" if d.failed else "Conforme", d.who),
        has=frozenset({"who", "verdict", "last"}), things="PT-{}", texts=("",),
        crews=("Métrologie", "Labo externe"), delimiter=";",
    ),
    Layout(
        name="lubrication_round", language="en",
        head=("Machine", "Point", "Lubricant", "Every (weeks)", "Last done", "Done by"),
        row=lambda d: (d.thing, d.text, "EP 2", d.every.days // 7, _iso(d.last), d.who),
        has=frozenset({"who", "last"}), things="Saw {}", texts=("Gearbox", "Chain", "Main bearing"),
        crews=("Shift 1", "Shift 2"), every=tuple(Interval(days=7 * n) for n in (4, 13, 26, 52)),
    ),
    Layout(
        name="statutory_inspections", language="en",
        head=("Equipment", "Inspection", "Body", "Certificate", "Last inspection", "Valid until"),
        row=lambda d: (d.thing, d.text, d.who, d.key, _iso(d.last), _iso(d.due)),
        has=frozenset({"who", "last"}), things="Crane {}", texts=("Lifting gear check", "Rope check"),
        crews=("Body One", "Body Two"), every=(Interval(months=12),),
    ),
    Layout(
        name="ordres_travail", language="fr",
        head=("N° OT", "Repère", "Type", "Libellé", "Date demande", "Échéance", "Date clôture", "État",
              "Équipe"),
        row=lambda d: (d.key, d.thing, "Préventif", d.text, _fr(d.due - timedelta(days=20)), _fr(d.due),
                       _fr(d.finished), "Annulé" if d.inactive else "Clos" if d.finished else "Ouvert",
                       d.who),
        has=frozenset({"who", "orders", "inactive"}), things="VE-{}", texts=_FR,
        crews=("Mécanique", "Régulation"), delimiter=";",
    ),
)  # fmt: skip
"""Eight layouts: exports with words run together, dotted and French dates, registers without due dates."""


def make_plan(layout: Layout, *, seed: int, today: date) -> PlanSite:
    """A site whose plan is printed in a layout."""
    rng = np.random.default_rng((seed, LAYOUTS.index(layout)))
    numbers = rng.choice(np.arange(101, 899), len(_OFFSETS), replace=False)
    duties: list[Duty] = []
    for at, (offset, number) in enumerate(zip(_OFFSETS, numbers, strict=True)):
        duties.append(_duty(rng, layout, at, layout.things.format(number), today + timedelta(days=offset)))
    if "orders" in layout.has:
        duties += [_done(rng, layout, len(duties) + n, duties[n].thing, today) for n in range(8)]
    order = rng.permutation(len(duties))
    return PlanSite(layout=layout, today=today, duties=tuple(duties[i] for i in order))


def write_plan(site: PlanSite, folder: Path) -> None:
    """Writes the plan as a file of its layout."""
    with (folder / f"{site.layout.name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=site.layout.delimiter)
        writer.writerow(site.layout.head)
        writer.writerows(site.layout.row(duty) for duty in site.duties)


def _duty(rng: np.random.Generator, layout: Layout, at: int, thing: str, due: date) -> Duty:
    long = [every for every in layout.every if every.months >= 6 or every.days >= 180]
    every = long[int(rng.integers(len(long)))]
    last = _before(due, every)
    allowed = float(rng.choice([0.5, 1.0]))
    share = rng.uniform(1.1, 1.9) if rng.random() < _FAILED else rng.uniform(0.1, 0.9)
    return Duty(
        key=f"R{1000 + 7 * at}", thing=thing, text=str(rng.choice(layout.texts)), every=every, last=last,
        due=every.after(last), hours=float(rng.choice([0.5, 1.25, 2.0, 4.5])),
        who=str(rng.choice(layout.crews)),
        error=round(float(share) * allowed * float(rng.choice([-1, 1])), 2), allowed=allowed,
        inactive="inactive" in layout.has and bool(rng.random() < _INACTIVE),
    )  # fmt: skip


def _done(rng: np.random.Generator, layout: Layout, at: int, thing: str, today: date) -> Duty:
    due = today - timedelta(days=int(rng.integers(20, 200)))
    return Duty(
        key=f"R{1000 + 7 * at}", thing=thing, text=str(rng.choice(layout.texts)), every=layout.every[0],
        last=due, due=due, hours=1.0, who=str(rng.choice(layout.crews)), error=0.0, allowed=1.0,
        finished=due + timedelta(days=int(rng.integers(-5, 9))),
    )  # fmt: skip


def _before(due: date, every: Interval) -> date:
    """The day that an interval before another is; never one that its month may lack."""
    if every.days:
        return due - timedelta(days=every.days)
    months = due.year * 12 + due.month - 1 - every.months
    return date(months // 12, months % 12 + 1, min(due.day, _EVEN_DAYS))


def names(duties: Sequence[Duty]) -> list[str]:
    """The things of some rows."""
    return [duty.thing for duty in duties]
