"""A log of three sensors with four states, made by seed."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.log import SensorLog

NAMES = ("Flow", "Pressure", "Bearing temperature")
STATES = ("normal", "leak", "hunting", "heating")


def rows_of(state: str, count: int, rng: np.random.Generator) -> np.ndarray:
    """Readings of a state: pressure follows flow; a leak breaks that, hunting oscillates, heating warms up."""
    flow = 50.0 + 2.0 * rng.normal(size=count)
    pressure = 0.1 * flow + 0.05 * rng.normal(size=count)
    temperature = 60.0 + 0.5 * rng.normal(size=count)
    if state == "leak":
        pressure -= 0.8
    if state == "hunting":
        flow = flow + 8.0 * np.sin(2.0 * np.pi * np.arange(count) / 10.0)
        pressure = 0.1 * flow + 0.05 * rng.normal(size=count)
    if state == "heating":
        temperature += 6.0
    return np.column_stack([flow, pressure, temperature])


@pytest.fixture(scope="session")
def story() -> list[tuple[str, int]]:
    """States in order with their rows; 800 normal rows come first."""
    return [("normal", 800), *[(state, 200) for _ in range(3) for state in STATES]]


@pytest.fixture(scope="session")
def plant_log(story: list[tuple[str, int]]) -> SensorLog:
    """The log, one reading a second."""
    rng = np.random.default_rng(5)
    values = np.concatenate([rows_of(state, count, rng) for state, count in story])
    return SensorLog(
        name="plant.csv",
        times=np.arange(values.shape[0], dtype=np.int64) * 1_000_000,
        row=np.arange(values.shape[0]),
        values=values,
        names=NAMES,
    )


@pytest.fixture(scope="session")
def truth(story: list[tuple[str, int]]) -> np.ndarray:
    """State of each row."""
    return np.concatenate([np.full(count, state) for state, count in story])
