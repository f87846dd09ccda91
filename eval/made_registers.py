"""Registers of work of made sites, in the layouts that plants keep them in, with what is true of each.

Knows no product. A site has eight machines over three years: one fails more and more often, one less and
less, the others evenly; another machine stands still the longest, another costs the most.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

import numpy as np

Kind = Literal["failed", "planned", "other"]
Trend = Literal["more", "fewer", "same"]
_BEGIN = datetime(2028, 1, 3, 6, 0)
_DAYS = 1090
_FAILURES = (26, 17, 14, 11, 9, 7, 6, 4)
_POWER = 2.4
_EVERY, _DUE = 45, timedelta(days=10)
_CANCELLED = 0.02
_FAULTS = {
    "en": (
        "bearing noisy, replaced",
        "seal leaking, changed",
        "tripped on overload",
        "coupling broken",
        "belt torn",
    ),
    "fr": (
        "palier bruyant, remplacé",
        "fuite garniture, changée",
        "disjonction surcharge",
        "accouplement cassé",
        "courroie rompue",
    ),
}
_CARE = {"en": ("oil change", "inspection", "greasing"), "fr": ("vidange", "visite", "graissage")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order; ``downtime`` in hours."""

    key: str
    machine: str
    kind: Kind
    raised: datetime
    finished: datetime | None
    due: datetime | None
    downtime: float
    cost: float
    crew: str
    text: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a register is printed.

    Attributes:
        has: Which of ``kind`` (planned or not), ``downtime``, ``due``, ``cost`` and ``crew`` it holds.
        row: The cells of an order.
    """

    name: str
    language: Literal["en", "fr"]
    head: tuple[str, ...]
    row: Callable[[Order], tuple[object, ...]]
    has: frozenset[str]
    crews: tuple[str, ...]
    machines: str
    delimiter: str = ","
    key: str = "WO-{:05d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A register and what is true of its machines."""

    layout: Layout
    machines: tuple[str, ...]
    trends: dict[str, Trend]
    orders: tuple[Order, ...]

    @property
    def valid(self) -> list[Order]:
        """Orders that were not cancelled."""
        return [order for order in self.orders if not order.cancelled]

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the first to the last moment of the register."""
        moments = [m for o in self.valid for m in (o.raised, o.finished) if m is not None]
        return min(o.raised for o in self.valid), max(moments)


def _en(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M}" if at else ""


def _fr(at: datetime | None) -> str:
    return f"{at:%d/%m/%Y}" if at else ""


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        name="cmms",
        language="en",
        head=(
            "WO number",
            "Created",
            "Type",
            "Equipment tag",
            "Description",
            "Status",
            "Due date",
            "Actual finish",
            "Downtime (h)",
            "Cost (EUR)",
            "Technician",
        ),
        row=lambda o: (
            o.key,
            _en(o.raised),
            {"failed": "CM", "planned": "PM", "other": "MOD"}[o.kind],
            o.machine,
            o.text,
            "CANCELLED" if o.cancelled else "CLOSED",
            _en(o.due),
            _en(o.finished),
            f"{o.downtime:.1f}",
            f"{o.cost:.2f}",
            o.crew,
        ),
        has=frozenset({"kind", "downtime", "due", "cost", "crew"}),
        crews=("Team North", "Team South", "Valmec"),
        machines="K-{}",
    ),
    Layout(
        name="gmao",
        language="fr",
        head=(
            "N° OT",
            "Date demande",
            "Échéance",
            "Date clôture",
            "Équipement",
            "Type",
            "Libellé",
            "Arrêt (h)",
            "Coût (€)",
            "Équipe",
            "État",
        ),
        row=lambda o: (
            o.key,
            _fr(o.raised),
            _fr(o.due),
            _fr(o.finished),
            o.machine,
            {"failed": "Correctif", "planned": "Préventif", "other": "Amélioration"}[o.kind],
            o.text,
            _comma(o.downtime),
            _comma(o.cost),
            o.crew,
            "Annulé" if o.cancelled else "Clos",
        ),
        has=frozenset({"kind", "downtime", "due", "cost", "crew"}),
        crews=("Mécanique", "Électrique", "Régulation"),
        machines="PO-{}",
        delimiter=";",
        key="OT{:05d}",
    ),
    Layout(
        name="requests",
        language="en",
        head=(
            "WR No",
            "Reported",
            "Machine",
            "Kind",
            "What was done",
            "Downtime h",
            "Parts USD",
            "Finished",
            "Status",
        ),
        row=lambda o: (
            o.key,
            _en(o.raised),
            o.machine,
            {"failed": "Breakdown", "planned": "Planned", "other": "Project"}[o.kind],
            o.text,
            f"{o.downtime:.1f}",
            f"{o.cost:.0f}",
            _en(o.finished),
            "Cancelled" if o.cancelled else "Closed",
        ),
        has=frozenset({"kind", "downtime", "cost"}),
        crews=("-",),
        machines="HR-{}",
        key="WR{:04d}",
    ),
    Layout(
        name="named",
        language="en",
        head=(
            "job card",
            "asset name",
            "preventive",
            "opened",
            "closed",
            "target date",
            "text",
            "downtime hours",
            "done by",
        ),
        row=lambda o: (
            o.key,
            _en(o.raised) and o.machine,
            "TRUE" if o.kind == "planned" else "FALSE",
            _en(o.raised),
            _en(o.finished),
            _en(o.due),
            o.text,
            f"{o.downtime:.1f}",
            o.crew,
        ),
        has=frozenset({"kind", "downtime", "due", "crew"}),
        crews=("Ilmari Oy", "own staff"),
        machines="Kiln {}",
        key="JC{:04d}",
    ),
    Layout(
        name="modes",
        language="fr",
        head=(
            "N° BT",
            "Date ouverture",
            "Date fin",
            "Repère",
            "Mode de défaillance",
            "Travaux",
            "Coût pièces €",
            "Intervenant",
        ),
        row=lambda o: (
            o.key,
            _fr(o.raised),
            _fr(o.finished),
            o.machine,
            "USU" if o.kind == "failed" else "",
            o.text,
            _comma(o.cost),
            o.crew,
        ),
        has=frozenset({"cost", "crew"}),
        crews=("Interne", "Sotrem"),
        machines="TR-{}",
        delimiter=";",
        key="BT {:04d}",
    ),
)
"""Five layouts; that of names and yes or no has no cancelled orders and no work of a third kind."""


def make_site(layout: Layout, *, seed: int) -> Site:
    """A site whose register is printed in a layout."""
    rng = np.random.default_rng((seed, LAYOUTS.index(layout)))
    numbers = rng.choice(np.arange(11, 89), len(_FAILURES), replace=False)
    machines = tuple(layout.machines.format(number) for number in numbers)
    counts = (_FAILURES[1], _FAILURES[2], *rng.permutation([_FAILURES[0], *_FAILURES[3:]]).tolist())
    trends: dict[str, Trend] = dict.fromkeys(machines, "same")
    trends[machines[0]], trends[machines[1]] = "more", "fewer"
    slow, dear = machines[3], machines[4]
    drafts: list[Order] = []
    for name, count in zip(machines, counts, strict=True):
        for day in _failure_days(rng, count, trends[name]):
            drafts.append(_failure(rng, layout, name, day, slow=name == slow, dear=name == dear))
        drafts += [_planned(rng, layout, name, day) for day in range(int(rng.integers(3, 20)), _DAYS, _EVERY)]
    if layout.name != "named":
        drafts += [_other(rng, layout, str(rng.choice(machines)), int(d)) for d in rng.integers(5, _DAYS, 5)]
    drafts.sort(key=lambda order: order.raised)
    keyed = tuple(_keyed(rng, layout, number, order) for number, order in enumerate(drafts, 1))
    return Site(layout=layout, machines=machines, trends=trends, orders=keyed)


def write_site(site: Site, folder: Path) -> None:
    """Writes the register as a file of its layout."""
    with (folder / f"{site.layout.name}_work_orders.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=site.layout.delimiter)
        writer.writerow(site.layout.head)
        writer.writerows(site.layout.row(order) for order in site.orders)


def failures_of(site: Site, machine: str | None = None) -> list[Order]:
    """The failures of a machine, of all where None."""
    return [o for o in site.valid if o.kind == "failed" and machine in (None, o.machine)]


def _failure_days(rng: np.random.Generator, count: int, trend: Trend) -> Sequence[float]:
    if trend == "same":
        step = _DAYS / count
        return [(i + 0.5 + rng.uniform(-0.35, 0.35)) * step for i in range(count)]
    late = np.sort((np.arange(count) + rng.uniform(0.2, 0.8, count)) / count) ** (1 / _POWER)
    return [float(share * _DAYS) for share in (late if trend == "more" else 1 - late[::-1])]


def _failure(
    rng: np.random.Generator, layout: Layout, name: str, day: float, *, slow: bool, dear: bool
) -> Order:
    raised = _BEGIN + timedelta(days=day, hours=float(rng.uniform(0, 14)))
    downtime = round(float(rng.lognormal(1.2, 0.5)) * (7 if slow else 1), 1)
    return _order(
        layout, name, "failed", raised, raised + timedelta(hours=downtime + float(rng.uniform(0.5, 6))), None,
        downtime, float(rng.uniform(80, 600)) * (9 if dear else 1), str(rng.choice(layout.crews)),
        str(rng.choice(_FAULTS[layout.language])),
    )  # fmt: skip


def _planned(rng: np.random.Generator, layout: Layout, name: str, day: int) -> Order:
    raised = _BEGIN + timedelta(days=day, hours=2)
    late = rng.random() < 0.3
    took = timedelta(days=float(rng.uniform(12, 25) if late else rng.uniform(1, 8)))
    return _order(
        layout, name, "planned", raised, raised + took, raised + _DUE, 0.0, float(rng.uniform(20, 90)),
        str(rng.choice(layout.crews)), str(rng.choice(_CARE[layout.language])),
    )  # fmt: skip


def _other(rng: np.random.Generator, layout: Layout, name: str, day: int) -> Order:
    raised = _BEGIN + timedelta(days=day, hours=5)
    text = "new guard fitted" if layout.language == "en" else "nouveau carter posé"
    return _order(
        layout, name, "other", raised, raised + timedelta(days=3), None, 0.0, float(rng.uniform(100, 400)),
        str(rng.choice(layout.crews)), text,
    )  # fmt: skip


def _order(
    layout: Layout, machine: str, kind: Kind, raised: datetime, finished: datetime, due: datetime | None,
    downtime: float, cost: float, crew: str, text: str,
) -> Order:  # fmt: skip
    due = due if "due" in layout.has else None
    return Order(
        key="", machine=machine, kind=kind, raised=_minute(raised), finished=_minute(finished), due=due,
        downtime=downtime, cost=round(cost, 1), crew=crew, text=text,
    )  # fmt: skip


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _keyed(rng: np.random.Generator, layout: Layout, number: int, order: Order) -> Order:
    states = {"cmms", "gmao", "requests"}
    cancelled = layout.name in states and order.kind == "planned" and bool(rng.random() < _CANCELLED)
    return Order(
        key=layout.key.format(number * 3 + 100), machine=order.machine, kind=order.kind, raised=order.raised,
        finished=None if cancelled else order.finished, due=order.due, downtime=order.downtime,
        cost=order.cost, crew=order.crew, text=order.text, cancelled=cancelled,
    )  # fmt: skip
