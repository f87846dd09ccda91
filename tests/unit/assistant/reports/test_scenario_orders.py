"""A like order in a scenario: each of its figures says what it is."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq

from assistant.citations import CitationList
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.orders import orders_of
from assistant.reports.scenario.like_orders import order_points
from retrieval.records import Column, Table

ROWS = {
    "WO number": ["WO-1"],
    "Equipment tag": ["P-7"],
    "Description": ["Bearing failed"],
    "Actual finish": [datetime(2025, 9, 23, 16, 5)],
    "Labour (h)": [64.5],
    "Downtime (h)": [130.4],
    "Cost (EUR)": [11870.0],
}
UNITS = {"Labour (h)": "h", "Downtime (h)": "h", "Cost (EUR)": "EUR"}


def test_figures_of_a_like_order_are_named_and_its_date_is_written_out(tmp_path: Path) -> None:
    path = tmp_path / "orders"
    pq.write_table(pa.table({"_row": [0], **ROWS}), path)
    columns = tuple(
        Column(
            name=name, unit=UNITS.get(name),
            type="number" if name in UNITS else "datetime" if "finish" in name else "text",
        )
        for name in ROWS
    )  # fmt: skip
    table = Table(
        id="orders", source="site/orders.csv", name="orders", title="Orders", columns=columns, row_count=1,
        parquet="orders",
    )  # fmt: skip
    case = Case(
        tag="P-7", since=datetime(2025, 1, 1), until=datetime(2025, 12, 1), language="fr", signals=(),
        documents=(), cited=CitationList(), knowledge=cast("Any", None),
        tables=TableExpert(FolderTables([(table, path)])), today=date(2025, 12, 2),
    )  # fmt: skip
    *_, told = order_points(case, orders_of(case, ["P-7"]))
    assert told.text == (
        "WO-1 : Bearing failed ; fini le 23 septembre 2025 à 16:05 ; main-d'œuvre 64,5 h ; arrêt 130,4 h ; "
        "coût 11870 EUR."
    )
