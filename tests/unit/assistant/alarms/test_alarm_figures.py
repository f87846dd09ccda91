"""Figures of ISA-18.2 and EEMUA 191 on alarms whose values are known."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from assistant.alarms import figures as f
from assistant.alarms.occurrences import Alarm

START = datetime(2031, 3, 4)


def _alarms(seconds: list[float], tag: str = "A") -> list[Alarm]:
    return [Alarm(tag, "", "", START + timedelta(seconds=s), n) for n, s in enumerate(seconds)]


def test_three_within_a_minute_chatter_and_two_do_not() -> None:
    (one,) = f.chattering(_alarms([0, 20, 59, 3600, 3630]))
    assert (one.number, one.most) == (3, 3)
    assert f.chattering(_alarms([0, 30, 60, 90])) == []


def test_a_flood_lasts_until_fewer_than_five_come() -> None:
    alarms = _alarms([*range(0, 120, 10), 300, 400, 5000])
    (flood,) = f.floods(alarms)
    assert flood.number == 14
    assert flood.end == START + timedelta(seconds=400)
    assert f.floods(_alarms(list(range(0, 600, 60)))) == []


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (100, "acceptable"),
        (200, "manageable"),
        (300, "demanding"),
        (1000, "demanding"),
        (2000, "unacceptable"),
    ],
)
def test_what_eemua_calls_a_rate(number: int, named: str) -> None:
    found = f.rates(_alarms([86400 * n / number for n in range(number)]), START, START + timedelta(days=1))
    assert found is not None
    assert found.eemua == named
    assert found.per_hour == pytest.approx(number / 24)


def test_too_short_a_time_has_no_rate() -> None:
    assert f.rates(_alarms([0, 1]), START, START + timedelta(minutes=9)) is None


def test_an_alarm_that_came_again_without_a_return_has_no_stay() -> None:
    first, last = _alarms([0, 60])
    first.repeated = True
    assert [one for one, _ in f.longest([first, last], START + timedelta(hours=1))] == [last]
