"""Title blocks from texts and places."""

from __future__ import annotations

import pytest

from ingest.parsers.drawing.placed import PlacedText
from ingest.parsers.drawing.title_block import field_of_label, read_revisions, read_title_block


def _text(text: str, x: float, y: float, height: float = 2.0) -> PlacedText:
    return PlacedText(text=text, box=(x, y, x + 0.6 * height * len(text), y + height), height=height)


def _fields(*texts: PlacedText) -> dict[str, str]:
    return {field.name: field.value for field in read_title_block(texts)}


def test_values_under_and_beside_their_labels() -> None:
    assert _fields(
        _text("Title", 100, 100), _text("Bearing cover", 100, 103, 3.5),
        _text("DWG NO.", 100, 110), _text("MD-101-07", 100, 113, 4),
        _text("Échelle", 140, 110), _text("1:1", 140, 113, 2.5),
        _text("DRAWN", 60, 100), _text("Joe S.", 75, 100), _text("2018-05-13", 90, 90),
        _text("DATE", 90, 87), _text("SHEET 1 OF 2", 140, 120),
        _text("MATIÈRE", 60, 120), _text("S355", 75, 120),
    ) == {
        "title": "Bearing cover", "drawing number": "MD-101-07", "scale": "1:1", "drawn by": "Joe S.",
        "date": "2018-05-13", "sheet": "1 OF 2", "material": "S355",
    }  # fmt: skip


def test_a_dash_is_a_value_that_says_nothing() -> None:
    found = _fields(
        _text("FINISH", 60, 100),
        _text("--", 60, 103),
        _text("SCALE: 1:2", 90, 103),
        _text("DWG. NO.", 90, 100),
    )
    assert found == {"scale": "1:2"}


def test_a_value_belongs_to_the_nearest_label() -> None:
    texts = [_text("CHECKED", 60, 104), _text("DRAWN", 60, 100), _text("Annie", 75, 100)]
    assert _fields(*texts) == {"drawn by": "Annie"}


def test_a_title_of_two_lines() -> None:
    texts = [_text("TITLE:", 100, 100), _text("Gripper", 104, 103, 4), _text("Adapter", 106, 107.5, 4)]
    assert _fields(*texts) == {"title": "Gripper Adapter"}


def test_revision_table() -> None:
    rows = read_revisions(
        [
            _text("Rev.", 100, 100), _text("Date", 112, 100), _text("Change", 138, 100),
            _text("A", 100, 95), _text("14/03/2007", 112, 95), _text("As built", 138, 95),
            _text("B", 100, 90), _text("30/11/2013", 112, 90), _text("F-105 added", 138, 90),
            _text("Rev.", 300, 150), _text("Date", 320, 150),
            _text("B", 300, 153), _text("30/11/2013", 320, 153),
        ]
    )  # fmt: skip
    assert [row.value for row in rows] == ["A | 14/03/2007 | As built", "B | 30/11/2013 | F-105 added"]


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("DRAWING_NO", "drawing number"),
        ("REV", "revision"),
        ("Indice", "revision"),
        ("Dessiné par", "drawn by"),
        ("APPROVED_BY", "approved by"),
        ("N° de plan", "drawing number"),
        ("Matière :", "material"),
        ("PUMP", None),
    ],
)
def test_labels(label: str, field: str | None) -> None:
    assert field_of_label(label) == field


def test_a_number_that_no_word_qualifies_is_the_drawings() -> None:
    assert _fields(
        _text("Titre", 100, 100), _text("Appoint", 115, 100), _text("N°", 100, 104), _text("PID-4200", 115, 104)
    ) == {"title": "Appoint", "drawing number": "PID-4200"}  # fmt: skip
    assert field_of_label("NUMERO") == field_of_label("N°") == "drawing number"
    assert field_of_label("PART NUMBER") == "part number"


@pytest.mark.parametrize(
    "scale", ["HALF", "FULL SIZE", "AS NOTED", "1:50 @ A1", "1/100", '1/4" = 1\'-0"', "1 : 2"]
)
def test_scales(scale: str) -> None:
    assert _fields(_text("SCALE", 60, 100), _text(scale, 60, 103)) == {"scale": scale}


def test_french_signatures_and_the_unit_of_dimensions() -> None:
    assert _fields(
        _text("Vérificateur", 60, 100), _text("H. Morel", 60, 103),
        _text("Approbateur", 100, 100), _text("N. Brun", 100, 103),
        _text("UNITS", 140, 100), _text("mm", 140, 103),
    ) == {"checked by": "H. Morel", "approved by": "N. Brun", "unit": "mm"}  # fmt: skip
