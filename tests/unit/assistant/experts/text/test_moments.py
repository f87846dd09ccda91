"""Days and times of day as words: alike however they are written, and no more alike than they are."""

from __future__ import annotations

import pytest

from assistant.experts.text.moments import clock_words, moment_words, without_moments
from assistant.quantities import find_quantities


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on 18/09/2025", "18 September 2025 at dawn"),
        ("le 1er septembre", "found on 01/09/2025"),
        ("at 22:30", "22 h 30 Noise"),
        ("on 15 Sept", "15/09/2025"),
    ],
)
def test_the_same_moment_shares_a_word(one: str, other: str) -> None:
    assert moment_words(one) & moment_words(other)


@pytest.mark.parametrize(
    ("one", "other"), [("on 18/09/2025", "18/10/2025"), ("at 22:30", "22:40"), ("22:30", "22,30 m")]
)
def test_another_moment_shares_none(one: str, other: str) -> None:
    assert not moment_words(one) & moment_words(other)


def test_times_of_day_apart_and_blanked() -> None:
    assert clock_words("noted at 2 h 30 on 16/09/2025") == {"=02:30"}
    assert without_moments("noted at 22:30 on 16/09/2025 again").split() == ["noted", "at", "on", "again"]


def test_a_time_of_day_is_no_duration() -> None:
    assert not [q for q in find_quantities("arrêtée à 03 h 42") if q.unit]
    assert [q.dimension for q in find_quantities("after 2 h 10 min")] == ["time", "time"]
