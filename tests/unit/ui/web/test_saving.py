"""The rows of a piece of evidence in files that links of the page carry."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import load_workbook

from assistant.records import Citation, Rows
from retrieval.records import Column, Table
from ui.web.saving import rows_of, save_links


@dataclass
class _Sensor:
    name: str


@dataclass
class _Log:
    source: str
    parquet: str
    sensors: tuple[_Sensor, ...]
    start: datetime
    end: datetime


class _Knowledge:
    """A store of one table and one log."""

    def __init__(self, folder: Path) -> None:
        self.catalogue = self.objects = self
        self._folder = folder
        rows = {"_row": [0, 1, 2], "Order": ["W-1", "W-2", "=W"], "Hours": [1.5, 2.0, None]}
        pq.write_table(pa.table(rows), folder / "orders")
        times = [datetime(2031, 5, 1, hour) for hour in range(4)]
        pq.write_table(pa.table({"time": times, "flow": [1.0, 2.0, 3.0, 4.0]}), folder / "log")
        self._log = _Log("log.csv", "log", (_Sensor("flow"),), times[0], times[-1])

    def path(self, key: str) -> Path:
        return self._folder / key

    def tables(self, _: Any) -> list[Table]:
        columns = (Column(name="Order", type="text"), Column(name="Hours", type="number"))
        return [
            Table(
                id="1",
                source="a/orders.csv",
                name="orders",
                title="",
                columns=columns,
                row_count=3,
                parquet="orders",
            )
        ]

    def series(self) -> list[_Log]:
        return [self._log]


def _files(links: str) -> dict[str, bytes]:
    found = re.findall(r'download="([^"]+)" href="data:[^;]+;base64,([^"]+)"', links)
    return {name: base64.b64decode(held) for name, held in found}


def _counted(**more: Any) -> Citation:
    rows = Rows(columns=("n",), values=((2,),), total=1, matched=2, row_numbers=(2, 0))
    return Citation(
        n=1, source="a/orders.csv", kind="table", quote="2", score=0.9, sql='SELECT count(*) FROM "orders"',
        **{"rows": rows, **more},
    )  # fmt: skip


def test_counted_rows_are_saved_with_all_their_columns(tmp_path: Path) -> None:
    files = _files(save_links(_counted(), _Knowledge(tmp_path), language="en"))  # type: ignore[arg-type]
    assert files["orders.csv"].decode("utf-8-sig") == "Order,Hours\n'=W,\nW-1,1.5\n"
    sheet = load_workbook(io.BytesIO(files["orders.xlsx"])).active
    assert [list(row) for row in sheet.values] == [["Order", "Hours"], ["'=W", None], ["W-1", 1.5]]  # type: ignore[union-attr]


def test_french_files_have_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    links = save_links(_counted(), _Knowledge(tmp_path), language="fr")  # type: ignore[arg-type]
    assert "Enregistrer en CSV" in links
    assert "2 lignes" in links
    assert _files(links)["orders.csv"].decode("utf-8-sig").endswith("W-1;1,5\n")


def test_the_readings_of_a_window_are_saved(tmp_path: Path) -> None:
    signal = Citation(
        n=1, source="log.csv", kind="series", quote="", score=0.9, sensor="flow",
        start=datetime(2031, 5, 1, 1), end=datetime(2031, 5, 1, 2),
    )  # fmt: skip
    saved = rows_of(signal, _Knowledge(tmp_path))  # type: ignore[arg-type]
    assert saved is not None
    assert saved.columns == ("time", "flow")
    assert list(saved.rows) == [("2031-05-01 01:00:00", 2.0), ("2031-05-01 02:00:00", 3.0)]


def test_what_a_query_gave_where_its_rows_are_not_known(tmp_path: Path) -> None:
    rows = Rows(columns=("mode", "n"), values=(("Leak", 4),), total=60)
    links = save_links(_counted(rows=rows), _Knowledge(tmp_path), language="en")  # type: ignore[arg-type]
    assert _files(links)["orders.csv"].decode("utf-8-sig") == "mode,n\nLeak,4\n"
    assert "1 of 60 rows" in links


def test_words_have_no_files(tmp_path: Path) -> None:
    words = Citation(n=1, source="a.pdf", kind="text", quote="x", score=0.9, page=1)
    assert save_links(words, _Knowledge(tmp_path), language="en") == ""  # type: ignore[arg-type]
