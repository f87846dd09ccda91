"""How much the means of stretches of a series vary where nothing changes. Knows one series of numbers."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.operations import Values

_MAD = 1.4826
"""Median absolute deviation to standard deviation, of normal numbers."""
_LONGEST = 12
"""The longest stretches compared are so many times shorter than the series."""
_TRUST = 0.5
"""A longer stretch raises the noise only by what it shows beyond so many of its standard errors."""
_STICKIEST = 0.97
"""Greatest correlation of a value with the one before it that is believed."""
_MORE = 1.6
"""The autoregression raises the noise by this factor at most."""


def long_run_noise(series: Values) -> float:
    """Standard deviation of white noise whose stretch means vary like those of the series.

    Neighbouring readings are alike, so that the mean of ``b`` of them varies more than one ``b``-th of their
    variance. Means of three neighbouring stretches are compared by their second difference, for ``b`` of 1,
    2, 4, …: a steady slope leaves none, and changes touch few, so that the median absolute deviation does
    not see them. The greatest estimate is taken, less what its few stretches make uncertain, or that of a
    first-order autoregression where readings hang together for longer than the longest stretch. A series
    that wanders like a random walk has a great one: its steps are then no changes.

    Source: the time-average variance of Dette, Eckle and Vetter, "Multiscale change point detection for
    dependent data", Scandinavian Journal of Statistics 47, 2020, with a robust scale.

    Args:
        series: At a steady step, without NaN; at least four values.

    Returns:
        The deviation; 0 where the series does not move.
    """
    sums = np.concatenate(([0.0], np.cumsum(series - series.mean())))
    found, width = 0.0, 1
    while width == 1 or width <= series.size // _LONGEST:
        means = (sums[width:] - sums[:-width]) / width
        apart = means[2 * width :] - 2.0 * means[width:-width] + means[: -2 * width]
        if apart.size < 3:
            break
        spread = _MAD * float(np.median(np.abs(apart)))
        if width == 1 and spread == 0.0:
            spread = float(apart.std())
        stretches = max(apart.size / width, 1.0)
        doubt = _TRUST / np.sqrt(2.0 * stretches) if width > 1 else 0.0
        found = max(found, spread * float(np.sqrt(width / 6.0)) / (1.0 + doubt))
        width *= 2
    return min(max(found, _autoregressive(series)), _MORE * found)


def _autoregressive(series: Values) -> float:
    """The same of a first-order autoregression, told from differences to the next two values."""
    near, far = series[1:] - series[:-1], series[2:] - series[:-2]
    one = _MAD * float(np.median(np.abs(near - np.median(near))))
    two = _MAD * float(np.median(np.abs(far - np.median(far))))
    if one <= 0.0:
        return 0.0
    stuck = min(max((two / one) ** 2 - 1.0, 0.0), _STICKIEST)
    return one * float(np.sqrt((1.0 + stuck) / 2.0)) / (1.0 - stuck)
