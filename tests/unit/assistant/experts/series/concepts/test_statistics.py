"""Each statistic answers to what it is named after, and to little else."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.concepts.reference import fit_reference
from assistant.experts.series.concepts.statistics import Statistic, of_pairs, of_sensors, peak


@pytest.fixture(scope="module")
def reference():
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(1500, 3))
    rows[:, 1] = 0.9 * rows[:, 0] + 0.43 * rng.normal(size=1500)
    return fit_reference((rows,), 50)


def window(seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    rows = rng.normal(size=(50, 3))
    rows[:, 1] = 0.9 * rows[:, 0] + 0.43 * rng.normal(size=50)
    return rows


time = np.arange(50.0)


@pytest.mark.parametrize(
    ("statistic", "change", "sign"),
    [
        ("level", lambda x: x + 3.0, 1),
        ("level", lambda x: x - 3.0, -1),
        ("trend", lambda x: x + 0.2 * time, 1),
        ("shift", lambda x: x - 4.0 * (time > 25), -1),
        ("spread", lambda x: 5.0 * x, 1),
        ("roughness", lambda x: 0.2 * x, -1),
        ("persistence", lambda x: np.cumsum(x), 1),
        ("oscillation_slow", lambda x: x + 4.0 * np.sin(2 * np.pi * time / 20), 1),
        ("oscillation_fast", lambda x: x + 4.0 * np.sin(2 * np.pi * time / 3), 1),
        ("spike", lambda x: x + 20.0 * (time == 30), 1),
        ("stuck", lambda x: 0.0 * x + x[0], 1),
        ("residual", lambda x: x + 3.0, 1),
    ],
)
def test_a_change_shows_in_its_statistic_and_not_on_another_sensor(
    reference, statistic, change, sign
) -> None:
    rows = window()
    before = reference.deviations(rows[None])[statistic][0]
    rows[:, 2] = change(rows[:, 2])
    after = reference.deviations(rows[None])[statistic][0]
    assert np.abs(before).max() < 4.0
    assert sign * after[2] > 4.0
    assert np.abs(after[0]) < 4.0


def test_a_broken_pair_shows_in_its_residual_and_its_coupling(reference) -> None:
    assert reference.pairs.first.tolist() == [0]
    assert reference.pairs.second.tolist() == [1]
    rows = window()
    rows[:, 0] += 3.0
    assert reference.deviations(rows[None])["pair_residual"][0, 0] > 4.0
    rows = window()
    rows[:, 1] = np.random.default_rng(9).normal(size=50)
    assert reference.deviations(rows[None])["coupling"][0, 0] < -4.0


def test_a_lag_is_counted_in_rows_with_its_sign() -> None:
    signal = np.sin(2 * np.pi * np.arange(60.0) / 17.0)
    late, now = signal[:50], signal[4:54]
    found = of_pairs(late[None, :, None], now[None, :, None], np.array([1.0]), reach=6)
    assert found["lag"][0, 0] == 4.0
    turned = of_pairs(now[None, :, None], -late[None, :, None], np.array([-1.0]), reach=6)
    assert turned["lag"][0, 0] == -4.0


def test_no_lag_is_told_of_a_sensor_that_stands_still(reference) -> None:
    rows = window()
    rows[:, 0] = 0.7
    assert reference.deviations(rows[None])["lag"][0, 0] == 0.0


def test_the_peak_of_a_band_is_its_frequency() -> None:
    rows = np.zeros((50, 2))
    rows[:, 1] = np.sin(2 * np.pi * 0.12 * np.arange(50.0)) + 0.1 * np.arange(50.0)
    cycles, share = peak(rows, "oscillation_medium", width=50)
    assert cycles[1] == pytest.approx(0.12)
    assert share[1] > 0.9
    assert share[0] == 0.0


@pytest.mark.parametrize("band", ["oscillation_slow", "oscillation_medium", "oscillation_fast"])
def test_shocks_steps_and_noise_are_no_oscillation(band: Statistic) -> None:
    rng = np.random.default_rng(3)
    rows = 0.1 * rng.normal(size=(120, 4))
    rows[rng.choice(120, 10, replace=False), 0] += 5.0
    rows[60:, 1] += 5.0
    rows[30:90, 2] += 5.0
    assert (peak(rows, band, width=50)[1] < 0.6).all()


def test_constant_sensors_give_finite_numbers() -> None:
    found = of_sensors(np.zeros((2, 50, 1)))
    assert all(np.isfinite(values).all() for values in found.values())
    assert found["stuck"][0, 0] == 1.0
