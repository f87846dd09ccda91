"""A sum over one row is the row's own figure, told with what names the row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Scope

from .plant_tables import Sheet, asking, frame


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    rows = [
        {"Period": "3 to 5 May", "Hours": 0.0, "What": "Waiting for the crane"},
        {"Period": "6 May", "Hours": 7.5, "What": "Beam lifted"},
        {"Period": "7 May", "Hours": 2.5, "What": "Beam lifted"},
    ]
    types = {"Period": ("text", None), "Hours": ("number", "h"), "What": ("text", None)}
    return asking([Sheet("hours", "Hours", types, frame(rows))], tmp_path_factory.mktemp("hours"))  # type: ignore[arg-type]


def test_one_row_is_told_with_its_name_and_several_are_added_up(ask: Callable[..., str]) -> None:
    told = ask("how many hours waiting for the crane")
    assert "3 to 5 May" in told
    assert "total" not in told
    assert "10 h" in ask("how many hours was the beam lifted")


def test_no_rows_are_told_less_surely_where_no_count_is_asked_for(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    rows = [
        {"time": datetime(2031, 9, 16, 5, 40 + n), "point": point, "speed": speed}
        for n, (point, speed) in enumerate((("3H", 3.1), ("4A", 4.2), ("4V", 3.6)))
    ]
    types = {"time": ("datetime", None), "point": ("text", None), "speed": ("number", "mm/s")}
    sheet = Sheet("hand_readings", "Hand readings", types, frame(rows))  # type: ignore[arg-type]
    expert = TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("readings"))]))

    def score(text: str) -> float:
        found = expert.find(Question(text=text, asked=text, language="en"), Scope())
        return max((e.score for e in found.evidence), default=0.0)

    assert score("4A readings in August") < score("how many readings of 4A in August")
