"""Slow changes that raised no alarm since they were taken for normal. Knows numbers, no sensor and no words.

Where nobody says what is normal, the calmest rows of a log are learnt from: a sensor that creeps up over days
creeps there, too. Such a change is not judged, so it is told apart from the alarms.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Mask, Matrix, Values

_BLOCKS = 60
"""Blocks of a log whose medians are compared; what changes within one is no slow change."""
_FEWEST_ROWS = 16
_LEAST_BEFORE, _LEAST_LONG = 6, 5
_AGAINST_BEFORE = 4.0
"""Times that the change is larger than all that the sensor did before."""
_MOST_IN_ALARM = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowChange:
    """A sensor that went one way for many blocks, further than it ever went before, without an alarm.

    Attributes:
        sensor: Its place among the sensors.
        first, last: Rows between which it went, the middles of blocks.
        start, end: Its level there.
        times: How much larger that is than all it did before.
    """

    sensor: int
    first: int
    last: int
    start: float
    end: float
    times: float


def slow_changes(values: Matrix, alarm: Mask) -> tuple[SlowChange, ...]:
    """At most one a sensor, the most striking first.

    Args:
        values: Shape (rows, sensors); NaN where missing.
        alarm: Rows in alarm.
    """
    rows = values.shape[0]
    edges = np.linspace(0, rows, min(_BLOCKS, rows // _FEWEST_ROWS) + 1).astype(int)
    if edges.size <= _LEAST_BEFORE + _LEAST_LONG:
        return ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # blocks without a reading
        levels = np.array([np.nanmedian(part, axis=0) for part in np.split(values, edges[1:-1])])
    found = [_slowest(column, edges, alarm, sensor) for sensor, column in enumerate(levels.T)]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.times))


def _slowest(levels: Values, edges: np.ndarray, alarm: Mask, sensor: int) -> SlowChange | None:
    """The most striking way of one sensor in one direction."""
    best: SlowChange | None = None
    for begin, end in (_without_jumps(levels, *way) for way in _ways(levels)):
        before = levels[:begin][np.isfinite(levels[:begin])]
        if before.size < _LEAST_BEFORE or end - begin < _LEAST_LONG:
            continue
        change = abs(float(levels[end] - levels[begin]))
        noise = float(np.median(np.abs(np.diff(before))))
        times = change / max(float(np.ptp(before)), noise, 1e-9 * max(abs(float(levels[begin])), 1e-9))
        quiet = float(alarm[edges[begin] : edges[end + 1]].mean()) <= _MOST_IN_ALARM
        if times >= _AGAINST_BEFORE and quiet and (best is None or times > best.times):
            first, last = ((edges[at] + edges[at + 1]) // 2 for at in (begin, end))
            best = SlowChange(
                sensor=sensor, first=int(first), last=int(last),
                start=float(levels[begin]), end=float(levels[end]), times=times,
            )  # fmt: skip
    return best


def _without_jumps(levels: Values, begin: int, end: int) -> tuple[int, int]:
    """The longer side of a step that is most of the way: a trip is no slow change."""
    while end > begin:
        steps = np.abs(np.diff(levels[begin : end + 1]))
        at = int(steps.argmax())
        if steps[at] <= steps.sum() / 2:
            break
        begin, end = (begin, begin + at) if at >= steps.size - 1 - at else (begin + at + 1, end)
    return begin, end


def _ways(levels: Values) -> list[tuple[int, int]]:
    """Stretches of blocks that go one way, as places of the first and the last block."""
    steps = np.sign(np.diff(levels))
    ways, begin = [], 0
    for at in range(1, steps.size + 1):
        if at == steps.size or steps[at] != steps[begin] or not np.isfinite(steps[at]):
            if steps[begin] in (-1.0, 1.0):
                ways.append((begin, at))
            begin = at
    return ways
