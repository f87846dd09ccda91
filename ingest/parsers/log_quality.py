"""Say what is wrong with a sensor log: gaps, duplicates, disorder, stuck values. Mends nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from ingest.parsers.column_blocks import Column, Whole, distinct_of, median_of
from ingest.parsers.dates import Times
from ingest.parsers.runs import Runs, runs_of

Values = npt.NDArray[np.float64]

_LISTED = 5
_STUCK_SAMPLES = 30
_STUCK_SHARE = 0.05
_SATURATED_SHARE = 0.01
_FEWEST_DISTINCT = 30
"""A channel of fewer values has steps, no range."""
_HOUR = 3_600_000_000
_MOST_CHANGES = 8
_MOST_REPEATED = 4_000
"""Readings of one hour that are compared, at most one a second and some."""
_AUTUMN, _SPRING = frozenset({10, 11, 4}), frozenset({3, 9, 10})
"""Months in which clocks go back and forward, on both halves of the earth."""


def median_step(times: Times) -> float:
    """Median time between successive distinct times, in seconds; 0 where there are fewer than two."""
    steps = np.diff(np.unique(times[~np.isnat(times)])).astype("int64")
    return float(np.median(steps)) / 1e6 if len(steps) else 0.0


def regularity(times: Times) -> float:
    """Share of the steps between distinct times that are within half of the median step of it."""
    steps = np.diff(np.unique(times[~np.isnat(times)])).astype("int64")
    if len(steps) == 0:
        return 0.0
    median = float(np.median(steps))
    return float((np.abs(steps - median) <= 0.5 * median).mean())


def describe_quality(
    printed: Times, sensors: Mapping[str, Values], *, moments: Times | None = None, apart: bool = False
) -> tuple[str, ...]:
    """Sentences on a log's flaws.

    Args:
        printed: The times in the order of the file, not-a-time included.
        sensors: Values of each measured channel (no flags), sorted by time; NaN where missing.
        moments: Time of each of these values; those printed, sorted, where none are given.
        apart: True where each sensor is read at times of its own, so that a missing value is none.
    """
    ordered = Whole(np.sort(printed[~np.isnat(printed)]))
    columns = {name: Whole(values) for name, values in sensors.items()}
    at = ordered if moments is None else Whole(moments)
    return quality_of(Whole(printed), columns, ordered=ordered, moments=at, apart=apart)


def quality_of(
    printed: Column, sensors: Mapping[str, Column], *, ordered: Column, moments: Column, apart: bool = False
) -> tuple[str, ...]:
    """The same of columns that are read block by block.

    Args:
        ordered: The times that are printed, sorted, without not-a-time.
    """
    sentences: list[str] = []
    if len(ordered) < len(printed):
        sentences.append(f"{len(printed) - len(ordered)} rows state no time and were left out.")
    back, repeated, backwards = clock_back(printed)
    sentences += [
        f"The clock went back an hour at {_moment(time)} (daylight saving): the hour before is "
        f"there twice, under the same times."
        for time in back
    ]
    if backwards > len(back):
        sentences.append(
            f"{backwards - len(back)} rows are out of order in the file; the log is sorted by time."
        )
    duplicates = len(ordered) - distinct_times(ordered) - repeated
    if duplicates > 0:
        sentences.append(f"{duplicates} rows repeat a time that another row has; all are kept.")
    sentences += _gaps(ordered)
    for name, values in sensors.items():
        sentences += channel_quality(name, values, moments, apart=apart)
    return tuple(sentences)


def distinct_times(ordered: Column) -> int:
    """How many different times a sorted column holds."""
    return bool(len(ordered)) + sum(int((steps != 0).sum()) for _, steps in time_steps(ordered))


def time_steps(times: Column) -> Iterator[tuple[Times, npt.NDArray[np.int64]]]:
    """Blocks of times, each with the last one before it in front, and the microseconds between them.

    Not-a-times are passed over.
    """
    before = np.zeros(0, dtype="datetime64[us]")
    for block in times.blocks():
        present = np.concatenate([before, block[~np.isnat(block)]])
        if len(present) > 1:
            yield present, np.diff(present).astype("int64")
        before = present[-1:]


def clock_back(printed: Column) -> tuple[list[np.datetime64], int, int]:
    """Where the clock of a log went back an hour as daylight saving ended, and how many times that doubled.

    Known by a single step back of an hour, within one step of the log, on a Sunday of autumn in the night, in
    rows that otherwise go forward.

    Returns:
        Times of the rows before the step back; rows that repeat a time for it; steps back of any kind.
    """
    backwards, offset = 0, 0
    back: list[tuple[int, np.datetime64, int]] = []
    for times, steps in time_steps(printed):
        places = np.flatnonzero(steps < 0)
        backwards += len(places)
        back += [(offset + int(i), times[i], int(steps[i])) for i in places[: _MOST_CHANGES + 1 - len(back)]]
        offset += len(steps)
    if not 0 < backwards <= _MOST_CHANGES:
        return [], 0, backwards
    median = median_of(lambda: (steps[steps > 0] for _, steps in time_steps(printed)))
    if not median or median > _HOUR:
        return [], 0, backwards
    found = [
        (place, time) for place, time, step in back
        if abs(step + _HOUR - median) <= median and _is_night(time, _AUTUMN)
    ]  # fmt: skip
    if len(found) < len(back):
        return [], 0, backwards
    repeated = 0
    for place, _ in found:
        before = _window(printed, max(0, place - _MOST_REPEATED), place + 1)
        after = _window(printed, place + 1, place + 1 + _MOST_REPEATED)
        repeated += len(np.intersect1d(before, after))
    return [time for _, time in found], repeated, backwards


def is_clock_forward(before: np.datetime64, step: float, median: float) -> bool:
    """True where the clock went forward an hour as daylight saving began, so that nothing is missing.

    Args:
        before: Time of the row before the step.
        step: To the next row, in microseconds, as ``median`` of all steps.
    """
    return abs(step - _HOUR - median) < median / 2 and _is_night(before, _SPRING)


def _window(printed: Column, start: int, stop: int) -> Times:
    """The times that are there, from one place among them to another."""
    parts: list[Times] = []
    offset = 0
    for block in printed.blocks():
        present = block[~np.isnat(block)]
        parts.append(present[max(0, start - offset) : max(0, stop - offset)])
        offset += len(present)
        if offset >= stop:
            break
    return np.concatenate(parts)


def _is_night(moment: np.datetime64, months: frozenset[int]) -> bool:
    """True for the small hours of a Sunday of these months."""
    day = moment.astype("datetime64[D]").item()
    hour = int((moment - moment.astype("datetime64[D]")).astype("timedelta64[us]").astype("int64") // _HOUR)
    return day.weekday() == 6 and day.month in months and hour <= 3


def _gaps(ordered: Column) -> list[str]:
    count = distinct_times(ordered) - 1
    if count < 2:
        return []
    median = median_of(lambda: (steps[steps > 0] for _, steps in time_steps(ordered)))
    forward: list[np.datetime64] = []
    gaps, missing = 0, 0
    longest: list[tuple[int, int, np.datetime64, np.datetime64]] = []
    for times, steps in time_steps(ordered):
        for i in np.flatnonzero(steps > 2.5 * median):
            step = int(steps[i])
            if is_clock_forward(times[i], step, median) and len(forward) < _MOST_CHANGES:
                forward.append(times[i])
                continue
            gaps += 1
            missing += round(step / median) - 1
            if len(longest) < _LISTED or -step < longest[-1][0]:
                longest = sorted([*longest, (-step, gaps, times[i], times[i + 1])], key=lambda one: one[:2])
                del longest[_LISTED:]
    said = [
        f"The clock went forward an hour at {_moment(time)} (daylight saving): no reading is missing there."
        for time in forward
    ]
    if not gaps:
        return said
    if gaps > 0.2 * count:
        return [
            *said, f"The times are irregular: {gaps} of {count} steps exceed 2.5 times the median.",
        ]  # fmt: skip
    listed = "; ".join(
        f"{_moment(start)} to {_moment(end)}" for _, start, end in sorted(one[1:] for one in longest)
    )
    if gaps == 1:
        return [*said, f"A gap of about {missing} readings: {listed}."]
    if gaps <= _LISTED:
        return [*said, f"{gaps} gaps, about {missing} readings missing: {listed}."]
    return [*said, f"{gaps} gaps, about {missing} readings missing (the {_LISTED} longest): {listed}."]


def channel_quality(name: str, values: Column, moments: Column, *, apart: bool) -> list[str]:
    """Sentences on the readings of one sensor.

    Args:
        moments: Time of each of the values.
        apart: True where a missing value says nothing.
    """
    missing = sum(int(np.isnan(block).sum()) for block in values.blocks())
    if missing == len(values):
        return [f"{name} has no value at all."]
    said = []
    if missing and not apart:
        said.append(f"{name} has no value in {missing} of {len(values)} rows.")
    readings = len(values) - missing
    if readings < 2 * _STUCK_SAMPLES:
        return said
    distinct = distinct_of(values)
    runs = runs_of(values)
    stuck = _stuck(name, runs, readings, distinct, moments)
    return [*said, *stuck, *_saturated(name, runs, readings, distinct)]


def _stuck(name: str, runs: Runs, readings: int, distinct: int, moments: Column) -> list[str]:
    """The longest run of one value, where a channel that otherwise moves repeats it suspiciously long."""
    if distinct == 1:
        return [f"{name} never changes: always {runs.first:g}."]
    if distinct < 0.1 * readings**0.5:
        return []
    floor = max(
        _STUCK_SAMPLES, _STUCK_SHARE * readings if distinct < 0.2 * readings else 0, 20 * runs.usual_length
    )
    if runs.longest < floor:
        return []
    value = runs.longest_value
    since, until = _moment(moments.at(runs.longest_begin)), _moment(moments.at(runs.longest_end))
    if value:
        return [f"{name} is stuck at {value:g} for {runs.longest} readings, from {since} to {until}."]
    return [f"{name} stays at {value:g} for {runs.longest} readings, from {since} to {until}."]


def _saturated(name: str, runs: Runs, readings: int, distinct: int) -> list[str]:
    """A highest value, or a lowest one that is not zero, that is met again and again and held."""
    if distinct < _FEWEST_DISTINCT:
        return []
    found = []
    for end, word in ((runs.highest, "highest"), (runs.lowest, "lowest")):
        kept = end.value or word == "highest"
        if end.times >= 2 and kept and end.readings >= _SATURATED_SHARE * readings:
            found.append(
                f"{name} reads {end.value:g}, its {word} value, {end.times} times for a while "
                f"({end.readings} readings): it may be at the end of its range."
            )
    return found


def _moment(time: np.datetime64) -> str:
    text = str(time.astype("datetime64[ms]")).replace("T", " ")
    return text[:-4] if text.endswith(".000") else text
