"""When work was last done is told by the latest row of a register or a closed order."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.crossing.last_done import LastDone
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope

from .mill import Sheet, question


@pytest.fixture(scope="module")
def last(tmp_path_factory: pytest.TempPathFactory) -> LastDone:
    folder: Path = tmp_path_factory.mktemp("last")
    instruments = Sheet(
        "instruments", "Instruments", {"Tag": ("text", None), "Last calibration": ("datetime", None)},
        [{"Tag": "VB-12", "Last calibration": datetime(2030, 8, 31)}],
    )  # fmt: skip
    orders = Sheet(
        "orders", "Work orders",
        {"Order": ("text", None), "Equipment": ("text", None), "Description": ("text", None),
         "Due date": ("datetime", None), "Actual finish": ("datetime", None)},
        [
            {"Order": "WO-70071", "Equipment": "SW-12", "Description": "Cleaning of the chute",
             "Due date": datetime(2031, 4, 1), "Actual finish": datetime(2031, 4, 2)},
            {"Order": "WO-70072", "Equipment": "SW-12", "Description": "Cleaning of the chute",
             "Due date": datetime(2031, 5, 1), "Actual finish": datetime(2031, 5, 3)},
            {"Order": "WO-70073", "Equipment": "SW-12", "Description": "Cleaning of the chute",
             "Due date": datetime(2031, 6, 1), "Actual finish": None},
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([sheet.write(folder) for sheet in (instruments, orders)]))
    return LastDone(about=tables.about)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("when was VB-12 last calibrated?", "en", "VB-12 (calibrated) was last done on 31 August 2030"),
        (
            "quand VB-12 a été étalonné pour la dernière fois ?",
            "fr",
            "VB-12 (étalonné) : fait en dernier le 31 août 2030",
        ),
        ("when was the last cleaning of SW-12", "en", "was last done on 3 May 2031 (WO-70072"),
    ],
)
def test_the_latest_row_is_told(last: LastDone, text: str, language: Language, told: str) -> None:
    bridge = last.cross(question(text, language), Scope())
    assert bridge is not None
    assert told in (bridge.reasons[0].statement or "")


@pytest.mark.parametrize(
    "text",
    [
        "when did SW-12 last trip?",
        "when was SW-12 last painted?",
        "what was the last reading of VB-12?",
        "when was the chute last cleaned?",
        "when was VB-12 first calibrated, and last?",
    ],
)
def test_events_and_other_questions_are_left_alone(last: LastDone, text: str) -> None:
    assert last.cross(question(text), Scope()) is None
