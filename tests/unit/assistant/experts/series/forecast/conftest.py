"""Signals whose future is known."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.forecast.protocol import History


@pytest.fixture
def seasonal() -> History:
    """Two sensors, 600 rows: a season of 24 rows with little noise, and a slow walk without a season."""
    rng = np.random.default_rng(1)
    at = np.arange(600)
    season = 10 + 3 * np.sin(2 * np.pi * at / 24) + 0.1 * rng.normal(size=600)
    walk = np.cumsum(rng.normal(size=600))
    rows = np.stack([season, walk], axis=1)
    return History(rows=rows, observed=np.ones_like(rows, dtype=bool), seasons=(24, 1))
