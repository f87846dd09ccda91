"""A made log of a pump, quiet but for episodes that a test puts in."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant.experts.series.detectors.log import SensorLog
from eval.made_noise import autoregressive

NAMES = ("Pressure", "Flow", "Vibration", "Current")
ROWS = 3_000
LONG = 60

MakeLog = Callable[..., SensorLog]


def leak(values: np.ndarray, at: int, size: float = 1.0, column: int = 0) -> None:
    """Pressure falls and flow rises for 60 rows."""
    values[at : at + LONG, column] -= 8.0 * size
    values[at : at + LONG, column + 1] += 6.0 * size


def rattle(values: np.ndarray, at: int) -> None:
    """Vibration swings every five rows for 60 rows."""
    values[at : at + LONG, 2] += 8.0 * np.sin(2 * np.pi * np.arange(LONG) / 5)


def sensor_log(values: np.ndarray, names: tuple[str, ...] = NAMES, *, name: str = "pump") -> SensorLog:
    """A reading a minute."""
    return SensorLog(
        name=name,
        times=60_000_000 * (1 + np.arange(values.shape[0], dtype=np.int64)),
        row=np.arange(values.shape[0], dtype=np.int64),
        values=values,
        names=names,
    )


def noise(seed: int = 0, sensors: int = 4) -> np.ndarray:
    """Readings in which nothing happens."""
    return autoregressive(np.random.default_rng(seed), ROWS, sensors, 0.5)


@pytest.fixture
def pump() -> SensorLog:
    """A leak at rows 800 and, half as strong, 2400; a rattle at 1600."""
    values = noise()
    leak(values, 800)
    leak(values, 2400, size=0.5)
    rattle(values, 1600)
    return sensor_log(values)
