"""Read HTML pages: headings, paragraphs, lists, tables. Scripts, styles and what is hidden are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, NavigableString, PageElement, Tag

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.encoding import decode, encoding_of
from ingest.parsers.raised import LEVEL, RAISED, level_raised

_MOST_BYTES = 64 << 20
_DROPPED_NAMES = "script style noscript template head svg canvas iframe object nav select"
_DROPPED = frozenset(_DROPPED_NAMES.split())
_BLOCK_NAMES = """
p div section article main header footer aside h1 h2 h3 h4 h5 h6 ul ol li table pre blockquote dl dt dd form
fieldset figure figcaption address center body html tr td th tbody thead tfoot caption hr details summary
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_LONGEST_CELL = 600


def parse_html(path: Path) -> ParsedDocument:
    """Reads an HTML page.

    Raises:
        Unreadable: The page is larger than 64 MiB, nested without end, or holds no text.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the page is larger than 64 MiB", "export the data in it as CSV")
    writer = BlockWriter()
    title = write_html(writer, decode_html(path.read_bytes()), name=path.stem)
    if not writer.blocks:
        raise Unreadable("the page holds no text", "print it to PDF if a program in it draws its content")
    heading = next((block.text for block in writer.blocks if block.kind == "heading"), "")
    return writer.parsed(media="html", title=title or heading or path.stem)


def decode_html(content: bytes) -> str:
    """Decodes a page by its mark, as UTF-8, by the character set that it names, or by its letters."""
    if encoding_of(content) is None:
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            match = _CHARSET.search(content[:4096])
            if match:
                try:
                    return content.decode(match[1].decode("ascii"), errors="replace")
                except LookupError:
                    pass
    return decode(content)


def write_html(writer: BlockWriter, markup: str, *, name: str) -> str:
    """Adds a page's content; returns the title that its head states.

    Raises:
        Unreadable: The page is nested too deeply to be one that a person wrote.
    """
    try:
        soup = BeautifulSoup(markup, "lxml")
        title = " ".join(soup.title.get_text().split()) if soup.title else ""
        _walk(writer, soup.body or soup, name)
    except RecursionError as error:
        raise Unreadable("the page is nested too deeply", "print it to PDF") from error
    return title


def table_cells(markup: str) -> tuple[list[list[str]], int, bool | None] | None:
    """Cells of the first table in some markup, as ``BlockWriter.table`` takes them; None without one.

    Returns:
        Rows of the same width, how many hold a cell that spans columns, whether the first is a header.
    """
    table = BeautifulSoup(markup, "lxml").find("table")
    if not isinstance(table, Tag):
        return None
    rows, spanning = _cells(table)
    return rows, spanning, _is_headed(table)


def _walk(writer: BlockWriter, element: Tag, name: str) -> None:
    """Writes the children of a container in order; text between blocks becomes paragraphs."""
    loose: list[PageElement] = []
    for child in element.children:
        if isinstance(child, Tag) and (child.name in _DROPPED or _is_hidden(child)):
            continue
        if isinstance(child, Tag) and (child.name in _BLOCKS or _holds_blocks(child)):
            _flush(writer, loose)
            _block(writer, child, name)
        elif (
            isinstance(child, Tag) and child.name == "br" and loose and getattr(loose[-1], "name", "") == "br"
        ):
            _flush(writer, loose)
        else:
            loose.append(child)
    _flush(writer, loose)


def _flush(writer: BlockWriter, loose: list[PageElement]) -> None:
    text = _joined("".join(_pieces(loose)))
    if text:
        writer.paragraph(text)
    loose.clear()


def _block(writer: BlockWriter, element: Tag, name: str) -> None:
    kind = element.name
    if re.fullmatch(r"h[1-6]", kind):
        writer.heading(_text(element), int(kind[1]))
    elif kind in {"ul", "ol"}:
        _list(writer, element, name, level=0)
    elif kind == "table":
        _table(writer, element, name)
    elif kind == "pre":
        writer.paragraph(element.get_text().strip("\n"))
    elif kind in {"figcaption", "caption"}:
        writer.paragraph(_text(element), kind="caption")
    elif kind != "hr":
        _walk(writer, element, name)


def _list(writer: BlockWriter, element: Tag, name: str, *, level: int) -> None:
    first = str(element.get("start") or "1")
    number = int(first) if first.isdigit() else 1
    for item in element.find_all("li", recursive=False):
        own = [
            child
            for child in item.children
            if not (isinstance(child, Tag) and child.name in {"ul", "ol", "table"})
        ]
        label = str(number) if element.name == "ol" else None
        writer.list_item(_joined("".join(_pieces(own))), level=level, label=label)
        number += 1
        for child in item.find_all(["ul", "ol", "table"], recursive=False):
            if child.name == "table":
                _table(writer, child, name)
            else:
                _list(writer, child, name, level=level + 1)


def _table(writer: BlockWriter, table: Tag, name: str) -> None:
    """A table of data as a table; one that only lays out the page as what its cells hold."""
    caption = table.find("caption", recursive=False)
    if isinstance(caption, Tag):
        writer.paragraph(_text(caption), kind="caption")
    if table.find("table") or _is_layout(table):
        for row in _rows_of(table):
            cells = row.find_all(["td", "th"], recursive=False)
            if len(cells) > 1 and not any(_holds_blocks(cell) for cell in cells):
                writer.paragraph(" ".join(filter(None, (_text(cell) for cell in cells))))
                continue
            for cell in cells:
                _walk(writer, cell, name)
        return
    rows, spanning = _cells(table)
    writer.table(rows, name=name, spanning_rows=spanning, headed=_is_headed(table))


def _is_headed(table: Tag) -> bool | None:
    first = next(_rows_of(table), None)
    return None if first is None else len(first.find_all("th", recursive=False)) > 1 or None


def _is_layout(table: Tag) -> bool:
    if table.find(["h1", "h2", "h3", "h4", "form", "iframe"]):
        return True
    cells = table.find_all(["td", "th"])
    return not cells or any(len(cell.get_text()) > _LONGEST_CELL for cell in cells)


def _rows_of(table: Tag) -> Iterator[Tag]:
    for child in table.find_all(["tr", "thead", "tbody", "tfoot"], recursive=False):
        if child.name == "tr":
            yield child
        else:
            yield from child.find_all("tr", recursive=False)


def _cells(table: Tag) -> tuple[list[list[str]], int]:
    """Cells with those that span repeated in each place; and how many rows hold one that spans columns."""
    rows: list[list[str]] = []
    spanning = 0
    hanging: dict[int, tuple[int, str]] = {}
    for row in _rows_of(table):
        if _is_hidden(row):
            continue
        cells: list[str] = []
        widest = 1
        for cell in row.find_all(["td", "th"], recursive=False):
            _hang(cells, hanging)
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            widest = max(widest, wide)
            text = "" if _is_hidden(cell) else _text(cell)
            for _ in range(wide):
                if high > 1:
                    hanging[len(cells)] = (high - 1, text)
                cells.append(text)
        _hang(cells, hanging)
        spanning += widest > 1
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    return [[*row, *([""] * (width - len(row)))] for row in rows], spanning


def _hang(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    """Fills in what reaches down from the rows above."""
    while len(cells) in hanging:
        left, text = hanging.pop(len(cells))
        if left > 1:
            hanging[len(cells)] = (left - 1, text)
        cells.append(text)


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1")
    return max(1, min(int(value), 200)) if value.isdigit() else 1


def _is_hidden(element: Tag) -> bool:
    return element.has_attr("hidden") or bool(_HIDDEN.search(str(element.get("style") or "")))


def _holds_blocks(element: Tag) -> bool:
    return element.find(list(_BLOCKS)) is not None


def _text(element: Tag) -> str:
    return _joined("".join(_pieces(element.children)))


def _pieces(elements: Iterator[PageElement] | list[PageElement]) -> Iterator[str]:
    for element in elements:
        if isinstance(element, Tag):
            if element.name == "br":
                yield "\n"
            elif element.name == "sup":
                yield f"{RAISED}{''.join(_pieces(element.children))}{LEVEL}"
            elif element.name not in _DROPPED and not _is_hidden(element):
                padded = element.name in _BLOCKS
                yield " " if padded else ""
                yield from _pieces(element.children)
                yield " " if padded else ""
        elif isinstance(element, NavigableString) and not isinstance(element, (Comment, Doctype)):
            yield re.sub(r"\s+", " ", str(element))


def _joined(text: str) -> str:
    lines = (" ".join(line.split()) for line in level_raised(text).split("\n"))
    return "\n".join(line for line in lines if line)
