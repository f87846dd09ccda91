"""When a value was passed is not told by rows without a day: they say that it was, not when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Scope

from .mill import Sheet, question


def test_rows_without_a_day_do_not_tell_when(tmp_path: Path) -> None:
    points = Sheet(
        "points", "Vibration of P-7 by point",
        {"Point": ("text", None), "Velocity": ("number", "mm/s")},
        [{"Point": "1H", "Velocity": 2.1}, {"Point": "4H", "Velocity": 5.2}],
    )  # fmt: skip
    rounds = Sheet(
        "rounds", "Rounds of P-7",
        {"Day": ("datetime", None), "Pressure": ("number", "bar")},
        [
            {"Day": datetime(2031, 5, 1), "Pressure": 3.0},
            {"Day": datetime(2031, 5, 2), "Pressure": 6.0},
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([sheet.write(tmp_path) for sheet in (points, rounds)]))
    assert tables.find(question("Which points have a velocity above 4.5 mm/s?", "en"), Scope()).evidence
    assert not tables.find(question("When did the velocity exceed 4.5 mm/s?", "en"), Scope()).evidence
    told = tables.find(question("When did the pressure exceed 4.5 bar?", "en"), Scope()).evidence
    assert any("2031" in (one.statement or "") for one in told)
