"""What tables hold on a tag: orders whose numbers look like tags are events, lists of tags name each."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.experts.tables import TableExpert
from assistant.experts.tables.index import listed_tags
from assistant.experts.tables.recorded import recorded
from assistant.experts.tables.source import FolderTables
from retrieval.records import Column, ColumnType, Scope, Table

ORDERS = {
    "WO": ["W-3381", "W-3560", "W-3714"],
    "Raised": [date(2031, 1, 12), date(2031, 2, 4), date(2031, 3, 2)],
    "Asset": ["COMP-2", "COMP-1", "COMP-2"],
    "Description": ["Oil filter blocked", "Seal leaks", "Oil filter alarm"],
    "Completed": [date(2031, 1, 14), date(2031, 2, 6), None],
}
INSTRUMENTS = {
    "Tag": ["PDT-11", "PDT-12", "PDT-13"],
    "Asset": ["COMP-2", "COMP-2", "COMP-1"],
    "Service": ["oil filter", "suction filter", "oil filter"],
    "Calibration date": [date(2031, 3, 1), date(2031, 3, 1), date(2031, 3, 1)],
}
STORES = {
    "Part": ["F 7710", "S 9901"],
    "Description": ["Oil filter element", "Shaft seal kit"],
    "For": ["COMP-1, COMP-2", "COMP-1"],
    "On hand": [2, 0],
}


@pytest.fixture
def expert(tmp_path: Path) -> TableExpert:
    written = []
    sheets: dict[str, dict[str, list[object]]] = {
        "orders": {name: list(cells) for name, cells in ORDERS.items()},
        "instruments": {name: list(cells) for name, cells in INSTRUMENTS.items()},
        "stores": {name: list(cells) for name, cells in STORES.items()},
    }
    for name, cells in sheets.items():
        first = next(iter(cells.values()))
        pq.write_table(pa.table({"_row": list(range(len(first))), **cells}), tmp_path / name)
        columns = tuple(Column(name=n, type=_type(values[0]), unit=None) for n, values in cells.items())
        table = Table(
            id=name, source=f"site/{name}.xlsx", name=name, title=name, columns=columns,
            row_count=len(first), parquet=name,
        )  # fmt: skip
        written.append((table, tmp_path / name))
    return TableExpert(FolderTables(written))


def _type(value: object) -> ColumnType:
    return "date" if isinstance(value, date) else "integer" if isinstance(value, int) else "text"


def test_orders_with_numbers_like_tags_are_events_and_instruments_are_parts(expert: TableExpert) -> None:
    roles = {about.schema.name: about.role for about in expert.about("COMP-2", Scope(), 10)}
    assert roles["orders"] == "event"
    assert roles["instruments"] == "part"


def test_a_cell_that_lists_tags_is_on_each_of_them(expert: TableExpert) -> None:
    held = {
        about.schema.name: [row.key for row in about.rows] for about in expert.about("COMP-2", Scope(), 10)
    }
    assert held["stores"] == ["F 7710"]
    assert listed_tags("310-FM01 ; 320-FM01") == ("310-FM-01", "320-FM-01")
    assert listed_tags("COMP-1 and its motor") == ()


def test_rows_dated_by_day_happened_and_an_instrument_of_a_list_did_not(expert: TableExpert) -> None:
    since, until = datetime(2031, 1, 1), datetime(2031, 12, 31)
    found = recorded(expert, ["COMP-2"], since, until, "en", days=True)
    assert [one.row.key for one in found] == ["W-3381", "W-3714"]
    assert recorded(expert, ["COMP-2"], since, until, "en") == []
