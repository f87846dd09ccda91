"""Revisions outside tables with headings, as offices write them; of invented drawings."""

from __future__ import annotations

import pytest

from ingest.parsers.drawing.attributes import TaggedBlock
from ingest.parsers.drawing.placed import PlacedText
from ingest.parsers.drawing.revision_rows import (
    attribute_revisions,
    bare_revisions,
    is_revision,
    told_revisions,
)


def _texts(*cells: tuple[str, float, float]) -> list[PlacedText]:
    return [PlacedText(text=t, box=(x, y, x + 1.6 * len(t), y + 2.5), height=2.5) for t, x, y in cells]


def _block(name: str, **fields: str) -> TaggedBlock:
    box = (0.0, 0.0, 1.0, 1.0)
    return TaggedBlock(
        name=name, fields=tuple(fields.items()), places=(box,) * len(fields), at=(0, 0), box=box
    )


def test_revisions_in_one_line_of_text() -> None:
    line = "REV A 02/09/2024 emission - REV B 19/01/2025 ajout PSH-12 ; REV C 03/02/2025 vanne DN50"
    assert [row.value for row in told_revisions(_texts((line, 0, 0)))] == [
        "A | 02/09/2024 | emission", "B | 19/01/2025 | ajout PSH-12", "C | 03/02/2025 | vanne DN50",
    ]  # fmt: skip


def test_a_line_for_each_revision() -> None:
    lines = ("Ind. B du 22/05/2024 : ajout du clapet", "Ind. A du 10/01/2024 : première émission")
    told = told_revisions(_texts(*((line, 0, 5.0 * at) for at, line in enumerate(lines))))
    assert [row.value for row in told] == [
        "B | 22/05/2024 | ajout du clapet",
        "A | 10/01/2024 | première émission",
    ]


@pytest.mark.parametrize(
    "text", ["REV E", "REV. B 14/04/2025", "SEE REV B FOR DETAILS", "indice de protection IP55"]
)
def test_what_tells_no_revision(text: str) -> None:
    assert told_revisions(_texts((text, 0, 0))) == []


def test_rows_without_headings() -> None:
    rows = _texts(
        ("B", 0, 0), ("14/03/2025", 10, 0), ("Feet stiffened", 40, 0), ("A", 0, 5), ("20/11/2024", 10, 5), ("Created", 40, 5)
    )  # fmt: skip
    assert [row.value for row in bare_revisions(rows)] == [
        "B | 14/03/2025 | Feet stiffened",
        "A | 20/11/2024 | Created",
    ]
    assert bare_revisions(rows[:3]) == []


def test_revisions_in_attributes() -> None:
    title = _block("TB", TITLE="PLATE", DWG_NO="F-2", REV="B", REV_A="A", REV_A_DATE="2025-04-02", REV_A_DESC="FIRST",
                   REV_B_DATE="2025-06-11", REV_B_DESC="LUGS")  # fmt: skip
    row = _block("REVROW", DESCRIPTION="Bore widened", REV="C", DATE="2025-07-01")
    assert [is_revision(block) for block in (title, row)] == [False, True]
    assert [field.value for field in attribute_revisions([title, row])] == [
        "A | 2025-04-02 | FIRST", "B | 2025-06-11 | LUGS", "C | Bore widened | 2025-07-01",
    ]  # fmt: skip
