from __future__ import annotations

from pathlib import Path

import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.row_levels import gravest, levels_of
from assistant.experts.tables.source import FolderTables
from retrieval.records import Scope
from tests.unit.assistant.crossing.mill import Sheet


@pytest.mark.parametrize(
    ("reading", "passed"), [(5.0, None), (7.1, "H 7.1"), (12.0, "HH 11"), (0.1, "L 0.2")]
)
def test_the_gravest_level_that_a_reading_passes(tmp_path: Path, reading: float, passed: str | None) -> None:
    sheet = Sheet(
        "instruments", "Instruments",
        {"Tag": ("text", None), "Service": ("text", None), "L": ("number", None), "H": ("number", None), "HH": ("number", None)},
        [
            {"Tag": "PT-108", "Service": "suction P-7", "L": 0.2, "H": 7.1, "HH": 11.0},
            {"Tag": "PT-109", "Service": "suction P-9", "L": None, "H": 4.5, "HH": None},
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([sheet.write(tmp_path)]))
    row = tables.row_of("PT-108", Scope())
    other = tables.row_of("PT-109", Scope())
    assert row is not None
    assert other is not None
    assert [level.column.name for level in levels_of(row)] == ["L", "H", "HH"]
    assert [level.column.name for level in levels_of(other)] == ["H"]
    found = gravest(levels_of(row), reading)
    assert (None if found is None else found.told("en")) == passed
