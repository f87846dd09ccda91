"""Stretches in which a machine stands still, by its motor's current, its power or its speed. Judges no fault.

What its other sensors say meanwhile (no pressure, no vibration, cold bearings) is neither a fault nor a limit
that was passed, so whoever judges them has to know. Why it stood is not in the readings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np

from assistant.experts.series import lexicon
from assistant.experts.series.names import SensorName
from assistant.experts.series.operations import Mask, Run, Values, runs
from assistant.experts.series.tokens import name_tokens

_DRIVES = frozenset({"current", "power", "speed"})
_RUNNING = 90
"""Percentile of a drive's readings, those near zero left out, that is taken for running."""
_STILL = 0.05
"""Share of the running level below which a drive stands."""
_MOSTLY = 0.5
"""Share of a standing drive's readings that are 0 from which on any other reading is of one that runs."""
_LOOKED_AT = 5_000
_FEWEST = 3
"""Readings in a row from which it is a standstill."""
_SOON = 5
"""Steps within which a standstill follows on what came before."""
_SUFFIX = re.compile(r"\d([a-z]?)$", re.IGNORECASE)


def follows(starts: Sequence[datetime], end: datetime, step_seconds: float) -> bool:
    """True where one of the standstills begins within a few steps of a moment: what ended then led to it."""
    soon = timedelta(seconds=_SOON * step_seconds)
    return any(timedelta() <= start - end <= soon for start in starts)


def drives_of(tag: str, own: Sequence[SensorName], log: Sequence[SensorName]) -> tuple[SensorName, ...]:
    """The sensors that tell whether an equipment runs.

    Its own, or else those of its log with the letter of its tag, as IT-109A beside P-101A; of a log without
    such letters only where most of its sensors are the equipment's.

    Args:
        tag: Of the equipment.
        own: Sensors known to be the equipment's.
        log: All sensors of the log.
    """
    mine = tuple(one for one in own if one.heads & _DRIVES)
    if mine:
        return mine
    letter = letter_of(tag)
    if not letter and 2 * len(own) < len(log):
        return ()
    return tuple(one for one in log if one.heads & _DRIVES and letter_of("".join(one.tag)) == letter)


def standing_drive(names: Sequence[str], values_NS: Values, rows: slice) -> int | None:
    """The column of a current, a power or a speed, by its name, that is near zero in most of some rows.

    Its running level is taken from at most 5,000 rows of the whole log.

    Args:
        names: Of the sensors.
        values_NS: Readings [rows, sensors]; NaN where missing.
        rows: Those that are looked at.
    """
    every = max(1, values_NS.shape[0] // _LOOKED_AT)
    for place, name in enumerate(names):
        if not _DRIVES & frozenset(lexicon.concepts(name_tokens(name))):
            continue
        part = np.abs(values_NS[rows, place])
        part = part[np.isfinite(part)]
        if part.size and float((part < _STILL * _running(values_NS[::every, place])).mean()) > 0.5:
            return place
    return None


def _running(drive_N: Values) -> float:
    """The running level of a drive, however seldom it runs; infinite where it never does."""
    readings = np.abs(drive_N[np.isfinite(drive_N)])
    if readings.size < _FEWEST:
        return np.inf
    highest = float(np.partition(readings, -_FEWEST)[-_FEWEST])  # a wrong value or two tell nothing
    return float(np.percentile(readings[readings > _STILL * highest], _RUNNING)) if highest > 0 else np.inf


def least_running(drive_N: Values) -> float:
    """The reading above which a machine runs, by a sensor that tells it; 0 where it reads 0 standing.

    Many a drive does not read 0 when it stands: it idles, or its transmitter is a little off.
    """
    level = _running(drive_N)
    if not np.isfinite(level):
        return 0.0
    still = drive_N[np.isfinite(drive_N) & (drive_N < _STILL * level)]
    return 0.0 if still.size and float((still <= 0).mean()) > _MOSTLY else _STILL * level


def letter_of(tag: str) -> str | None:
    """The letter behind the number of a tag, by which machines side by side are told apart."""
    found = _SUFFIX.search(tag)
    return found[1].upper() if found else None


def standstills(drives_NK: Values) -> list[Run]:
    """Runs of rows in which every drive that has a reading stands, in order; rows between without any are in.

    Args:
        drives_NK: Readings of the drives [rows, drives]; NaN where missing.
    """
    held = np.isfinite(drives_NK)
    level_K = np.array([_running(column) for column in drives_NK.T])
    with np.errstate(invalid="ignore"):
        low: Mask = np.asarray((~held | (np.abs(drives_NK) < _STILL * level_K)).all(axis=1))
    told: Mask = np.asarray(held.any(axis=1))
    found = []
    for run in runs(low):
        rows = run.first + np.flatnonzero(told[run.first : run.last + 1])
        if rows.size >= _FEWEST:
            found.append(Run(int(rows[0]), int(rows[-1])))
    return found
