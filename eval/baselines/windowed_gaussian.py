"""NAB's windowed Gaussian: how unlikely a value is among the last 6,400. Knows one value at a time."""

from __future__ import annotations

import numpy as np
from scipy.special import erfc

from assistant.experts.series.detectors.protocol import Values

WINDOW, STEP = 6400, 100


def windowed_gaussian(values: Values) -> Values:
    """One less the probability of a value as far from the mean of the values before it, of each value.

    The mean and the deviation are those of the values so far until there are 6,400, then of the last 6,400,
    brought up to date every 100 values. Source: the baseline of that name in Lavin and Ahmad, ICMLA 2015.
    """
    scores = np.zeros(values.size)
    held: list[float] = []
    waiting: list[float] = []
    mean, deviation = 0.0, 1.0
    for row, value in enumerate(values.tolist()):
        if held:
            scores[row] = 1.0 - 0.5 * float(erfc(abs(value - mean) / (deviation * np.sqrt(2.0))))
        if len(held) < WINDOW:
            held.append(value)
        else:
            waiting.append(value)
            if len(waiting) < STEP:
                continue
            held = held[STEP:] + waiting
            waiting = []
        mean, deviation = float(np.mean(held)), float(np.std(held)) or 1e-6
    return scores
