"""How many independent rows normal rows are worth, and what is said where they cannot hold the rate."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.detection import detect
from assistant.experts.series.detectors.notes import notes
from assistant.experts.series.detectors.worth import independent_rows, supported_rate


def repeated(rows: int, times: int, seed: int = 0) -> np.ndarray:
    """Independent numbers, each as often as ``times``."""
    return np.repeat(np.random.default_rng(seed).normal(size=rows // times), times)


@pytest.mark.parametrize("times", [1, 4, 10])
def test_rows_that_repeat_each_other_count_once(times: int) -> None:
    found = np.mean([independent_rows([repeated(4_000, times, seed)]) for seed in range(8)])
    assert found == pytest.approx(4_000 / times, rel=0.2)


def test_pieces_and_rows_without_a_score() -> None:
    whole = repeated(4_000, 5)
    whole[:3] = np.nan
    parts = independent_rows(np.split(whole, 4))
    assert parts == pytest.approx(independent_rows([whole]), rel=0.1)
    assert independent_rows([np.full(50, 2.0)]) == 50.0


def test_the_rate_of_a_new_row_to_be_the_greatest() -> None:
    assert supported_rate(99.0) == pytest.approx(0.01)


@pytest.fixture(scope="module")
def wandering() -> np.ndarray:
    """1,000 rows whose neighbours are much alike; from row 600 on two of three sensors stand elsewhere."""
    shocks = np.random.default_rng(0).normal(size=(1_000, 3))
    for row in range(1, 1_000):
        shocks[row] += 0.8 * shocks[row - 1]
    shocks[600:, :2] += 12.0
    return shocks


def test_few_alike_rows_and_a_new_regime_are_told(wandering) -> None:
    found = detect(wandering, train_rows=300, method="level")
    promise, regime = notes(found, 1_000, "en")
    assert "worth about" in promise
    assert "rate of 1 % is extrapolated" in promise
    assert "--regime free" in regime
    french = notes(found, 1_000, "fr")
    assert "fausses alarmes est extrapolé" in french[0]
    assert "régime" in french[1]


def test_nothing_is_told_where_the_rate_can_be_held(wandering) -> None:
    steady = np.random.default_rng(1).normal(size=(6_000, 2))
    found = detect(steady, train_rows=5_000, method="mahalanobis")
    assert found.fitted.worth > 1_000
    assert notes(found, 6_000, "en") == ()
