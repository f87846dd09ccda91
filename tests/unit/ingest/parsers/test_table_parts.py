"""Which rows of a delimited file belong together."""

from __future__ import annotations

import pytest

from ingest.parsers.table_parts import TablePart, table_parts

PUMPS = [["Tag", "Power (kW)", "Speed"], ["P-701", "75", "1480"], ["P-702", "55", "2960"]]
MOTORS = [["Tag", "Frame", "Maker", "IP"], ["M-701", "280S", "L", "55"], ["M-702", "250M", "A", "55"]]
BLANK: list[list[str]] = [[]]


def _tables(parts: list[TablePart]) -> list[tuple[str, int]]:
    return [(part.title, len(part.rows)) for part in parts if part.is_table]


def test_a_table_with_names_of_its_own_is_another_one() -> None:
    parts = table_parts([["Pumps"], *PUMPS, [""], ["Motors"], *MOTORS])
    assert _tables(parts) == [("", 4), ("Motors", 3)]


def test_a_title_may_stand_alone() -> None:
    parts = table_parts([*PUMPS, *BLANK, ["Motors"], *BLANK, *MOTORS])
    assert _tables(parts) == [("", 3), ("Motors", 3)]


def test_a_remark_behind_a_table_is_no_row() -> None:
    remark = ["Remark", "March: stopped for repair"]
    parts = table_parts([*PUMPS, ["", "", ""], remark])
    assert [part.is_table for part in parts] == [True, False]
    assert parts[1].rows == [remark]


@pytest.mark.parametrize(
    "more",
    [
        [["P-703", "45", "1480"]],
        [["P-703", "stopped", "1480"]],
        [["Total", "130", ""]],
        [["Section B", "", ""], ["P-703", "45", "1480"]],
        [["Section B", "", ""], [], ["P-703", "45", "1480"]],
        [["P-703", "n/a", ""], ["P-704", "45", "2960"]],
    ],
)
def test_rows_behind_a_blank_line_go_on_with_the_table(more: list[list[str]]) -> None:
    parts = table_parts([*PUMPS, *BLANK, *more])
    assert _tables(parts) == [("", 3 + sum(map(bool, more)))]


def test_words_behind_a_blank_line_go_on_with_a_table_of_words() -> None:
    rows = [["Valve", "Kind", "State"], ["V-1", "gate", "open"], ["V-2", "globe", "shut"]]
    assert len(table_parts([*rows, *BLANK, ["V-3", "gate", "open"], ["V-4", "ball", "shut"]])) == 1


def test_the_same_names_again() -> None:
    assert _tables(table_parts([*PUMPS, *BLANK, *PUMPS])) == [("", 5)]
    titled = table_parts([["Line 1"], *PUMPS, *BLANK, ["Line 2"], *PUMPS])
    assert _tables(titled) == [("", 4), ("Line 2", 3)]


def test_lines_above_the_first_table_stay_with_it() -> None:
    parts = table_parts([["Report"], *BLANK, ["Station", "North"], *BLANK, *PUMPS])
    assert _tables(parts) == [("", 5)]


def test_a_file_of_blank_rows_has_no_part() -> None:
    assert table_parts([[], [""]]) == []
