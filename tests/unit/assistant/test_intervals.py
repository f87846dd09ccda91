"""Intervals of maintenance in words, and the day that is one after another."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.intervals import Interval, interval_in, interval_of, tells_interval


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("Annual calibration", Interval(months=12)),
        ("Étalonnage annuel", Interval(months=12)),
        ("Greased every 6 months", Interval(months=6)),
        ("graissé tous les deux ans", Interval(months=24)),
        ("checked every week", Interval(days=7)),
        ("contrôle semestriel", Interval(months=6)),
        ("The outage lasted 6 months", None),
        ("every 2,000 h", None),
        ("", None),
    ],
)
def test_interval_in_words(text: str, interval: Interval | None) -> None:
    assert interval_in(text) == interval


@pytest.mark.parametrize(
    ("value", "unit", "interval"),
    [
        (12, "months", Interval(months=12)),
        (24.0, "mois", Interval(months=24)),
        ("36", "months", Interval(months=36)),
        ("5 years", "", Interval(months=60)),
        ("2 ans", "", Interval(months=24)),
        ("annual", "", Interval(months=12)),
        (12, "", None),
        (0, "months", None),
        (8000, "h", None),
        (None, "months", None),
        (True, "months", None),
    ],
)
def test_interval_of_a_cell(value: object, unit: str, interval: Interval | None) -> None:
    assert interval_of(value, unit) == interval


def test_the_day_after_an_interval_stays_in_the_month() -> None:
    assert Interval(months=1).after(date(2031, 1, 31)) == date(2031, 2, 28)
    assert Interval(months=12).after(date(2028, 2, 29)) == date(2029, 2, 28)
    assert Interval(days=7).after(date(2031, 12, 28)) == date(2032, 1, 4)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Graisser toutes les 500 h.", True),
        ("Périodicité : 4000 h ou un an.", True),
        ("tested at each start", True),
        ("a monthly round", True),
        ("The outage lasted 6 months.", False),
        ("The outer race frequency is 101 Hz.", False),
    ],
)
def test_work_that_comes_again_by_the_clock_or_not(text: str, told: bool) -> None:
    assert tells_interval(text) is told


@pytest.mark.parametrize(
    ("value", "unit", "months", "days"),
    [
        (1, "MON", 1, 0),
        (3, "YEARS", 36, 0),
        (6, "WEEKS", 0, 42),
        ("6M", "", 6, 0),
        ("1A", "", 12, 0),
        ("M6", "", 6, 0),
        ("12 mths", "", 12, 0),
        ("1/an", "", 12, 0),
        ("Bimestrielle", "", 2, 0),
        ("Fortnightly", "", 0, 14),
    ],
)
def test_short_intervals_of_exports(value: object, unit: str, months: int, days: int) -> None:
    assert interval_of(value, unit) == Interval(months=months, days=days)


@pytest.mark.parametrize("value", ["500 h", "M", "P-101", "on condition"])
def test_no_interval_by_the_calendar(value: str) -> None:
    assert interval_of(value, "") is None
