"""SQL over a log's Parquet file: statistics, groups and rows of a window. Knows plans, writes no sentences.

Every statement is built here from quoted names and typed literals; no word of a question enters it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import numpy as np

from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.operations import Times, Values
from assistant.experts.series.plan import Condition, Each, Statistic
from assistant.experts.series.window import Window

_EXPRESSIONS: Mapping[str, str] = {
    "mean": "avg({x})",
    "median": "median({x})",
    "min": "min({x})",
    "max": "max({x})",
    "std": "stddev_samp({x})",
    "variance": "var_samp({x})",
    "sum": "sum({x})",
    "count": "count({x})",
    "first": "arg_min({x}, {t})",
    "last": "arg_max({x}, {t})",
    "range": "max({x}) - min({x})",
    "rms": "sqrt(avg({x} * {x}))",
    "percentile": "quantile_cont({x}, {q})",
    "slope": "regr_slope({x}, epoch({t})) * 86400",
    "change": "arg_max({x}, {t}) - arg_min({x}, {t})",
}
_SIGNS = {"above": ">", "at_least": ">=", "below": "<", "at_most": "<=", "equal": "=", "not_equal": "<>"}
_GROUPS: Mapping[str, str] = {
    "hour": "date_trunc('hour', {t})",
    "day": "date_trunc('day', {t})",
    "week": "date_trunc('week', {t})",
    "month": "date_trunc('month', {t})",
    "weekday": "isodow({t}) - 1",
    "hour_of_day": "hour({t})",
}


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a statement, with the statement as a user can read and run it."""

    sql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Readings in order: rows where all the sensors asked for have a value.

    Attributes:
        row: 0-based data rows of the source.
    """

    sql: str
    times: Times
    values: Mapping[str, Values]
    row: Times


class SeriesQuery:
    """A DuckDB connection in memory that sees the logs it is given as views of their Parquet files.

    Args:
        path_of: Gives the path of a Parquet file from its key.
        threads: Of DuckDB.
    """

    def __init__(self, path_of: Any, *, threads: int = 2) -> None:
        self._path_of = path_of
        self._views: dict[str, str] = {}
        self._connection = duckdb.connect(":memory:", config={"threads": threads})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def statistics(
        self,
        log: LogNames,
        sensor: SensorName,
        window: Window,
        statistics: Sequence[Statistic],
        conditions: Sequence[Condition] = (),
        *,
        quantile: float = 0.5,
    ) -> Result:
        """Statistics, number of readings, first and last time of a sensor's readings in a window.

        For ``min`` and ``max`` the time of the value comes with it.
        """
        x = quote(sensor.sensor.name)
        columns = [f"{_expression(s, x, quantile)} AS {quote(s)}" for s in statistics]
        columns += [f'arg_{s}("time", {x}) AS "{s}_time"' for s in statistics if s in ("min", "max")]
        columns += [f'count({x}) AS "readings"', *_ends(f"{x} IS NOT NULL")]
        return self._select(log, columns, _where(log, window, conditions))

    def correlation(
        self,
        log: LogNames,
        pair: tuple[SensorName, SensorName],
        window: Window,
        conditions: Sequence[Condition] = (),
    ) -> Result:
        """Pearson's correlation of the readings where both sensors have a value."""
        a, b = quote(pair[0].sensor.name), quote(pair[1].sensor.name)
        both = f"{a} IS NOT NULL AND {b} IS NOT NULL"
        columns = [f'corr({a}, {b}) AS "correlation"', f'count(*) FILTER (WHERE {both}) AS "readings"']
        return self._select(log, [*columns, *_ends(both)], _where(log, window, conditions))

    def groups(
        self,
        log: LogNames,
        sensor: SensorName,
        window: Window,
        statistic: Statistic,
        each: Each,
        conditions: Sequence[Condition] = (),
        *,
        quantile: float = 0.5,
    ) -> Result:
        """A statistic for each hour, day … that has readings, in order of time."""
        x = quote(sensor.sensor.name)
        group = _GROUPS[each].format(t='"time"')
        value = f"{_expression(statistic, x, quantile)} AS {quote(statistic)}"
        columns = [f"{group} AS {quote(each)}", value, f'count({x}) AS "readings"']
        tail = f" GROUP BY 1 HAVING count({x}) > 0 ORDER BY 1"
        return self._select(log, columns, _where(log, window, conditions) + tail)

    def events(self, log: LogNames, window: Window, conditions: Sequence[Condition]) -> Result:
        """Readings that meet the conditions and readings at all, with the first and last time of each."""
        present, met = _present([c.sensor for c in conditions]), _all(conditions)
        columns = [
            f'count(*) FILTER (WHERE {met}) AS "matching"',
            f'count(*) FILTER (WHERE {present}) AS "readings"',
            f'min("time") FILTER (WHERE {met}) AS "first"',
            f'max("time") FILTER (WHERE {met}) AS "last"',
            *_ends(present),
        ]
        return self._select(log, columns, _where(log, window))

    def days(self, log: LogNames, window: Window, conditions: Sequence[Condition]) -> Result:
        """For each day with readings: how many meet the conditions, and how many there are."""
        columns = [
            'date_trunc(\'day\', "time") AS "day"',
            f'count(*) FILTER (WHERE {_all(conditions)}) AS "matching"',
            'count(*) AS "readings"',
        ]
        where = _where(log, window, present=_present([c.sensor for c in conditions]))
        return self._select(log, columns, where + " GROUP BY 1 ORDER BY 1")

    def missing(self, log: LogNames, window: Window, sensors: Sequence[SensorName]) -> Result:
        """Rows, and the rows without a value for each sensor."""
        names = [quote(s.sensor.name) for s in sensors]
        columns = ['count(*) AS "rows"', *(f"count(*) - count({name}) AS {name}" for name in names)]
        return self._select(log, columns, _where(log, window))

    def nearest(self, log: LogNames, sensor: SensorName, moment: datetime) -> Result:
        """The reading nearest to a moment, the earlier of two."""
        x = quote(sensor.sensor.name)
        distance = f'abs(epoch_us("time") - epoch_us({timestamp(moment)}))'
        tail = f' WHERE {x} IS NOT NULL ORDER BY {distance}, "time" LIMIT 1'
        return self._select(log, ['"time"', x], tail)

    def rows(self, log: LogNames, window: Window) -> Result:
        """How many rows a window has, and its first and last time."""
        columns = ['count(*) AS "rows"', 'min("time") AS "start"', 'max("time") AS "end"']
        return self._select(log, columns, _where(log, window))

    def frame(
        self, log: LogNames, window: Window, sensors: Sequence[SensorName], *, complete: bool = True
    ) -> Frame:
        """Readings of a window in order of time.

        Args:
            complete: Leave out rows where a sensor has no value; otherwise such values are NaN.
        """
        names = list(dict.fromkeys(s.sensor.name for s in sensors))
        where = _where(log, window, present=_present(sensors) if complete else "") + ' ORDER BY "time"'
        columns = ['"time"', *(quote(name) for name in names)]
        arrays = self._connection.execute(self._statement(log, ["_row", *columns], where)).fetchnumpy()
        times = np.asarray(arrays["time"]).astype("datetime64[us]").astype(np.int64)
        values = {name: _floats(arrays[name]) for name in names}
        row = np.asarray(arrays["_row"]).astype(np.int64)
        return Frame(self._statement(log, columns, where), times, values, row)

    def _select(self, log: LogNames, columns: Sequence[str], tail: str) -> Result:
        sql = self._statement(log, columns, tail)
        cursor = self._connection.execute(sql)
        names = tuple(item[0] for item in cursor.description)
        return Result(sql, names, tuple(tuple(row) for row in cursor.fetchall()))

    def _statement(self, log: LogNames, columns: Sequence[str], tail: str) -> str:
        return " ".join(("SELECT", ", ".join(columns), "FROM", self._view(log))) + tail

    def _view(self, log: LogNames) -> str:
        """The quoted name of the log's view, made at its first use."""
        key = log.ref.id
        if key not in self._views:
            name = log.ref.name
            taken = set(self._views.values())
            count = 2
            while name in taken:
                name, count = f"{log.ref.name}_{count}", count + 1
            self._connection.execute(f"CREATE VIEW {quote(name)} AS {self._content(log)}")
            self._views[key] = name
        return quote(self._views[key])

    def _content(self, log: LogNames) -> str:
        """Its rows; those of several files by time, counted anew."""
        keys = [part.parquet for part in log.parts] or [log.ref.parquet]
        paths = [str(Path(self._path_of(key))).replace("'", "''") for key in keys]
        files = ", ".join(f"'{path}'" for path in paths)
        if not log.parts:
            return f"FROM read_parquet({files})"
        counted = 'SELECT (row_number() OVER (ORDER BY "time") - 1)::BIGINT AS _row, * EXCLUDE (_row)'
        return f"{counted} FROM read_parquet([{files}], union_by_name = true)"


def quote(name: str) -> str:
    """An identifier as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def timestamp(moment: datetime) -> str:
    """A moment as SQL writes it."""
    text = moment.strftime("%Y-%m-%d %H:%M:%S")
    return f"TIMESTAMP '{text}.{moment.microsecond:06d}'" if moment.microsecond else f"TIMESTAMP '{text}'"


def condition_sql(condition: Condition) -> str:
    """A condition as SQL."""
    x = quote(condition.sensor.sensor.name)
    if condition.comparison == "between":
        upper = condition.value if condition.upper is None else condition.upper
        return f"{x} BETWEEN {_literal(condition.value)} AND {_literal(upper)}"
    return f"{x} {_SIGNS[condition.comparison]} {_literal(condition.value)}"


def _literal(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _all(conditions: Sequence[Condition]) -> str:
    return " AND ".join(condition_sql(c) for c in conditions)


def _present(sensors: Sequence[SensorName]) -> str:
    names = dict.fromkeys(s.sensor.name for s in sensors)
    return " AND ".join(f"{quote(name)} IS NOT NULL" for name in names)


def _ends(present: str) -> list[str]:
    """First and last time of the readings that are present."""
    return [
        f'{edge}("time") FILTER (WHERE {present}) AS "{name}"'
        for edge, name in (("min", "start"), ("max", "end"))
    ]


def _expression(statistic: Statistic, x: str, quantile: float) -> str:
    return _EXPRESSIONS[statistic].format(x=x, t='"time"', q=f"{quantile:g}")


def _where(log: LogNames, window: Window, conditions: Sequence[Condition] = (), *, present: str = "") -> str:
    parts: list[str] = []
    ref = log.ref
    if window.start > ref.start or (window.end < ref.end and not window.whole):
        parts.append(f'"time" >= {timestamp(window.start)}')
    if window.end < ref.end:
        parts.append(f'"time" <= {timestamp(window.end)}')
    if window.clock is not None:
        parts.append(_clock(window.clock))
    if window.weekdays:
        parts.append(f'isodow("time") IN ({", ".join(str(day + 1) for day in sorted(window.weekdays))})')
    if window.rows is not None:
        first, last = (n if n >= 0 else ref.row_count + n for n in window.rows)
        parts.append(f"_row BETWEEN {first} AND {last}")
    parts += [condition_sql(c) for c in conditions]
    if present:
        parts.append(present)
    return " WHERE " + " AND ".join(parts) if parts else ""


def _clock(clock: tuple[time, time]) -> str:
    first, last = clock
    column = 'CAST("time" AS TIME)'
    joint = "AND" if first <= last else "OR"
    return f"({column} >= TIME '{first.isoformat()}' {joint} {column} <= TIME '{last.isoformat()}')"


def _floats(column: Any) -> Values:
    """A column with NaN for its nulls."""
    masked: Any = np.ma  # typed in some releases of NumPy only
    return np.asarray(masked.filled(masked.asarray(column).astype(np.float64), np.nan), dtype=np.float64)
