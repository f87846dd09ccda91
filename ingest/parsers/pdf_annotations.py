"""What is laid over a PDF page: values of form fields and people's notes, through PDFium. Knows no layout.

Nothing of a form runs: the values are those that the file stores.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfAttachment, PdfiumError

from ingest.layout.page import Segment, Word
from ingest.names import file_name
from ingest.parsed import Attachment

Bounds = tuple[float, float, float, float]

_MOST_ANNOTATIONS = 5_000
_LONGEST = 20_000
"""Characters of one value or note."""
_MOST_FILE_BYTES = 100 << 20
_TYPE_SIZE = 11.0
"""Height of the type in which values are set where the page prints no text, in points."""
_GLYPH = 0.45
"""Width of a character beside its height, for breaking a long value where a form would."""
_TICKED, _EMPTY = "☑", "☐"
_NOTES = frozenset(
    {
        pdfium.FPDF_ANNOT_TEXT, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE, pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE, pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_POLYLINE, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_CARET, pdfium.FPDF_ANNOT_INK,
    }
)  # fmt: skip
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_TICKS = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_WRITTEN = frozenset(
    {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
)


@dataclass(frozen=True, slots=True)
class Laid:
    """What lies over a page.

    Attributes:
        fields: Values of form fields, as lines of text where the form shows them.
        notes: What people wrote on the page, each with its author where it has one.
        files: Files that are pinned to the page.
    """

    fields: tuple[Segment, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[Attachment, ...] = ()


def read_laid(page: Any, place: Callable[..., Bounds], *, size: float | None) -> Laid:
    """The values and notes of an open ``pypdfium2.PdfPage``.

    Args:
        place: Brings a box of the page's own space to reading space.
        size: Height of the type that the page prints, None where it prints none.
    """
    count = pdfium.FPDFPage_GetAnnotCount(page.raw)
    if count <= 0:
        return Laid()
    form = page.formenv.raw if page.formenv is not None else None
    fields: list[Segment] = []
    notes: dict[str, None] = {}
    files: list[Attachment] = []
    for index in range(min(count, _MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
                continue
            if kind == pdfium.FPDF_ANNOT_WIDGET and form is not None:
                fields += _field(form, annotation, place, size or _TYPE_SIZE)
            elif kind in _NOTES and (note := _note(annotation)):
                notes[note] = None
            elif kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                files += _pinned(page, annotation)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return Laid(tuple(fields), tuple(notes), tuple(files))


def _pinned(page: Any, annotation: Any) -> Iterator[Attachment]:
    raw = pdfium.FPDFAnnot_GetFileAttachment(annotation)
    if not raw:
        return
    file = PdfAttachment(raw, page.pdf)
    with suppress(PdfiumError):
        content = bytes(file.get_data())
        if 0 < len(content) <= _MOST_FILE_BYTES:
            yield Attachment(name=file_name(file.get_name(), default="attachment"), content=content)


def _note(annotation: Any) -> str:
    text = " ".join(_stored(annotation, b"Contents").split())
    author = " ".join(_stored(annotation, b"T").split())
    if not text:
        return ""
    return f"Note by {author}: {text}" if author else f"Note: {text}"


def _field(form: Any, annotation: Any, place: Callable[..., Bounds], size: float) -> Iterator[Segment]:
    kind = pdfium.FPDFAnnot_GetFormFieldType(form, annotation)
    if kind in _TICKS:
        text = _TICKED if pdfium.FPDFAnnot_IsChecked(form, annotation) else _EMPTY
    elif kind in _WRITTEN:
        text = _text(
            lambda buffer, length: pdfium.FPDFAnnot_GetFormFieldValue(form, annotation, buffer, length)
        )
    else:
        return
    rectangle = pdfium.FS_RECTF()
    if not text.strip() or not pdfium.FPDFAnnot_GetRect(annotation, rectangle):
        return
    left, right = sorted((rectangle.left, rectangle.right))
    bottom, top = sorted((rectangle.bottom, rectangle.top))
    x0, y0, x1, y1 = place(left, bottom, right, top)
    size = max(1.0, min(size, y1 - y0))
    lines = list(_broken(text, max(1, int((x1 - x0) / (_GLYPH * size)))))
    above = (y0 + y1 - size) / 2 if len(lines) == 1 else y0
    for number, line in enumerate(lines):
        yield _line(line, x0, above + number * size, x1, size)


def _broken(text: str, width: int) -> Iterator[str]:
    """The value's own lines, long ones broken at blanks."""
    for printed in text.splitlines():
        line = ""
        for word in printed.split():
            if line and len(line) + 1 + len(word) > width:
                yield line
                line = ""
            line = f"{line} {word}".strip()
        if line:
            yield line


def _line(text: str, x0: float, y0: float, x1: float, size: float) -> Segment:
    """A line of type at the left of its field, its words as wide as their share of the letters."""
    step = min(_GLYPH * size, (x1 - x0) / max(1, len(text)))
    words, at = [], 0
    for word in text.split(" "):
        end = at + len(word)
        words.append(Word(at, end, x0 + at * step, y0, x0 + end * step, y0 + size))
        at = end + 1
    return Segment(text, x0, y0, x0 + len(text) * step, y0 + size, size, False, tuple(words), field=True)


def _stored(annotation: Any, key: bytes) -> str:
    return _text(lambda buffer, length: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length))


def _text(fill: Callable[[Any, int], int]) -> str:
    """A string that PDFium gives in two calls: its length in bytes, then UTF-16 with a zero at the end."""
    length = fill(None, 0)
    if length <= 2:
        return ""
    length = min(length, 2 * _LONGEST)
    buffer = ctypes.create_string_buffer(length)
    if fill(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length) > length:
        return ""
    return buffer.raw[: length - 2].decode("utf-16-le", "replace").replace("\x00", "")
