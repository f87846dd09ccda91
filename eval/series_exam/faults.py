"""What is wrong in a short series with a pattern: spikes, cut-off, flip, another speed, scale or level.

Knows arrays only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import numpy as np

from eval.series_exam.measures import Series, correlation, crossing_rate, flat, period

Fault = Literal["spike", "cutoff", "flip", "speed", "scale", "wander"]


def fault_scores(x: Series) -> Mapping[Fault, float]:
    """How much of each kind of fault there is; 1 is where it is believed."""
    rest = flat(x)
    spread = max(float(rest.std()), 1e-9)
    width = max(x.size // 12, 5)
    windows = np.lib.stride_tricks.sliding_window_view(rest, width)
    local = windows.std(axis=1) / spread
    steps = np.abs(np.diff(rest, 2))
    usual = max(float(np.median(steps)), 1e-3 * spread)
    heavy = float(np.quantile(steps, 0.995)) / usual
    return {
        "spike": heavy / 25.0,
        "cutoff": 0.12 * float(np.median(local)) / max(float(local.min()), 1e-3),
        "flip": _flip(x),
        "speed": _speed(x),
        "scale": float(np.quantile(local, 0.98)) / max(float(np.median(local)), 1e-9) / 2.2,
        "wander": float(np.abs(windows.mean(axis=1)).max()) / spread / 2.0,
    }


def place(x: Series) -> float:
    """Where the strangest part stands, 0 to 1 of the length."""
    rest = flat(x)
    width = max(x.size // 12, 5)
    windows = np.lib.stride_tricks.sliding_window_view(rest, width)
    shapes = np.stack(
        [
            windows.mean(axis=1),
            np.log(windows.std(axis=1) + 1e-3 * rest.std()),
            np.log(np.abs(np.diff(windows, axis=1)).mean(axis=1) + 1e-3 * rest.std()),
        ]
    )
    apart = np.abs(shapes - np.median(shapes, axis=1, keepdims=True))
    strange = (apart / (np.median(apart, axis=1, keepdims=True) + 1e-3)).max(axis=0)
    return (float(np.argmax(strange)) + width / 2) / max(x.size - 1, 1)


def _flip(x: Series) -> float:
    """How well a part is the pattern upside down: the most negative correlation at a distance of a period."""
    rest = flat(x)
    length = period(x)
    if length is None:
        return 0.0
    step = round(length)
    if 2 * step >= x.size or step < 3:
        return 0.0
    found = [
        correlation(rest[k : k + step], rest[k + step : k + 2 * step]) for k in range(0, x.size - 2 * step)
    ]
    return max(0.0, -float(np.min(found))) / 0.75 if found else 0.0


def _speed(x: Series) -> float:
    """Ratio of crossing rates between parts of the length, over 1.8."""
    parts = [crossing_rate(part) for part in np.array_split(x, 5)]
    rates = np.array([rate for rate in parts if rate > 0])
    return float(rates.max() / np.median(rates)) / 1.8 if rates.size >= 3 else 0.0
