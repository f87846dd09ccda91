"""Noise whose neighbouring rows are alike, as in plants. Knows no log and no detector."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.detectors.protocol import Matrix

_WARM_UP = 200
"""Rows before the first one, so that it is like the others."""


def autoregressive(rng: np.random.Generator, rows: int, sensors: int, phi: float) -> Matrix:
    """First-order autoregressive noise of deviation 1, shape (rows, sensors).

    Args:
        phi: Correlation of a row with the one before it.
    """
    from scipy.signal import lfilter

    shocks = rng.standard_normal((rows + _WARM_UP, sensors)) * np.sqrt(1.0 - phi**2)
    return np.asarray(lfilter([1.0], [1.0, -phi], shocks, axis=0)[_WARM_UP:])
