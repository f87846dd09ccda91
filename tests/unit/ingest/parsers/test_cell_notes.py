"""Notes on cells and margins of sheets."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from ingest.parsers.cell_notes import cell_note, printed_margin
from ingest.parsers.workbook import parse_workbook

_CELLS = {
    (0, 0): "Register of spares",
    (2, 0): "Tag", (2, 1): "Part", (2, 2): "Least stock",
    (3, 0): "P-204B", (3, 1): "sleeve", (3, 2): "1",
    (4, 0): "K-310", (4, 1): "ring", (4, 2): "4",
    (4, 28): "x",
}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "text", "note"),
    [
        ((4, 2), "raise\nto 7", "Note on S C5 (K-310, ring; Least stock): raise to 7"),
        ((4, 1), "ours", "Note on S B5 (K-310, ring; Part): ours"),
        ((0, 0), "old", "Note on S A1 (Register of spares): old"),
        ((4, 28), "far", "Note on S AC5 (K-310, ring): far"),
        ((9, 9), "nowhere", "Note on S J10: nowhere"),
        (
            (3, 2),
            "[Threaded comment]\n\nYour version of Excel … https://go.example/x\n\nComment:\n    lower to 3\nReply:\n    no",
            "Note on S C4 (P-204B, sleeve; Least stock): lower to 3 Reply: no",
        ),
        ((3, 2), "  ", ""),
    ],
)
def test_a_note_says_what_its_cell_is_about(place: tuple[int, int], text: str, note: str) -> None:
    assert cell_note(_CELLS, "S", place, text) == note


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((None, "Store keeper: ext. 4312", None), "Footer of S: Store keeper: ext. 4312"),
        (('&"Arial,Bold"&8Doc QP-778', None, "Page &P of &N"), "Footer of S: Doc QP-778 Page of"),
        ((None, "Page &P / &N", "&D"), ""),
        ((None, None, None), ""),
    ],
)
def test_margins_without_fields(parts: tuple[str | None, ...], text: str) -> None:
    assert printed_margin("S", "Footer", parts) == text


def test_a_workbook_tells_both(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Tag", "Limit"], ["C-350", 4.5], ["K-310", 7.1], ["G-320", 6]):
        sheet.append(row)
    sheet["B2"].comment = Comment("lowered to 3.8", "a")
    sheet.oddFooter.center.text = "Approved by the works council"
    path = tmp_path / "a.xlsx"
    book.save(path)
    texts = [block.text for block in parse_workbook(path).blocks]
    assert "Note on Sheet B2 (C-350; Limit): lowered to 3.8" in texts
    assert "Footer of Sheet: Approved by the works council" in texts
