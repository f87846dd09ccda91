"""The course "run on and watch": sensors, how far their readings are from their limits, and where they go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.log import LogRefused, SensorLog, ingested_log
from assistant.experts.series.names import SensorName
from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.limit_columns import Level, level_of
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Evidence
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.gather import Gathered
from assistant.reports.diagnostic.modes import FittingMode
from assistant.reports.diagnostic.signals import register_row
from assistant.reports.diagnostic.stops import while_running
from assistant.reports.diagnostic.thresholds import unit_of
from assistant.reports.records import Point, point
from assistant.reports.scenario.course import Cell, Course, course_target, step_of
from assistant.reports.scenario.parts import stock_column
from assistant.reports.scenario.rating import control_point, rated_cell, rating_points
from assistant.reports.scenario.said import watching_points
from assistant.reports.scenario.trend import Trend, no_trend_point, trends
from retrieval.records import Scope

_LOGS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    """A sensor that an instrument list gives limits.

    Attributes:
        read: True where a log holds its readings.
        nearest: The limit nearest to the last reading that it is not beyond; None without one.
        share: Room to that limit as a share of the instrument's range; below 0 where a limit is passed.
        beyond: Names of limits that the last reading is beyond.
    """

    point: Point
    name: str
    read: bool
    nearest: float | None
    share: float
    beyond: tuple[str, ...] = ()


def watch_course(case: Case, gathered: Gathered, mode: FittingMode | None) -> Course | None:
    """The course; None where no sensor has a limit.

    Args:
        mode: What may fail.
    """
    watched, moving, silent = _watched(case)
    if not watched:
        return None
    watched.sort(key=lambda one: one.share)
    steps = [step_of(case, one.point, about=f"watch {one.name}") for one in watched]
    steps += [step_of(case, one, order=1) for one in watching_points(case, case.documents)]
    control = control_point(case, mode.line) if mode is not None else None
    steps += [step_of(case, control, order=2)] if control is not None else []
    reaching = [one for one in moving if one.reaches]
    within = [one for one in watched if not one.beyond]
    pros = _pros(case, watched, within, reaching, moving)
    cons = [one.point(case) for one in reaching] + list(gathered.signals.limits)
    cons += rating_points(case, mode.line) if mode is not None else []
    numbers = tuple(dict.fromkeys(case.cited.cite(one.evidence) for one in moving))
    title = case.t("run on and watch", "continuer et surveiller")
    return Course(
        key="watch",
        title=title,
        target=course_target(case, title, [one.point for one in watched], about="watch"),
        steps=tuple(steps),
        pros=tuple(pros),
        cons=tuple(cons),
        first=tuple(silent),
        worked=tuple(_worked(case, watched)),
        time=Cell(text=_time(case, reaching, moving), citations=numbers),
        risk=rated_cell(case, mode.line) if mode is not None else Cell(),
    )


def _watched(case: Case) -> tuple[list[_Watched], list[Trend], list[Point]]:
    """Sensors with limits, their trends, and what is said of sensors without readings or limits."""
    watched: list[_Watched] = []
    moving: list[Trend] = []
    missing: list[Point] = []
    logged: set[str] = set()
    for signals in case.signals[:_LOGS]:
        try:
            whole = ingested_log(signals.log.source, case.knowledge, series=signals.log.name)
            log = while_running(signals, whole)  # a machine that stands is near no limit
        except LogRefused:
            continue
        own: dict[str, float] = {}
        for sensor in signals.sensors:
            row = register_row(case, sensor)
            if row is None or sensor.sensor.name not in log.names:
                continue
            logged.add(row.key)
            one = _one(case, log, signals.log.source, sensor, row)
            if one is None:
                missing.append(_no_limit(case, row))
                continue
            watched.append(one)
            if one.nearest is not None:
                own[one.name] = one.nearest
        moving += trends(case, log, signals.log.source, own) if own else []
    for about in case.tables.about(case.tag, Scope(), _LOGS * 10):
        for row in about.rows if about.role == "part" and stock_column(about.schema) is None else ():
            if row.key not in logged and _limits(row):
                logged.add(row.key)
                watched.append(_unread(case, row))
    return watched, moving, missing


def _one(case: Case, log: SensorLog, source: str, sensor: SensorName, row: KeyedRow) -> _Watched | None:
    """The last reading of the period beside the limits."""
    limits = _limits(row)
    if not limits:
        return None
    values = log.values[:, log.names.index(sensor.sensor.name)]
    until = np.datetime64(case.until, "us").astype(np.int64)
    places = np.flatnonzero(np.isfinite(values) & (log.times <= until))
    if not places.size:
        return _unread(case, row)
    at = int(places[-1])
    reading, when = float(values[at]), log.moment(at)
    unit = sensor.sensor.unit or unit_of(row, limits[0][0])
    told, beyond, shares = _distances(case, row, reading, unit)
    value = f"{number(reading, case.language)} {unit}".strip()
    text = case.t(
        f"{sensor.label} read {value} on {case.day(when)}: {', '.join(told)}.",
        f"{sensor.label} valait {value} le {case.day(when)} : {', '.join(told)}.",
    )
    seen = Evidence(
        kind="series", source=source, quote=f"{when:%Y-%m-%d %H:%M} · {sensor.sensor.name}: {reading:g}",
        statement=text, score=1.0, sensor=sensor.sensor.name, start=when, end=when,
    )  # fmt: skip
    listed = row.evidence(tuple(c for c, _, _ in limits), text, case.language)
    nearest = min(shares, default=None)
    return _Watched(
        point=point(text, [seen, listed], case.cited),
        name=sensor.sensor.name,
        read=True,
        nearest=None if nearest is None else nearest[1],
        share=-1.0 if beyond else nearest[0] if nearest is not None else 1.0,
        beyond=tuple(beyond),
    )


def _distances(
    case: Case, row: KeyedRow, reading: float, unit: str
) -> tuple[list[str], list[str], list[tuple[float, float]]]:
    """How far each limit is: in words, the names of those passed, and of the others room and limit."""
    told: list[str] = []
    beyond: list[str] = []
    shares: list[tuple[float, float]] = []
    for column, limit, level in _limits(row):
        room = limit - reading if level.side == "high" else reading - limit
        bound = f"{column.name} {number(limit, case.language)} {unit}".strip()
        away = f"{number(round(abs(room), 4), case.language)} {unit}".strip()
        if room < 0:
            beyond.append(column.name)
            told.append(case.t(f"beyond {bound} by {away}", f"au-delà de {bound} de {away}"))
            continue
        shares.append((room / _span(row, limit), limit))
        high = level.side == "high"
        side = case.t("above", "plus haut") if high else case.t("below", "plus bas")
        told.append(case.t(f"{bound} is {away} {side} it", f"{bound} est {away} {side}"))
    return told, beyond, shares


def _unread(case: Case, row: KeyedRow) -> _Watched:
    """A sensor of the list that no log holds: its limits, to be read in the plant."""
    limits = _limits(row)
    unit = unit_of(row, limits[0][0])
    bounds = ", ".join(f"{c.name} {number(limit, case.language)} {unit}".strip() for c, limit, _ in limits)
    text = case.t(
        f"{row.key}: {bounds}; no log that was ingested holds its readings.",
        f"{row.key} : {bounds} ; aucun enregistrement reçu n'a ses lectures.",
    )
    listed = row.evidence(tuple(c for c, _, _ in limits), text, case.language)
    return _Watched(
        point=point(text, [listed], case.cited), name=row.key, read=False, nearest=None, share=2.0
    )


def _limits(row: KeyedRow) -> list[tuple[ColumnSchema, float, Level]]:
    found = []
    for column in row.schema.columns:
        level, held = level_of(column), row.cells[column.name]
        if level is not None and isinstance(held, int | float) and not isinstance(held, bool):
            found.append((column, float(held), level))
    return found


def _span(row: KeyedRow, limit: float) -> float:
    """The range of the instrument, by which distances of different sensors are compared."""
    ends = [
        float(held)
        for c in row.schema.columns
        if "range" in c.words and isinstance(held := row.cells[c.name], int | float)
    ]
    return (max(ends) - min(ends)) if len(ends) > 1 and max(ends) > min(ends) else abs(limit) or 1.0


def _pros(
    case: Case, watched: list[_Watched], within: list[_Watched], reaching: list[Trend], moving: list[Trend]
) -> list[Point]:
    found: list[Point] = []
    read = [one for one in within if one.read]
    if read and len(read) == sum(one.read for one in watched):
        numbers = tuple(dict.fromkeys(n for one in read for n in one.point.citations))
        text = case.t(
            f"The last readings of all {len(read)} sensors with limits are within them.",
            f"Les dernières lectures des {len(read)} capteurs qui ont des limites les respectent.",
        )
        if len(read) == 1:
            text = case.t(
                f"The last reading of {_short(read[0])} is within its limits.",
                f"La dernière lecture de {_short(read[0])} respecte ses limites.",
            )
        found.append(Point(text=text, citations=numbers))
    found += [one.point(case) for one in moving if one.text and one not in reaching]
    flat = no_trend_point(case, moving)
    return [*found, flat] if flat is not None else found


def _worked(case: Case, watched: list[_Watched]) -> list[Point]:
    numbers = tuple(dict.fromkeys(n for one in watched for n in one.point.citations))
    text = case.t(
        f"The readings of {', '.join(_short(one) for one in watched)} stay within the limits named above.",
        f"Les lectures de {', '.join(_short(one) for one in watched)} restent dans les limites ci-dessus.",
    )
    return [Point(text=text, citations=numbers)]


def _time(case: Case, reaching: list[Trend], moving: list[Trend]) -> str:
    if reaching:
        return case.t("until a limit is reached, see the trend", "jusqu'à une limite, voir la tendance")
    if any(one.text for one in moving):
        return case.t("no limit is reached in the time forecast", "aucune limite sur l'horizon prévu")
    return case.t("no trend to a limit is found", "aucune tendance vers une limite") if moving else ""


def _no_limit(case: Case, row: KeyedRow) -> Point:
    text = case.t(
        f"{row.key} has no limit in its list: one must be set before it can be watched.",
        f"{row.key} n'a pas de limite dans sa liste : il en faut une avant de pouvoir le surveiller.",
    )
    return point(text, [row.evidence((), text, case.language)], case.cited)


def _short(one: _Watched) -> str:
    return one.name.split(" [")[0]
