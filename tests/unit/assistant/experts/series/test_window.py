from __future__ import annotations

from datetime import datetime, time

import pytest

from assistant.experts.series.times import read_times
from assistant.experts.series.tokens import fold
from assistant.experts.series.window import Window, both_sides, resolve

START, END = datetime(2020, 6, 1), datetime(2020, 6, 30, 23, 45)


def windows(
    text: str, start: datetime = START, end: datetime = END, context: Window | None = None
) -> list[str]:
    found = resolve(read_times(fold(text)), start, end, context=context)
    return [f"{w.start:%d %H:%M} - {w.end:%d %H:%M}" for w in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 5 June 2020", "05 00:00 - 05 23:59"),
        ("le 5 juin", "05 00:00 - 05 23:59"),
        ("June 5: the maximum", "05 00:00 - 05 23:59"),
        ("June 5th, 2020", "05 00:00 - 05 23:59"),
        ("05/06/2020", "05 00:00 - 05 23:59"),
        ("6/5/20", "05 00:00 - 05 23:59"),
        ("on Friday the 5th", "05 00:00 - 05 23:59"),
        ("15 to 20 June inclusive", "15 00:00 - 20 23:59"),
        ("du 15 au 20 juin", "15 00:00 - 20 23:59"),
        ("entre le 15 et le 20 juin 2020", "15 00:00 - 20 23:59"),
        ("from 15 June to 20 June 2020", "15 00:00 - 20 23:59"),
        ("2020-06-05T08:00:00 to 2020-06-06 10:15", "05 08:00 - 06 10:15"),
        ("between 08:00 and 10:00 on 5 June", "05 08:00 - 05 10:00"),
        ("le 9 juin entre 9 h 45 et 14 h 30", "09 09:45 - 09 14:30"),
        ("on the morning of 11 June", "11 06:00 - 11 11:59"),
        ("dans la nuit du 5 au 6 juin", "05 22:00 - 06 05:59"),
        ("in June 2020", "01 00:00 - 30 23:59"),
        ("first week of June", "01 00:00 - 07 23:59"),
        ("last 3 days of June 2020", "28 00:00 - 30 23:59"),
        ("last week of the log", "24 00:00 - 30 23:45"),
        ("les 2 derniers jours", "29 00:00 - 30 23:45"),
        ("second half of June", "16 00:00 - 30 23:59"),
        ("early June", "01 00:00 - 10 23:59"),
        ("yesterday", "29 00:00 - 29 23:59"),
        ("since 10 June", "10 00:00 - 30 23:45"),
        ("after 10 June", "11 00:00 - 30 23:45"),
        ("until 12 June", "01 00:00 - 12 23:59"),
        ("before 8:00 on 5 June", "05 00:00 - 05 07:59"),
        ("week 24", "08 00:00 - 14 23:59"),
        ("week of 10 June 2020", "08 00:00 - 14 23:59"),
        ("on 5 and 6 June", "05 00:00 - 06 23:59"),
    ],
)
def test_one_window(text: str, expected: str) -> None:
    assert windows(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 10 June to the end of the month", "10/06 - 30/06"),
        ("from 10 June to the end of June", "10/06 - 30/06"),
        ("after 10 June until the end of the month", "11/06 - 30/06"),
        ("since 10 June till the end of the week", "10/06 - 14/06"),
        ("from 10 May through the end of June", "10/05 - 30/06"),
        ("du 10 juin à la fin du mois", "10/06 - 30/06"),
        ("du 10 juin à la fin juillet", "10/06 - 31/07"),
        ("du 10 juin jusqu'à la fin de l'année", "10/06 - 31/12"),
        ("after the restart on 10 June, what is the mean of FT-1 to the end of the month?", "10/06 - 30/06"),
        ("end of June", "21/06 - 30/06"),
        ("on 10 June", "10/06 - 10/06"),
    ],
)
def test_a_stretch_runs_to_the_end_of_its_month(text: str, expected: str) -> None:
    (found,) = resolve(read_times(fold(text)), datetime(2020, 4, 1), datetime(2020, 12, 31, 23, 45))
    assert f"{found.start:%d/%m} - {found.end:%d/%m}" == expected


def test_two_days_that_are_no_stretch() -> None:
    assert windows("on 5 and 10 June") == ["05 00:00 - 05 23:59", "10 00:00 - 10 23:59"]
    assert len(windows("difference between 5 June and 10 June")) == 2
    assert len(windows("how did the mean change from 5 June to 10 June")) == 2


def test_a_moment() -> None:
    (window,) = resolve(read_times("at 14:30 on 9 june"), START, END)
    assert window.instant
    assert window.start == datetime(2020, 6, 9, 14, 30)


def test_recurring_hours_and_days() -> None:
    (window,) = resolve(read_times("between 8:00 and 10:00 in june 2020"), START, END)
    assert window.clock == (time(8), time(10))
    (weekend,) = resolve(read_times("at weekends in june"), START, END)
    assert weekend.weekdays == {5, 6}


def test_nothing_said_is_the_whole_log() -> None:
    (window,) = resolve(read_times("mean pressure in valve1/13.csv"), START, END)
    assert window.whole
    assert not read_times("mean pressure in valve1/13.csv")


def test_a_year_that_was_not_said_is_marked() -> None:
    (window,) = resolve(read_times("on 5 june"), START, END)
    assert "year" in window.guessed
    (outside,) = resolve(read_times("on 10 july"), START, END)
    assert not outside.overlaps(START, END)


def test_the_turn_before_gives_day_and_month() -> None:
    before = Window(start=datetime(2020, 6, 5), end=datetime(2020, 6, 5, 23, 59, 59))
    assert windows("and the day after", context=before) == ["06 00:00 - 06 23:59"]
    assert windows("over the whole month", context=before) == ["01 00:00 - 30 23:59"]


def test_rows() -> None:
    (window,) = resolve(read_times("rows 571 to 702"), START, END)
    assert window.rows == (571, 702)
    (first,) = resolve(read_times("the first 400 rows"), START, END)
    assert first.rows == (0, 399)


def test_a_date_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="day"):
        resolve(read_times("on 31 june 2020"), START, END)


@pytest.mark.parametrize(
    "text", ["may we see it", "6 readings", "above 120", "the last reading", "CH6 and 12 pumps"]
)
def test_what_is_no_time(text: str) -> None:
    assert not read_times(fold(text))


def test_the_end_days_of_a_stretch() -> None:
    (stretch,) = resolve(read_times(fold("from 15 June to 20 June 2020")), START, END)
    assert [(d.start.day, d.end.day) for d in stretch.end_days()] == [(15, 15), (20, 20)]
    (one,) = resolve(read_times(fold("on 5 June")), START, END)
    assert one.end_days() == ()
    (whole,) = resolve(read_times(fold("how high is it")), START, END)
    assert whole.end_days() == ()


def test_days_of_which_one_is_higher_are_apart() -> None:
    assert windows("was it higher on 5 June or on 6 June?") == ["05 00:00 - 05 23:59", "06 00:00 - 06 23:59"]
    assert windows("plus haut le 5 juin ou le 6 juin") == ["05 00:00 - 05 23:59", "06 00:00 - 06 23:59"]


def sides(text: str) -> list[str]:
    folded = fold(text)
    found = both_sides(resolve(read_times(folded), START, END), folded, START)
    return [f"{w.start:%d %H:%M}-{w.end:%d %H:%M}" for w in found]


def test_before_and_after_a_point_are_two_windows() -> None:
    assert sides("compare the mean before and after 03:40 on 9 june") == [
        "09 00:00-09 03:39",
        "09 03:40-09 23:59",
    ]
    assert sides("avant et après le 9 juin à 3h40") == ["01 00:00-09 03:39", "09 03:40-30 23:45"]
    assert len(sides("mean after 03:40 on 9 june")) == 1
    assert len(sides("mean before and after")) == 1
