"""Lists of parts on a sheet, of invented parts."""

from __future__ import annotations

import pytest

from ingest.parsers.drawing.parts_list import find_parts_lists, heading_of
from ingest.parsers.drawing.placed import PlacedText

Cells = tuple[tuple[str, float], ...]
HEAD: Cells = (("ITEM", 0), ("QTY", 15), ("DESCRIPTION", 30), ("MATERIAL", 90))
ROWS: tuple[Cells, ...] = (
    (("1", 0), ("1", 15), ("BODY", 30), ("CAST IRON", 90)),
    (("2", 0), ("8", 15), ("HEX BOLT M12x40", 30)),
)


def _texts(rows: tuple[Cells, ...], step: float) -> list[PlacedText]:
    return [
        PlacedText(text=text, box=(x, step * at, x + 1.6 * len(text), step * at + 2.5), height=2.5)
        for at, row in enumerate(rows)
        for text, x in row
    ]


@pytest.mark.parametrize("step", [6.0, -6.0], ids=["below", "above"])
def test_rows_below_or_above_the_headings(step: float) -> None:
    (found,) = find_parts_lists(_texts((HEAD, *ROWS), step))
    fields = [part.fields for part in found.parts]
    assert sorted(fields) == [
        (("ITEM", "1"), ("QTY", "1"), ("DESCRIPTION", "BODY"), ("MATERIAL", "CAST IRON")),
        (("ITEM", "2"), ("QTY", "8"), ("DESCRIPTION", "HEX BOLT M12x40")),
    ]
    assert len(found.boxes) == 11


def test_a_table_of_revisions_and_a_list_of_equipment_are_none() -> None:
    revisions: tuple[Cells, ...] = (
        (("REV", 0), ("DATE", 15), ("DESCRIPTION", 40)),
        (("A", 0), ("2020-01-01", 15), ("FIRST ISSUE", 40)),
    )
    equipment: tuple[Cells, ...] = (HEAD, (("P-101A", 0), ("1", 15), ("PUMP", 30), ("STEEL", 90)))
    assert find_parts_lists(_texts(revisions, 6.0)) == []
    assert find_parts_lists(_texts(equipment, 6.0)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [("Rep.", "item"), ("REPÈRE", "item"), ("Nb", "quantity"), ("Désignation", "description"), ("MATL", "material"),
     ("Masse (kg)", "mass"), ("MASSE UNIT. kg", "mass"), ("WT EA", "mass"), ("Masse tot.", "total mass"),
     ("TOTAL WT", "total mass"), ("P/N", "part number"), ("TITLE BLOCK", None)],
)  # fmt: skip
def test_headings(text: str, name: str | None) -> None:
    assert heading_of(text) == name


def test_a_heading_of_unknown_words_is_a_column_and_a_cell_may_go_on_in_a_second_line() -> None:
    rows: tuple[Cells, ...] = (
        (*HEAD, ("HEAT NO.", 130)),
        (("1", 0), ("1", 15), ("BODY", 30), ("CAST IRON", 90), ("H-778", 130)),
        (("2", 0), ("8", 15), ("HEX BOLT M12x40", 30), ("8.8", 90), ("H-779", 130)),
    )
    texts = _texts(rows, 6.0)
    texts += [PlacedText(text="GALVANIZED", box=(30, 15.2, 46, 17.7), height=2.5)]
    (found,) = find_parts_lists(texts)
    assert found.parts[0].fields[-1] == ("HEAT NO.", "H-778")
    assert found.parts[1].fields[2] == ("DESCRIPTION", "HEX BOLT M12x40 GALVANIZED")
