"""Say what is wrong with a sensor log: gaps, duplicates, disorder, stuck values. Mends nothing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from ingest.parsers.dates import Times

Values = npt.NDArray[np.float64]

_LISTED = 5
_STUCK_SAMPLES = 30
_STUCK_SHARE = 0.05
_HELD = 5
"""Readings in a row at the end of a range."""
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
    sentences: list[str] = []
    present = printed[~np.isnat(printed)]
    if len(present) < len(printed):
        sentences.append(f"{len(printed) - len(present)} rows state no time and were left out.")
    back, repeated = clock_back(present)
    sentences += [
        f"The clock went back an hour at {_moment(present[place])} (daylight saving): the hour before is "
        f"there twice, under the same times."
        for place in back
    ]
    backwards = int((np.diff(present).astype("int64") < 0).sum()) - len(back)
    if backwards:
        sentences.append(f"{backwards} rows are out of order in the file; the log is sorted by time.")
    ordered = np.sort(present)
    duplicates = len(ordered) - len(np.unique(ordered)) - repeated
    if duplicates > 0:
        sentences.append(f"{duplicates} rows repeat a time that another row has; all are kept.")
    sentences += _gaps(np.unique(ordered))
    at = ordered if moments is None else moments
    for name, values in sensors.items():
        missing = [] if apart and not np.isnan(values).all() else _missing(name, values)
        sentences += missing + _stuck(name, values, at) + _saturated(name, values)
    return tuple(sentences)


def clock_back(times: Times) -> tuple[list[int], int]:
    """Where the clock of a log went back an hour as daylight saving ended, and how many times that doubled.

    Known by a single step back of an hour, within one step of the log, on a Sunday of autumn in the night, in
    rows that otherwise go forward.

    Args:
        times: In the order of the file.

    Returns:
        Places of the rows before the step back; rows that repeat a time for it.
    """
    steps = np.diff(times).astype("int64")
    back = np.flatnonzero(steps < 0)
    median = float(np.median(steps[steps > 0])) if (steps > 0).any() else 0.0
    if not median or median > _HOUR or not 0 < len(back) <= _MOST_CHANGES:
        return [], 0
    found = [
        int(i) for i in back if abs(steps[i] + _HOUR - median) <= median and _is_night(times[i], _AUTUMN)
    ]
    if len(found) < len(back):
        return [], 0
    repeated = 0
    for place in found:
        before = times[max(0, place - _MOST_REPEATED) : place + 1]
        after = times[place + 1 : place + 1 + _MOST_REPEATED]
        repeated += len(np.intersect1d(before, after))
    return found, repeated


def _is_night(moment: np.datetime64, months: frozenset[int]) -> bool:
    """True for the small hours of a Sunday of these months."""
    day = moment.astype("datetime64[D]").item()
    hour = int((moment - moment.astype("datetime64[D]")).astype("timedelta64[us]").astype("int64") // _HOUR)
    return day.weekday() == 6 and day.month in months and hour <= 3


def _gaps(times: Times) -> list[str]:
    steps = np.diff(times).astype("int64")
    if len(steps) < 2:
        return []
    median = float(np.median(steps))
    gaps = np.flatnonzero(steps > 2.5 * median)
    forward = [
        i for i in gaps if abs(steps[i] - _HOUR - median) < median / 2 and _is_night(times[i], _SPRING)
    ]
    said = [
        f"The clock went forward an hour at {_moment(times[i])} (daylight saving): no reading is missing "
        f"there."
        for i in forward[:_MOST_CHANGES]
    ]
    if said:
        gaps = np.asarray([i for i in gaps if i not in forward[:_MOST_CHANGES]], dtype=np.int64)
    return said + _missing_times(times, steps, median, gaps)


def _missing_times(
    times: Times, steps: npt.NDArray[np.int64], median: float, gaps: npt.NDArray[np.int64]
) -> list[str]:
    if len(gaps) == 0:
        return []
    if len(gaps) > 0.2 * len(steps):
        return [f"The times are irregular: {len(gaps)} of {len(steps)} steps exceed 2.5 times the median."]
    missing = int(sum(round(steps[i] / median) - 1 for i in gaps))
    longest = sorted(gaps, key=lambda i: -steps[i])[:_LISTED]
    listed = "; ".join(f"{_moment(times[i])} to {_moment(times[i + 1])}" for i in sorted(longest))
    if len(gaps) == 1:
        return [f"A gap of about {missing} readings: {listed}."]
    if len(gaps) <= _LISTED:
        return [f"{len(gaps)} gaps, about {missing} readings missing: {listed}."]
    return [f"{len(gaps)} gaps, about {missing} readings missing (the {_LISTED} longest): {listed}."]


def _missing(name: str, values: Values) -> list[str]:
    missing = int(np.isnan(values).sum())
    if missing == len(values):
        return [f"{name} has no value at all."]
    if missing > 0:
        return [f"{name} has no value in {missing} of {len(values)} rows."]
    return []


def _stuck(name: str, values: Values, times: Times) -> list[str]:
    """The longest run of one value, where a channel that otherwise moves repeats it suspiciously long."""
    held = np.flatnonzero(~np.isnan(values))
    if len(held) < 2 * _STUCK_SAMPLES:
        return []
    readings = values[held]
    distinct = len(np.unique(readings))
    if distinct == 1:
        return [f"{name} never changes: always {readings[0]:g}."]
    if distinct < 0.1 * len(readings) ** 0.5:
        return []
    edges = np.flatnonzero(np.diff(readings) != 0) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(readings)]])
    lengths = ends - starts
    longest = int(np.argmax(lengths))
    usual = float(np.median(lengths))
    floor = max(
        _STUCK_SAMPLES, _STUCK_SHARE * len(readings) if distinct < 0.2 * len(readings) else 0, 20 * usual
    )
    if lengths[longest] < floor:
        return []
    value = readings[starts[longest]]
    begin, end = held[starts[longest]], held[ends[longest] - 1]
    since, until = _moment(times[begin]), _moment(times[end])
    if value:
        return [f"{name} is stuck at {value:g} for {lengths[longest]} readings, from {since} to {until}."]
    return [f"{name} stays at {value:g} for {lengths[longest]} readings, from {since} to {until}."]


def _saturated(name: str, values: Values) -> list[str]:
    """A highest value, or a lowest one that is not zero, that is met again and again and held."""
    readings = values[~np.isnan(values)]
    if len(readings) < 2 * _STUCK_SAMPLES or len(np.unique(readings)) < _FEWEST_DISTINCT:
        return []
    found = []
    for value, word in ((readings.max(), "highest"), (readings.min(), "lowest")):
        edges = np.flatnonzero(np.diff(np.concatenate([[0], (readings == value).astype(np.int8), [0]])))
        lengths = edges[1::2] - edges[::2]
        held = lengths[lengths >= _HELD]
        if len(held) >= 2 and (value or word == "highest") and held.sum() >= _SATURATED_SHARE * len(readings):
            found.append(
                f"{name} reads {value:g}, its {word} value, {len(held)} times for a while "
                f"({held.sum()} readings): it may be at the end of its range."
            )
    return found


def _moment(time: np.datetime64) -> str:
    text = str(time.astype("datetime64[ms]")).replace("T", " ")
    return text[:-4] if text.endswith(".000") else text
