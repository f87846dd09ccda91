"""A sensor that wanders is judged by its range where that is known, in a stream as in a batch."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.detectors.detection import detect
from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.stream import Stream


def wandering(rows: int, *, seed: int) -> np.ndarray:
    """A steady sensor, and one that goes up and down by the day with little noise."""
    rng = np.random.default_rng(seed)
    steady = rng.normal(size=rows)
    slow = 10.0 * np.sin(np.arange(rows) / 150) + 0.3 * rng.normal(size=rows)
    return np.column_stack((steady, slow + 60.0))


def test_a_level_outside_the_range_is_found_as_long_as_it_lasts() -> None:
    values = wandering(4_000, seed=1)
    values[3000:3500, 1] = 20.0 + values[3000:3500, 0]
    found = detect(values, train_rows=2_500)
    assert [m.name for m in found.fitted.members][-1] == "excursion"
    assert found.alarm[3010:3500].mean() > 0.95
    longest = max(found.episodes, key=lambda e: e.end_row - e.start_row)
    assert longest.sensors[0].place == 1
    assert longest.sensors[0].direction == "low"
    assert found.alarm[2500:3000].mean() < 0.05


def test_within_its_range_it_may_wander() -> None:
    found = detect(wandering(5_000, seed=2), train_rows=2_500)
    assert found.alarm[2500:].mean() < 0.04


def test_a_range_seen_for_a_short_time_counts_for_nothing() -> None:
    fitted = fit(wandering(600, seed=3), [slice(0, 600)])
    assert "excursion" not in [m.name for m in fitted.members]


def test_a_stream_says_the_same() -> None:
    values = wandering(3_000, seed=4)
    values[2700:2800, 1] = 20.0
    values[2650, 1] = np.nan
    fitted = fit(values, [slice(0, 2_500)])
    log_p = fitted.log_p(values[2_500:])
    stream = Stream(fitted)
    said = [stream.update(row) for row in values[2_500:]]
    assert np.allclose(np.log([v.p_value for v in said]), np.maximum(log_p, -700.0), atol=1e-6)
    assert log_p[250] < -5
