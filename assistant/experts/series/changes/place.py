"""At which row two stretches part, and between which rows it may be. Knows one sensor's readings."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.changes.blocks import Blocks
from assistant.experts.series.changes.segment import Segment
from assistant.experts.series.operations import Values

_DOUBT = 8.0
"""Sum of squares, in units of the noise, by which another row may be worse and still be the one."""
_AROUND = 60
"""Rows looked at on either side, at least."""


def placed(
    values: Values, blocks: Blocks, before: Segment, after: Segment, noise: float
) -> tuple[int, int, int]:
    """The most likely first row of the later stretch, and the first and last row that it may be.

    Args:
        values: Shape (rows,), less the season; NaN where missing.
        noise: Of the blocks' figures.
    """
    edge, width = blocks.first_row(after.first), blocks.width
    reach = max(2 * width, _AROUND)
    low = max(edge - reach, blocks.first_row(before.first) + 1)
    high = min(edge + reach, blocks.first_row(after.end - 1) + width - 1, values.size)
    rows = np.arange(low, high)
    at = after.first + (rows - edge + 0.5) / width - 0.5
    own = values[low:high]
    earlier = own - (before.level + before.slope * (at - before.middle))
    later = own - (after.level + after.slope * (at - after.middle))
    gain = np.where(np.isfinite(own), earlier**2 - later**2, 0.0)
    cost = np.concatenate(([0.0], np.cumsum(gain))) / max(noise**2 * width, 1e-300)
    near = np.flatnonzero(cost <= cost.min() + _DOUBT)
    return low + int(cost.argmin()), low + int(near[0]), low + int(near[-1])
