"""Tell a sensor log from a table and turn it into series: wide, long and grouped layouts, flags, states.

Knows typed columns; reads no file. A log is rows of readings over time: one time axis, mostly numbers,
sampled at some rate. Events (a start and an end, identifiers, descriptions) stay tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsed import Block, ParsedSeries
from ingest.parsers.cell_units import in_one_unit
from ingest.parsers.dates import Times
from ingest.parsers.grid import Grid
from ingest.parsers.header import unique_names
from ingest.parsers.log_parts import ASSET, FEWEST_ROWS, REGULAR, assemble, dictionary, floats, is_flag
from ingest.parsers.log_quality import Values, regularity
from ingest.parsers.log_roles import Roles, columns_facts, equipment_of, judges_of, roles_of
from ingest.parsers.long_log import (
    descriptions,
    long_columns,
    plain_long_columns,
    read_long,
    read_pairs,
)
from ingest.parsers.reading_quality import bad_readings
from ingest.parsers.time_axis import TimeAxis, counted_rows, find_time
from ingest.parsers.typed_column import TypedColumn
from retrieval.records import Sensor

_MOST_CHANGES = 0.5
_MOST_LINES = 200
_JOURNAL_LABELS = 3
_ON_WORDS = (
    "on run running open true yes start started active high alarm fault 1 marche ouvert oui actif défaut"
)
_OFF_WORDS = "off stop stopped closed false no idle inactive low normal ok 0 arrêt arret fermé ferme non"
_ON, _OFF = frozenset(_ON_WORDS.split()), frozenset(_OFF_WORDS.split())
_SENTINEL = re.compile(r"^-9{3,6}(?:\.[09]+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The series of a file, the remarks in it as text, and what was assumed."""

    series: tuple[ParsedSeries, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...]


def read_log(grid: Grid, columns: Sequence[TypedColumn], *, name: str, counted: bool = False) -> Log | None:
    """Reads a grid as sensor logs.

    Args:
        counted: Take a matrix of numbers without header and time for a log whose rows are counted.

    Returns:
        None where the rows are no readings over time: no or several times a row, texts that differ from
        row to row, rows of days with several labels, few numbers, fewer than 20 rows, or times without a
        rhythm beside texts.
    """
    if grid.row_count < FEWEST_ROWS:
        return None
    pairs = read_pairs(grid, columns, name)
    if pairs is not None:
        return Log(series=(pairs,), blocks=(), notes=())
    axis = find_time(grid, columns)
    if axis is None:
        if not counted or grid.has_header or not _all_numbers(columns):
            return None
        grid, columns, notes = _upright(grid, columns)
        axis = counted_rows(grid.row_count)
        axis = replace(axis, notes=(*axis.notes, *notes))
    if np.isnat(axis.times).mean() > 0.2:
        return None
    columns, brought = in_one_unit(columns)
    axis = replace(axis, notes=(*axis.notes, *brought))
    empty = [
        n for n, c in zip(grid.names, columns, strict=True) if n and c.values.null_count == grid.row_count
    ]
    axis = replace(axis, notes=(*axis.notes, *(f"{name} has no value in any row." for name in empty)))
    roles = roles_of(columns_facts(grid, columns), grid.row_count, axis.used)
    if not roles.channels:
        return None
    export = _export(grid, columns, axis, roles, name)
    if export is not None:
        return export
    if roles.crowded or _is_journal(axis, roles):
        return None
    for layout in (_wide, _long, _grouped):
        series = layout(grid, columns, axis, roles, name)
        if series:
            return Log(series=series, blocks=_texts(grid, columns, axis, roles), notes=axis.notes)
    return None


def _is_journal(axis: TimeAxis, roles: Roles) -> bool:
    """True for rows that people keep by day: no clock time, several rows a day, and shift, product, cause …

    As a log each shift would be a series of its own, without product and cause.
    """
    present = axis.times[~np.isnat(axis.times)]
    labels = len(roles.states) + len(roles.remarks)
    by_day = bool((present == present.astype("datetime64[D]")).all())
    several = len(np.unique(present)) < 0.9 * len(present)
    return by_day and several and labels >= _JOURNAL_LABELS and len(roles.channels) <= 2 * labels


def _export(
    grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, roles: Roles, name: str
) -> Log | None:
    """A historian's export: its header says which column is the sensor, its value, unit and quality."""
    texts = sorted((*roles.states, *roles.constants))
    what = long_columns(grid, columns, channels=roles.channels, texts=texts)
    series = read_long(grid, columns, axis, what, name) if what is not None and not roles.remarks else ()
    if what is None or not series:
        return None
    told = descriptions(columns, what, texts)
    blocks = _texts(grid, columns, axis, roles)
    first = (Block(kind="paragraph", text=told),) if told else ()
    return Log(series=series, blocks=(*first, *blocks), notes=axis.notes)


def _all_numbers(columns: Sequence[TypedColumn]) -> bool:
    return len(columns) >= 2 and all(column.column.type in {"integer", "number"} for column in columns)


def _upright(
    grid: Grid, columns: Sequence[TypedColumn]
) -> tuple[Grid, Sequence[TypedColumn], tuple[str, ...]]:
    """Turns a matrix whose rows are the sensors: each row keeps to its own scale, the columns do not."""
    matrix = np.column_stack([floats(column) for column in columns])
    if matrix.shape[1] < 2 * matrix.shape[0] or np.isnan(matrix).any():
        return grid, columns, ()
    within_rows = np.median(matrix.std(axis=1))
    within_columns = np.median(matrix.std(axis=0))
    if within_rows > 0.2 * within_columns:
        return grid, columns, ()
    turned = [pa.array(row) for row in matrix]
    names = unique_names([""] * len(turned))
    made = [
        TypedColumn(column=replace(columns[0].column, name=label, type="number", unit=None), values=values)
        for label, values in zip(names, turned, strict=True)
    ]
    printed = tuple(pc.cast(values, pa.string()) for values in turned)
    whole = Grid(names=names, units=(None,) * len(names), columns=printed, has_header=False)
    return whole, made, ("The matrix was turned: its rows are the channels.",)


def _wide(
    grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, roles: Roles, name: str
) -> tuple[ParsedSeries, ...]:
    """One row a moment, one column a sensor."""
    present = axis.times[~np.isnat(axis.times)]
    distinct = len(np.unique(present)) / max(1, len(present))
    if not is_wide(roles, distinct=distinct, rhythm=regularity(present)):
        return ()
    return (_series(grid, columns, axis, roles, name, np.arange(grid.row_count)),)


def is_wide(roles: Roles, *, distinct: float, rhythm: float) -> bool:
    """True where each row is a moment: nearly all times differ, and beside texts they have a rhythm."""
    texts = len(roles.states) + len(roles.remarks)
    return not (distinct < 0.5 or (distinct < 0.9 and texts) or (rhythm < REGULAR and texts))


def _grouped(
    grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, roles: Roles, name: str
) -> tuple[ParsedSeries, ...]:
    """Several machines in one file, each with its own rows: a series a machine."""
    for index in roles.states:
        encoded = pc.fill_null(columns[index].values, "").dictionary_encode()
        keys, codes = dictionary(encoded)
        parts = [np.flatnonzero(codes == code) for code in range(len(keys))]
        if not all(_is_run(axis.times[part]) for part in parts if len(part) >= FEWEST_ROWS):
            continue
        kept = [(key, part) for key, part in zip(keys, parts, strict=True) if len(part) >= FEWEST_ROWS]
        if sum(len(part) for _, part in kept) < 0.9 * grid.row_count:
            continue
        others = replace(roles, states=tuple(i for i in roles.states if i != index))
        made = [_series(grid, columns, axis, others, f"{name} {key}", part) for key, part in kept]
        return tuple(
            replace(one, equipment=(*one.equipment, key)) if ASSET.search(grid.names[index]) else one
            for one, (key, _) in zip(made, kept, strict=True)
        )
    return ()


def _is_run(times: Times) -> bool:
    present = times[~np.isnat(times)]
    return len(np.unique(present)) >= 0.95 * len(present) and regularity(present) >= REGULAR


def _long(
    grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, roles: Roles, name: str
) -> tuple[ParsedSeries, ...]:
    """One row a reading: time, sensor, value."""
    for what in plain_long_columns(grid, columns, channels=roles.channels, states=roles.states):
        series = read_long(grid, columns, axis, what, name)
        if series:
            return series
    return ()


def _series(
    grid: Grid,
    columns: Sequence[TypedColumn],
    axis: TimeAxis,
    roles: Roles,
    name: str,
    rows: np.ndarray[Any, Any],
) -> ParsedSeries:
    times = axis.times[rows]
    order = np.argsort(times, kind="stable")
    order = order[~np.isnat(times[order])]
    kept = rows[order]
    sensors, channels, notes = [], {}, list(axis.notes)
    judges = judges_of(grid, columns, roles)
    measured = [i for i in roles.channels if i not in judges]
    labels = unique_names([grid.names[i] for i in measured], reserved=("_row", "time"))
    for label, index in zip(labels, measured, strict=True):
        values, said = _without_sentinels(label, floats(columns[index])[kept])
        notes += said
        for judge in (j for j, judged in judges.items() if index in judged):
            bad = bad_readings(columns[judge])[kept] & ~np.isnan(values)
            if bad.any():
                values = np.where(bad, np.nan, values)
                notes.append(f"{label}: {int(bad.sum())} readings of bad quality taken as no value.")
        sensors.append(Sensor(name=label, unit=columns[index].column.unit, flag=is_flag(label, values)))
        channels[label] = values
    for index in roles.states:
        flag = _two_states(columns[index]) if index not in judges else None
        if flag is not None:
            label = unique_names([*channels, grid.names[index]], reserved=("_row", "time"))[-1]
            sensors.append(Sensor(name=label, flag=True))
            channels[label] = flag[kept]
    described = replace(axis, times=times, notes=tuple(notes))
    return assemble(
        name, sensors, channels, described,
        rows=kept, times=axis.times[kept], equipment=equipment_of(grid, columns, roles),
    )  # fmt: skip


def _without_sentinels(name: str, values: Values) -> tuple[Values, list[str]]:
    """Empties readings that mean that there is none."""
    present = values[~np.isnan(values)]
    if len(present) == 0:
        return values, []
    lowest = float(present.min())
    others = present[present != lowest]
    if not is_sentinel(lowest, float(others.min()) if len(others) else None):
        return values, []
    count = int((values == lowest).sum())
    return np.where(values == lowest, np.nan, values), [sentinel_note(name, lowest, count)]


def is_sentinel(lowest: float, above: float | None) -> bool:
    """True for a lowest value such as -9999, far from the next one, if there is any: it means no reading."""
    if not _SENTINEL.match(f"{lowest:g}") and not _SENTINEL.match(f"{lowest:.1f}"):
        return False
    return above is None or not above < 0.5 * lowest


def sentinel_note(name: str, lowest: float, count: int) -> str:
    """What is said of such readings."""
    return f"{name}: {count} readings of {lowest:g} taken as no value."


def _two_states(column: TypedColumn) -> Values | None:
    """1 and 0 for a text column of two opposite states (``ON``/``OFF``)."""
    keys, codes = dictionary(column.values.dictionary_encode())
    on = states_of(keys)
    return None if on is None else np.where(codes < 0, np.nan, on[codes])


def states_of(words: Sequence[str]) -> Values | None:
    """1 or 0 for each of the words of a column, where all are words for on and off."""
    lowered = [word.lower() for word in words]
    if not lowered or not all(word in _ON or word in _OFF for word in lowered):
        return None
    return np.asarray([float(word in _ON) for word in lowered])


def _texts(grid: Grid, columns: Sequence[TypedColumn], axis: TimeAxis, roles: Roles) -> tuple[Block, ...]:
    """What words the log holds: remarks with their times, and changes of state."""
    blocks = []
    for index in (*roles.remarks, *roles.states):
        if _two_states(columns[index]) is not None:
            continue
        rows = zip(axis.times, columns[index].values.to_pylist(), strict=True)
        told = words_over_time(
            grid.names[index], rows, remarks=index in roles.remarks, row_count=grid.row_count
        )
        if told is not None:
            blocks.append(told)
    return tuple(blocks)


def words_over_time(
    name: str, rows: Iterable[tuple[Any, str | None]], *, remarks: bool, row_count: int
) -> Block | None:
    """The words of a column with their times, the first 200; None where they name sensors row by row.

    Args:
        remarks: Each text is told; else each that differs from the one before.
    """
    lines, before = [], ""
    for time, text in rows:
        if text and (remarks or text != before):
            lines.append(f"{str(time)[:19].replace('T', ' ')}: {text}")
        before = text or before
        if len(lines) == _MOST_LINES:
            break
    if not remarks and len(lines) > _MOST_CHANGES * min(row_count, _MOST_LINES):
        return None
    return Block(kind="paragraph", text="\n".join([f"{name}:", *lines]))
