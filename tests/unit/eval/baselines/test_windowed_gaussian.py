"""The windowed Gaussian looks back only, and forgets."""

from __future__ import annotations

import numpy as np
import pytest

from eval.baselines.windowed_gaussian import WINDOW, windowed_gaussian


def test_a_score_is_one_less_the_tail_and_knows_no_later_value() -> None:
    values = np.random.default_rng(0).normal(size=500)
    values[300] = 6.0
    scores = windowed_gaussian(values)
    assert scores[0] == 0.0
    assert scores[300] > 0.9999
    assert 0.4 < scores[1:300].min() < 0.6
    assert np.array_equal(windowed_gaussian(values[:300]), scores[:300])


def test_it_follows_a_new_level_when_its_window_has_moved_on() -> None:
    rng = np.random.default_rng(1)
    values = np.concatenate((rng.normal(size=WINDOW), rng.normal(loc=8.0, size=2 * WINDOW)))
    scores = windowed_gaussian(values)
    assert scores[WINDOW + 1] > 0.999
    assert np.median(scores[-500:]) == pytest.approx(0.75, abs=0.05)
