"""Read OpenDocument texts, presentations and spreadsheets (ODT, ODP, ODS) from their XML. Knows no others."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.archive import open_archive
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.embedded import Placed, chosen_pictures
from ingest.parsers.package_xml import (
    attribute,
    child,
    children,
    descendants,
    local,
    outermost,
    read_part,
    whole_number,
)
from ingest.parsers.sheet import Span
from ingest.parsers.spreadsheet import Sheet, read_sheets

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_REPEATED = 1_000
_MOST_CELLS = 5_000_000
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14
"""Of a sheet, as spreadsheet programs have them."""
_SHAPES = ("frame", "custom-shape", "rect", "ellipse", "text-box")
_TITLES = frozenset({"title", "subtitle"})
_LENGTH = re.compile(r"(?P<amount>[0-9]{1,6}(?:\.[0-9]{1,9})?)(?P<unit>cm|mm|in|pt|pc|px)")
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
"""Centimetres."""
_DECIMAL = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,40})?(?:[eE][-+]?[0-9]{1,3})?")
_DURATION = re.compile(r"^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$")


def parse_odt(path: Path) -> ParsedDocument:
    """Reads an OpenDocument text.

    Raises:
        Unreadable: The package is damaged, a decompression bomb, protected, or holds no text.
    """
    writer = BlockWriter()
    with open_archive(path) as archive:
        root, title = _opened(archive)
        text = child(root, "body", "text")
        _write(writer, text, path.stem, level=0)
        pictures, left = chosen_pictures(archive, _pictures(text), characters=writer.length)
    if not writer.blocks and not pictures:
        raise Unreadable("the document holds no text", "export it as PDF if it consists of pictures")
    first = next((block.text for block in writer.blocks if block.kind in {"title", "heading"}), "")
    return writer.parsed(media="odt", title=title or first or path.stem, attachments=pictures, notes=left)


def parse_odp(path: Path) -> ParsedDocument:
    """Reads an OpenDocument presentation; a slide counts as a page.

    Raises:
        Unreadable: The package is damaged, a decompression bomb, protected, or holds no text.
    """
    writer = BlockWriter()
    with open_archive(path) as archive:
        root, title = _opened(archive)
        body = child(root, "body", "presentation")
        slides = list(children(body, "page"))
        for number, slide in enumerate(slides, start=1):
            writer.page(number)
            _slide(writer, slide, path.stem)
        pictures, left = chosen_pictures(archive, _pictures(body), characters=writer.length)
    if not writer.blocks and not pictures:
        raise Unreadable("the presentation holds no text", "export it as PDF")
    first = next((block.text for block in writer.blocks if block.kind == "heading"), "")
    return writer.parsed(
        media="odp", title=title or first or path.stem, pages=len(slides), attachments=pictures, notes=left
    )


def parse_ods(path: Path) -> ParsedDocument:
    """Reads an OpenDocument spreadsheet; see ``workbook.parse_workbook``."""
    with open_archive(path) as archive:
        root, title = _opened(archive)
    sheets = [_sheet(table) for table in children(child(root, "body", "spreadsheet"), "table")]
    return read_sheets(path, sheets, media="ods", title=title)


def _opened(archive: zipfile.ZipFile) -> tuple[Element, str]:
    """The content and the title of a package."""
    manifest = read_part(archive, "META-INF/manifest.xml")
    if any(True for _ in descendants(manifest, "encryption-data")):
        raise Unreadable("the document is protected by a password", "save it without a password")
    root = read_part(archive, "content.xml")
    meta = read_part(archive, "meta.xml")
    if root is None:
        raise Unreadable("the document has no content", "save it again")
    title = next((element.text for element in descendants(meta, "title") if element.text), "")
    return root, title or ""


def _pictures(body: Element | None) -> Iterator[Placed]:
    """The pictures that frames show; a frame that shows a chart or a video has its likeness as a picture."""
    for frame in descendants(body, "frame"):
        if any(True for _ in children(frame, "object", "object-ole", "plugin")):
            continue
        size = (_centimetres(attribute(frame, "width")), _centimetres(attribute(frame, "height")))
        for image in children(frame, "image"):
            target = attribute(image, "href") or ""
            yield (target.removeprefix("./"), *size)
            break  # the others are the same picture in other formats


def _centimetres(length: str | None) -> float:
    """A length such as ``16.5cm`` or ``6.5in``; 0 where it is none."""
    found = _LENGTH.fullmatch((length or "").strip())
    return float(found["amount"]) * _UNITS[found["unit"]] if found else 0.0


def _slide(writer: BlockWriter, slide: Element, name: str) -> None:
    """Title first, then the other frames and shapes in order, then the speaker's notes."""
    shapes = [shape for shape in outermost(slide, *_SHAPES, "notes") if local(shape) != "notes"]
    shapes.sort(key=lambda shape: attribute(shape, "class") not in _TITLES)
    for shape in shapes:
        if attribute(shape, "class") in _TITLES:
            for paragraph in outermost(shape, "p"):
                writer.heading(_text(paragraph), 1)
        else:
            _write(writer, shape, name, level=0)
    for notes in children(slide, "notes"):
        for frame in children(notes, "frame"):
            _write(writer, frame, name, level=0)


def _write(writer: BlockWriter, container: Element | None, name: str, *, level: int) -> None:
    for element in container if container is not None else ():
        kind = local(element)
        if kind == "h":
            writer.heading(_text(element), whole_number(attribute(element, "outline-level"), 1, most=9))
        elif kind == "p":
            style = (attribute(element, "style-name") or "").lower()
            if style == "title":
                writer.title(_text(element))
            else:
                writer.paragraph(_text(element))
        elif kind == "list":
            _list(writer, element, name, level=level)
        elif kind == "table":
            writer.table(_rows(element), name=name)
        elif kind in {"section", "text-box", "frame", "index-body"} and kind != "index-body":
            _write(writer, element, name, level=level)


def _list(writer: BlockWriter, element: Element, name: str, *, level: int) -> None:
    for item in children(element, "list-item", "list-header"):
        for part in item:
            if local(part) in {"p", "h"}:
                writer.list_item(_text(part), level=level)
            elif local(part) == "list":
                _list(writer, part, name, level=level + 1)


def _text(element: Element) -> str:
    """Printed text: tracked deletions and annotations are kept elsewhere in the file."""
    parts = [element.text or ""]
    for inner in element:
        kind = local(inner)
        if kind == "s":
            parts.append(" " * whole_number(attribute(inner, "c"), 1, most=100))
        elif kind in {"tab", "line-break"}:
            parts.append("\t" if kind == "tab" else "\n")
        elif kind == "note":
            parts.append(
                f" ({_text(body).strip()})" if (body := child(inner, "note-body", "p")) is not None else ""
            )
        elif kind not in {"annotation", "tracked-changes"}:
            parts.append(_text(inner))
        parts.append(inner.tail or "")
    return "".join(parts)


def _rows(table: Element) -> list[list[str]]:
    rows = []
    for row in _table_rows(table):
        cells: list[str] = []
        for cell in children(row, "table-cell", "covered-table-cell"):
            text = "\n".join(filter(None, (_text(p).strip() for p in outermost(cell, "p"))))
            wide = whole_number(attribute(cell, "number-columns-spanned"), 1, most=_MOST_REPEATED)
            covered = local(cell) == "covered-table-cell"
            repeated = whole_number(attribute(cell, "number-columns-repeated"), 1, most=_MOST_REPEATED)
            if covered and not text:
                continue
            cells += [text] * max(wide, repeated)
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    return [[*row, *([""] * (width - len(row)))] for row in rows]


def _table_rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "table-row":
            yield element
        elif local(element) in {"table-rows", "table-header-rows", "table-row-group"}:
            yield from _table_rows(element)


def _sheet(table: Element) -> Sheet:
    cells: dict[tuple[int, int], str] = {}
    spans: list[Span] = []
    top = 0
    for row in _table_rows(table):
        repeated = whole_number(attribute(row, "number-rows-repeated"), 1, most=_MOST_ROWS)
        left = 0
        found: dict[int, str] = {}
        for cell in children(row, "table-cell", "covered-table-cell"):
            wide = whole_number(attribute(cell, "number-columns-repeated"), 1, most=_MOST_COLUMNS)
            text = _value(cell)
            if text:
                found.update({left + offset: text for offset in range(min(wide, _MOST_REPEATED))})
                right = (
                    left + whole_number(attribute(cell, "number-columns-spanned"), 1, most=_MOST_REPEATED) - 1
                )
                bottom = (
                    top + whole_number(attribute(cell, "number-rows-spanned"), 1, most=_MOST_REPEATED) - 1
                )
                if right > left or bottom > top:
                    spans.append((top, left, bottom, right))
            left += wide
        for offset in range(min(repeated, _MOST_REPEATED) if found else 0):
            cells.update({(top + offset, column): text for column, text in found.items()})
        if len(cells) > _MOST_CELLS:
            raise Unreadable(f"a sheet has more than {_MOST_CELLS:,} cells", "export it as CSV")
        top += repeated
    return Sheet(name=attribute(table, "name") or "sheet", cells=cells, spans=tuple(spans))


def _value(cell: Element) -> str:
    """A cell's stored value: dates as ISO, durations as hours, numbers with all their digits."""
    kind = attribute(cell, "value-type") or ""
    if kind == "date":
        return (attribute(cell, "date-value") or "").replace("T00:00:00", "").replace("T", " ")
    if kind == "time" and (match := _DURATION.match(attribute(cell, "time-value") or "")):
        return f"{int(match[1])}:{match[2]}:{match[3]}"
    if kind == "boolean":
        return (attribute(cell, "boolean-value") or "").upper()
    if kind in {"float", "currency"}:
        return attribute(cell, "value") or ""
    if kind == "percentage":
        value = attribute(cell, "value") or "0"
        return f"{float(value) * 100:.12g}%" if _DECIMAL.fullmatch(value) else value
    return "\n".join(filter(None, (_text(p).strip() for p in children(cell, "p"))))
