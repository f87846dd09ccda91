"""How high a sensor of a machine that stops can be expected to go. Knows readings, no forecast.

The errors of a forecast made while a pump stood still reach from 0 to its full flow. Added to a forecast made
while it runs they promise twice the full flow, which was never seen.
"""

from __future__ import annotations

import numpy as np

from assistant.experts.series.forecast.protocol import History
from assistant.experts.series.operations import Mask, Places, Values

_LEAST, _MOST = 0.05, 0.95
"""Share of the readings at rest between which a sensor counts as one of a machine that stops."""
_NEAR = 0.02
"""Share of the usual reading in motion within which a reading is at rest."""
_BETWEEN = 5.0
"""A reading up to so many times as far from 0 is neither at rest nor in motion."""
_FEW = 0.2
"""Share of the readings in motion that may be neither."""
_MARGIN = 0.03
"""Share of the highest reading by which it may be passed, whatever was seen."""


def at_rest(values: Values) -> Mask | None:
    """Readings at rest, which is 0 for power, flow, speed and current; None for a sensor that does not stop.

    Args:
        values: Shape (rows,), without NaN.
    """
    if values.min() < 0.0 or values.max() <= 0.0:
        return None
    usual = float(np.median(values[values > _NEAR * values.max()]))
    still = values <= _NEAR * usual
    between = float((~still & (values < _BETWEEN * _NEAR * usual)).sum())
    stops = _LEAST <= float(still.mean()) <= _MOST and between <= _FEW * float((~still).sum())
    return np.asarray(still) if stops else None


def ceilings(history: History, origins: Places, horizon: int) -> Values:
    """The highest values to expect, shape (sensors,); infinite for sensors that do not stop.

    That is the highest reading so far, and beyond it as far as the rows after any origin went beyond those
    before it.
    """
    found = np.full(history.rows.shape[1], np.inf)
    for sensor in range(found.size):
        values = history.rows[:, sensor]
        if at_rest(values) is None:
            continue
        highest = np.maximum.accumulate(values)
        beyond = highest[origins + horizon - 1] - highest[origins - 1]
        found[sensor] = highest[-1] + max(float(beyond.max()), _MARGIN * float(highest[-1]))
    return found
