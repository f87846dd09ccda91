"""Tell drawings from documents, by their first pages. Knows counts and a few title-block words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pypdfium2

from ingest.layout.page import Page
from ingest.parsers.pdf_open import opened
from ingest.parsers.pdf_text import PageReader

_PAGES = 3
_MOST_WORDS = 400
_TITLE_BLOCK = re.compile(
    r"\b(scale|drawn|sheet|dwg|drawing|toleranc\w*|checked|finish|deburr|unless otherwise|do not scale|"
    r"third angle|first angle|projection|weight|échelle|dessiné|feuille|matière|folio|vérifié|maßstab)\b",
    re.IGNORECASE,
)
_LARGE = 1100.0
"""Points: the long side of A3 and more."""


def looks_like_drawing(path: Path) -> bool:
    """Whether a PDF holds engineering drawings: few words, many lines, a title block, a large sheet.

    Reads at most three pages.

    Raises:
        Unreadable: The file is no PDF that can be opened.
    """
    with opened(path) as document:
        return holds_drawings(document)


def holds_drawings(document: Any) -> bool:
    """The same for an open ``pypdfium2.PdfDocument``: true where most of its first pages are drawings."""
    reader = PageReader(document)
    count = min(len(document), _PAGES)
    drawings = 0
    for index in range(count):
        try:
            drawings += is_drawing(reader.read(index))
        except pypdfium2.PdfiumError:
            continue
        if index == 0 and not drawings:
            return False
    return 2 * drawings > count


def is_drawing(page: Page) -> bool:
    """Whether one page is a drawing."""
    text = " ".join(segment.text for segment in page.segments)
    words = text.count(" ") + 1 if text else 0
    if words > _MOST_WORDS:
        return False
    rulings = len(page.horizontals) + len(page.verticals)
    curves = len(page.drawn)
    terms = len({term.lower() for term in _TITLE_BLOCK.findall(text)})
    scattered = len(text) < 16 * max(len(page.segments), 1)
    large = max(page.width, page.height) >= _LARGE and rulings + curves >= 10
    landscape = page.width > page.height or page.turn in (90, 270)
    if terms >= 4 and rulings + curves >= 40:
        return True
    if large and words < 250:
        return True
    if words < 60 and curves >= 10 and rulings + curves >= 150:
        return True
    if terms >= 2 and words < 250 and curves >= 100 and landscape:
        return True
    if rulings >= 40 and curves >= 10 and words < 250:
        return scattered and (landscape or terms >= 2 or not words)
    return False


def is_drawing_scan(page: Page) -> bool:
    """Whether a picture that OCR has read is a drawing: scattered lettering and a title block."""
    text = " ".join(segment.text for segment in page.segments)
    terms = {term.lower() for term in _TITLE_BLOCK.findall(text)}
    return len(terms) >= 4 and len(text) < 18 * max(len(page.segments), 1)
