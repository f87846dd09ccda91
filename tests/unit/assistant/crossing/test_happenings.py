"""What happened, or was done, at a time that the question says is told by the rows of that time."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from assistant.crossing.happenings import Happenings, read_time
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Hit, Language, Scope

from .mill import Sheet, chunk, question


@pytest.fixture(scope="module")
def happenings(tmp_path_factory: pytest.TempPathFactory) -> Happenings:
    folder: Path = tmp_path_factory.mktemp("mill")
    journal = Sheet(
        "journal", "Alarm journal",
        {"time": ("datetime", None), "tag": ("text", None), "note": ("text", None)},
        [
            {"time": datetime(2031, 5, 23, 14, 19), "tag": "VB-12", "note": "SW-12 tripped"},
            {"time": datetime(2031, 5, 23, 15, 0), "tag": "TI-5", "note": None},
        ],
    )  # fmt: skip
    orders = Sheet(
        "orders", "Work orders",
        {"Order": ("text", None), "Equipment": ("text", None), "Created": ("datetime", None),
         "Due": ("datetime", None), "Actual start": ("datetime", None), "Actual finish": ("datetime", None)},
        [
            {"Order": "WO-70077", "Equipment": "SW-12", "Created": datetime(2031, 5, 23, 14, 45),
             "Due": datetime(2031, 5, 30), "Actual start": datetime(2031, 5, 24, 7, 0),
             "Actual finish": datetime(2031, 5, 26, 9, 10)},
            {"Order": "WO-70078", "Equipment": "CV-30", "Created": datetime(2031, 5, 1, 8, 0),
             "Due": datetime(2031, 5, 25), "Actual start": datetime(2031, 5, 24, 8, 0),
             "Actual finish": datetime(2031, 5, 24, 9, 0)},
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([sheet.write(folder) for sheet in (journal, orders)]))
    return Happenings(rows_at=tables.touched)


def _told(happenings: Happenings, text: str, language: Language = "en") -> list[str]:
    bridge = happenings.cross(question(text, language), Scope())
    assert bridge is not None
    return [reason.statement or "" for reason in bridge.reasons] or [bridge.refusal or ""]


def test_an_order_that_was_under_way_is_what_was_done(happenings: Happenings) -> None:
    """On the day itself nothing was raised, begun or finished; on another machine an order was due."""
    assert _told(happenings, "What was done on SW-12 on 25 May 2031?") == [
        "orders.csv, on 25 May 2031, 1 row: WO-70077, SW-12, Created 2031-05-23 14:45, Due 2031-05-30, "
        "Actual start 2031-05-24 07:00, Actual finish 2031-05-26 09:10."
    ]
    assert _told(happenings, "What happened on SW-12 on 25 May 2031?") == [
        "No table has a row on SW-12 dated on 25 May 2031."
    ]


def test_a_month_or_some_days_are_told_and_anything_at_all_may_be_asked_for(happenings: Happenings) -> None:
    (told,) = _told(happenings, "What happened from 23 to 24 May 2031?")[:1]
    assert told.startswith("journal.csv, from 23 May 2031 to 24 May 2031, 2 rows: 2031-05-23 14:19, VB-12")
    for text in ("What happened in May 2031?", "Did anything unusual happen between 20 and 25 May 2031?"):
        assert "SW-12 tripped" in _told(happenings, text)[0]
    french = _told(happenings, "S'est-il passé quelque chose entre le 22 et le 23 mai 2031 ?", "fr")
    assert french[0].startswith("journal.csv, du 22 mai 2031 au 23 mai 2031, 2 lignes :")
    assert "No table has a row" in _told(happenings, "Did anything happen on 2 March 2030?")[0]


def test_what_is_dated_in_the_minute_or_the_day_happened(happenings: Happenings) -> None:
    assert _told(happenings, "What happened on 23/05/2031 at 14:19?") == [
        "journal.csv, on 23 May 2031 at 14:19, 1 row: 2031-05-23 14:19, VB-12, SW-12 tripped."
    ]
    told = _told(happenings, "Que s'est-il passé le 23 mai 2031 ?", "fr")
    assert told[0].startswith("journal.csv, le 23 mai 2031, 2 lignes : 23/05/2031 14:19")
    assert told[1].startswith("orders.csv, le 23 mai 2031, 1 ligne : WO-70077")


def test_a_minute_without_a_row_is_widened_and_said_to_be(happenings: Happenings) -> None:
    told = _told(happenings, "What happened on 23/05/2031 at 14:05?")
    assert told == [
        "journal.csv, from 23 May 2031 at 13:35 to 23 May 2031 at 14:35, 1 row: "
        "2031-05-23 14:19, VB-12, SW-12 tripped."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "What happened in the hour before the trip?",
        "What happened on SW-12?",
        "What was done about the noise of the guide on 25 May 2031?",
        "What was the blade load on 25 May 2031?",
        "What happened in 2031?",
        "What happened last week?",
    ],
)
def test_other_questions_are_left_alone(text: str) -> None:
    assert read_time(text) is None


def test_a_day_without_a_year_is_the_last_one_that_has_rows(happenings: Happenings) -> None:
    later = Happenings(rows_at=happenings._rows_at, today=lambda: date(2033, 1, 9))
    assert _told(later, "What happened on 23 May at 14:19?") == [
        "journal.csv, on 23 May 2031 at 14:19, 1 row: 2031-05-23 14:19, VB-12, SW-12 tripped."
    ]
    assert later.cross(question("What happened on 2 February at 14:19?"), Scope()) is None


def _night_log(words: str, scope: Scope, top: int) -> list[Hit]:
    text = "SHIFT LOG\n08/02 N  Oxygen alarm at 23:40, evaporator iced. Clear at 01:05.\n09/02 E  Pump leaks."
    return [Hit(chunk=chunk("mill/shift_log.txt", 0, text), score=1.0)]


def test_a_day_without_rows_is_told_by_the_lines_of_a_log(happenings: Happenings) -> None:
    told = Happenings(rows_at=happenings._rows_at, today=lambda: date(2032, 3, 1), search=_night_log)
    bridge = told.cross(question("what happened on 8 February?"), Scope())
    assert bridge is not None
    assert [reason.quote[:16] for reason in bridge.reasons] == ["08/02 N  Oxygen "]
    assert told.cross(question("what happened on 10 February?"), Scope()) is None


def test_a_day_is_told_from_today(happenings: Happenings) -> None:
    later = Happenings(rows_at=happenings._rows_at, today=lambda: date(2031, 5, 24))
    assert _told(later, "what happened yesterday?") == _told(happenings, "what happened on 23 May 2031?")
    assert _told(later, "what happened today?")[0].startswith("orders.csv, on 24 May 2031, 2 rows")
    nothing = Happenings(rows_at=happenings._rows_at, today=lambda: date(2035, 1, 10))
    assert _told(nothing, "what happened last week?") == [
        "No table has a row from 1 January 2035 to 7 January 2035."
    ]
