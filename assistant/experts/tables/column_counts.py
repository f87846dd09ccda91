"""How often the values of a column occur, and its extremes. Knows Parquet files, no words.

A query for each column costs more than the rows of a small table: those are counted in memory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from retrieval.records import Column

SMALL = 5000
"""Rows up to which a table is counted in memory."""

_EXACT = 200_000


@dataclass(frozen=True, slots=True)
class Counted:
    """A column, counted.

    Attributes:
        filled: Rows that are not null, and of a text not blank.
        distinct: Number of different values; of a text those that were kept, where all were.
        values: Of a text, most frequent first, then by spelling.
        complete: True where ``values`` are all of them.
        low, high: Extremes of what is no text and no flag.
    """

    filled: int
    distinct: int
    values: tuple[tuple[str, int], ...] = ()
    complete: bool = True
    low: object = None
    high: object = None


def count_small(path: Path, columns: Sequence[Column], *, kept: int) -> dict[str, Counted]:
    """Columns of a small table, counted in memory; none of a broken file, and none that holds NaN.

    Args:
        kept: Values of a text that are kept.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path, columns=[column.name for column in columns])
    except (pa.ArrowException, OSError):
        return {}
    found: dict[str, Counted] = {}
    for column in columns:
        held = [value for value in table.column(column.name).to_pylist() if value is not None]
        if column.type == "text":
            found[column.name] = _count_texts([text for text in held if text.strip(" ")], kept)
        elif all(value == value for value in held):
            ends = (None, None) if column.type == "boolean" or not held else (min(held), max(held))
            found[column.name] = Counted(len(held), len(set(held)), low=ends[0], high=ends[1])
    return found


def count(
    column: Column, scan: str, rows: int, connection: duckdb.DuckDBPyConnection, *, kept: int
) -> Counted:
    """A column of any table, counted by queries.

    Args:
        scan: What stands behind FROM.
        rows: Of the table; distinct values of more than 200,000 are estimated.
        kept: Values of a text that are kept.
    """
    name = '"' + column.name.replace('"', '""') + '"'
    distinct = f"count(DISTINCT {name})" if rows <= _EXACT else f"approx_count_distinct({name})"
    if column.type != "text":
        ends = "NULL, NULL" if column.type == "boolean" else f"min({name}), max({name})"
        row = connection.execute(f"SELECT count({name}), {distinct}, {ends} FROM {scan}").fetchone()  # noqa: S608
        assert row is not None
        return Counted(row[0], row[1], low=row[2], high=row[3])
    counted = connection.execute(  # names are quoted, the file is ours
        f"SELECT {name}, count(*) AS n FROM {scan} WHERE {name} IS NOT NULL AND trim({name}) <> '' "  # noqa: S608
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {kept + 1}"
    ).fetchall()
    values = tuple((str(value), int(n)) for value, n in counted[:kept])
    if len(counted) <= kept:
        return Counted(sum(n for _, n in values), len(values), values)
    row = connection.execute(f"SELECT count({name}), {distinct} FROM {scan}").fetchone()  # noqa: S608
    assert row is not None
    return Counted(row[0], row[1], values, complete=False)


def _count_texts(texts: Sequence[str], kept: int) -> Counted:
    ranked = sorted(Counter(texts).items(), key=lambda item: (-item[1], item[0].encode()))
    values = tuple(ranked[:kept])
    if len(ranked) <= kept:
        return Counted(len(texts), len(ranked), values)
    return Counted(len(texts), len(ranked), values, complete=False)
