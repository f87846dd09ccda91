"""What is measured on a window, one number a sensor or a pair. Knows standardised arrays, no names."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

Cube = npt.NDArray[np.float64]
"""Shape (windows, rows, sensors)."""
Matrix = npt.NDArray[np.float64]
Values = npt.NDArray[np.float64]

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
_NOTHING = 1e-6
"""A correlation that is none but for rounding."""
_TURNS = 3
"""Cycles that must be there before a movement is called an oscillation."""
_CHANCE = 3.0
"""Deviations of a correlation that chance alone gives."""


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


def peak(rows: Matrix, band: Statistic, *, width: int) -> tuple[Values, Values]:
    """The strongest frequency of each sensor and, where it lies in a band, its share of all movement.

    A shock moves all frequencies alike and a step the lowest ones: what returns is one frequency, and has
    returned ``_TURNS`` times.

    Args:
        rows: Shape (rows, sensors), ``width`` rows at least.
        width: Rows of a window, whose frequencies are told apart.

    Returns:
        Cycles a row, and the share of the power about a line, 0 where it lies in another band or has not
        returned; both of shape (sensors,).
    """
    time = np.linspace(-1.0, 1.0, rows.shape[0])
    slope = (time @ (rows - rows.mean(axis=0))) / (time**2).sum()
    power = spectrum((rows - rows.mean(axis=0) - np.outer(time, slope))[None])[0]
    cycles = np.fft.rfftfreq(rows.shape[0])
    low, high = _BANDS[band]
    strongest = cycles[power.argmax(axis=0)]
    inside = (strongest >= max(low, _TURNS / rows.shape[0])) & (strongest < high + 1e-9)
    near = np.abs(cycles[:, None] - strongest) <= np.minimum(1.0 / width, strongest / _TURNS) + 1e-9
    share = (power * near).sum(axis=0) / (power.sum(axis=0) + 1e-12)
    return strongest, np.asarray(np.where(inside, share, 0.0))


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
        rows at which they agree best, positive where the first comes later, NaN where they agree at none
        (one of them stands still); their correlation, with the sign of the usual one taken out (Fisher's z).
    """
    agree = agreement(first, second, slopes, reach=reach)
    lag = np.where(agree.max(axis=0) > _NOTHING, agree.argmax(axis=0) - reach, np.nan)
    return {
        "pair_residual": (first - second * slopes).mean(axis=1),
        "lag": lag.astype(np.float64),
        "coupling": np.arctanh(np.clip(agree[reach], -0.99, 0.99)),
    }


def agreement(first: Cube, second: Cube, slopes: Values, *, reach: int) -> Cube:
    """Correlation of pairs at each lag, the sign of the usual one taken out; (2 reach + 1, windows, pairs).

    Args:
        first, second, slopes, reach: As ``of_pairs`` has them.
    """
    sign = np.where(slopes < 0, -1.0, 1.0)
    a = first - first.mean(axis=1, keepdims=True)
    b = (second - second.mean(axis=1, keepdims=True)) * sign
    norm = np.sqrt((a**2).sum(axis=1) * (b**2).sum(axis=1)) + 1e-9
    rows = a.shape[1]
    return np.stack(
        [
            (a[:, max(lag, 0) : rows + min(lag, 0)] * b[:, max(-lag, 0) : rows - max(lag, 0)]).sum(axis=1)
            / norm
            for lag in range(-reach, reach + 1)
        ]
    )


def chance(rows: int) -> float:
    """What two series without a link agree by at the best of a few lags."""
    return _CHANCE / float(np.sqrt(rows))
