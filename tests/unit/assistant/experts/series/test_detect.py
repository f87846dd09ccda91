from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detect import RobustDetector

NAMES = ["flow", "pressure", "temperature"]


def signals(rows: int = 2000, seed: int = 7) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    base = rng.normal(size=(rows, 1))
    values = np.hstack([100 + 2 * base, 5 + 0.1 * base, np.full((rows, 1), 60.0)])
    values += rng.normal(scale=[0.5, 0.03, 0.4], size=(rows, 3))
    return np.arange(rows, dtype=np.int64) * 1_000_000, values


def test_normal_data_gives_few_ranges() -> None:
    times, values = signals()
    assert len(RobustDetector().detect(times, values, NAMES).ranges) <= 1


def test_a_shift_is_found_with_its_sensor_and_direction() -> None:
    times, values = signals()
    values[1200:1260, 2] += 6
    found = RobustDetector().detect(times, values, NAMES).ranges
    strongest = max(found, key=lambda r: r.score)
    assert strongest.start_row == pytest.approx(1200, abs=3)
    assert strongest.end_row == pytest.approx(1259, abs=3)
    assert strongest.sensors[0].name == "temperature"
    assert strongest.sensors[0].direction == "high"
    assert strongest.p_value < 1e-4
    assert sum(c.share for c in strongest.sensors) == pytest.approx(1, abs=0.01)


def test_a_broken_relation_is_found_though_each_sensor_is_in_its_range() -> None:
    times, values = signals()
    values[800:840, 1] = 5 - (values[800:840, 0] - 100) * 0.05
    found = RobustDetector().detect(times, values, NAMES).ranges
    assert any(r.start_row < 840 and r.end_row >= 800 for r in found)


def test_trained_on_the_first_rows() -> None:
    times, values = signals()
    values[1000:, 0] -= 15
    found = RobustDetector().detect(times, values, NAMES, train_rows=500).ranges
    assert max(r.end_row for r in found) > 1900
    assert all(r.end_row >= 990 for r in found)
    assert found[-1].sensors[0].direction == "low"


def test_missing_values_and_dead_sensors_are_tolerated() -> None:
    times, values = signals()
    values[100:130, 0] = np.nan
    values[:, 2] = 1.0
    assert RobustDetector().detect(times, values, NAMES).scores.shape == (2000,)


@pytest.mark.parametrize("rows", [0, 5])
def test_too_short(rows: int) -> None:
    times, values = signals(rows=max(rows, 1))
    assert RobustDetector().detect(times[:rows], values[:rows], NAMES).ranges == ()
