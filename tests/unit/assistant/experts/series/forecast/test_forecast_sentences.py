"""Forecasts in words."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.series.forecast.sentences import ReachTold, reached


@pytest.mark.parametrize(
    ("probability", "said"), [(0.24, "n'atteint probablement pas"), (0.0, "n'atteint pas")]
)
def test_a_limit_that_may_well_be_reached_is_not_denied(probability: float, said: str) -> None:
    told = ReachTold(
        limit=82.0, above=True, already=False, probability=probability, end=datetime(2025, 10, 7), at=None,
        earliest=None, latest=None,
    )  # fmt: skip
    assert said in reached("TT-106A", told, coverage=0.9, language="fr")
