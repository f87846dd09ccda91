"""Limits that the instrument list gives a sensor, and readings beyond them. Judges readings, no cause."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.conversions import parse_unit
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.names import SensorName
from assistant.experts.series.operations import Places, Values
from assistant.experts.series.wording import length
from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.limit_columns import Side, level_of
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case

_UNIT = frozenset({"unit", "units", "unite", "uom", "eu"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A limit that readings passed.

    Attributes:
        gravity: 1 for a first alarm to 3 for a trip.
        readings: How many are beyond it.
        evidence: The readings, then the row that gives the limit.
    """

    gravity: int
    readings: int
    text: str
    evidence: tuple[Evidence, Evidence]


def passed(log: SensorLog, name: str, sensor: SensorName, row: KeyedRow, case: Case) -> list[Passed]:
    """The limits of a row that readings of the period passed, of each side the gravest."""
    values = log.values[:, log.names.index(name)]
    low, end = log.between(case.since, case.until)
    gravest: dict[Side, Passed] = {}
    for column in row.schema.columns:
        level = level_of(column)
        limit = row.cells[column.name]
        if level is None or not isinstance(limit, int | float) or isinstance(limit, bool):
            continue
        unit = unit_of(row, column)
        if unit and sensor.sensor.unit and parse_unit(unit) != parse_unit(sensor.sensor.unit):
            continue
        side, gravity = level.side, level.gravity
        with np.errstate(invalid="ignore"):
            beyond = values[low:end] > limit if side == "high" else values[low:end] < limit
        if beyond.any() and (side not in gravest or gravest[side].gravity < gravity):
            places = low + np.flatnonzero(beyond)
            of = _Limit(column=column, value=float(limit), side=side, gravity=gravity)
            gravest[side] = _told(log, values, places, sensor, row, of, case)
    return list(gravest.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limit:
    column: ColumnSchema
    value: float
    side: Side
    gravity: int


def unit_of(row: KeyedRow, column: ColumnSchema) -> str:
    """The unit of a limit: of its column, or as the row states it; empty where neither does."""
    if column.unit:
        return column.unit
    stated = next((row.cells[c.name] for c in row.schema.columns if set(c.words) & _UNIT), None)
    return str(stated) if isinstance(stated, str) else ""


def _told(
    log: SensorLog,
    values: Values,
    places: Places,
    sensor: SensorName,
    row: KeyedRow,
    limit: _Limit,
    case: Case,
) -> Passed:
    """The readings beyond a limit in one sentence: how many, since when, for how long, and the farthest."""
    unit = sensor.sensor.unit or unit_of(row, limit.column)
    first, last = log.moment(int(places[0])), log.moment(int(places[-1]))
    far = values[places].max() if limit.side == "high" else values[places].min()
    farthest = f"{number(float(far), case.language)} {unit}".strip()
    bound = f"{number(limit.value, case.language)} {unit}".strip()
    step = float(np.median(np.diff(log.times))) / 1e6 if log.times.size > 1 else 0.0
    lasted = length(places.size * step, case.language)
    high = limit.side == "high"
    beyond = case.t("above", "au-dessus") if high else case.t("below", "en dessous")
    most = case.t("highest", "haute") if high else case.t("lowest", "basse")
    when = case.t(f"on {case.day(first)}", f"le {case.day(first)}")
    if places.size > 1:
        when = case.t(
            f"for {lasted} in all, {case.span(first, last)}",
            f"pendant {lasted} en tout, {case.span(first, last)}",
        )
    text = case.t(
        f"{sensor.label} was {beyond} {limit.column.name} ({bound}) {when}; "
        f"the {most} reading was {farthest}.",
        f"{sensor.label} a été {beyond} de {limit.column.name} ({bound}) {when} ; la lecture la plus {most} "
        f"était {farthest}.",
    )
    seen = Evidence(
        kind="series", source=log.name, quote=text, statement=text, score=1.0, sensor=sensor.sensor.name,
        start=first, end=last, values=(farthest, bound),
    )  # fmt: skip
    return Passed(
        gravity=limit.gravity,
        readings=int(places.size),
        text=text,
        evidence=(seen, row.evidence((limit.column,), text, case.language)),
    )
