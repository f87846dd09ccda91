"""A wandering sensor is judged by the others that wander with it, as long as it leaves them."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.detectors.detection import detect
from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.stream import Stream


def machine(rows: int, *, seed: int) -> np.ndarray:
    """Pressure, flow and temperature that follow the load of a machine, and a sensor that wanders by itself."""
    rng = np.random.default_rng(seed)
    load = 60 + 10 * np.sin(np.arange(rows) / 76) + rng.normal(size=rows)
    return np.column_stack(
        (
            2 + 0.05 * load + 0.05 * rng.normal(size=rows),
            0.8 * load + 0.8 * rng.normal(size=rows),
            20 + 0.6 * load + 0.6 * rng.normal(size=rows),
            np.cumsum(0.3 * rng.normal(size=rows)),
        )
    )


def leaking() -> np.ndarray:
    values = machine(2_000, seed=1)
    values[1300:1400, 0] -= 0.9
    return values


def test_a_departure_from_the_others_is_one_range_as_long_as_it_lasts() -> None:
    found = detect(leaking(), train_rows=1_000)
    assert "relation" in [m.name for m in found.fitted.members]
    assert found.alarm[1305:1400].all()
    longest = max(found.episodes, key=lambda e: e.end_row - e.start_row)
    first = longest.sensors[0]
    assert (first.place, first.direction, first.compared[0]) == (0, "decorrelated", "others")
    assert first.expected is not None
    assert 0.5 < first.expected - first.mean < 1.0
    outside = np.r_[1_000:1_300, 1_450:2_000]
    assert found.alarm[outside].mean() < 0.05


def test_sensors_may_wander_together_beyond_their_range() -> None:
    values = machine(2_000, seed=2)
    values[1_400:, :3] += 1.5 * np.array([0.5, 8.0, 6.0])
    found = detect(values, train_rows=1_000)
    assert found.alarm[1_450:].mean() < 0.05


def test_only_sensors_that_the_others_tell_are_tied() -> None:
    fitted = fit(machine(1_000, seed=3), [slice(0, 1_000)])
    relation = next(m for m in fitted.members if m.name == "relation")
    found = relation.scorer.parts(fitted.preparation.settle(fitted.preparation.fill(machine(50, seed=4))))
    assert (found[-1, :3] > 0).all()
    assert (found[:, 3] == 0).all()


def test_what_was_seen_for_a_short_time_is_no_relation() -> None:
    fitted = fit(machine(700, seed=5), [slice(0, 700)])
    assert "relation" not in [m.name for m in fitted.members]


def test_normal_rows_that_come_later_raise_few_alarms() -> None:
    rates = [
        detect(machine(6_000, seed=seed), train_rows=1_500).alarm[1_500:].mean() for seed in range(6, 10)
    ]
    assert np.mean(rates) < 0.02


def test_a_stream_says_the_same() -> None:
    values = leaking()
    values[1_320, 0] = values[1_350, 1] = np.nan
    fitted = fit(values, [slice(0, 1_000)])
    log_p = fitted.log_p(values[1_000:])
    stream = Stream(fitted)
    said = [stream.update(row) for row in values[1_000:]]
    assert np.allclose(np.log([v.p_value for v in said]), np.maximum(log_p, -700.0), atol=1e-6)
    assert log_p[360] < -10
