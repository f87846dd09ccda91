"""A series out of rows that lie in a file, with what is wrong with it. Knows no column of the source."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.parsed import ParsedSeries
from ingest.parsers.column_blocks import Column, median_of
from ingest.parsers.log_quality import quality_of, time_steps
from ingest.row_file import RowFile
from retrieval.records import Sensor


def made_series(
    name: str,
    sensors: Sequence[Sensor],
    file: RowFile,
    *,
    printed: Column,
    ordered: Column,
    notes: Sequence[str],
    equipment: Sequence[str],
    apart: bool,
) -> ParsedSeries:
    """What ``log_parts.assemble`` makes of rows in memory.

    Args:
        printed: Times in the order of the file, for what is said of them.
        ordered: The same sorted, without not-a-time.
    """
    measured = {sensor.name: file.column(sensor.name) for sensor in sensors if not sensor.flag}
    said = quality_of(printed, measured, ordered=ordered, moments=file.column("time"), apart=apart)
    return ParsedSeries(
        name=name,
        sensors=tuple(sensors),
        rows=file,
        step_seconds=median_seconds(ordered),
        equipment=tuple(equipment),
        quality=(*notes, *said),
    )


def median_seconds(ordered: Column) -> float:
    """Median time between successive distinct times; 0 where there are fewer than two."""
    return median_of(lambda: (steps[steps > 0] for _, steps in time_steps(ordered))) / 1e6


def rhythm_of(ordered: Column) -> float:
    """Share of the steps between distinct times that are within half of the median step of it."""
    median = median_of(lambda: (steps[steps > 0] for _, steps in time_steps(ordered)))
    near = total = 0
    for _, some in time_steps(ordered):
        steps = some[some > 0]
        total += len(steps)
        near += int((abs(steps - median) <= 0.5 * median).sum())
    return near / total if total else 0.0
