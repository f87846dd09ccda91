"""Read drawings in PDF: title block, revisions, dimensions, notes and tags from text and its place.

A page whose text is drawn as strokes is read by OCR. Knows no DXF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2

from ingest.errors import Unreadable
from ingest.layout.page import Page, Segment
from ingest.parsed import ParsedDocument
from ingest.parsers.drawing.drawn import DimensionText, DrawingSheet
from ingest.parsers.drawing.placed import PlacedText, apart
from ingest.parsers.drawing.printed_dimension import printed_kind
from ingest.parsers.drawing.sheet import describe, drawing_document
from ingest.parsers.drawing.strokes import Polyline, box_of_points, is_bow_tie
from ingest.parsers.pdf_open import opened
from ingest.parsers.pdf_scan import lacks_text, read_scan
from ingest.parsers.pdf_text import PageReader
from retrieval.records import Box

_MARGIN = 0.035
"""Share of the sheet at each edge where the zones of the frame are lettered."""

_FEWEST_TAGS_OF_A_DIAGRAM = 5
_MANY_STROKES = 200


def parse_drawing_pdf(path: Path, *, ocr: bool = True) -> ParsedDocument:
    """Reads a PDF whose pages are drawings. Boxes are in points from the top left of the page.

    Args:
        ocr: Whether pages without text are read from their picture.

    Raises:
        Unreadable: Empty, no PDF, damaged, or protected by a password.
    """
    notes: list[str] = []
    found = []
    with opened(path) as document:
        reader = PageReader(document)
        if not len(document):
            raise Unreadable("the PDF has no pages", "export it again")
        for index in range(len(document)):
            try:
                page = reader.read(index)
                if ocr and lacks_text(page):
                    page = read_scan(document, page)
                    notes.append(f"Page {index + 1} holds no text; it was read by OCR.")
                elif ocr and draws_its_text(page):
                    page = completed(page, read_scan(document, page))
                    notes.append(f"Page {index + 1} draws its dimensions as strokes; they were read by OCR.")
            except pypdfium2.PdfiumError:
                notes.append(f"Page {index + 1} is damaged and was left out.")
                continue
            found.append(describe(sheet_of_page(page), page=index + 1, unit="pt", place=page.shown))
    if not any(sheet.entities for sheet in found):
        notes.append("The drawing holds no text that can be read.")
    return drawing_document(found, path=path, media="pdf", unit="pt", notes=notes)


def sheet_of_page(page: Page) -> DrawingSheet:
    """What a page's texts and lines are on a sheet; also for a picture that OCR has read."""
    texts, dimensions = [], []
    for segment in page.segments:
        printed = " ".join(segment.text.split())
        if not printed or _is_zone(segment, page):
            continue
        height = segment.size or segment.y1 - segment.y0
        texts.append(PlacedText(text=printed, box=segment.box, height=height, rotated=segment.turned))
        kind = printed_kind(printed)
        if kind:
            dimensions.append(DimensionText(text=printed, kind=kind, box=segment.box))
    return DrawingSheet(
        texts=tuple(texts),
        dimensions=tuple(dimensions),
        lines=tuple(_lines(page)),
        shapes=_shapes(page),
        triangles=page.triangles,
        valves=tuple(box_of_points(corners) for corners in page.outlines if is_bow_tie(corners)),
        circles=tuple(box for box in _curves(page) if _is_round(box)),
    )


def draws_its_text(page: Page) -> bool:
    """True where a drawing full of strokes has no dimension among its stored texts: they are strokes too."""
    if page.turn or page.read_by_ocr or len(page.drawn) < _MANY_STROKES:
        return False
    return not any(printed_kind(segment.text) for segment in page.segments)


def completed(stored: Page, read: Page) -> Page:
    """A page with what OCR reads where no text is stored."""
    if not read.read_by_ocr:
        return stored
    new = [
        segment
        for segment in read.segments
        if not any(apart(segment.box, other.box) == 0.0 for other in stored.segments)
    ]
    return replace(stored, segments=(*stored.segments, *new))


def _is_zone(segment: Segment, page: Page) -> bool:
    """The letters and numbers along the frame."""
    if len(segment.text.strip()) > 2:
        return False
    x, y = (segment.x0 + segment.x1) / 2 / page.width, (segment.y0 + segment.y1) / 2 / page.height
    return min(x, y, 1 - x, 1 - y) < _MARGIN


def _is_round(box: Box) -> bool:
    wide, high = box[2] - box[0], box[3] - box[1]
    return wide > 0 and 0.85 <= high / wide <= 1.18 if wide else False


def _lines(page: Page) -> Iterator[Polyline]:
    """Straight lines, where the sheet is a diagram; elsewhere they are outlines of parts."""
    tags = sum(bool(re.fullmatch(r"[A-Z]{1,5}-\d{2,6}[A-Z]{0,2}", s.text.strip())) for s in page.segments)
    if tags < _FEWEST_TAGS_OF_A_DIAGRAM:
        return
    for ruling in page.horizontals:
        yield Polyline(points=((ruling.start, ruling.at), (ruling.end, ruling.at)), layer="")
    for ruling in page.verticals:
        yield Polyline(points=((ruling.at, ruling.start), (ruling.at, ruling.end)), layer="")
    for points in page.slants:
        yield Polyline(points=points, layer="")


def _shapes(page: Page) -> tuple[Box, ...]:
    """Curves and outlines: what is drawn without open lines and triangles."""
    return tuple(dict.fromkeys((*_curves(page), *map(box_of_points, page.outlines))))


def _curves(page: Page) -> tuple[Box, ...]:
    """What is drawn that is neither open lines nor an outline of straight edges: circles above all."""
    straight = [box_of_points(points) for points in (*page.slants, *page.triangles, *page.outlines)]
    return tuple(box for box in page.drawn if not any(_same(box, other) for other in straight))


def _same(one: Box, other: Box) -> bool:
    """True for two boxes of one path, whose line has some width."""
    return all(abs(a - b) <= 2.0 for a, b in zip(one, other, strict=True))
