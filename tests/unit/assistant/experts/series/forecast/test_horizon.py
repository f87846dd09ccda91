"""A horizon as users write it."""

from __future__ import annotations

import pytest

from assistant.experts.series.detectors.log import LogRefused
from assistant.experts.series.forecast.horizon import steps_of


@pytest.mark.parametrize(
    ("text", "step", "rows"),
    [
        ("48", 60.0, 48),
        ("24h", 600.0, 144),
        ("90 min", 60.0, 90),
        ("1,5 h", 60.0, 90),
        ("2 jours", 3600.0, 48),
        ("1 semaine", 3600.0, 168),
        ("3 heures", 60.0, 180),
        ("45 s", 1.0, 45),
    ],
)
def test_rows_and_lengths_of_time(text, step, rows) -> None:
    assert (steps_of(text, step).horizon, steps_of(text, step).per_slot) == (rows, 1)


def test_a_long_horizon_is_in_means_of_several_readings() -> None:
    found = steps_of("1000", 1.0)
    assert (found.horizon, found.per_slot) == (250, 4)


@pytest.mark.parametrize(
    "text", ["", "soon", "-5", "0", "1.5", "3 parsecs", "10 ms", "1e3", "5s5", "9" * 400, "99999999 w"]
)
def test_what_is_no_horizon_says_what_is(text) -> None:
    with pytest.raises(LogRefused, match="horizon"):
        steps_of(text, 60.0)
