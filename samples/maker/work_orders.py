"""Three years of work orders as the CMMS exports them. Knows the story's orders and the PM plan."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np

from maker import story
from maker.work_order_plan import CORRECTIVE, PREVENTIVE, STORY_ORDERS, Corrective, Preventive

FIRST_DAY = datetime(2022, 10, 3)
FIRST_NUMBER = 104001
RATE = 58.0
"""Internal labour rate, EUR an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOrder:
    """One row of the export; empty strings and None where the CMMS has nothing."""

    created: datetime
    kind: str
    priority: int
    tag: str
    description: str
    failure_mode: str = ""
    discipline: str = "MECH"
    status: str = "CLOSED"
    due: datetime | None = None
    start: datetime | None = None
    finish: datetime | None = None
    labour_h: float | None = None
    downtime_h: float | None = None
    cost: float | None = None
    deferrals: int = 0
    reported_by: str = "Planner"
    remarks: str = ""
    key: str = ""
    number: str = ""


HEADER = (
    "WO number",
    "Created",
    "Type",
    "Priority",
    "Equipment tag",
    "Description",
    "Failure mode",
    "Discipline",
    "Status",
    "Due date",
    "Actual start",
    "Actual finish",
    "Labour (h)",
    "Downtime (h)",
    "Cost (EUR)",
    "Deferrals",
    "Reported by",
    "Remarks",
)


def make_work_orders() -> list[WorkOrder]:
    """All orders, numbered in the order in which they were created."""
    rng = np.random.default_rng(story.SEED + 2)
    orders = [order for plan in PREVENTIVE for order in _preventive(plan, rng)]
    orders += [order for plan in CORRECTIVE for order in _corrective(plan, rng)]
    orders += [WorkOrder(**fields) for fields in STORY_ORDERS]
    orders.sort(key=lambda order: (order.created, order.tag, order.description))
    return [replace(order, number=f"WO-{FIRST_NUMBER + i}") for i, order in enumerate(orders)]


def last_calibrations(orders: list[WorkOrder]) -> dict[str, date]:
    """Day of the last closed annual instrument order of each tag."""
    done: dict[str, date] = {}
    for order in orders:
        if order.kind == "PM" and order.discipline == "INST" and order.finish is not None:
            done[order.tag] = max(done.get(order.tag, date.min), order.finish.date())
    return done


def _preventive(plan: Preventive, rng: np.random.Generator) -> list[WorkOrder]:
    orders = []
    months = range(plan.first_month, 36, plan.every_months)
    for count, month in enumerate(months):
        year, index = divmod(9 + month, 12)
        due = datetime(2022 + year, index + 1, plan.day)
        if (plan.tag, due.year, due.month) in plan.skip or due > datetime(2025, 9, 30):
            continue
        late = int(rng.choice([0, 0, 0, 1, 1, 2, 4]))
        start = due + timedelta(days=late, hours=7, minutes=int(rng.integers(0, 32)) * 15)
        hours = max(0.5, round(plan.hours * float(rng.uniform(0.8, 1.35)) * 4) / 4)
        cancelled = rng.random() < 0.02
        deferrals = int(late >= 4)
        orders.append(
            WorkOrder(
                created=due - timedelta(days=14) + timedelta(hours=5, minutes=int(rng.integers(0, 30))),
                kind="PM",
                priority=plan.priority,
                tag=plan.tag,
                description=plan.description,
                discipline=plan.discipline,
                status="CANCELLED" if cancelled else "CLOSED",
                due=due,
                start=None if cancelled else start,
                finish=None if cancelled else start + timedelta(hours=hours),
                labour_h=None if cancelled else hours * plan.crew,
                downtime_h=None if cancelled else 0.0,
                cost=None if cancelled else round(hours * plan.crew * RATE + plan.parts, 2),
                deferrals=deferrals,
                remarks="" if cancelled else plan.remarks[count % len(plan.remarks)] if plan.remarks else "",
            )
        )
    return orders


def _corrective(plan: Corrective, rng: np.random.Generator) -> list[WorkOrder]:
    orders = []
    for _ in range(plan.count):
        day = int(rng.integers(5, 1050))
        created = FIRST_DAY + timedelta(
            days=day, hours=int(rng.integers(5, 23)), minutes=int(rng.integers(0, 60))
        )
        tag = plan.tags[int(rng.integers(len(plan.tags)))]
        priority = int(rng.choice(plan.priorities))
        wait = {1: 0.1, 2: 1.2, 3: 5, 4: 12}[priority] * float(rng.uniform(0.4, 1.6))
        start = (created + timedelta(days=wait)).replace(minute=int(rng.integers(0, 4)) * 15)
        start = max(start, created + timedelta(minutes=25))
        hours = max(0.5, round(plan.hours * float(rng.uniform(0.5, 1.9)) * 4) / 4)
        finish = start + timedelta(hours=hours)
        if finish >= datetime(2025, 8, 29):
            continue
        down = round(hours * float(rng.uniform(0.6, 1.8)), 1) if priority <= 2 and plan.stops else 0.0
        parts = round(plan.parts * float(rng.uniform(0.3, 1.6)), 2)
        orders.append(
            WorkOrder(
                created=created,
                kind="CM",
                priority=priority,
                tag=tag,
                description=plan.texts[int(rng.integers(len(plan.texts)))].format(tag=tag),
                failure_mode=plan.failure_mode,
                discipline=plan.discipline,
                due=created.replace(hour=0, minute=0) + timedelta(days={1: 1, 2: 3, 3: 14, 4: 42}[priority]),
                start=start,
                finish=finish,
                labour_h=hours * plan.crew,
                downtime_h=down,
                cost=round(hours * plan.crew * RATE + parts, 2),
                reported_by=str(
                    rng.choice(["Shift engineer", "Field operator", "Vibration analyst", "Control room"])
                ),
                remarks=plan.remarks[int(rng.integers(len(plan.remarks)))] if plan.remarks else "",
            )
        )
    return orders


def _stamp(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%d/%m/%Y %H:%M}"


def _number(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)


def write_work_orders(orders: list[WorkOrder], path: Path) -> None:
    """UTF-8 CSV with commas, dates day first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for order in orders:
            writer.writerow(
                (
                    order.number,
                    _stamp(order.created),
                    order.kind,
                    order.priority,
                    order.tag,
                    order.description,
                    order.failure_mode,
                    order.discipline,
                    order.status,
                    "" if order.due is None else f"{order.due:%d/%m/%Y}",
                    _stamp(order.start),
                    _stamp(order.finish),
                    _number(order.labour_h, ".2f"),
                    _number(order.downtime_h, ".1f"),
                    _number(order.cost, ".2f"),
                    order.deferrals,
                    order.reported_by,
                    order.remarks,
                )
            )
