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


def describe_quality(printed: Times, sensors: Mapping[str, Values]) -> tuple[str, ...]:
    """Sentences on a log's flaws.

    Args:
        printed: The times in the order of the file, not-a-time included.
        sensors: Values of each measured channel (no flags), sorted by time; NaN where missing.
    """
    sentences: list[str] = []
    present = printed[~np.isnat(printed)]
    if len(present) < len(printed):
        sentences.append(f"{len(printed) - len(present)} rows state no time and were left out.")
    backwards = int((np.diff(present).astype("int64") < 0).sum())
    if backwards:
        sentences.append(f"{backwards} rows are out of order in the file; the log is sorted by time.")
    ordered = np.sort(present)
    duplicates = len(ordered) - len(np.unique(ordered))
    if duplicates:
        sentences.append(f"{duplicates} rows repeat a time that another row has; all are kept.")
    sentences += _gaps(np.unique(ordered))
    for name, values in sensors.items():
        sentences += _missing(name, values) + _stuck(name, values, ordered)
    return tuple(sentences)


def _gaps(times: Times) -> list[str]:
    steps = np.diff(times).astype("int64")
    if len(steps) < 2:
        return []
    median = float(np.median(steps))
    gaps = np.flatnonzero(steps > 2.5 * median)
    if len(gaps) == 0:
        return []
    if len(gaps) > 0.2 * len(steps):
        return [f"The times are irregular: {len(gaps)} of {len(steps)} steps exceed 2.5 times the median."]
    missing = int(sum(round(steps[i] / median) - 1 for i in gaps))
    longest = sorted(gaps, key=lambda i: -steps[i])[:_LISTED]
    listed = "; ".join(f"{_moment(times[i])} to {_moment(times[i + 1])}" for i in sorted(longest))
    more = "" if len(gaps) <= _LISTED else f" (the {_LISTED} longest)"
    return [f"{len(gaps)} gaps, about {missing} readings missing{more}: {listed}."]


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
    return [
        f"{name} {'is stuck' if value else 'stays'} at {value:g} for {lengths[longest]} readings, "
        f"from {_moment(times[begin])} to {_moment(times[end])}."
    ]


def _moment(time: np.datetime64) -> str:
    text = str(time.astype("datetime64[ms]")).replace("T", " ")
    return text[:-4] if text.endswith(".000") else text
