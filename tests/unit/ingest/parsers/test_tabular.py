"""Typed tables and their text."""

from __future__ import annotations

from ingest.parsers.grid import build_grid
from ingest.parsers.tabular import TEXT_ROWS, read_grid


def _read(rows: list[list[str]]):  # type: ignore[no-untyped-def]
    return read_grid(build_grid(rows), name="costs", title="Costs", table_index=3)


def test_table_and_text() -> None:
    found = _read([["Item", "EUR"], ["Bearing", "412"], ["Seal", "96.5"]])
    assert found.table is not None
    assert found.table.rows.column_names == ["_row", "Item", "EUR"]
    assert found.table.rows["_row"].to_pylist() == [0, 1]
    assert found.blocks[0].text == "Item | EUR\nBearing | 412\nSeal | 96.5"
    assert found.blocks[0].table == 3


def test_a_total_is_text_and_no_row() -> None:
    found = _read([["Item", "EUR"], ["Bearing", "412"], ["Seal", "96"], ["Gasket", "8"], ["Total", "516"]])
    assert found.table is not None
    assert found.table.rows["EUR"].to_pylist() == [412, 96, 8]
    assert "Total | 516" in found.blocks[0].text
    assert any("Total" in note for note in found.notes)
    assert [block.text for block in found.blocks[1:]] == ["Costs, total: 516 EUR"]


def test_a_total_of_several_columns_is_said_with_their_names() -> None:
    rows = [["Day", "Calls", "Cost [EUR]"], ["Mon", "8", "400"], ["Tue", "2", "90"], ["Total:", "10", "490"]]
    assert _read(rows).blocks[1].text == "Costs, total: Calls 10; Cost [EUR] 490"
    assert len(_read(rows[:3]).blocks) == 1


def test_the_text_of_a_long_table_is_cut() -> None:
    found = _read([["code", "n"], *([f"C{i}", str(i)] for i in range(3 * TEXT_ROWS))])
    assert found.table is not None
    assert found.table.rows.num_rows == 3 * TEXT_ROWS
    assert found.blocks[0].text.count("\n") == TEXT_ROWS


def test_a_row_that_describes_most_columns_is_kept_as_text() -> None:
    rows = [
        ["time", "PT-1", "TT-1"], ["", "bar", "°C"], ["", "Discharge pressure", "Bearing temperature"],
        *[[f"2024-01-01 {i:02d}:00", f"{i}.5", "20.1"] for i in range(24)],
    ]  # fmt: skip
    found = _read(rows)
    assert found.series[0].sensors[0].unit == "bar"
    assert found.blocks[0].text == "PT-1: Discharge pressure\nTT-1: Bearing temperature"
