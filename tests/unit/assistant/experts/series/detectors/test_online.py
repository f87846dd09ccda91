"""A live log without a normal part: it learns, tells a departure once, and gets used to what stays."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.online import OnlineStream


def heard(values: np.ndarray, **options) -> tuple[np.ndarray, np.ndarray]:
    stream = OnlineStream(learn=200, **options)
    said = [stream.update(row) for row in values]
    return np.array([s.evidence for s in said]), np.array([s.news for s in said])


def test_nothing_is_said_before_it_has_learnt(plant) -> None:
    evidence, news = heard(plant(260, seed=1)[:, :3])
    assert not evidence[:200].any()
    assert evidence[200:].any()
    assert not news[:200].any()


def test_a_departure_is_told_at_its_begin_and_once(plant) -> None:
    values = plant(1_000, seed=2)[:, :3]
    values[700:760, 1] += 80.0
    evidence, news = heard(values)
    assert evidence[700] > 1.5 * evidence[300:700].max()
    told = np.flatnonzero(news > evidence[300:700].max())
    assert told[0] == 700
    assert told.size < 10


def test_what_stays_becomes_usual(plant) -> None:
    values = plant(2_400, seed=3)[:, :3]
    values[500:, 1] += 80.0
    evidence, _ = heard(values)
    assert evidence[500] > evidence[200:500].max() + 1
    assert np.median(evidence[2_000:]) < 2


def test_holes_and_a_sensor_that_comes_late_do_not_stop_it(plant) -> None:
    values = plant(600, seed=4)[:, :3]
    values[:250, 2] = np.nan
    values[400] = np.nan
    evidence, _ = heard(values)
    assert np.isfinite(evidence).all()
    assert evidence[450:].any()


def test_a_useless_setting_is_refused() -> None:
    with pytest.raises(ValueError, match="40 rows"):
        OnlineStream(learn=10)
