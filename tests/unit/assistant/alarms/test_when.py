"""The time that a question restricts a journal to."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistant.alarms.when import window_of
from retrieval.records import Language

START, END = datetime(2031, 3, 1, 0, 4), datetime(2031, 3, 20, 23, 50)


def _told(text: str, language: Language = "en", today: date = date(2031, 4, 2)) -> str:
    window = window_of(text, language, START, END, today)
    if window is None:
        return ""
    if window.unclear:
        return "unclear"
    return f"{window.start:%d %H:%M}-{window.end:%d %H:%M}" + (" moved" if window.moved else "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("alarms on 12 March", "12 00:00-13 00:00"),
        ("alarms on the 12th", "12 00:00-13 00:00"),
        ("between 9 and 11 March", "09 00:00-12 00:00"),
        ("from 9 March to 11 March 2031", "09 00:00-12 00:00"),
        ("before 10 March", "01 00:04-10 00:00"),
        ("from 3:00 to 4:30 on 12 March", "12 03:00-12 04:30"),
        ("from midnight to 6 am on 12 March", "12 00:00-12 06:00"),
        ("alarms 9-11 March", "09 00:00-12 00:00"),
        ("in that week (9 to 11 March)", "09 00:00-12 00:00"),
        ("night shift of 12 March, 18:00 to 06:00", "12 18:00-13 06:00"),
        ("on 12 March 18:30 - 19:30", "12 18:30-12 19:30"),
        ("10 to 12 alarms on 12 March", "12 00:00-13 00:00"),
        ("night shift of 12 March", "12 22:00-13 06:00"),
        ("over the last 24 hours", "19 23:50-20 23:50"),
        ("alarms on wednesday 12 march", "12 00:00-13 00:00"),
        ("on Wed, 12 March from 3:00 to 4:30", "12 03:00-12 04:30"),
        ("in the week of 12 March", "10 00:00-17 00:00"),
        ("week of the 12th", "10 00:00-17 00:00"),
        ("in week 11", "10 00:00-17 00:00"),
        ("on Monday", "17 00:00-18 00:00"),
        ("yesterday", "20 00:00-21 00:00 moved"),
        ("on 9 and on 12 March", "unclear"),
        ("which alarm is the most frequent?", ""),
    ],
)
def test_english(text: str, told: str) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("du 5 au 7 mars", "05 00:00-08 00:00"),
        ("le 5 mars de 3h à 5h", "05 03:00-05 05:00"),
        ("le 5 mars, 18h-6h", "05 18:00-06 06:00"),
        ("la nuit du 5 mars", "05 22:00-06 06:00"),
        ("la nuit du 5 au 6 mars", "05 22:00-06 06:00"),
        ("le mercredi 12 mars", "12 00:00-13 00:00"),
        ("la semaine du 10 mars", "10 00:00-17 00:00"),
        ("semaine 11", "10 00:00-17 00:00"),
        ("hier", "20 00:00-21 00:00 moved"),
    ],
)
def test_french(text: str, told: str) -> None:
    assert _told(text, "fr") == told


def test_yesterday_is_counted_from_today_where_the_journal_reaches_it() -> None:
    assert _told("yesterday", today=date(2031, 3, 13)) == "12 00:00-13 00:00"


def test_the_hours_that_the_plant_states_for_its_shifts() -> None:
    hours = {"night": (18.5, 30.5)}
    window = window_of("on the night shift of 12 March", "en", START, END, date(2031, 4, 2), hours)
    assert window is not None
    assert (window.start, window.end) == (datetime(2031, 3, 12, 18, 30), datetime(2031, 3, 13, 6, 30))
