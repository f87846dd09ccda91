"""Fitting: measured on what was held back, kept only where it gains, possible where one group holds all."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import numpy as np
import pytest
from made_space import RECIPE

from retrieval.errors import Stopped
from retrieval.space.fit import fit
from retrieval.space.records import SpaceData
from retrieval.space.train import TooLittle, start


def _foreign(data: SpaceData) -> np.ndarray:
    return np.random.default_rng(9).normal(size=(20, data.anchors.shape[1])).astype(np.float32)


def test_each_pair_is_measured_and_has_a_threshold(data: SpaceData) -> None:
    fitted = fit(data, _foreign(data), RECIPE)
    pairs = {(one.asking, one.asked) for one in fitted.quality}
    assert pairs == {("concept", "text"), ("concept", "window"), ("text", "window"), ("window", "text")}
    assert set(fitted.thresholds) == {f"{a}>{b}" for a, b in pairs}
    assert all(one.mrr > one.chance_mrr for one in fitted.quality)
    assert fitted.heads.by_modality["text"].private.shape[1] == RECIPE.private


def test_a_training_that_gains_nothing_is_not_kept(data: SpaceData) -> None:
    """With no step there is nothing to gain."""
    fitted = fit(data, _foreign(data), replace(RECIPE, steps=0))
    assert not fitted.trained
    assert np.allclose(fitted.heads.items(data), start(data, RECIPE).items(data))


def test_where_one_group_holds_all_nothing_is_measured(data: SpaceData) -> None:
    one = replace(data, concepts=tuple(replace(c, group="all") for c in data.concepts))
    fitted = fit(one, _foreign(data), RECIPE)
    assert not fitted.quality
    assert not fitted.trained
    assert "text>window" not in fitted.thresholds


def test_nothing_at_all_is_too_little(data: SpaceData) -> None:
    none = replace(data, items=(), features={}, links=np.zeros((0, 2), dtype=np.int64))
    with pytest.raises(TooLittle, match="0 items"):
        fit(none, _foreign(data), RECIPE)


def test_a_training_that_is_told_to_stops(data: SpaceData) -> None:
    cancel = Event()
    steps: list[int] = []

    def told(step: str, done: int, total: int) -> None:
        steps.append(done)
        if done == 1:
            cancel.set()

    with pytest.raises(Stopped, match="the one before"):
        fit(data, _foreign(data), RECIPE, told, cancel=cancel)
    assert steps == [0, 1]
