"""What happens around recognition; recognition itself is tried in the integration tests."""

from __future__ import annotations

import math

import pytest

from ingest.layout.page import Turn
from ingest.ocr import OcrLine, OcrResult, mended, page_of


def _line(
    text: str, x0: float, y0: float, x1: float, y1: float, *, fall: float = 0.0, score: float = 0.9
) -> OcrLine:
    return OcrLine(text=text, corners=((x0, y0), (x1, y0 + fall), (x1, y1 + fall), (x0, y1)), score=score)


def _result(*lines: OcrLine, turn: Turn = 0, tilt: float = 0.0) -> OcrResult:
    return OcrResult(lines=lines, turn=turn, width=1000, height=800, tilt=tilt)


def test_words_share_the_length_of_their_line() -> None:
    page = page_of(_result(_line("Pump  P-101", 100, 50, 200, 70)), number=2, scale=2.0)
    (segment,) = page.segments
    assert (page.number, page.width, page.height, page.read_by_ocr) == (2, 500, 400, True)
    assert segment.text == "Pump P-101"
    assert segment.box == (50, 25, 100, 35)
    assert [(segment.text[w.start : w.end], round(w.x0), round(w.x1)) for w in segment.words] == [
        ("Pump", 50, 70), ("P-101", 75, 100),
    ]  # fmt: skip


def test_doubtful_and_empty_lines_are_left_out() -> None:
    page = page_of(_result(_line("", 0, 0, 9, 9), _line("x1", 0, 0, 9, 9, score=0.3)), number=1)
    assert page.segments == ()


def test_crooked_lines_become_level_and_go_back() -> None:
    tilt = math.radians(3)
    fall = 800 * math.tan(tilt)
    lines = [_line("a long line of text", 100, y, 900, y + 20, fall=fall) for y in (100, 300)]
    page = page_of(_result(*lines, tilt=tilt), number=1)
    upper, lower = page.segments
    assert upper.y1 - upper.y0 == pytest.approx(20, abs=1)
    assert lower.y0 - upper.y0 == pytest.approx(200, abs=2)
    x0, y0, x1, y1 = page.shown(upper.box)
    assert (x0, x1) == pytest.approx((100, 900), abs=4)
    assert (y0, y1) == pytest.approx((100, 120 + fall), abs=4)


def test_boxes_of_a_turned_picture_are_those_of_the_shown_one() -> None:
    page = page_of(_result(_line("text", 100, 50, 200, 70), turn=90), number=1)
    assert page.shown(page.segments[0].box) == (50, 800, 70, 900)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("2XS01.250±.008", "2XS⌀1.250±.008"),
        ("S0.750 ±.01", "S⌀.750 ±.01"),
        ("10.625 ±.020.50±.02", "10.625 ±.020 .50±.02"),
        ("sample S0.5 of 192.168.0.1", "sample S0.5 of 192.168.0.1"),
        ("clause 4.2.1, RS05.3", "clause 4.2.1, RS05.3"),
    ],
)
def test_signs_of_drawings_that_recognition_lacks(read: str, printed: str) -> None:
    assert mended(read) == printed
