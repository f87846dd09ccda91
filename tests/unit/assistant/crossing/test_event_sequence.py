"""What came next in a log of events, before and how long after; questions of journals and texts are left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from assistant.crossing.event_sequence import EventSequence
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Language, Scope

from .kiln import DAY, _sheet

_LINES = (
    (-9.0, "TSH-7", "Shell temperature high pre-alarm", "ON"),
    (0.0, "PSL-4", "Kiln draught low", "ON"),
    (4.2, "PSL-4", "Kiln draught low", "OFF"),
    (9.1, "TSHH-7", "Shell temperature very high 2oo3", "ON"),
    (9.25, "KY-7", "Burner trip relay", "ON"),
    (9.4, "XS-11", "F-11 fan motor running", "OFF"),
    (10.0, "ZSC-21", "Gas valve XV-21 closed", "ON"),
    (75.5, "HS-7", "Trip accepted by panel", "ON"),
)


@pytest.fixture(scope="module")
def crossing(tmp_path_factory: pytest.TempPathFactory) -> EventSequence:
    folder = tmp_path_factory.mktemp("kiln")
    types = {"Stamp": "datetime", "Point": "text", "Text": "text", "State": "text"}
    rows: list[list[object]] = [[DAY + timedelta(seconds=s), *rest] for s, *rest in _LINES]
    sheet = _sheet("kiln_sis_events", types, rows)  # type: ignore[arg-type]
    tables = TableExpert(FolderTables([sheet.write(Path(folder))]))
    return EventSequence(rows_of=tables.rows_of)


def _told(crossing: EventSequence, text: str, language: Language) -> str:
    bridge = crossing.cross(Question(text=text, asked=text, language=language), Scope())
    return "" if bridge is None else "\n".join(e.statement or "" for e in bridge.reasons)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "next point in the SIS log right after the fan motor dropped out?",
            ["after XS-11", "ZSC-21", "0.6 s"],
        ),
        ("what came next after TSHH-7 in the sequence of events", ["KY-7", "0.15 s later"]),
        ("first event after the trip relay came on", ["XS-11"]),
        ("after the kiln draught came back, which point came on first?", ["OFF", "TSHH-7"]),
        ("which event came just before the gas valve closed?", ["before ZSC-21", "XS-11"]),
        ("how long between TSHH-7 and the F-11 fan stopping, in seconds", ["0.3 s from TSHH-7", "XS-11"]),
        ("how long between shell temperature very high and the burner trip relay", ["0.15 s from TSHH-7"]),
        ("what came after HS-7 in the SOE?", ["the last event"]),
    ],
)
def test_english(crossing: EventSequence, question: str, wanted: list[str]) -> None:
    told = _told(crossing, question, "en")
    assert [part for part in wanted if part not in told] == [], told


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("quel point juste après TSHH-7 dans le journal des événements ?", ["KY-7", "0,15 s plus tard"]),
        ("quel événement vient juste avant la fermeture ZSC-21 ?", ["avant ZSC-21", "XS-11"]),
        ("combien de temps entre TSHH-7 et HS-7 ?", ["66,4 s de TSHH-7"]),
    ],
)
def test_french(crossing: EventSequence, question: str, wanted: list[str]) -> None:
    told = _told(crossing, question, "fr")
    assert [part for part in wanted if part not in told] == [], told


@pytest.mark.parametrize(
    "question",
    [
        "which alarms came after the trip?",
        "what happened after 09:00 on 4 March?",
        "which events came in the 5 seconds after TSHH-7?",
        "what is done after the kiln stops?",
        "next point after the mill tripped",
        "when is the next inspection after the shutdown?",
        "time from order to delivery",
        "list all events after KY-7",
    ],
)
def test_left_to_others(crossing: EventSequence, question: str) -> None:
    assert _told(crossing, question, "en") == ""
