from __future__ import annotations

from ingest.layout.page import Ruling
from ingest.layout.ruled import merged, ruled_tables
from ingest.layout.table import RawTable

from .lines import grid, page, segment


def _texts(table: RawTable) -> list[list[str]]:
    return table.printed_rows()


def test_a_full_grid_with_cells_of_several_lines() -> None:
    horizontals, verticals = grid([50, 150, 250], [100, 120, 150])
    made = page(
        segment("Tag", 55, 105), segment("Limit", 155, 105),
        segment("P-101", 55, 122), segment("standby", 55, 135), segment("4.5 bar", 155, 122),
        segment("text outside", 50, 200),
        horizontals=horizontals, verticals=verticals,
    )  # fmt: skip
    (table,) = ruled_tables(made)
    assert table.ruled
    assert _texts(table) == [["Tag", "Limit"], ["P-101 standby", "4.5 bar"]]
    assert table.box == (50, 100, 250, 150)
    assert table.row_boxes == ((50, 100, 250, 120), (50, 120, 250, 150))


def test_cells_over_several_columns_and_rows() -> None:
    horizontals = (Ruling(100, 50, 350), Ruling(120, 150, 350), Ruling(140, 50, 350), Ruling(160, 50, 350))
    verticals = (Ruling(50, 100, 160), Ruling(150, 100, 160), Ruling(250, 120, 160), Ruling(350, 100, 160))
    made = page(
        segment("Bearing", 55, 115), segment("Limit", 200, 105),
        segment("Alert", 155, 125), segment("Trip", 255, 125),
        segment("Plain", 55, 145), segment("70", 155, 145), segment("88", 255, 145),
        horizontals=horizontals, verticals=verticals,
    )  # fmt: skip
    (table,) = ruled_tables(made)
    assert _texts(table) == [["Bearing", "Limit", ""], ["", "Alert", "Trip"], ["Plain", "70", "88"]]
    assert table.filled_rows()[:2] == [["Bearing", "Limit", "Limit"], ["Bearing", "Alert", "Trip"]]


def test_rulings_with_gaps_at_the_crossings() -> None:
    horizontals = tuple(Ruling(y, 50.0, 250.0) for y in (100.0, 130.0, 160.0))
    verticals = tuple(
        Ruling(x, top + 4.3, top + 29.7) for x in (50.0, 150.0, 250.0) for top in (100.0, 130.0)
    )
    made = page(
        segment("a", 60, 110), segment("b", 160, 110), segment("c", 60, 140), segment("d", 160, 140),
        horizontals=horizontals, verticals=verticals,
    )  # fmt: skip
    assert [_texts(t) for t in ruled_tables(made)] == [[["a", "b"], ["c", "d"]]]


def test_rows_divided_by_horizontal_rulings_with_the_header_above() -> None:
    rows = [("a.", "Front hoop", "Size A"), ("b.", "Main hoop", "Size B"), ("c.", "Bracing", "Size C")]
    rows += [("d.", "Side impact", "Size D"), ("e.", "Harness", "Size B")]
    segments = [segment("Application", 100, 88), segment("Size per", 300, 76), segment("F.3.4", 305, 88)]
    for i, row in enumerate(rows):
        segments += [segment(text, x, 100 + 16 * i) for text, x in zip(row, (55, 100, 300), strict=True)]
    made = page(
        segment("F.3.2.1 Requirements by application", 50, 50), *segments,
        horizontals=tuple(Ruling(113.0 + 16 * i, 50.0, 400.0) for i in range(4)),
    )  # fmt: skip
    (table,) = ruled_tables(made)
    assert _texts(table) == [["", "Application", "Size per F.3.4"], *map(list, rows)]


def test_frames_and_underlines_are_no_tables() -> None:
    horizontals, verticals = grid([50, 500], [100, 700])
    text = [segment(f"line {i} of a text that stands in a frame", 60, 110 + 12 * i) for i in range(20)]
    assert not ruled_tables(page(*text, horizontals=horizontals, verticals=verticals))
    lines = (Ruling(100, 50, 500), Ruling(200, 50, 500))
    assert not ruled_tables(page(*text, horizontals=lines))


def test_pieces_of_a_ruling_are_joined() -> None:
    assert merged([Ruling(10, 0, 50), Ruling(10.5, 52, 90), Ruling(10, 200, 250)]) == [
        Ruling(10, 0, 90), Ruling(10, 200, 250),
    ]  # fmt: skip
