"""What is measured on a window, one number a sensor or a pair. Knows standardised arrays, no names."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

Cube = npt.NDArray[np.float64]
"""Shape (windows, rows, sensors)."""
Matrix = npt.NDArray[np.float64]

Statistic = Literal[
    "level",
    "trend",
    "shift",
    "spread",
    "roughness",
    "persistence",
    "oscillation_slow",
    "oscillation_medium",
    "oscillation_fast",
    "spike",
    "stuck",
    "residual",
    "residual_spread",
    "dynamics",
    "dynamics_spread",
    "pair_residual",
    "lag",
    "coupling",
]
STATISTICS: tuple[Statistic, ...] = get_args(Statistic)
PAIRWISE: frozenset[Statistic] = frozenset(("pair_residual", "lag", "coupling"))

_TINY = 1e-3
_BANDS = {
    "oscillation_slow": (0.02, 0.08),
    "oscillation_medium": (0.08, 0.18),
    "oscillation_fast": (0.18, 0.5),
}
"""In cycles a row."""


def of_sensors(windows: Cube) -> dict[Statistic, Matrix]:
    """Statistics of each sensor by itself.

    Args:
        windows: Standardised readings without holes, shape (windows, rows, sensors).

    Returns:
        By statistic, shape (windows, sensors): the mean; the slope's part; the step between the halves;
        logarithms of the deviation about the line and of the step from row to row; the autocorrelation at
        lag 1 (Fisher's z); logarithms of spectral power in three bands; the greatest departure over the
        deviation; the share of rows that repeat the row before.
    """
    rows = windows.shape[1]
    half = rows // 2
    time = np.linspace(-1.0, 1.0, rows)
    time /= np.sqrt((time**2).sum())
    mean = windows.mean(axis=1)
    centred = windows - mean[:, None, :]
    slope = np.einsum("nwd,w->nd", windows, time)
    flat = centred - slope[:, None, :] * time[None, :, None]
    deviation = flat.std(axis=1)
    steps = np.diff(windows, axis=1)
    variance = (centred**2).mean(axis=1) + 1e-9
    beside = (centred[:, 1:] * centred[:, :-1]).mean(axis=1) / variance
    found: dict[Statistic, Matrix] = {
        "level": mean,
        "trend": slope,
        "shift": windows[:, half:].mean(axis=1) - windows[:, :half].mean(axis=1),
        "spread": np.log(deviation + _TINY),
        "roughness": np.log(steps.std(axis=1) + _TINY),
        "persistence": np.arctanh(np.clip(beside, -0.99, 0.99)),
        "spike": np.abs(flat).max(axis=1) / (deviation + _TINY),
        "stuck": (np.abs(steps) < 1e-9).mean(axis=1),
    }
    power = spectrum(flat)
    cycles = np.fft.rfftfreq(rows)
    for name, (low, high) in _BANDS.items():
        band = (cycles >= low) & (cycles < high + 1e-9)
        key: Statistic = next(s for s in STATISTICS if s == name)
        found[key] = np.log(power[:, band].sum(axis=1) + 1e-2)
    return found


def spectrum(windows: Cube) -> Cube:
    """Power of each frequency, shape (windows, rows // 2 + 1, sensors)."""
    taper = np.hanning(windows.shape[1])[None, :, None]
    return np.asarray(np.abs(np.fft.rfft(windows * taper, axis=1)) ** 2)


def peak_cycles(window: Matrix, band: Statistic) -> npt.NDArray[np.float64]:
    """Cycles a row of the strongest oscillation of each sensor within a band; shape (sensors,)."""
    time = np.linspace(-1.0, 1.0, window.shape[0])
    slope = (time @ (window - window.mean(axis=0))) / (time**2).sum()
    flat = window - window.mean(axis=0) - np.outer(time, slope)
    power = spectrum(flat[None])[0]
    cycles = np.fft.rfftfreq(window.shape[0])
    low, high = _BANDS[band]
    at = np.flatnonzero((cycles >= low) & (cycles < high + 1e-9))
    return np.asarray(cycles[at[power[at].argmax(axis=0)]])


def of_residuals(residuals: Cube) -> tuple[Matrix, Matrix]:
    """Mean, and logarithm of the deviation, of residuals; each of shape (windows, sensors)."""
    return residuals.mean(axis=1), np.log(residuals.std(axis=1) + _TINY)


def of_pairs(
    first: Cube, second: Cube, slopes: npt.NDArray[np.float64], *, reach: int
) -> dict[Statistic, Matrix]:
    """Statistics of pairs of sensors.

    Args:
        first, second: The two sensors of each pair, shape (windows, rows, pairs).
        slopes: Of the first on the second in the normal rows, shape (pairs,).
        reach: Rows by which one may lag the other.

    Returns:
        By statistic, shape (windows, pairs): the mean of what the second leaves of the first; the lag in
        rows at which they agree best, positive where the first comes later; their correlation, with the
        sign of the usual one taken out (Fisher's z).
    """
    sign = np.where(slopes < 0, -1.0, 1.0)
    a = first - first.mean(axis=1, keepdims=True)
    b = (second - second.mean(axis=1, keepdims=True)) * sign
    norm = np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1)) + 1e-9
    rows = a.shape[1]
    agree = np.stack(
        [
            (a[:, max(lag, 0) : rows + min(lag, 0)] * b[:, max(-lag, 0) : rows - max(lag, 0)]).sum(axis=1)
            / norm
            for lag in range(-reach, reach + 1)
        ]
    )
    return {
        "pair_residual": (first - second * slopes).mean(axis=1),
        "lag": (agree.argmax(axis=0) - reach).astype(np.float64),
        "coupling": np.arctanh(np.clip(agree[reach], -0.99, 0.99)),
    }
