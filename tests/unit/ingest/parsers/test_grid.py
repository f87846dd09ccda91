"""Rows into columns."""

from __future__ import annotations

from ingest.parsers.grid import build_grid


def test_short_rows_are_filled_and_long_ones_joined() -> None:
    grid = build_grid([["a", "b", "c"], ["1", "2", "3"], ["4"], ["5", "6", "7", "8"], ["9", "9", "9"]])
    assert grid.row(1) == ("4", "", "")
    assert grid.row(2) == ("5", "6", "7, 8")
    assert len(grid.notes) == 2


def test_empty_trailing_columns_go() -> None:
    grid = build_grid([["id", "name", "", ""], ["a1", "x", "", ""], ["a2", "y", "", ""]])
    assert grid.names == ("id", "name")
    assert not grid.notes


def test_a_nameless_column_with_values_stays() -> None:
    grid = build_grid([["id", "", "name"], ["a1", "7", "x"], ["a2", "8", "y"]])
    assert grid.names == ("id", "column_2", "name")
