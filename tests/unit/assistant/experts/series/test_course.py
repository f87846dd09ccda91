"""Trends beyond noise, cycles, noise and lags, on made signals."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.course import course_of, lag_of


def noise(seed: int, rows: int, memory: float = 0.0) -> np.ndarray:
    shocks = np.random.default_rng(seed).standard_normal(rows)
    found = np.zeros(rows)
    for row in range(1, rows):
        found[row] = memory * found[row - 1] + np.sqrt(1 - memory**2) * shocks[row]
    return found


@pytest.mark.parametrize("memory", [0.0, 0.8])
def test_a_trend_is_told_from_noise_that_hangs_together(memory: float) -> None:
    flat = [course_of(noise(seed, 1500, memory), 60.0) for seed in range(40)]
    assert sum(c is not None and c.clear for c in flat) <= 1
    rising = course_of(noise(1, 1500, memory) + np.linspace(0, 3, 1500), 60.0)
    assert rising is not None
    assert rising.clear
    assert rising.rise == pytest.approx(3.0, abs=0.8)


def test_noise_is_what_trend_and_cycle_leave() -> None:
    rows = np.arange(2000)
    signal = 5 * np.sin(2 * np.pi * rows / 80) + 0.01 * rows + 0.7 * noise(2, 2000)
    found = course_of(signal, 60.0)
    assert found is not None
    assert found.season == 80
    assert found.noise == pytest.approx(0.7, rel=0.12)
    assert found.swing == pytest.approx(5.0, rel=0.1)


def test_missing_readings_do_not_matter() -> None:
    signal = noise(3, 1200) + np.linspace(0, 4, 1200)
    signal[300:500] = np.nan
    found = course_of(signal, 60.0)
    assert found is not None
    assert found.rise == pytest.approx(4.0, abs=0.5)


def test_nothing_is_said_of_a_signal_that_does_not_move() -> None:
    assert course_of(np.full(200, 3.0), 60.0) is None
    assert lag_of(np.full(200, 3.0), noise(1, 200)) is None


@pytest.mark.parametrize("shift", [7, 0, -12])
def test_a_lag_has_its_sign(shift: int) -> None:
    source = noise(4, 1100, 0.8)
    first, second = source[50:1050], source[50 - shift : 1050 - shift] + 0.4 * noise(5, 1000)
    found = lag_of(first, second)
    assert found is not None
    assert found.alike
    assert abs(found.readings - shift) <= 1


def test_signals_that_have_nothing_to_do_with_each_other_have_no_lag() -> None:
    said = 0
    for seed in range(20):
        found = lag_of(noise(100 + seed, 800, 0.9), noise(200 + seed, 800, 0.9))
        said += found is not None and found.alike
    assert said <= 2
