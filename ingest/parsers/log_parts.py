"""What every layout of a log is put together from: columns as floats, flags, the series. Reads no file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsed import ParsedSeries
from ingest.parsers.dates import Times
from ingest.parsers.log_quality import Values, describe_quality, median_step
from ingest.parsers.time_axis import TimeAxis
from ingest.parsers.typed_column import TypedColumn
from retrieval.records import Sensor

FEWEST_ROWS = 20
REGULAR = 0.6
MOST_CELLS = 200_000_000
ASSET = re.compile(
    r"asset|equip|machine|unit\b|engine|pump|site|station|device|line\b|plant|logger|host|randid",
    re.IGNORECASE,
)
CHANNEL = re.compile(
    r"sensor|tag|point|channel|variable|param|signal|kpi|capteur|voie|mesure|meas|metric|name|item",
    re.IGNORECASE,
)
_FLAG = re.compile(
    r"anomal|change.?point|flag|label|fault|alarm|alert|status|state|\bon\b|run|fail|trip|open|valid|event|défaut|"
    r"alarme|état|etat|marche|is_|outlier|target|class",
    re.IGNORECASE,
)


def assemble(
    name: str,
    sensors: Sequence[Sensor],
    channels: Mapping[str, Values],
    axis: TimeAxis,
    *,
    rows: Any,
    times: Times,
    equipment: Sequence[str] = (),
    apart: bool = False,
) -> ParsedSeries:
    """A series with its quality.

    Args:
        channels: Values a sensor, one for each of ``times``.
        axis: Times in the order of the file, for what is said of them, and what was assumed.
        rows: Data row of the source, one for each of ``times``.
        times: Sorted.
        apart: True where each sensor is read at times of its own, so that empty values say nothing.
    """
    measured = {sensor.name: channels[sensor.name] for sensor in sensors if not sensor.flag}
    arrays = [pa.array(rows, pa.int64()), pa.array(times, pa.timestamp("us"))]
    arrays += [pa.array(values, pa.float64(), from_pandas=True) for values in channels.values()]
    said = describe_quality(axis.times, measured, moments=times, apart=apart)
    return ParsedSeries(
        name=name,
        sensors=tuple(sensors),
        rows=pa.table(arrays, names=["_row", "time", *channels]),
        step_seconds=median_step(axis.times if apart else times),
        equipment=tuple(equipment),
        quality=(*axis.notes, *said),
    )


def is_flag(name: str, values: Values) -> bool:
    """True for a column of 0 and 1 that its name calls a state."""
    present = np.unique(values[~np.isnan(values)])
    return len(present) > 0 and bool(np.isin(present, (0.0, 1.0)).all()) and names_flag(name)


def names_flag(name: str) -> bool:
    """True for the header of a state, which is a flag where it is 0 and 1 only."""
    return bool(_FLAG.search(name))


def dictionary(encoded: Any) -> tuple[list[str], np.ndarray[Any, Any]]:
    """Keys of a dictionary-encoded column, and the place of each row's key; -1 where it is empty."""
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    keys = [str(key) for key in encoded.dictionary.to_pylist()]
    return keys, np.asarray(pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False))


def keys_of(column: TypedColumn) -> tuple[list[str], np.ndarray[Any, Any]]:
    """The different texts of a column, and each row's; an empty cell is an empty text."""
    return dictionary(pc.fill_null(pc.cast(column.values, pa.string()), "").dictionary_encode())


def floats(column: TypedColumn) -> Values:
    """The column as floats, NaN where it is empty."""
    return np.asarray(pc.cast(column.values, pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)
