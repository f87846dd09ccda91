"""A log whose sensors report at times of their own, laid on one step. Knows readings, no detector.

A historian exports each tag at its own times, so that nearly every row holds one sensor alone. Judged as it
is, most of it would be estimates, and an estimate leans towards what is normal.
"""

from __future__ import annotations

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix
from assistant.experts.series.operations import Mask, Places, Times, Values

_TOGETHER = 0.5
"""Share of a row's sensors from which rows are read together."""
_HELD = 3
"""Usual steps of its own for which a reading holds where none follows."""


def laid_on_one_step(times: Times, row: Places, values: Matrix) -> tuple[Times, Places, Matrix] | None:
    """Times, data rows and readings with a row every usual step; None where most rows hold most sensors.

    A row takes of each sensor the last reading up to its time, no reading older than three of the sensor's
    own usual steps: what is told are readings, no means. A step in which no sensor has a reading is a gap.
    """
    present = np.isfinite(values)
    sensors = present.shape[1]
    if sensors < 2 or not times.size or np.median(present.sum(axis=1)) >= _TOGETHER * sensors:
        return None
    usual = [_usual_step(times[own]) for own in present.T]
    known = [step for step in usual if step > 0]
    whole = _usual_step(times)
    step = int(np.median(known)) if known else 0
    if step <= whole or whole <= 0:
        return None
    first = int(times[0])
    ends = first + step * np.unique((times - first + step - 1) // step)
    columns = [
        _last(times, values[:, k], own, ends, _HELD * max(usual[k], step)) for k, own in enumerate(present.T)
    ]
    return ends, row[np.searchsorted(times, ends, side="right") - 1], np.column_stack(columns)


def _usual_step(times: Times) -> int:
    """Median of the steps between readings in microseconds; 0 where no two times differ."""
    steps = np.diff(times)
    steps = steps[steps > 0]
    return int(np.median(steps)) if steps.size else 0


def _last(times: Times, values: Values, own: Mask, ends: Times, held: int) -> Values:
    """The last reading of a sensor up to each end; NaN where it is older than it holds."""
    at = times[own]
    if not at.size:
        return np.full(ends.size, np.nan)
    place = np.searchsorted(at, ends, side="right") - 1
    fresh = (place >= 0) & (ends - at[place] <= held)
    return np.where(fresh, values[own][place], np.nan)
