"""The made plant is the same each time, and what is measured is what the product does."""

from __future__ import annotations

import numpy as np

from eval.benchmarks.detection_speed import SENSORS, file_seconds, million, plant, stream_speed


def test_the_plant_is_the_same_each_time_and_has_holes_and_steps() -> None:
    values = plant(3_000)
    assert values.shape == (3_000, SENSORS)
    assert np.array_equal(values, plant(3_000), equal_nan=True)
    assert 0 < np.isnan(values).mean() < 0.01
    assert np.nanmean(values[2_000:2_200, 5]) > 3


def test_a_small_log_is_judged_and_its_steps_are_found(tmp_path) -> None:
    found = million(6_000)
    assert found["million_ranges"] >= 5
    assert 0 < found["million_seconds"] < 60
    assert found["million_peak_memory_gib"] > 0
    assert stream_speed(plant(6_000)) > 100
    assert file_seconds(tmp_path / "log.csv", 2_000) > 0
