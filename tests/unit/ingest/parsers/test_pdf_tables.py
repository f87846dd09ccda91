from __future__ import annotations

import pytest

from ingest.layout.compose import TableDraft
from ingest.layout.page import Page
from ingest.layout.table import Cell, RawTable
from ingest.parsers.pdf_tables import finish_table, head_rows

PAGE = Page(number=1, width=600, height=800)


def _table(*rows: list[str | Cell], page: int = 1, ruled: bool = True, bold: int = 0) -> RawTable:
    cells = tuple(
        tuple(
            Cell(text=cell, bold=i < bold) if isinstance(cell, str) else cell
            for cell in row
        )
        for i, row in enumerate(rows)
    )  # fmt: skip
    boxes = tuple((50.0, 100.0 + 20 * i, 300.0, 120.0 + 20 * i) for i in range(len(rows)))
    box = (50.0, 100.0, 300.0, 100.0 + 20 * len(rows))
    return RawTable(box=box, cells=cells, row_boxes=boxes, ruled=ruled, page=page)


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (_table(["Tag", "Limit", "Unit"], ["P-101", "4.5", "bar"], ["P-102", "5.0", "bar"]), 1),
        (_table(["Name", "Place"], ["Pump", "Hall A"], bold=1), 1),
        (_table(["Location:", "Hall A"], ["Pump:", "P-101"], ["Date:", "1 May"]), 0),
        (_table(["Mass", "0.14", "0.15"], ["Length", "2.5", "2.6"]), 0),
        (
            _table(
                ["Bearing", Cell(text="Limit", across=2), Cell()],
                ["", "Alert", "Trip"],
                ["Plain", "70", "88"],
            ),
            2,
        ),
        (
            _table(["Inhibitor", "rate"], ["(g)", ""], ["0", "2.8"], ["2", "1.5"], ["4", "0.9"], ruled=False),
            2,
        ),
    ],
)
def test_header_rows(table: RawTable, rows: int) -> None:
    assert head_rows(table) == rows


def test_field_lists_with_bold_labels_have_no_header() -> None:
    rows = [
        [Cell(text="Report", bold=True), Cell(text="MR-1"), Cell(text="Order", bold=True), Cell(text="WO-1")],
        [Cell(text="Date", bold=True), Cell(text="1 May"), Cell(text="By", bold=True), Cell(text="Shift")],
    ]
    assert head_rows(_table(*rows)) == 0  # type: ignore[arg-type]


def test_names_of_two_header_rows_are_joined_and_units_found() -> None:
    raw = _table(
        ["Bearing", Cell(text="Limit", across=2), Cell()],
        ["", "Alert", "Trip"],
        ["", "°C", "°C"],
        ["Plain", "70", "88"],
        ["Rolling", "75", "95"],
    )
    draft = TableDraft([(raw, PAGE)], "6.1")
    block, table = finish_table(draft, index=4, name="t", title="6.1 Limits")
    assert table is not None
    assert [(c.name, c.unit) for c in table.columns][1][0].startswith("Limit / Alert")
    assert table.rows.num_rows >= 2
    assert (block.kind, block.label, block.table) == ("table", "6.1", 4)


def test_pieces_of_two_pages_are_one_table_without_the_repeated_header() -> None:
    one = _table(["Tag", "Limit"], ["P-101", "4.5"], page=1, bold=1)
    two = _table(["Tag", "Limit"], ["P-102", "5.5"], page=2, bold=1)
    draft = TableDraft([(one, PAGE), (two, Page(number=2, width=600, height=800))], None, "Table 1 Limits")
    block, table = finish_table(draft, index=0, name="a page 1", title="a")
    assert block.text == "Tag | Limit\nP-101 | 4.5\nP-102 | 5.5"
    assert [span.page for span in block.spans] == [1, 1, 2]
    assert [block.text[s.start : s.end] for s in block.spans][2] == "P-102 | 5.5"
    assert table is not None
    assert (table.name, table.page, table.rows.num_rows) == ("Table 1 Limits", 1, 2)


def test_a_table_without_header_is_text_only() -> None:
    raw = _table(["Location:", "Hall A"], ["Pump:", "P-101"])
    block, table = finish_table(TableDraft([(raw, PAGE)], None), index=0, name="a", title="a")
    assert table is None
    assert block.table is None
    assert block.text == "Location: | Hall A\nPump: | P-101"
