"""A small table counted in memory gives what the queries give."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from assistant.experts.tables.column_counts import count, count_small
from retrieval.records import Column

_COLUMNS = (
    Column(name='Na"me', type="text"),
    Column(name="Amount", type="number"),
    Column(name="Broken", type="number"),
    Column(name="Open", type="boolean"),
    Column(name="Day", type="date"),
    Column(name="Time", type="datetime"),
    Column(name="Empty", type="integer"),
)


def test_both_ways_of_counting_agree(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    rows = {
        'Na"me': ["b", "a", "é", "b", " ", None, "", "a", "Z"],
        "Amount": [2.0, 1.5, None, 2.0, -3.0, 0.0, 1.5, 7.0, None],
        "Broken": [1.0, float("nan"), 2.0, None, None, None, None, None, None],
        "Open": [True, False, None, True, True, None, None, None, None],
        "Day": [date(2031, 5, day) for day in range(1, 10)],
        "Time": [datetime(2031, 5, 1, hour) for hour in range(9)],
        "Empty": pa.array([None] * 9, pa.int64()),
    }
    pq.write_table(pa.table(rows), path)
    scan = f"read_parquet('{path}')"
    with duckdb.connect(":memory:") as connection:
        for kept in (2, 100):
            small = count_small(path, _COLUMNS, kept=kept)
            assert set(small) == {c.name for c in _COLUMNS} - {"Broken"}
            for column in _COLUMNS:
                queried = count(column, scan, 9, connection, kept=kept)
                if column.name in small and (column.type != "text" or kept > 2):
                    assert small[column.name] == queried, column.name
            assert small['Na"me'].values == queried_values(connection, scan, kept)


def queried_values(
    connection: duckdb.DuckDBPyConnection, scan: str, kept: int
) -> tuple[tuple[str, int], ...]:
    return count(_COLUMNS[0], scan, 9, connection, kept=kept).values
