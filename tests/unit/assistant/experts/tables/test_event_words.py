"""A recorded row can be read without its table's header."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.event_words import event_words
from assistant.experts.tables.recorded import recorded
from assistant.experts.tables.source import FolderTables
from retrieval.records import ColumnType, Language

from .plant_tables import Sheet, frame

TEXT: tuple[ColumnType, str | None] = ("text", None)
Told = Callable[[str, Language], list[str]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    at = datetime(2025, 9, 17, 21, 23)
    alarms = Sheet(
        "alarm_journal",
        "Alarms",
        {
            "time": ("datetime", None), "tag": TEXT, "alarm": TEXT, "priority": ("integer", None),
            "value": ("number", None), "unit": TEXT, "acknowledged_after_min": ("number", "min"),
            "operator_note": TEXT,
        },
        frame(
            [
                {"time": at, "tag": "VT-108A", "alarm": "H", "priority": 2, "value": 7.1, "unit": "mm/s",
                 "acknowledged_after_min": 4.0, "operator_note": "mailed, check planned"},
                {"time": at, "tag": "PT-102A", "alarm": "L", "priority": 1, "value": -0.2, "unit": "barg",
                 "acknowledged_after_min": 6.5, "operator_note": None},
            ]
        ),
    )  # fmt: skip
    folder: Path = tmp_path_factory.mktemp("events")
    tables = TableExpert(FolderTables([alarms.write(folder)]))

    def words(tag: str, language: Language) -> list[str]:
        rows = recorded(tables, (tag,), datetime(2025, 9, 1), datetime(2025, 9, 30), language)
        return [event_words(one.row, "P-101A", language) for one in rows]

    return words


def test_codes_and_figures_have_their_column_and_words_speak(told: Told) -> None:
    assert told("VT-108A", "en") == ["VT-108A, mailed, check planned (alarm: H; value: 7.1 mm/s)"]


def test_a_french_figure_is_not_taken_apart_by_its_comma(told: Told) -> None:
    assert told("PT-102A", "fr") == ["PT-102A (alarm : L ; value : -0,2 barg)"]
