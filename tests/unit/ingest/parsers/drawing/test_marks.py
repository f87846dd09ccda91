"""What texts on a drawing are."""

from __future__ import annotations

import pytest

from ingest.parsers.drawing.marks import (
    areas_of,
    find_bubbles,
    find_notes,
    find_references,
    find_tag_texts,
    is_line_number,
    numbers_of_series,
)
from ingest.parsers.drawing.placed import PlacedText


def _text(text: str, x: float, y: float, height: float = 2.0) -> PlacedText:
    return PlacedText(text=text, box=(x, y, x + 0.6 * height * len(text), y + height), height=height)


def test_bubbles() -> None:
    texts = [_text("PT", 9, 7), _text("102A", 7.5, 11), _text("elsewhere", 40, 40)]
    assert [mark.text for mark in find_bubbles(texts, [(5, 5, 15, 15), (38, 38, 60, 60)])] == ["PT-102A"]


def test_tags() -> None:
    texts = [
        _text(text, 0, i * 9)
        for i, text in enumerate(
            ["P-101A", "HV-104A", "400-CW-1001-A1", '1 1/2"-PW-1008-A1', '3/4"-QR-3808', "M", "DN400", "Pump"]
        )
    ]
    assert [mark.text for mark in find_tag_texts(texts)] == ["P-101A", "HV-104A"]


@pytest.mark.parametrize(
    "text", ["400-CW-1001-A1", '3"-QR-3808', "80-CW-1030-A1", '1 1/2"-PW-1008-A1', '3/4"-QR-3808']
)
def test_line_numbers(text: str) -> None:
    assert is_line_number(text)


@pytest.mark.parametrize("text", ["P-101A", "2024-01-31x", "A-B-C"])
def test_no_line_numbers(text: str) -> None:
    assert not is_line_number(text)


def test_references() -> None:
    texts = [_text("SEE DWG. 1234-A", 0, 0), _text("voir plan MD-101-07", 0, 9), _text("see below", 0, 20)]
    assert [mark.text for mark in find_references(texts)] == ["SEE DWG. 1234-A", "voir plan MD-101-07"]


def test_another_number_of_the_series_is_a_reference() -> None:
    texts = [
        _text("TO PID-205", 0, 0),
        _text("PID-204", 0, 10),
        _text("P-101A", 0, 20),
        _text("80-PID-205-A", 0, 30),
    ]
    assert [mark.text for mark in find_references(texts, own="PID-204")] == ["TO PID-205"]
    assert numbers_of_series("MD-101-08 and MD-101-07", "MD-101-07") == ["MD-101-08"]
    assert not numbers_of_series("P-102", "P-101")


def test_notes() -> None:
    texts = [
        _text(line, 10, 10 + 3 * i)
        for i, line in enumerate(["NOTES", "1. Deburr all edges.", "2. Paint outside."])
    ]
    texts += [_text("0.1", 80, 10), _text("0.01", 80, 13), _text("Pump", 50, 80)]
    assert [[text.text for text in note] for note in find_notes(texts)] == [
        ["NOTES", "1. Deburr all edges.", "2. Paint outside."]
    ]


def test_a_number_before_letters_of_several_kinds_is_an_area() -> None:
    printed = ("10-P-111A", "10-HV-1102", "10-D-110", "10-E-112", "400-CW-1001", "400-CW-1002")
    texts = [
        PlacedText(text=text, box=(0, 9 * at, 20, 9 * at + 2), height=2) for at, text in enumerate(printed)
    ]
    assert areas_of(texts) == {"10"}
    assert [mark.text for mark in find_tag_texts(texts)] == list(printed[:4])
    assert is_line_number("10-HV-1102")
    assert not is_line_number("10-HV-1102", areas={"10"})
