"""Open orders and actions in words: what, where it stands, when it is due, since when it is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assistant.citations import CitationList
from assistant.experts.tables import TableExpert
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.open_rows import is_open
from assistant.experts.tables.source import FolderTables
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.open_rows import Open, told_open
from assistant.reports.records import Point
from assistant.reports.scenario.opened import _overdue, _waiting
from retrieval.records import Column, Scope, Table

ROWS = {
    "Order": ["WO-1", "WO-2", "WO-3", "WO-4"],
    "Equipment": ["P-7", "VT-8", "P-7", "P-7"],
    "Description": ["Reorder the bearing", "Add an alert", "Clean the basket", "Repaint"],
    "Status": ["WAITING PARTS", "OPEN", "CLOSED", "CANCELLED"],
    "Due date": [datetime(2031, 3, 3), datetime(2031, 5, 1), datetime(2031, 1, 1), datetime(2031, 1, 1)],
}


@pytest.fixture
def rows(tmp_path: Path) -> dict[str, KeyedRow]:
    path = tmp_path / "orders"
    pq.write_table(pa.table({"_row": list(range(4)), **ROWS}), path)
    columns = tuple(Column(name=n, type="datetime" if "date" in n else "text", unit=None) for n in ROWS)
    table = Table(
        id="orders", source="site/orders.csv", name="orders", title="Orders", columns=columns, row_count=4,
        parquet="orders",
    )  # fmt: skip
    found = TableExpert(FolderTables([(table, path)])).rows_of(lambda _: True, Scope())
    return {row.key: row for row in found}


def case(language: str) -> Case:
    return Case(
        tag="P-7", since=datetime(2031, 1, 1), until=datetime(2031, 2, 1), language=cast("Any", language),
        signals=(), documents=(), cited=CitationList(), knowledge=cast("Any", None), tables=cast("Any", None),
        today=date(2031, 3, 5),
    )  # fmt: skip


def test_what_is_past_its_date_is_said_to_be_overdue(rows: dict[str, KeyedRow]) -> None:
    assert told_open(case("en"), rows["WO-1"], "raw") == (
        "WO-1, Reorder the bearing; status WAITING PARTS; "
        "was due on 3 March 2031, overdue by 2 days on 5 March 2031"
    )
    assert told_open(case("fr"), rows["WO-1"], "raw") == (
        "WO-1, Reorder the bearing ; état WAITING PARTS ; "
        "échéance du 3 mars 2031 dépassée, en retard de 2 jours au 5 mars 2031"
    )


def test_what_is_due_later_tells_its_date_and_the_other_thing_it_is_on(rows: dict[str, KeyedRow]) -> None:
    assert told_open(case("fr"), rows["WO-2"], "raw") == "WO-2, Add an alert, VT-8 ; échéance le 1er mai 2031"
    late = [key for key, row in rows.items() if Open(point=Point(text=""), row=row).is_late(case("en"))]
    assert "WO-2" not in late
    assert "WO-1" in late


def test_what_is_closed_or_cancelled_is_not_open(rows: dict[str, KeyedRow]) -> None:
    assert [key for key, row in rows.items() if is_open(row)] == ["WO-1", "WO-2"]


def test_an_action_that_has_but_a_count_is_called_by_its_words(rows: dict[str, KeyedRow]) -> None:
    counted = replace(rows["WO-1"], key="1")
    late = Open(point=Point(text=""), row=counted)
    assert _overdue(case("fr"), late).text == "En retard depuis le 3 mars 2031 : Reorder the bearing."
    assert _waiting(case("en"), late).text == "Reorder the bearing stands at WAITING PARTS."
    named = Open(point=Point(text=""), row=rows["WO-1"])
    assert _overdue(case("en"), named).text == "Overdue since 3 March 2031: WO-1."
