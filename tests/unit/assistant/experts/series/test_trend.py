from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest

from assistant.experts.series.events import EPOCH
from assistant.experts.series.trend import stretches

_MINUTE = 60_000_000
_BEGIN = int((datetime(2031, 5, 1) - EPOCH) / timedelta(microseconds=1))


def times(count: int, *, minutes: int = 10) -> np.ndarray:
    return _BEGIN + np.arange(count, dtype=np.int64) * minutes * _MINUTE


def noise(count: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.0, 0.05, count)


def test_a_rise_is_told_with_its_beginning() -> None:
    count, onset = 4000, 2600
    values = 2.0 + noise(count)
    values[onset:] += np.linspace(0.0, 5.0, count - onset)
    level, rise = stretches(times(count), values)
    assert (level.way, rise.way) == ("level", "up")
    wanted = datetime(2031, 5, 1) + timedelta(minutes=10 * onset)
    assert abs(rise.start - wanted) < 0.03 * timedelta(minutes=10 * count)
    assert rise.last == pytest.approx(7.0, abs=0.2)
    assert rise.per_day == pytest.approx(5.0 / (1400 * 10 / 1440), rel=0.1)


@pytest.mark.parametrize("seed", range(8))
def test_noise_and_a_daily_course_are_no_trend(seed: int) -> None:
    count = 4000
    day = 3.0 * np.sin(2 * np.pi * np.arange(count) / 144)
    assert [one.way for one in stretches(times(count), 50.0 + noise(count, seed))] == ["level"]
    assert [one.way for one in stretches(times(count), 50.0 + day + noise(count, seed))] == ["level"]


def test_after_an_interruption_it_begins_anew() -> None:
    count = 3000
    values = 2.0 + noise(count)
    values[500:1500] += np.linspace(0.0, 6.0, 1000)
    at = times(count)
    at[1500:] += 5 * 1440 * _MINUTE
    level, rise, after = stretches(at, values)
    assert (level.way, rise.way, after.way) == ("level", "up", "level")
    assert after.start - rise.end > timedelta(days=4)
    assert after.first == pytest.approx(2.0, abs=0.1)


def test_a_slow_beginning_and_end_are_not_the_rise() -> None:
    values = np.concatenate(
        [np.linspace(2.0, 2.2, 1500), np.linspace(2.2, 9.0, 1000), np.linspace(9.0, 9.2, 1500)]
    )
    found = stretches(times(4000), values + noise(4000))
    assert [one.way for one in found] == ["level", "up", "level"]
    assert found[1].first == pytest.approx(2.2, abs=0.3)
    assert found[1].last == pytest.approx(9.0, abs=0.3)


def test_a_jump_is_a_short_rise() -> None:
    values = 2.0 + noise(3000)
    values[1800:] += 4.0
    before, jump, after = stretches(times(3000), values)
    assert (before.way, jump.way, after.way) == ("level", "up", "level")
    assert jump.rise == pytest.approx(4.0, abs=0.2)
    assert abs(jump.start - (datetime(2031, 5, 1) + timedelta(minutes=18000))) < timedelta(hours=6)
    assert jump.end - jump.start < timedelta(hours=12)


def test_too_few_readings_tell_nothing() -> None:
    assert stretches(times(5), np.arange(5.0)) == []
    assert stretches(times(40), np.full(40, np.nan)) == []
    assert [one.way for one in stretches(times(40), np.full(40, 3.0))] == ["level"]
