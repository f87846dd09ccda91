"""Pictures of pages, boxes marked on them, and the exact boxes of a quote. Knows no question and no index."""

from __future__ import annotations

import ctypes
import io
import math
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw
from PIL.PngImagePlugin import PngInfo

from ingest.errors import Unreadable
from ingest.layout.page import Turn, union
from ingest.parsers.image import opened as opened_image
from ingest.parsers.image import pixels_of, shown_width
from ingest.parsers.pdf_open import opened as opened_pdf
from ingest.parsers.pdf_text import page_bounds, page_text, placer
from retrieval.records import Box, BoxUnit

_MOST_PIXELS = 16_000_000
_LONGEST_SIDE = 3200
"""Pixels of a picture's longer side, at a scale of 2."""
_MARKER = (255, 232, 92)
_EDGE = (226, 158, 0)
_SCALE, _LEFT, _TOP = "plant-scale", "plant-left", "plant-top"
"""Notes in the PNG: pixels a unit, and for drawings the corner in drawing units."""
_REGION = 0.05
"""Share of the picture's longer side from which a box that wide and high is a region and no line."""
_MOST_PAD = 6.0
_CUT_MARGIN = 6
"""Pixels."""
_LEAST_FOUND = 0.6
_MOST_PLACES = 60


def page_picture(path: Path, page: int, *, scale: float = 2.0) -> bytes:
    """A page as PNG.

    Args:
        path: The original; its content tells its kind, whatever its name.
        page: From 1.
        scale: Pixels a PDF point. Rasters come in their own pixels, reduced where they are very large,
            drawings (DXF) as large as is useful.

    Raises:
        Unreadable: The file has no such page, or it cannot be drawn.
    """
    head = _head(path)
    if b"%PDF-" in head:
        return _pdf_picture(path, page, scale)
    if _is_raster(head):
        return _raster_picture(path, page, scale)
    from ingest.parsers.drawing.picture import dxf_picture

    content, transform = dxf_picture(path, page=page)
    with Image.open(io.BytesIO(content)) as image:
        return _png(image.convert("RGB"), scale=transform.scale, left=transform.left, top=transform.top)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024)
    except OSError as error:
        raise Unreadable(
            "the original cannot be read", "check its permissions, or ingest it again"
        ) from error


def _is_raster(head: bytes) -> bool:
    return head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"GIF8")) or (
        head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    )


def _pdf_picture(path: Path, page: int, scale: float) -> bytes:
    with opened_pdf(path) as document:
        if not 1 <= page <= len(document):
            raise Unreadable(f"the document has no page {page}", f"it has {len(document)}")
        try:
            raw = document[page - 1]
            width, height = raw.get_size()
            scale = min(scale, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
            pixels = raw.render(scale=scale).to_numpy()[:, :, :3]
            raw.close()
        except pypdfium2.PdfiumError as error:
            raise Unreadable(f"page {page} is damaged and cannot be drawn", "open the original") from error
    return _png(Image.fromarray(np.ascontiguousarray(pixels[:, :, ::-1])), scale=scale)


def _raster_picture(path: Path, page: int, scale: float) -> bytes:
    with opened_image(path) as image:
        try:
            image.seek(page - 1)
        except (EOFError, OSError, ValueError) as error:
            raise Unreadable(f"the picture has no page {page}", "ingest it again") from error
        width = shown_width(image)
        shown = pixels_of(image, longest=round(_LONGEST_SIDE * min(max(scale, 0.25), 4.0) / 2))
        return _png(shown, scale=shown.width / width)


def _png(image: Image.Image, *, scale: float, left: float | None = None, top: float | None = None) -> bytes:
    notes = PngInfo()
    notes.add_text(_SCALE, repr(scale))
    if left is not None and top is not None:
        notes.add_text(_LEFT, repr(left))
        notes.add_text(_TOP, repr(top))
    stream = io.BytesIO()
    image.save(stream, format="PNG", pnginfo=notes, compress_level=3)
    return stream.getvalue()


def cut(png: bytes, box: Box, *, unit: BoxUnit, scale: float = 2.0) -> bytes:
    """What lies in a box of a picture, with a narrow margin.

    Args:
        png: As ``page_picture`` gives it; it knows its own scale.
        scale: Pixels a unit, for pictures from elsewhere.

    Raises:
        Unreadable: The box lies outside of the picture.
    """
    x0, y0, x1, y1 = place_boxes(png, [box], unit=unit, scale=scale)[0]
    with Image.open(io.BytesIO(png)) as image:
        edges = (
            max(0, math.floor(x0 - _CUT_MARGIN)), max(0, math.floor(y0 - _CUT_MARGIN)),
            min(image.width, math.ceil(x1 + _CUT_MARGIN)), min(image.height, math.ceil(y1 + _CUT_MARGIN)),
        )  # fmt: skip
        if edges[2] <= edges[0] or edges[3] <= edges[1]:
            raise Unreadable("the box lies outside of the page", "give edges as the citation has them")
        part = image.convert("RGB").crop(edges)
    stream = io.BytesIO()
    part.save(stream, format="PNG", compress_level=3)
    return stream.getvalue()


def drawn_share(png: bytes, box: Box) -> float:
    """The larger share of a picture's width or height that a box takes.

    Args:
        png: As ``page_picture`` gives it; it knows its own scale.
    """
    with Image.open(io.BytesIO(png)) as image:
        factor = float(image.info.get(_SCALE, 1.0))
        return factor * max((box[2] - box[0]) / image.width, (box[3] - box[1]) / image.height)


def highlight(png: bytes, boxes: Sequence[Box], *, unit: BoxUnit, scale: float = 2.0) -> bytes:
    """The picture with boxes marked as with a yellow pen: what is printed stays readable.

    A region of a page (a figure) is framed: colour would change what it shows.

    Args:
        png: As ``page_picture`` gives it; it knows its own scale.
        boxes: In ``unit``; from the top-left corner, or in a drawing's own coordinates.
        scale: Pixels a unit, for pictures from elsewhere.
    """
    with Image.open(io.BytesIO(png)) as opened:
        notes = {str(key): value for key, value in opened.info.items() if isinstance(value, str)}
        image = opened.convert("RGB")
    factor, left, top = _own_scale(notes, unit, scale)
    pen = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(pen)
    placed = []
    for x0, y0, x1, y1 in _placed(boxes, unit, factor, left, top):
        pad = min(max(1.5, 0.12 * abs(y1 - y0)), _MOST_PAD * factor)
        placed.append((x0 - pad, y0 - pad / 2, x1 + pad, y1 + pad / 2))
    regions = [box for box in placed if _is_region(box, image.size)]
    for box in placed:
        if box not in regions:
            draw.rounded_rectangle(_ordered(box), radius=3, fill=_MARKER)
    marked = ImageChops.multiply(image, pen)
    draw = ImageDraw.Draw(marked)
    for box in placed:
        width = max(3, round(max(image.size) / 400)) if box in regions else 1
        draw.rounded_rectangle(_ordered(box), radius=3, outline=_EDGE, width=width)
    return _png(
        marked, scale=factor,
        left=left, top=top,
    )  # fmt: skip


def _is_region(box: Box, size: tuple[int, int]) -> bool:
    """True for what is no line of text: wide and high."""
    x0, y0, x1, y1 = _ordered(box)
    return min(x1 - x0, y1 - y0) >= _REGION * max(size)


def place_boxes(png: bytes, boxes: Sequence[Box], *, unit: BoxUnit, scale: float = 2.0) -> list[Box]:
    """Where boxes are on a picture, in its pixels from the top left.

    Args:
        png: As ``page_picture`` gives it; it knows its own scale.
        scale: Pixels a unit, for pictures from elsewhere.
    """
    with Image.open(io.BytesIO(png)) as opened:
        notes = {str(key): value for key, value in opened.info.items() if isinstance(value, str)}
    return [_ordered(box) for box in _placed(boxes, unit, *_own_scale(notes, unit, scale))]


def _own_scale(
    notes: Mapping[str, str], unit: BoxUnit, scale: float
) -> tuple[float, float | None, float | None]:
    """Pixels a unit, and the corner in drawing units, as a picture's notes tell them."""
    left, top = notes.get(_LEFT), notes.get(_TOP)
    return (
        float(notes.get(_SCALE, 1.0 if unit == "px" else scale)),
        float(left) if left is not None else None,
        float(top) if top is not None else None,
    )


def _placed(
    boxes: Sequence[Box], unit: BoxUnit, factor: float, left: float | None, top: float | None
) -> list[Box]:
    """Boxes in pixels."""
    found = []
    for x0, y0, x1, y1 in boxes:
        if unit == "drawing" and left is not None and top is not None:
            x0, x1 = x0 - left, x1 - left
            y0, y1 = top - y1, top - y0
        found.append((x0 * factor, y0 * factor, x1 * factor, y1 * factor))
    return found


def _ordered(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = box
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def find_boxes(path: Path, page: int, quote: str, *, near: Box | None = None) -> tuple[Box, ...]:
    """Where a quote stands on a page of a PDF, by the boxes of its characters: one box a line.

    Blanks, hyphens, quotation marks and case do not matter. A quote that does not stand there in one piece
    (a row of a table) is looked for line by line and cell by cell.

    Args:
        near: A box of the passage that the quote was taken from: of several places the nearest is taken.

    Returns:
        Boxes in points from the top left of the page as shown; empty for pages without text (scans: use
        the spans of the passage), for other formats, and where the quote is not on the page.

    Raises:
        Unreadable: The PDF cannot be opened.
    """
    if b"%PDF-" not in _head(path):
        return ()
    with opened_pdf(path) as document:
        if not 1 <= page <= len(document):
            return ()
        try:
            raw = document[page - 1]
            text_page = raw.get_textpage()
        except pypdfium2.PdfiumError:
            return ()
        try:
            place = placer(page_bounds(raw), cast(Turn, raw.get_rotation() % 360))
            return _Finder(text_page.raw, place, near).boxes(quote)
        finally:
            text_page.close()
            raw.close()


class _Finder:
    """Looks for quotes on one page."""

    def __init__(self, text_page: Any, place: Any, near: Box | None) -> None:
        self._text_page = text_page
        self._place = place
        self._near = near
        self._text, self._index_of = page_text(text_page)
        self._folded, self._origin = _folded(self._text)

    def boxes(self, quote: str) -> tuple[Box, ...]:
        """One box a line; empty where the quote is not there."""
        whole = self._located(_folded(quote)[0])
        if whole:
            return tuple(self._lines(whole))
        parts = [p for line in quote.split("\n") for p in line.split(" | ") if len(_folded(p)[0]) >= 2]
        runs = [found for part in parts if (found := self._located(_folded(part)[0]))]
        if len(runs) < _LEAST_FOUND * len(parts):
            return ()
        return tuple(box for run in runs for box in self._lines(run))

    def _located(self, wanted: str) -> list[int]:
        """Places of a quote's characters: best between blanks, then nearest, then first."""
        found: list[tuple[bool, float, list[int]]] = []
        at = self._folded.find(wanted) if wanted else -1
        while at >= 0 and len(found) < _MOST_PLACES:
            run = sorted(set(self._origin[at : at + len(wanted)]))
            before = self._text[run[0] - 1 : run[0]] if run[0] else ""
            after = self._text[run[-1] + 1 : run[-1] + 2]
            found.append((before.isalnum() or after.isalnum(), self._distance(run[0]), run))
            at = self._folded.find(wanted, at + 1)
        return min(found, key=lambda place: place[:2])[2] if found else []

    def _distance(self, position: int) -> float:
        if self._near is None:
            return 0.0
        box = self._box(position)
        return math.inf if box is None else abs(box[1] - self._near[1]) + 0.1 * abs(box[0] - self._near[0])

    def _box(self, position: int) -> Box | None:
        rect = pdfium.FS_RECTF()
        index = position if self._index_of is None else self._index_of(position)
        if not pdfium.FPDFText_GetLooseCharBox(self._text_page, index, ctypes.byref(rect)):
            return None
        return cast(Box, self._place(rect.left, rect.bottom, rect.right, rect.top))

    def _lines(self, run: Sequence[int]) -> list[Box]:
        """The boxes of characters, those of one line joined."""
        lines: list[Box] = []
        for position in run:
            box = self._box(position)
            if box is None:
                continue
            if lines and _share_line(lines[-1], box):
                lines[-1] = union((lines[-1], box))
            else:
                lines.append(box)
        return [cast(Box, tuple(round(value, 2) for value in box)) for box in lines]


def _folded(text: str) -> tuple[str, list[int]]:
    """Letters, digits and decimal points alone, without accents and case, and where in ``text`` each is."""
    chars: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        if char in ".,":
            if text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit():
                chars.append(".")
                origin.append(index)
            continue
        for part in unicodedata.normalize("NFKD", char).casefold():
            if part.isalnum():
                chars.append(part)
                origin.append(index)
    return "".join(chars), origin


def _share_line(line: Box, box: Box) -> bool:
    """True where a character goes on a line, written across or upright."""
    width, height = box[2] - box[0], box[3] - box[1]
    over_x = min(line[2], box[2]) - max(line[0], box[0])
    over_y = min(line[3], box[3]) - max(line[1], box[1])
    near = 3 * max(width, height)
    across = over_y > 0.5 * min(height, line[3] - line[1]) and -over_x < near
    upright = over_x > 0.5 * min(width, line[2] - line[0]) and -over_y < 0.3 * height
    return across or (upright and line[3] - line[1] > line[2] - line[0])
