"""Pages whose text cannot be had from the file: told apart, drawn and read by OCR. Knows no structure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pypdfium2

from ingest.ink import ink
from ingest.layout.captions import figure_label
from ingest.layout.page import Page
from ingest.ocr import page_of, recognise
from retrieval.records import Box

_FEWEST_CHARACTERS = 40
_LEAST_COVER = 0.25
_MOST_GARBAGE = 0.3
_FEWEST_LETTERS = 200
_FEWEST_VOWELS = 0.24
"""Share of vowels among letters; below it the codes of a font may have been stored for its letters."""
_SAME_WORDS = 0.3
_FEWEST_WORDS = 12
_VOWEL = re.compile(r"[aeiouyàâäéèêëîïôöùûüæœø]", re.IGNORECASE)
_LETTER = re.compile(r"[a-zà-öø-ÿœ]", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_MEANINGLESS = re.compile("[\ufffd\x00-\x1f\x7f-\x9f\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SCALE = 200 / 72
"""Pixels a point: 200 dots an inch, less on large sheets."""
_LONGEST_PICTURE = 5000
_WHOLE = 0.6
"""Share of the page that a scan covers."""
_INK_SIDE = 800
"""Pixels of the longer side of a picture in which ink is looked for."""


def lacks_text(page: Page) -> bool:
    """True where the stored text is missing or garbage although the page shows something."""
    text = "".join(segment.text for segment in page.segments)
    letters = len(text) - text.count(" ")
    if letters >= _FEWEST_CHARACTERS:
        return _garbage(text) > _MOST_GARBAGE * letters or _unspeakable(text)
    area = page.width * page.height
    cover = max((_area(box) / area for box in page.pictures), default=0.0)
    strokes = len(page.horizontals) + len(page.verticals) + len(page.drawn)
    return cover >= _LEAST_COVER or strokes >= 20 or len(page.pictures) >= 5


def _area(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _garbage(text: str) -> int:
    """Characters that no reader could have meant: unmapped glyphs, controls, private codes."""
    return len(_MEANINGLESS.findall(text))


def _unspeakable(text: str) -> bool:
    """True for letters that hardly make words (``7KH FRROLQJ ZDWHU``): text recognition has to say."""
    letters = len(_LETTER.findall(text))
    return letters >= _FEWEST_LETTERS and len(_VOWEL.findall(text)) < _FEWEST_VOWELS * letters


def _agree(stored: Page, read: Page) -> bool:
    """True unless text recognition sees words, hardly any of which is stored."""
    known = {word.casefold() for segment in stored.segments for word in _LONG_WORD.findall(segment.text)}
    seen = [word.casefold() for segment in read.segments for word in _LONG_WORD.findall(segment.text)]
    return len(seen) < _FEWEST_WORDS or sum(word in known for word in seen) >= _SAME_WORDS * len(seen)


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
    whole = "".join(s.text for s in page.segments)
    if found <= stored and not _garbage(whole) and not _unspeakable(whole):
        return page
    if _unspeakable(whole) and not _garbage(whole) and _agree(page, read):
        return page
    level = read.turn == page.turn and not read.tilt
    seen = printed(pixels, read) if has_caption(read) else ()
    return replace(
        read, pictures=(), ink=seen, fields=page.fields if level else (), notes=_all_notes(page, level=level)
    )


def with_ink(document: Any, page: Page) -> Page:
    """A scan that has text of its own and the caption of a figure, with what is printed beside the text.

    Other pages come back as they are: drawing a page takes time.
    """
    area = page.width * page.height
    if not any(_area(box) > _WHOLE * area for box in page.pictures):
        return page
    if not has_caption(page):
        return page
    try:
        raw = document[page.number - 1]
    except pypdfium2.PdfiumError:
        return page
    try:
        scale = min(1.0, _INK_SIDE / max(*raw.get_size(), 1.0))
        pixels = raw.render(scale=scale, grayscale=True).to_numpy()
    except pypdfium2.PdfiumError:
        return page
    finally:
        raw.close()
    return replace(page, ink=printed(pixels, page))


def has_caption(page: Page) -> bool:
    """True where a line may begin the caption of a figure."""
    return any(figure_label(segment.text) for segment in page.segments)


def printed(pixels: Any, page: Page) -> tuple[Box, ...]:
    """What is printed beside the text of a page, in its reading space.

    Args:
        pixels: Of the whole page as it is shown, grey or in colour.
    """
    upright = np.rot90(np.squeeze(pixels), -page.turn // 90)
    text = [segment.box for segment in page.segments]
    return ink(np.ascontiguousarray(upright), text=text, width=page.width, height=page.height)
