"""Words of a PDF page with their boxes, through PDFium's C calls. Knows no layout and no meaning."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

import pypdfium2.raw as pdfium

from ingest.layout.page import Page, Segment, Turn, Word
from ingest.parsed import Attachment
from ingest.parsers.pdf_annotations import read_laid
from ingest.parsers.pdf_calls import address, loose_char_box
from ingest.parsers.pdf_rulings import read_graphics
from ingest.parsers.raised import RAISED_ENDS, may_be_raised, parted

Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own space, whose y goes up."""

_Placed = tuple[str, int, float, float, float, float]
"""A word, PDFium's index of its first character, and its box."""

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\s\ufffe\x00]+\ufffe?|\ufffe")
_LEVEL = 0.02
"""Radians."""
_TORN = 0.05
"""A gap of no more type heights is none."""
_SMALLEST = 0.5
"""Points: type of no height is damaged."""
_WIDE_GAP = 1.1
"""A gap of so many type heights ends a segment."""

_GLYPHS = str.maketrans(
    {
        "\ufffe": "-", "\u00ad": "-", "\u2010": "-", "\u2011": "-", "\u200b": "", "\ufeff": "", "\uffff": "",
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "\uf0b7": "•", "\uf0a7": "•", "\uf0d8": "•", "\uf076": "•", "\uf0fc": "✓", "\uf0a8": "•",
        "\uf0b1": "±", "\uf0b0": "°", "\uf0b4": "×", "\uf0b3": "≥", "\uf0a3": "≤", "\uf06d": "µ",
        "\uf057": "Ω", "\uf044": "Δ", "\uf0e0": "→", "\uf0ae": "→", "\uf0bb": "≈", "\uf0b9": "≠",
    }
)  # fmt: skip
_ACCENTS = {"´": "\u0301", "`": "\u0300", "ˆ": "\u0302", "¨": "\u0308", "¸": "\u0327", "˜": "\u0303"}
_ACCENTED = re.compile("([´`ˆ¨¸˜])([A-Za-z\u0131])")
_SPECIAL = re.compile("[´`ˆ¨¸˜\ufffe\u00ad\u2010\u2011\u200b\ufeff\uffff\ufb00-\ufb06\uf000-\uf0ff]")
_BOLD = re.compile(rb"bold|black|heavy|semibd|demi(?!ta)", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique|slanted", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_SLANTED = 1 << 6


class PageReader:
    """Reads pages of one open document. Not to be shared between threads: PDFium is not safe.

    Attributes:
        pinned: Files that are pinned to the pages that were read.

    Args:
        document: A ``pypdfium2.PdfDocument``.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self.pinned: list[Attachment] = []
        self._rect = pdfium.FS_RECTF()
        self._rect_at = ctypes.addressof(self._rect)
        self._font = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        self._flags_ref = ctypes.byref(self._flags)

    def read(self, index: int) -> Page:
        """Page ``index`` (from 0) in reading space.

        Raises:
            pypdfium2.PdfiumError: PDFium cannot load the page.
        """
        page = self._document[index]
        try:
            text_page = page.get_textpage()
            try:
                return self._read(page, text_page.raw, index + 1)
            finally:
                text_page.close()
        finally:
            page.close()

    def _read(self, page: Any, text_page: Any, number: int) -> Page:
        bounds = page_bounds(page)
        rotation = cast(Turn, page.get_rotation() % 360)
        width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
        if rotation in (90, 270):
            width, height = height, width
        place = placer(bounds, rotation)
        segments: list[Segment] = []
        turns: Counter[Turn] = Counter()
        for turn, found in self._lines(text_page, place, rotation, (width, height)):
            turns[turn] += sum(len(s.text) for s in found)
            segments.extend(found)
        graphics = read_graphics(page.raw, place, width=width, height=height)
        laid = read_laid(page, place, size=_usual_size(segments))
        self.pinned += laid.files
        shown = Page(
            number=number, width=width, height=height, segments=tuple(segments),
            horizontals=graphics.horizontals, verticals=graphics.verticals,
            pictures=graphics.pictures, drawn=graphics.drawn, filled=graphics.filled,
            slants=graphics.slants, triangles=graphics.triangles, outlines=graphics.outlines,
            fields=laid.fields, notes=laid.notes,
        )  # fmt: skip
        main = turns.most_common(1)[0][0] if turns else 0
        return shown if main == 0 else self._turned(page, text_page, shown, main)

    def _turned(self, page: Any, text_page: Any, shown: Page, turn: Turn) -> Page:
        """The same page read in another direction."""
        rotation = cast(Turn, page.get_rotation() % 360)
        bounds = page_bounds(page)
        place = placer(bounds, cast(Turn, (rotation + turn) % 360))
        width, height = shown.width, shown.height
        if turn in (90, 270):
            width, height = height, width
        segments: list[Segment] = []
        for _, found in self._lines(text_page, place, cast(Turn, (rotation + turn) % 360), (width, height)):
            segments.extend(found)
        graphics = read_graphics(page.raw, place, width=width, height=height)
        laid = read_laid(page, place, size=_usual_size(segments))
        return Page(
            number=shown.number, width=width, height=height, turn=turn, segments=tuple(segments),
            horizontals=graphics.horizontals, verticals=graphics.verticals,
            pictures=graphics.pictures, drawn=graphics.drawn, filled=graphics.filled,
            slants=graphics.slants, triangles=graphics.triangles, outlines=graphics.outlines,
            fields=laid.fields, notes=laid.notes,
        )  # fmt: skip

    def _lines(
        self, text_page: Any, place: Callable[..., Bounds], rotation: int, size: tuple[float, float]
    ) -> list[tuple[Turn, list[Segment]]]:
        """Segments of each line of PDFium's, with the turn that the line needs."""
        text, index_of = page_text(text_page)
        special = _SPECIAL.search(text) is not None
        rect, rect_at, box_of, page_at = self._rect, self._rect_at, loose_char_box, address(text_page)
        width, height = size
        lines: list[tuple[Turn, list[Segment]]] = []
        for line in _LINE.finditer(text):
            words: list[_Placed] = []
            for match in _WORD.finditer(text, line.start(), line.end()):
                start, end = match.span()
                first, last = (start, end - 1) if index_of is None else (index_of(start), index_of(end - 1))
                if not box_of(page_at, first, rect_at):
                    continue
                left, bottom, right, top = rect.left, rect.bottom, rect.right, rect.top
                if last != first and box_of(page_at, last, rect_at):
                    a, b, c, d = rect.left, rect.bottom, rect.right, rect.top
                    left, right = left if left < a else a, right if right > c else c
                    bottom, top = bottom if bottom < b else b, top if top > d else d
                x0, y0, x1, y1 = place(left, bottom, right, top)
                if x0 < width and x1 > 0 and y0 < height and y1 > 0:
                    word = _cleaned(match[0]) if special else match[0]
                    if words and x0 - words[-1][4] < _TORN * (y1 - y0) and _torn(words[-1], word, x0):
                        before = words.pop()
                        word, first = before[0] + word, before[1]
                        x0, y0, y1 = before[2], min(before[3], y0), max(before[5], y1)
                    if not word:
                        continue
                    words.append((word, first, x0, y0, x1, y1))
                    if word[-1] not in RAISED_ENDS or rotation:
                        continue
                    if last - first == len(word) - 1 and may_be_raised(word):
                        level = abs(math.remainder(pdfium.FPDFText_GetCharAngle(text_page, first), math.tau))
                        if level < _LEVEL:
                            self._part_raised(page_at, words, place)
            if words:
                angle = pdfium.FPDFText_GetCharAngle(text_page, words[0][1])
                turn = _turn(angle, rotation)
                segments = self._segments(text_page, words, turned=turn != 0)
                if _slants(angle):
                    segments = [replace(segment, slanted=True) for segment in segments]
                lines.append((turn, segments))
        return lines

    def _part_raised(self, page_at: int, words: list[_Placed], place: Callable[..., Bounds]) -> None:
        """Sets the mark of a footnote behind a number apart from it, so that ``10¹`` is not read as 101."""
        word, first, x0, y0, x1, y1 = words[-1]
        rect, rect_at = self._rect, self._rect_at

        def edges(at: int) -> tuple[float, float] | None:
            return (rect.bottom, rect.top) if loose_char_box(page_at, first + at, rect_at) else None

        found = parted(word, edges, before=words[-2][0] if len(words) > 1 else "")
        if found is None:
            return
        base, mark, at = found
        if not mark:
            words[-1] = (base, first, x0, y0, x1, y1)
            return
        loose_char_box(page_at, first + at, rect_at)
        between, top, _, bottom = place(rect.left, rect.bottom, rect.right, rect.top)
        words[-1] = (base, first, x0, y0, between, y1)
        words.append((mark, first + at, between, top, x1, bottom))

    def _segments(self, text_page: Any, words: list[_Placed], *, turned: bool) -> list[Segment]:
        """A line's words, divided at wide gaps and where the line jumps back."""
        if turned:
            return [self._segment(text_page, words, turned=True)]
        found: list[Segment] = []
        begin = 0
        _, _, _, top, before, bottom = words[0]
        for i, (_, _, after, y0, x1, y1) in enumerate(words):
            limit = _WIDE_GAP * (bottom - top)
            if (after - before > limit or before - after > limit or y0 > bottom or y1 < top) and i:
                found.append(self._segment(text_page, words[begin:i], turned=False))
                begin = i
            top, before, bottom = y0, x1, y1
        found.append(self._segment(text_page, words[begin:] if begin else words, turned=False))
        return found

    def _segment(self, text_page: Any, words: list[_Placed], *, turned: bool) -> Segment:
        placed: list[Word] = []
        at = 0
        heights: list[float] = []
        for text, _, x0, y0, x1, y1 in words:
            end = at + len(text)
            placed.append(Word(at, end, x0, y0, x1, y1))
            at = end + 1
            heights.append(x1 - x0 if turned else y1 - y0)
        size = max(heights[0], _SMALLEST)
        if len(heights) > 1 and max(heights) - min(heights) > 0.02 * size:
            heights.sort()
            size = max(heights[len(heights) // 2], _SMALLEST)
        left, top, right, bottom = words[0][2:]
        for _, _, x0, y0, x1, y1 in words:
            left, right = x0 if x0 < left else left, x1 if x1 > right else right
            if turned or y1 - y0 > 0.8 * size:
                top, bottom = y0 if y0 < top else top, y1 if y1 > bottom else bottom
        bold, italic = self._style(text_page, words[0][1])
        if (bold or italic) and len(words) > 1:
            last_bold, last_italic = self._style(text_page, words[-1][1])
            bold, italic = bold and last_bold, italic and last_italic
        text = " ".join([word[0] for word in words])
        return Segment(text, left, top, right, bottom, size, bold, tuple(placed), turned, italic)

    def _style(self, text_page: Any, index: int) -> tuple[bool, bool]:
        if not pdfium.FPDFText_GetFontInfo(text_page, index, self._font, 128, self._flags_ref):
            return False, False
        return _font_style(self._font.value, self._flags.value)


def _torn(before: _Placed, word: str, x0: float) -> bool:
    """True where PDFium put a blank into a word, as it does after ligatures: there is no gap."""
    overlap = before[4] - x0
    return before[0].endswith(("fi", "fl")) and word[:1].islower() and overlap < 0.2 * (before[5] - before[3])


def _cleaned(word: str) -> str:
    """Ligatures and symbol glyphs as letters; accents that stand before their letter, as in TeX, on it."""
    word = word.translate(_GLYPHS)
    return _ACCENTED.sub(_accented, word)


def _accented(match: re.Match[str]) -> str:
    letter = match[2].replace("\u0131", "i")
    return unicodedata.normalize("NFC", letter + _ACCENTS[match[1]])


@lru_cache(maxsize=512)
def _font_style(name: bytes, flags: int) -> tuple[bool, bool]:
    """Bold and italic, by the font's name and flags."""
    bold = bool(_BOLD.search(name)) or bool(flags & _FORCE_BOLD)
    return bold, bool(_ITALIC.search(name)) or bool(flags & _SLANTED)


def _turn(angle: float, rotation: int) -> Turn:
    """The turn that makes text upright; ``angle`` is clockwise, in radians, in the page's own space."""
    if angle < 0.3 and rotation == 0:
        return 0
    quarter = round(angle / 1.5707963) * 90
    return cast(Turn, -(quarter + rotation) % 360)


def _usual_size(segments: Sequence[Segment]) -> float | None:
    sizes = sorted(segment.size for segment in segments)
    return sizes[len(sizes) // 2] if sizes else None


def _slants(angle: float) -> bool:
    """True for text that runs askew over the page, as a watermark does."""
    return abs(math.remainder(angle, math.pi / 2)) > 0.2


def page_text(text_page: Any) -> tuple[str, Callable[[int], int] | None]:
    """The page's characters, and what gives a character's index in PDFium; None where both agree."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return "", None
    buffer = ctypes.create_string_buffer(2 * count + 2)
    written = pdfium.FPDFText_GetText(
        text_page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    )
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")
    if len(text) == count:
        return text, None
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    find = pdfium.FPDFText_GetCharIndexFromTextIndex
    return text, lambda position: max(0, int(find(text_page, units[position])))


def page_bounds(page: Any) -> Bounds:
    """The part of the page that is shown, in the page's own space."""
    left, bottom, right, top = page.get_bbox()
    return (left, bottom, right, top)


def placer(bounds: Bounds, rotation: Turn) -> Callable[[float, float, float, float], Bounds]:
    """What brings a box of the page's own space to the top-left space, the page turned by ``rotation``."""
    left, bottom, right, top = bounds
    if rotation == 90:
        return lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
    if rotation == 180:
        return lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom)
    if rotation == 270:
        return lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0)
    return lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0)
