"""Limits that a list gives by machine and measurement, and stock lists that give none; orders on a twin."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.citations import CitationList
from assistant.experts.series.names import name_of
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.orders import orders_of, spread_of
from assistant.reports.diagnostic.signals import register_row
from assistant.reports.scenario.like_orders import order_points
from assistant.reports.scenario.parts import stock_column
from assistant.reports.scenario.watch import watch_course
from retrieval.records import Column, ColumnType, Scope, Table

SHEETS: dict[str, dict[str, list[Any]]] = {
    "settings": {
        "Asset": ["COMP-1", "COMP-2", "COMP-2"],
        "Measurement": ["Oil filter dP", "Oil filter dP", "Discharge temperature"],
        "Unit": ["bar", "bar", "degC"],
        "High alarm": [1.2, 1.0, 90.0],
    },
    "stores": {
        "Part": ["D-0042", "D-0043"],
        "Description": ["Desiccant", "Seal"],
        "For": ["COMP-2", "COMP-1"],
        "On hand": [0, 1],
        "Min": [1, 1],
    },
    "orders": {
        "N° OT": ["OT-26-0412", "OT-26-0988"],
        "Équipement": ["COMP-2", "COMP-1"],
        "Libellé": ["Filtre colmaté", "Filtre colmaté, échange"],
        "Code défaut": ["COLM", "COLM"],
        "Date création": [date(2030, 3, 1), date(2030, 4, 1)],
        "Fin réelle": [date(2030, 3, 2), date(2030, 4, 2)],
        "Heures MO": [22.0, 26.0],
    },
}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    written = []
    for name, cells in SHEETS.items():
        first = next(iter(cells.values()))
        pq.write_table(pa.table({"_row": list(range(len(first))), **cells}), tmp_path / name)
        columns = tuple(Column(name=n, type=_type(values[0]), unit=None) for n, values in cells.items())
        table = Table(
            id=name, source=f"site/{name}.xlsx", name=name, title=name, columns=columns,
            row_count=len(first), parquet=name,
        )  # fmt: skip
        written.append((table, tmp_path / name))
    return Case(
        tag="COMP-2", since=datetime(2031, 1, 1), until=datetime(2031, 2, 1), language="en", signals=(),
        documents=(), cited=CitationList(), knowledge=cast("Any", None),
        tables=TableExpert(FolderTables(written)), today=date(2031, 3, 5),
    )  # fmt: skip


def _type(value: object) -> ColumnType:
    if isinstance(value, str):
        return "text"
    return "date" if isinstance(value, date) else "integer" if isinstance(value, int) else "number"


def test_a_limit_is_found_by_the_machine_and_what_is_measured(case: Case) -> None:
    row = register_row(case, name_of("COMP-2 oil filter dP (bar)"))
    assert row is not None
    assert row.cells["High alarm"] == 1.0
    assert register_row(case, name_of("COMP-2 oil filter temperature (degC)")) is None


def test_the_least_stock_of_a_part_is_no_limit_of_a_sensor(case: Case) -> None:
    assert any(stock_column(about.schema) for about in case.tables.about("COMP-2", Scope(), 5))
    assert watch_course(case, cast("Any", None), None) is None


def test_orders_have_a_french_code_and_hours_and_tell_the_twin_that_they_were_on(case: Case) -> None:
    orders = orders_of(case, ["COMP-1", "COMP-2"])
    assert [one.code for one in orders] == ["colm", "colm"]
    spread = spread_of(orders, lambda columns: columns.labour)
    assert spread is not None
    assert spread.told(case) == "24 h (22 to 26, n = 2)"
    _, newest, oldest = order_points(case, orders)
    assert newest.text.startswith("OT-26-0988 (on COMP-1): ")
    assert oldest.text.startswith("OT-26-0412: ")
    assert "labour 22 h" in oldest.text
