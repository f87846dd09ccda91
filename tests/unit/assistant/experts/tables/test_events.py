"""When something befell equipment: by the order that was raised, never by a list of what trips and some date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import ColumnType, Scope

from .plant_tables import Sheet, asking, frame

TEXT: tuple[ColumnType, str | None] = ("text", None)
MOMENT: tuple[ColumnType, str | None] = ("datetime", None)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    raised, done = datetime(2025, 3, 4, 5, 20), datetime(2025, 3, 11, 16, 0)
    orders = Sheet(
        "work_orders",
        "Work orders",
        {"Work order": TEXT, "Equipment": TEXT, "Failure": TEXT, "Created": MOMENT, "Finished": MOMENT},
        frame(
            [
                {
                    "Work order": "W-11",
                    "Equipment": "K-7",
                    "Failure": "trip",
                    "Created": raised,
                    "Finished": done,
                },
                {
                    "Work order": "W-12",
                    "Equipment": "K-8",
                    "Failure": "leak",
                    "Created": done,
                    "Finished": done,
                },
            ]
        ),
    )
    switches = Sheet(
        "switches",
        "Switches",
        {"Tag": TEXT, "Equipment": TEXT, "Trip": ("boolean", None), "Last calibration": ("date", None)},
        frame(
            [
                {
                    "Tag": f"PSL-{i}",
                    "Equipment": "K-7",
                    "Trip": i > 1,
                    "Last calibration": datetime(2024, 6, i),
                }
                for i in (1, 2, 3)
            ]
        ),
    )
    return asking([orders, switches], tmp_path_factory.mktemp("events"))


@pytest.mark.parametrize("question", ["When did K-7 trip?", "At what time did K-7 trip?"])
def test_a_trip_is_dated_by_its_order(ask: Callable[..., str], question: str) -> None:
    assert "2025-03-04 05:20" in ask(question)
    assert "2024" not in ask(question)


def test_trips_are_counted_in_orders(ask: Callable[..., str]) -> None:
    assert "1 work order" in ask("How many times did K-7 trip?")


def test_what_trips_is_still_listed(ask: Callable[..., str]) -> None:
    assert "PSL-2" in ask("Which switches of K-7 trip?")


def test_a_number_that_names_is_no_count(ask: Callable[..., str]) -> None:
    assert "W-12" in ask("What is the work order number of the leak on K-8?")
    assert "1 work order" in ask("What is the number of work orders of K-8?")


def sure(sheet: Sheet, folder: Path, text: str) -> float:
    """Score of what is found first."""
    expert = TableExpert(FolderTables([sheet.write(folder)]))
    found = expert.find(Question(text=text, asked=text, language="en"), Scope()).evidence
    return found[0].score if found else 0.0


def test_another_value_is_not_told_for_a_level(tmp_path: Path) -> None:
    checks = Sheet(
        "inspection",
        "Inspection",
        {"Measure": TEXT, "Point": TEXT, "Value": ("number", "°C"), "Limit value": ("number", "°C")},
        frame(
            [
                {"Measure": "Bearing temperature", "Point": "TT-7", "Value": 56.0, "Limit value": 75.0},
                {"Measure": "Oil temperature", "Point": "TT-8", "Value": 48.0, "Limit value": 70.0},
            ]
        ),
    )
    ask = asking([checks], tmp_path)
    assert "75" in ask("limit value of TT-7")
    assert sure(checks, tmp_path, "limit value of TT-7") > 0.8
    assert sure(checks, tmp_path, "trip limit value of TT-7") < 0.5


def test_alarms_of_a_journal_are_counted_not_their_kinds(tmp_path: Path) -> None:
    """Each row is an alarm; ``alarm`` is the column of its kind."""
    rows: list[dict[str, object]] = [
        {"time": datetime(2025, 3, day, 6, 0), "tag": tag, "alarm": "H"}
        for day, tag in ((1, "TT-9"), (2, "TT-9"), (3, "TT-9"), (4, "LT-2"))
    ]
    journal = Sheet(
        "alarm_journal", "alarm_journal", {"time": MOMENT, "tag": TEXT, "alarm": TEXT}, frame(rows)
    )
    expert = TableExpert(FolderTables([journal.write(tmp_path)]))
    text = "How many alarms of TT-9 in March 2025?"
    best = expert.find(Question(text=text, asked=text, language="en"), Scope()).evidence[0]
    assert best.values == ("3",)


def test_a_list_with_dates_of_care_alone_does_not_tell_when_something_befell(tmp_path: Path) -> None:
    switches = Sheet(
        "switches",
        "Switches",
        {"Tag": TEXT, "Service": TEXT, "Trip": ("boolean", None), "Last calibration": ("date", None)},
        frame(
            [
                {
                    "Tag": "IT-9",
                    "Service": "Motor current",
                    "Trip": True,
                    "Last calibration": datetime(2024, 6, 1),
                },
                {
                    "Tag": "TT-9",
                    "Service": "Motor bearing",
                    "Trip": True,
                    "Last calibration": datetime(2024, 6, 2),
                },
            ]
        ),
    )
    assert sure(switches, tmp_path, "When did the motor trip, by IT-9?") < 0.5
    assert sure(switches, tmp_path, "When was the last calibration of IT-9?") > 0.8


def test_yes_is_no_temperature(tmp_path: Path) -> None:
    """That a bearing has a trip says nothing of the temperature at which it trips."""
    names = ("Tag", "Service", "Equipment", "Unit", "H", "Trip")
    rows: list[dict[str, object]] = [
        dict(zip(names, row, strict=True))
        for row in (
            ("TT-5A", "DE bearing temperature K-1A", "K-1A", "°C", 75.0, True),
            ("TT-5B", "DE bearing temperature K-1B", "K-1B", "°C", 75.0, True),
            ("TT-6A", "NDE bearing temperature K-1A", "K-1A", "°C", 82.0, True),
            ("TT-6B", "NDE bearing temperature K-1B", "K-1B", "°C", 75.0, False),
            ("VT-8A", "NDE vibration K-1A", "K-1A", "mm/s", 7.1, True),
        )
    ]
    types: dict[str, tuple[ColumnType, str | None]] = {
        **dict.fromkeys(names, TEXT), "H": ("number", None), "Trip": ("boolean", None)
    }  # fmt: skip
    expert = TableExpert(FolderTables([Sheet("sensors", "Sensors", types, frame(rows)).write(tmp_path)]))
    text = "trip temperature of the NDE bearing"
    found = expert.find(Question(text=text, asked=text, language="en"), Scope()).evidence
    assert not any((evidence.statement or "").startswith("yes") for evidence in found)
