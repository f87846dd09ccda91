"""Pages whose text cannot be had from the file: told apart, drawn and read by OCR. Knows no structure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np

from ingest.layout.page import Page
from ingest.ocr import page_of, recognise

_FEWEST_CHARACTERS = 40
_LEAST_COVER = 0.25
_MOST_GARBAGE = 0.3
_MEANINGLESS = re.compile("[\ufffd\x00-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SCALE = 200 / 72
"""Pixels a point: 200 dots an inch, less on large sheets."""
_LONGEST_PICTURE = 5000


def lacks_text(page: Page) -> bool:
    """True where the stored text is missing or garbage although the page shows something."""
    text = "".join(segment.text for segment in page.segments)
    letters = len(text) - text.count(" ")
    if letters >= _FEWEST_CHARACTERS:
        return _garbage(text) > _MOST_GARBAGE * letters
    area = page.width * page.height
    cover = max((_area(box) / area for box in page.pictures), default=0.0)
    strokes = len(page.horizontals) + len(page.verticals) + len(page.drawn)
    return cover >= _LEAST_COVER or strokes >= 20 or len(page.pictures) >= 5


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _garbage(text: str) -> int:
    """Characters that no reader could have meant: unmapped glyphs, controls, private codes."""
    return len(_MEANINGLESS.findall(text))


def _all_notes(page: Page, *, level: bool) -> tuple[str, ...]:
    """The page's notes, and its form's values where their places are not those of the scan."""
    values = () if level else tuple(f"Field: {field.text}" for field in page.fields)
    return (*page.notes, *values)


def read_scan(document: Any, page: Page) -> Page:
    """The page as OCR reads it; the stored page where OCR finds no more.

    Args:
        document: An open ``pypdfium2.PdfDocument``.

    Raises:
        pypdfium2.PdfiumError: The page cannot be drawn.
    """
    shown_width, shown_height = (
        (page.height, page.width) if page.turn in (90, 270) else (page.width, page.height)
    )
    scale = min(_SCALE, _LONGEST_PICTURE / max(shown_width, shown_height, 1.0))
    raw = document[page.number - 1]
    try:
        pixels = np.ascontiguousarray(raw.render(scale=scale).to_numpy()[:, :, :3])
    finally:
        raw.close()
    read = page_of(recognise(pixels), number=page.number, scale=scale)
    stored = sum(len(segment.text) for segment in page.segments)
    found = sum(len(segment.text) for segment in read.segments)
    if found <= stored and not _garbage("".join(s.text for s in page.segments)):
        return page
    level = read.turn == page.turn and not read.tilt
    return replace(
        read, pictures=(), fields=page.fields if level else (), notes=_all_notes(page, level=level)
    )
