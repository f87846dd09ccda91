"""When something befell equipment is told by logs and reports before the orders that were written afterwards."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.crossing.event_times import EventTimes, read_time_asked
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Chunk, Document, Language, Scope

from .mill import MillLibrary, Sheet, chunk, question

LOGBOOK = "mill/LB-2031_logbook.pdf"
_PASSAGES = (
    chunk(LOGBOOK, 0, "On 23 May 2031 at 14:20 SW-12 tripped, and CV-30 stopped by itself."),
    chunk(LOGBOOK, 1, "Tested at 09:05 on 24/05/2031, CV-30 stopped at 09:30."),
    chunk(LOGBOOK, 2, "Back in service | 24/05/2031, 09:10 | Outage | 18.8 h", headings=("Jam of SW-12",)),
)


class LogbookLibrary(MillLibrary):
    """A logbook beside the mill's reports."""

    def document(self, source: str) -> Document | None:
        from .mill import _document

        return _document(source, "Logbook of the mill")

    def chunks_mentioning(self, identifier: str, *, scope: Scope, limit: int) -> list[Chunk]:
        del scope
        return [c for c in _PASSAGES if identifier in c.identifiers or identifier in " ".join(c.headings)][
            :limit
        ]


@pytest.fixture(scope="module")
def times(tmp_path_factory: pytest.TempPathFactory) -> EventTimes:
    folder: Path = tmp_path_factory.mktemp("mill")
    journal = Sheet(
        "journal", "Alarm journal",
        {"time": ("datetime", None), "tag": ("text", None), "state": ("text", None), "note": ("text", None)},
        [
            {"time": datetime(2031, 5, 23, 14, 19), "tag": "VB-12", "state": "TRIP", "note": "SW-12 tripped"},
            {"time": datetime(2031, 5, 23, 14, 21), "tag": "XS-9", "state": "START CV-30", "note": None},
            {"time": datetime(2031, 5, 26, 8, 0), "tag": "VB-12", "state": "ALM", "note": "SW-12 rough"},
        ],
    )  # fmt: skip
    orders = Sheet(
        "orders", "Work orders",
        {"Order": ("text", None), "Equipment": ("text", None), "Created": ("datetime", None),
         "Actual finish": ("datetime", None), "Failure mode": ("text", None)},
        [
            {"Order": "WO-70077", "Equipment": "SW-12", "Created": datetime(2031, 5, 23, 14, 45),
             "Actual finish": datetime(2031, 5, 24, 9, 10), "Failure mode": "TRIP"},
            {"Order": "WO-70078", "Equipment": "CV-30", "Created": datetime(2031, 5, 25, 6, 0),
             "Actual finish": datetime(2031, 5, 25, 9, 0), "Failure mode": "BELT"},
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([sheet.write(folder) for sheet in (journal, orders)]))
    return EventTimes(logged_on=tables.logged_on, orders_on=tables.find, library=LogbookLibrary())  # type: ignore[arg-type]


def _told(times: EventTimes, text: str, language: Language = "en") -> list[str]:
    bridge = times.cross(question(text, language), Scope())
    assert bridge is not None
    assert bridge.refusal is None
    return [reason.statement or "" for reason in bridge.reasons]


def test_the_time_of_the_log_stands_before_the_date_of_the_order(times: EventTimes) -> None:
    told = _told(times, "When did SW-12 trip?")
    assert told[0].startswith("23 May 2031 at 14:19; journal.csv says: “2031-05-23 14:19, VB-12, TRIP")
    assert told[1].startswith("23 May 2031 at 14:20; LB-2031_logbook.pdf says:")
    assert "Created 2031-05-23 14:45" in told[-1]


def test_it_is_asked_in_french_of_english_sources(times: EventTimes) -> None:
    told = _told(times, "Quand SW-12 a-t-elle déclenché ?", "fr")
    assert told[0].startswith("23 mai 2031 à 14:19 ; journal.csv indique :")
    assert _told(times, "Quand SW-12 a-t-elle été remise en service ?", "fr") == [
        "24 mai 2031 à 09:10 ; LB-2031_logbook.pdf indique : "
        "« Back in service | 24/05/2031, 09:10 | Outage | 18.8 h »."
    ]


def test_what_befell_another_machine_is_not_told(times: EventTimes) -> None:
    """The belt stopped by itself when the saw tripped, and was tested, not stopped, at 09:05."""
    told = _told(times, "When did CV-30 stop?")
    assert [line.split(";")[0] for line in told] == ["23 May 2031 at 14:20", "24 May 2031 at 09:30"]
    assert times.cross(question("When did CV-30 trip?"), Scope()) is None


def test_an_event_of_another_time_is_said_to_be_one(times: EventTimes) -> None:
    bridge = times.cross(question("When did SW-12 trip in 2029?"), Scope())
    assert bridge is not None
    assert bridge.refusal is not None
    assert "23 May 2031 at 14:19" in bridge.refusal


@pytest.mark.parametrize(
    "text",
    [
        "When did VB-12 first reach 7 mm/s?",
        "When was the last order on SW-12 stopped?",
        "When must SW-12 be stopped?",
        "When was SW-12 greased?",
        "When did it trip?",
        "When did SW-12 and CV-30 trip?",
    ],
)
def test_other_questions_of_time_are_left_alone(text: str) -> None:
    assert read_time_asked(text) is None
