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
