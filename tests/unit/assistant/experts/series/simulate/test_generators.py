"""Generators keep levels, spreads, dependence between sensors and in time; severity moves between states."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.simulate import bootstrap
from assistant.experts.series.simulate.bootstrap import LAGS, BootstrapLearner, stable
from assistant.experts.series.simulate.edits import CHANGES, Edit, apply_edit
from assistant.experts.series.simulate.flow import FlowLearner
from assistant.experts.series.simulate.protocol import Draw


def rows(count: int, seed: int, level: float = 0.0) -> np.ndarray:
    """Three sensors: the first wanders slowly, the second follows it, the third is noise."""
    rng = np.random.default_rng(seed)
    found = np.zeros((count, 3))
    for row in range(1, count):
        found[row, 0] = 0.9 * found[row - 1, 0] + 0.4 * rng.normal()
    found[:, 1] = -found[:, 0] + 0.3 * rng.normal(size=count)
    found[:, 2] = rng.normal(size=count)
    return found + np.array([0.0, 0.0, level])


STATES = {"normal": (rows(700, 1), rows(300, 2)), "hot": (rows(120, 3, level=5.0),)}


@pytest.fixture(scope="module", params=["bootstrap", "flow"])
def generator(request):
    learner = BootstrapLearner() if request.param == "bootstrap" else FlowLearner(width=12, updates=120)
    return learner.fit(STATES, normal="normal")


def test_dependence_between_sensors_and_in_time_is_kept(generator) -> None:
    made = generator.sample(Draw(state="normal", rows=360), np.random.default_rng(0))[0]
    real = np.concatenate(STATES["normal"])
    assert np.abs(np.corrcoef(made.T) - np.corrcoef(real.T)).max() < 0.2
    assert made.std(axis=0) == pytest.approx(real.std(axis=0), rel=0.35)
    steps = [np.diff(x[:, 0]).std() / x[:, 0].std() for x in (made, real)]
    assert steps[0] == pytest.approx(steps[1], rel=0.4)


def test_severity_moves_from_the_normal_state_through_the_fault(generator) -> None:
    levels = [
        generator.sample(Draw(state="hot", rows=150, severity=s), np.random.default_rng(1))[0, :, 2].mean()
        for s in (0.0, 1.0, 2.0)
    ]
    assert levels == pytest.approx([0.0, 5.0, 10.0], abs=0.8)


def test_the_same_seed_makes_the_same_and_another_one_other_series(generator) -> None:
    draw = Draw(state="hot", rows=30, series=2)
    first = generator.sample(draw, np.random.default_rng(5))
    assert first.shape == (2, 30, 3)
    assert np.array_equal(first, generator.sample(draw, np.random.default_rng(5)))
    assert not np.array_equal(first, generator.sample(draw, np.random.default_rng(6)))
    assert not np.array_equal(first[0], first[1])


def test_no_row_is_a_copy(generator) -> None:
    made = generator.sample(Draw(state="normal", rows=200), np.random.default_rng(0))[0]
    real = np.concatenate(STATES["normal"])
    apart = np.abs(made[:, None] - real[None]).max(axis=2).min(axis=1)
    assert (apart > 1e-6).all()


def test_an_unknown_state_is_a_key_error(generator) -> None:
    with pytest.raises(KeyError):
        generator.sample(Draw(state="cold", rows=5), np.random.default_rng(0))


def test_weights_that_would_grow_are_held() -> None:
    weights = np.zeros((LAGS * 2, 2))
    weights[0, 0] = 1.4
    weights[3, 1] = 1.2
    held = stable(weights)
    size = np.array([1.0, 1.0])
    past = np.tile(size, LAGS)
    for _ in range(3000):
        new = past @ held
        past = np.concatenate([new, past[:-2]])
    assert np.abs(past).max() < 1.0
    calm = 0.5 * np.eye(LAGS * 2, 2)
    assert np.array_equal(stable(calm), calm)


def test_changes_begin_at_the_onset_and_touch_one_sensor() -> None:
    plain = rows(300, 9)
    for change in CHANGES:
        edit = Edit(change=change, place=1, size=4.0, rows=10.0)
        changed = apply_edit(plain, edit, np.random.default_rng(0), begin=100)
        assert np.array_equal(changed[:100], plain[:100]), change
        assert np.array_equal(changed[:, [0, 2]], plain[:, [0, 2]]), change
        assert not np.array_equal(changed[100:, 1], plain[100:, 1]), change


def test_changes_do_what_they_are_called() -> None:
    plain = np.zeros((200, 1))
    rng = np.random.default_rng(0)
    assert (apply_edit(plain, Edit(change="shift", place=0, size=-2.0), rng) == -2.0).all()
    drift = apply_edit(plain, Edit(change="drift", place=0, size=3.0), rng)[:, 0]
    assert drift[-1] == pytest.approx(3.0)
    assert (np.diff(drift) > 0).all()
    wave = apply_edit(plain, Edit(change="oscillation", place=0, size=1.0, rows=20.0), rng)[:, 0]
    assert np.abs(np.fft.rfft(wave)).argmax() == 10
    spiky = apply_edit(plain, Edit(change="spikes", place=0, size=5.0), rng)[:, 0]
    assert 1 <= (spiky != 0).sum() < 30
    assert spiky[spiky != 0].min() >= 5.0
    ramp = np.arange(50.0)[:, None]
    assert (apply_edit(ramp, Edit(change="stuck", place=0), rng, begin=20)[20:, 0] == 20.0).all()
    assert apply_edit(ramp, Edit(change="delay", place=0, rows=5.0), rng, begin=20)[30, 0] == 25.0


def test_many_series_are_drawn_from_one_pool_of_residuals(monkeypatch) -> None:
    rng = np.random.default_rng(0)
    learnt = BootstrapLearner().fit({"normal": tuple(rng.normal(size=(200, 24, 2)))}, normal="normal")
    pooled: list[int] = []
    whole = bootstrap._with_places
    monkeypatch.setattr(bootstrap, "_with_places", lambda pieces: pooled.append(1) or whole(pieces))
    made = learnt.sample(Draw(state="normal", rows=24, series=100), np.random.default_rng(1))
    assert made.shape == (100, 24, 2)
    assert len(pooled) == 1
    assert abs(float(made.std()) - 1.0) < 0.1
