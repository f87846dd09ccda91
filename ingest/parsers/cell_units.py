"""Readings whose cells state several units (``987 mbar``, ``1.02 bar``). Knows a column, no log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsers.log_parts import keys_of
from ingest.parsers.numbers import read_numbers
from ingest.parsers.typed_column import TypedColumn
from ingest.parsers.unit_conversion import converted

_READING = r"^(?P<number>[+-]?[\d.,][\d.,\s\x{00a0}\x{202f}]*?)\s*(?P<unit>[^\d\s.,+\-][^\d\s]{0,7})$"
_FEWEST = 20


def in_one_unit(columns: Sequence[TypedColumn]) -> tuple[tuple[TypedColumn, ...], tuple[str, ...]]:
    """The columns of a log, readings in several units brought to the commonest, and what was done."""
    found = [_in_one_unit(column) for column in columns]
    return tuple(column for column, _ in found), tuple(note for _, notes in found for note in notes)


def _in_one_unit(column: TypedColumn) -> tuple[TypedColumn, list[str]]:
    if column.column.type != "text" or len(column.values) - column.values.null_count < _FEWEST:
        return column, []
    texts, _ = keys_of(column)
    printed = [text for text in texts if text.strip()]
    parts = pc.extract_regex(pa.array(printed), _READING)
    if parts.null_count:
        return column, []
    amounts = pc.utf8_trim_whitespace(parts.field("number"))
    commas = amounts.filter(pc.match_substring(amounts, ","))
    if len(commas) and pc.all(pc.match_substring_regex(commas, r"^[^,]*,\d{3}$")).as_py():
        return column, []  # thousands or decimals: nothing tells
    numbers = read_numbers(amounts)
    units = parts.field("unit").to_pylist()
    if numbers is None or len(set(units)) < 2:
        return column, []
    return _brought(column, printed, np.asarray(pc.cast(numbers.values, pa.float64())), units)


def _brought(
    column: TypedColumn, printed: Sequence[str], values: np.ndarray[Any, Any], units: Sequence[str]
) -> tuple[TypedColumn, list[str]]:
    texts = pc.utf8_trim_whitespace(pc.cast(column.values, pa.string()))
    place = pc.index_in(texts, value_set=pa.array([text.strip() for text in printed]))
    at = np.asarray(pc.fill_null(place, -1).to_numpy(zero_copy_only=False), dtype=np.int64)
    codes = np.asarray(units, dtype=object)[at[at >= 0]]
    names, counts = np.unique(codes, return_counts=True)
    common = str(names[int(np.argmax(counts))])
    notes = []
    for unit, count in zip(map(str, names), counts, strict=True):
        if unit == common:
            continue
        mine = np.asarray([one == unit for one in units])
        brought = converted(values[mine], unit, common)
        if brought is None:
            return column, []
        values = values.copy()
        values[mine] = brought
        notes.append(f"{column.column.name}: {int(count)} readings in {unit} converted to {common}.")
    spread = np.where(at >= 0, values[np.maximum(at, 0)], np.nan)
    typed = replace(column.column, type="number", unit=common)
    return replace(column, column=typed, values=pa.array(spread, pa.float64(), from_pandas=True)), notes
