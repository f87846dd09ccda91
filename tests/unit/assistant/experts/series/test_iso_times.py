"""Times of a column are all of one form."""

from __future__ import annotations

import numpy as np

from assistant.experts.series.iso_times import iso_times

_MIDNIGHT = 20_089 * 86_400_000_000


def test_midnight_is_no_bare_date() -> None:
    times = _MIDNIGHT + np.arange(2) * 60_000_000
    assert iso_times(times) == ["2025-01-01T00:00:00", "2025-01-01T00:01:00"]


def test_parts_of_seconds_are_kept() -> None:
    times = _MIDNIGHT + np.array([0, 250_000])
    assert iso_times(times) == ["2025-01-01T00:00:00.000000", "2025-01-01T00:00:00.250000"]
