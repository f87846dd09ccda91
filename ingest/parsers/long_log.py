"""Logs with one reading a row (sensor, time, value, unit, quality), and those with a time for each sensor.

Knows typed columns and a time axis; reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow.compute as pc

from ingest.parsed import ParsedSeries
from ingest.parsers.column_types import is_identifier
from ingest.parsers.dates import Times
from ingest.parsers.grid import Grid
from ingest.parsers.header import unique_names
from ingest.parsers.log_parts import (
    ASSET,
    CHANNEL,
    FEWEST_ROWS,
    MOST_CELLS,
    REGULAR,
    assemble,
    floats,
    is_flag,
    keys_of,
)
from ingest.parsers.log_quality import Values, regularity
from ingest.parsers.reading_quality import bad_readings, is_quality
from ingest.parsers.time_axis import TimeAxis
from ingest.parsers.typed_column import TypedColumn
from ingest.parsers.unit_conversion import converted, same_unit
from retrieval.records import ColumnType, Sensor

FEWEST_UNSTEADY = 50
_UNIT = re.compile(r"^(?:eng(?:ineering)?[\s_.]*)?(?:units?|unit[ée]s?|uom|eu|einheit)$", re.IGNORECASE)
_VALUE = re.compile(
    r"^(?:var|tag|point)?[\s_]*(?:values?|val|valeurs?|readings?|mesures?|wert|pv)$", re.IGNORECASE
)
_CLOCK = re.compile(r"time|temps|stamp|_ms$|^ms$|millis|horodat", re.IGNORECASE)
_TAG = re.compile(
    r"tag|sensor|capteur|point|var(?:iable)?|item|signal|channel|voie|^name$|^nom$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LongColumns:
    """What the columns of a log of one reading a row are for.

    Attributes:
        key: Names the sensor.
        asset: Names the machine, where the same sensors are read on several.
    """

    key: int
    value: int
    unit: int | None = None
    quality: int | None = None
    asset: int | None = None


@dataclass(slots=True)
class _Pivot:
    """One column a sensor, at all moments at which any was read."""

    moments: Times
    rows: Any
    sensors: list[Sensor] = field(default_factory=list)
    channels: dict[str, Values] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def long_columns(
    grid: Grid,
    columns: Sequence[TypedColumn],
    *,
    channels: Sequence[int],
    texts: Sequence[int],
) -> LongColumns | None:
    """The columns of a historian's export; None where it is none that its header makes plain.

    Args:
        channels: Columns of numbers.
        texts: Columns of words that repeat, those that never change too.
    """
    quality = next((i for i in (*texts, *channels) if is_quality(grid.names[i], columns[i])), None)
    unit = next((i for i in texts if names_units(grid.names[i])), None)
    values = [i for i in channels if i != quality and not _CLOCK.search(grid.names[i])]
    if len(values) != 1 or not _VALUE.match(grid.names[values[0]].strip()):
        return None
    left = [i for i in texts if i not in (quality, unit)]
    named = [i for i in left if _TAG.search(grid.names[i]) and not _describes(grid.names[i])]
    if not named:
        return None
    key = named[0]
    others = [i for i in left if i != key and not _goes_with(columns[i], columns[key])]
    assets = [i for i in others if ASSET.search(grid.names[i])]
    if len(others) > len(assets) or len(assets) > 1:
        return None
    return LongColumns(
        key=key, value=values[0], unit=unit, quality=quality, asset=assets[0] if assets else None
    )


def plain_long_columns(
    grid: Grid, columns: Sequence[TypedColumn], *, channels: Sequence[int], states: Sequence[int]
) -> list[LongColumns]:
    """Columns that may name the sensors where the header does not make it plain, in order."""
    if len(channels) != 1:
        return []
    unit = next((i for i in states if names_units(grid.names[i])), None)
    quality = next((i for i in states if is_quality(grid.names[i], columns[i])), None)
    return [
        LongColumns(key=i, value=channels[0], unit=unit, quality=quality)
        for i in states
        if i not in (unit, quality) and (CHANNEL.search(grid.names[i]) or not ASSET.search(grid.names[i]))
    ]


def read_long(
    grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, what: LongColumns, name: str
) -> tuple[ParsedSeries, ...]:
    """One series of all sensors, or one a machine; empty where the readings have no rhythm."""
    if what.asset is None:
        return _of_rows(grid, columns, axis, what, name, np.arange(grid.row_count))
    assets, places = keys_of(columns[what.asset])
    made: list[ParsedSeries] = []
    for place, asset in enumerate(assets):
        rows = np.flatnonzero(places == place)
        if len(rows) < FEWEST_ROWS:
            continue
        label = f"{name} {asset}".strip() if len(assets) > 1 else name
        found = _of_rows(grid, columns, axis, what, label, rows)
        made += [replace(one, equipment=(asset,) if asset else ()) for one in found]
    return tuple(made)


def _of_rows(
    grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, what: LongColumns, name: str, rows: Any
) -> tuple[ParsedSeries, ...]:
    keys, codes = keys_of(columns[what.key])
    codes, times = codes[rows], axis.times[rows]
    counts = np.bincount(codes, minlength=len(keys))
    moments, places = np.unique(times, return_inverse=True)
    if counts.max() < FEWEST_ROWS or len(moments) * len(keys) > MOST_CELLS:
        return ()
    present = [code for code in range(len(keys)) if counts[code]]
    rhythm = np.median([regularity(times[codes == code]) for code in present])
    if rhythm < REGULAR and np.median(counts[present]) < FEWEST_UNSTEADY:
        return ()
    first = np.full(len(moments), grid.row_count, dtype=np.int64)
    np.minimum.at(first, places, rows)
    pivot = _Pivot(moments=moments, rows=first)
    values = floats(columns[what.value])[rows]
    bad = bad_readings(columns[what.quality])[rows] if what.quality is not None else None
    units = None if what.unit is None else keys_of(columns[what.unit])
    labels = unique_names([keys[code] for code in present], reserved=("_row", "time"))
    for label, code in zip(labels, present, strict=True):
        mine = np.flatnonzero(codes == code)
        readings = values[mine]
        if bad is not None and bad[mine].any():
            pivot.notes.append(f"{label}: {int(bad[mine].sum())} readings of bad quality taken as no value.")
            readings = np.where(bad[mine], np.nan, readings)
        printed = None if units is None else [units[0][unit] for unit in units[1][rows][mine]]
        _add(pivot, label, readings, places[mine], printed)
    real = ~np.isnat(moments)
    fullest = times[codes == int(np.argmax(counts))]
    said = replace(axis, times=fullest, notes=(*axis.notes, *pivot.notes))
    channels = {label: column[real] for label, column in pivot.channels.items()}
    machines = constant_assets(grid, columns, axis, what)
    return (
        assemble(
            name, pivot.sensors, channels, said,
            rows=pivot.rows[real], times=moments[real], equipment=machines, apart=True,
        ),
    )  # fmt: skip


def _add(pivot: _Pivot, label: str, readings: Values, places: Any, printed: Sequence[str] | None) -> None:
    """Adds a sensor; readings in several units are brought to the commonest, or kept apart."""
    units = np.asarray(printed or [""] * len(readings), dtype=object)
    names, counts = np.unique(units[units != ""], return_counts=True)
    common = str(names[int(np.argmax(counts))]) if len(names) else None
    apart: dict[str, Any] = {}
    for unit in map(str, names):
        rows = units == unit
        if common is None or unit == common or same_unit(unit, common):
            continue
        brought = converted(readings[rows], unit, common)
        if brought is None:
            apart[unit] = rows
            pivot.notes.append(
                f"{label} has {int(rows.sum())} readings in {unit}: kept as a sensor of their own."
            )
        else:
            readings = readings.copy()
            readings[rows] = brought
            pivot.notes.append(f"{label}: {int(rows.sum())} readings in {unit} converted to {common}.")
    rest = ~np.logical_or.reduce([np.zeros(len(readings), dtype=bool), *apart.values()])
    _put(pivot, label, readings[rest], places[rest], common)
    for unit, rows in apart.items():
        name = unique_names([*pivot.channels, f"{label} [{unit}]"], reserved=("_row", "time"))[-1]
        _put(pivot, name, readings[rows], places[rows], unit)


def _put(pivot: _Pivot, label: str, readings: Values, places: Any, unit: str | None) -> None:
    column = np.full(len(pivot.moments), np.nan)
    kept = ~np.isnan(readings)
    column[places[kept]] = readings[kept]
    again = int(kept.sum()) - len(np.unique(places[kept]))
    if again:
        pivot.notes.append(f"{label}: {again} readings repeat a time of this sensor; the last one is kept.")
    pivot.sensors.append(Sensor(name=label, unit=unit, flag=is_flag(label, column)))
    pivot.channels[label] = column


def constant_assets(
    grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, what: LongColumns
) -> tuple[str, ...]:
    """Machines that every row names."""
    taken = {what.key, what.value, what.unit, what.quality, what.asset, *axis.used}
    found = []
    for index, column in enumerate(columns):
        header = grid.names[index]
        if index in taken or not ASSET.search(header) or names_units(header) or column.column.type != "text":
            continue
        texts = pc.unique(column.values.drop_null())
        if len(texts) == 1:
            found.append(str(texts[0].as_py()))
    return tuple(found)


def _goes_with(column: TypedColumn, key: TypedColumn) -> bool:
    """True where each sensor has one text of this column: its description."""
    texts, codes = keys_of(column)
    keys, places = keys_of(key)
    pairs = np.unique(places.astype(np.int64) * (len(texts) + 1) + codes)
    return len(pairs) == len(keys)


def descriptions(columns: Sequence[TypedColumn], what: LongColumns, texts: Sequence[int]) -> str:
    """What other columns say of each sensor, a line each (``PT-1: Discharge pressure``)."""
    taken = {what.key, what.value, what.unit, what.quality, what.asset}
    keys, codes = keys_of(columns[what.key])
    lines: dict[str, list[str]] = {}
    for index in texts:
        if index in taken or not _goes_with(columns[index], columns[what.key]):
            continue
        told, places = keys_of(columns[index])
        if len(told) > 1 or len(keys) == 1:
            for code, row in enumerate(np.unique(codes, return_index=True)[1]):
                lines.setdefault(keys[code], []).append(told[places[row]])
    return "\n".join(f"{key}: {', '.join(filter(None, words))}" for key, words in lines.items() if any(words))


def names_units(name: str) -> bool:
    """True for the header of a column of units."""
    return bool(_UNIT.match(name.strip()))


def _describes(name: str) -> bool:
    return bool(re.search(r"desc|comment|libell|remark|unit", name, re.IGNORECASE))


def may_count_rows(name: str) -> bool:
    """True for the header of identifiers, which may only count the rows on."""
    return is_identifier(name) or name.strip().lower() in {"id", "no", "nr", "n°"}


def counts_rows(name: str, column: TypedColumn) -> bool:
    """True for a column of identifiers that only counts the rows on."""
    if column.column.type != "text" or not may_count_rows(name):
        return False
    texts = column.values.drop_null()
    if len(texts) < 2 or not pc.all(pc.match_substring_regex(texts, r"^\d{1,18}$")).as_py():
        return False
    numbers = np.asarray(pc.cast(texts, "int64").to_numpy(zero_copy_only=False))
    return bool((np.diff(numbers) == 1).mean() > 0.95)


def read_pairs(grid: Grid, columns: Sequence[TypedColumn], name: str) -> ParsedSeries | None:
    """A log in which each sensor has a column of times of its own before its readings.

    Returns:
        None where the columns are not such pairs, or all of them have the same times.
    """
    types = [column.column.type for column in columns]
    groups = pairs_of(grid.names, types, [c.values.null_count >= grid.row_count for c in columns])
    if groups is None or grid.row_count < FEWEST_ROWS:
        return None
    clocks = {at: _times(columns[at]) for at in groups}
    known = list(clocks.values())
    if all(np.array_equal(known[0], other, equal_nan=True) for other in known[1:]):
        return None
    real = {at: ~np.isnat(clock) for at, clock in clocks.items()}
    moments = np.unique(np.concatenate([clock[real[at]] for at, clock in clocks.items()]))
    width = sum(map(len, groups.values()))
    if len(moments) * width > MOST_CELLS or not len(moments):
        return None
    first = np.full(len(moments), grid.row_count, dtype=np.int64)
    pivot = _Pivot(moments=moments, rows=first)
    taken = unique_names(
        [grid.names[i] for group in groups.values() for i in group], reserved=("_row", "time")
    )
    labels = iter(taken)
    for at, group in groups.items():
        places = np.searchsorted(moments, clocks[at][real[at]])
        np.minimum.at(first, places, np.flatnonzero(real[at]))
        for index in group:
            _put(pivot, next(labels), floats(columns[index])[real[at]], places, columns[index].column.unit)
    fullest = max(clocks, key=lambda at: int(real[at].sum()))
    axis = TimeAxis(times=clocks[fullest][real[fullest]], used=frozenset(groups), notes=tuple(pivot.notes))
    return assemble(name, pivot.sensors, pivot.channels, axis, rows=first, times=moments, apart=True)


def pairs_of(
    names: Sequence[str], types: Sequence[ColumnType], empty: Sequence[bool]
) -> Mapping[int, list[int]] | None:
    """Columns of readings by the column of times before them; None where a column is neither, nor empty."""
    groups: dict[int, list[int]] = {}
    for index, kind in enumerate(types):
        if kind == "datetime":
            groups[index] = []
        elif kind in {"integer", "number"} and groups:
            groups[max(groups)].append(index)
        elif not empty[index]:
            return None
    if len(groups) < 2 or 0 not in groups or not all(groups.values()):
        return None
    bare = {_bare(names[at], [names[i] for i in group]) for at, group in groups.items()}
    return groups if len(bare) == 1 else None


def _bare(name: str, readings: Sequence[str]) -> str:
    """What a header says of time once the sensor's own name and its number are taken away."""
    text = name.lower()
    for reading in readings:
        for word in re.findall(r"[^\W_]+", reading.lower()):
            text = re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", "", text)
    return re.sub(r"[\W\d_]+", "", text)


def _times(column: TypedColumn) -> Times:
    values = pc.cast(column.values, "timestamp[us]")
    return np.asarray(values.to_numpy(zero_copy_only=False)).astype("datetime64[us]")
