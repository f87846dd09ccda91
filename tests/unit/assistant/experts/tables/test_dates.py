from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.tables.dates import find_periods
from assistant.experts.tables.moments import counted_back
from assistant.experts.tables.words import fold, prepare
from retrieval.records import Language


def periods(text: str, language: Language = "en") -> list[tuple[str | None, str | None]]:
    found = find_periods(fold(prepare(text)), language=language)
    return [(_day(p.start), _day(p.end)) for p in found]


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(" ", "minutes").removesuffix(" 00:00")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("in 2014", "2014-01-01", "2015-01-01"),
        ("in Q1 2019", "2019-01-01", "2019-04-01"),
        ("first half of 2021", "2021-01-01", "2021-07-01"),
        ("in Sept 2021", "2021-09-01", "2021-10-01"),
        ("in Sept 25", "2025-09-01", "2025-10-01"),
        ("on June 10th, 2020", "2020-06-10", "2020-06-11"),
        ("from 3 to 9 May 2021", "2021-05-03", "2021-05-10"),
        ("between March and May 2021", "2021-03-01", "2021-06-01"),
        ("2015-2017", "2015-01-01", "2018-01-01"),
        ("since 2019", "2019-01-01", None),
        ("before 2012", None, "2012-01-01"),
        ("until 2015", None, "2016-01-01"),
        ("after June 2021", "2021-07-01", None),
        ("week 23 of 2020", "2020-06-01", "2020-06-08"),
        ("2020-06-10 14:30", "2020-06-10 14:30", "2020-06-10 14:31"),
        ("13/06/2020", "2020-06-13", "2020-06-14"),
        ("late June 2020", "2020-06-21", "2020-07-01"),
    ],
)
def test_english_periods(text: str, start: str | None, end: str | None) -> None:
    assert periods(text) == [(start, end)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("en mars 2018", "2018-03-01", "2018-04-01"),
        ("entre mars et mai 2021", "2021-03-01", "2021-06-01"),
        ("du 3 au 9 mai 2021", "2021-05-03", "2021-05-10"),
        ("au premier trimestre 2020", "2020-01-01", "2020-04-01"),
        ("le 05/03/2020", "2020-03-05", "2020-03-06"),
        ("depuis 2019", "2019-01-01", None),
    ],
)
def test_french_periods(text: str, start: str | None, end: str | None) -> None:
    assert periods(text, "fr") == [(start, end)]


def test_a_month_with_a_number_behind_a_hyphen_is_a_tag() -> None:
    assert periods("cost of SEP-1") == []
    assert periods("cost of MAR-101") == []


def test_months_share_the_year_behind_them() -> None:
    assert periods("Nov + Dec 2020") == [("2020-11-01", "2020-12-01"), ("2020-12-01", "2021-01-01")]


def test_two_sides_of_a_comparison_stay_apart() -> None:
    text = fold("difference between 2018 and 2019")
    assert len(find_periods(text)) == 1
    assert len(find_periods(text, join_between=False)) == 2


def test_a_day_without_a_year_says_so() -> None:
    (period,) = find_periods("on 10 july")
    assert (period.month, period.day, period.is_absolute) == (7, 10, False)


def test_may_the_verb_is_no_month() -> None:
    assert periods("when may we close it") == []


def test_counted_back_and_weekdays() -> None:
    assert find_periods("the last 6 months")[0].last == (6, "month")
    assert find_periods("on sundays")[0].weekdays == (7,)


def test_ambiguous_days_are_marked() -> None:
    assert find_periods("03/04/2020")[0].guessed
    assert not find_periods("2020-04-03")[0].guessed


@pytest.mark.parametrize(
    ("text", "language", "last"),
    [
        ("this year", "en", (0, "year")),
        ("so far this month", "en", (0, "month")),
        ("since the beginning of the year", "en", (0, "year")),
        ("cette année", "fr", (0, "year")),
        ("ce mois-ci", "fr", (0, "month")),
        ("depuis le début de l'année", "fr", (0, "year")),
        ("l'an dernier", "fr", (1, "year")),
        ("le mois dernier", "fr", (1, "month")),
    ],
)
def test_the_year_of_the_newest_row_and_the_one_before(
    text: str, language: Language, last: tuple[int, str]
) -> None:
    (found,) = find_periods(fold(prepare(f"failures {text}?")), language=language)
    assert found.last == last


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        (0, "year", datetime(2031, 1, 1)),
        (0, "quarter", datetime(2031, 4, 1)),
        (0, "month", datetime(2031, 5, 1)),
        (0, "week", datetime(2031, 5, 12)),
        (1, "year", datetime(2030, 5, 14, 9)),
    ],
)
def test_counted_back(number: int, unit: str, expected: datetime) -> None:
    assert counted_back(datetime(2031, 5, 14, 9), number, unit) == expected
