"""Read DOCX documents from their XML: headings, numbers, tables in place, notes, comments. Runs no macro.

Tracked changes are read as accepted. The strict and the usual variant of the format are read alike.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.archive import open_archive
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.chart_part import Charts, charts_of, related_parts
from ingest.parsers.diagram_part import Diagrams, diagrams_on
from ingest.parsers.docx_numbering import Numbering
from ingest.parsers.embedded import embedded_files, shown_pictures
from ingest.parsers.package_xml import (
    attribute,
    child,
    children,
    descendants,
    local,
    outermost,
    read_part,
    value_of,
    whole_number,
)
from ingest.parsers.raised import LEVEL, RAISED, level_raised

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "Fallback", "txbxContent", "pPr", "rPr", "delInstrText"}
)
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_HEADING = re.compile(r"^(?:heading|titre|überschrift)\s*(\d)$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\bpage\s*\d*\s*(?:/|of|de|sur)?\s*\d*\s*$", re.IGNORECASE)
_LONGEST_BOLD_HEADING = 80
_NO_HEADING = 9
"""Outline level of running text; below it are headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    name: str = ""
    base: str | None = None
    outline: int | None = None
    number: str | None = None
    depth: int = 0
    bold: bool = False


@dataclass(slots=True)
class _Document:
    """What of the package the reading of its body needs."""

    writer: BlockWriter
    styles: dict[str, _Style]
    numbering: Numbering
    name: str
    charts: Charts
    diagrams: Diagrams
    titles: list[str] = field(default_factory=list)
    bold_level: int = 1


def parse_docx(path: Path) -> ParsedDocument:
    """Reads a DOCX or DOCM document.

    Raises:
        Unreadable: The package is damaged, a decompression bomb, or holds no text.
    """
    with open_archive(path) as archive:
        main = _main_part(archive)
        root = read_part(archive, main)
        folder = main.rsplit("/", 1)[0]
        document = _Document(
            writer=BlockWriter(),
            styles=_styles(read_part(archive, f"{folder}/styles.xml")),
            numbering=Numbering(read_part(archive, f"{folder}/numbering.xml")),
            name=path.stem,
            charts=_charts(archive, main),
            diagrams=diagrams_on(archive, main),
        )
        if any("vbaProject" in name for name in archive.namelist()):
            document.writer.notes.append("The document holds macros; they were ignored.")
        _margins(document, archive, folder)
        _body(document, child(root, "body"))
        _notes(document, archive, folder)
        core = read_part(archive, "docProps/core.xml")
        files, told = embedded_files(archive, [main])
        pictures, left = shown_pictures(archive, [main], characters=document.writer.length)
        files, told = (*files, *pictures), (*told, *left)
    if not document.writer.blocks and not files:
        raise Unreadable("the document holds no text", "export it as PDF if it consists of pictures")
    named = next((element.text for element in descendants(core, "title") if element.text), None)
    title = document.titles[0] if document.titles else (named or "").strip()
    return document.writer.parsed(media="docx", title=title or path.stem, attachments=files, notes=told)


def _charts(archive: zipfile.ZipFile, main: str) -> Charts:
    parts = related_parts(archive, main, "/chart")
    return lambda element: charts_of(archive, element, parts) if parts else []


def _main_part(archive: zipfile.ZipFile) -> str:
    for relation in children(read_part(archive, "_rels/.rels"), "Relationship"):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


def _styles(root: Element | None) -> dict[str, _Style]:
    styles = {}
    for style in children(root, "style"):
        outline = value_of(style, "pPr", "outlineLvl")
        styles[attribute(style, "styleId") or ""] = _Style(
            name=value_of(style, "name") or "",
            base=value_of(style, "basedOn"),
            outline=None if outline is None else whole_number(outline, _NO_HEADING),
            number=value_of(style, "pPr", "numPr", "numId"),
            depth=whole_number(value_of(style, "pPr", "numPr", "ilvl"), 0),
            bold=child(style, "rPr", "b") is not None,
        )
    return styles


def _chain(document: _Document, style_id: str | None) -> Iterator[_Style]:
    seen: set[str] = set()
    while style_id and style_id in document.styles and style_id not in seen:
        seen.add(style_id)
        yield document.styles[style_id]
        style_id = document.styles[style_id].base


def _body(document: _Document, body: Element | None) -> None:
    """Writes the children of a body, a content control or a text box in order."""
    for element in body if body is not None else ():
        kind = local(element)
        if kind == "p":
            _paragraph(document, element)
        elif kind == "tbl":
            _table(document, element)
        elif kind == "sdt":
            _body(document, child(element, "sdtContent"))
        elif kind in {"ins", "moveTo", "customXml", "smartTag"}:
            _body(document, element)


def _paragraph(document: _Document, paragraph: Element) -> None:
    text = _text(paragraph)
    properties = child(paragraph, "pPr")
    chain = list(_chain(document, value_of(properties, "pStyle")))
    names = [style.name.lower() for style in chain]
    if any(name.startswith(("toc ", "table of figures")) for name in names):
        return
    level = _heading_level(properties, chain)
    label = _label(document, properties, chain) if text.strip() else None
    writer = document.writer
    if not text.strip():
        pass
    elif any(name == "title" for name in names):
        document.titles.append(" ".join(text.split()))
        writer.title(" ".join(text.split()))
    elif level is not None:
        document.bold_level = level + 1
        writer.heading(text, level, label=label or None)
    elif "caption" in names:
        writer.paragraph(text, kind="caption")
    elif label is not None:
        depth = whole_number(value_of(properties, "numPr", "ilvl"), 0)
        if label.count(".") >= 1:
            writer.paragraph(f"{label} {text.strip()}")
        else:
            writer.list_item(text, level=depth, label=label or None)
    elif _is_bold_heading(paragraph, text):
        writer.heading(text, document.bold_level)
    else:
        writer.paragraph(text)
    for picture in descendants(paragraph, "docPr"):
        described = (attribute(picture, "descr") or "").replace("Description automatically generated", "")
        if len(described.split()) >= 3:
            writer.paragraph(described, kind="figure")
    for words in document.diagrams(paragraph):
        document.writer.list_item(words)
    for caption, rows in document.charts(paragraph):
        if caption:
            writer.paragraph(caption, kind="caption")
        writer.table(rows, name=caption or document.name)
    for box in _boxes(paragraph):
        _body(document, box)


def _heading_level(properties: Element | None, chain: list[_Style]) -> int | None:
    outline = value_of(properties, "outlineLvl")
    if outline is not None and (depth := whole_number(outline, _NO_HEADING)) < _NO_HEADING:
        return depth + 1
    for style in chain:
        match = _HEADING.match(style.name)
        if match:
            return int(match[1])
        if style.outline is not None and style.outline < _NO_HEADING:
            return style.outline + 1
    return None


def _label(document: _Document, properties: Element | None, chain: list[_Style]) -> str | None:
    number = value_of(properties, "numPr", "numId")
    depth = whole_number(value_of(properties, "numPr", "ilvl"), 0)
    if number is None:
        style = next((style for style in chain if style.number is not None), None)
        if style is None:
            return None
        number, depth = style.number, style.depth
    return None if number in {None, "0"} else document.numbering.label(str(number), depth)


def _is_bold_heading(paragraph: Element, text: str) -> bool:
    """A short paragraph in bold throughout, without a full stop, is meant as a heading."""
    stripped = text.strip()
    if (
        len(stripped) > _LONGEST_BOLD_HEADING
        or "\n" in stripped
        or "\t" in stripped
        or stripped[-1] in ".,;:!?)"
    ):
        return False
    return _is_bold(paragraph)


def _text(element: Element) -> str:
    """The printed text: insertions in, deletions, field codes and text boxes out."""
    parts: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        current = waiting.pop()
        kind = local(current)
        if kind == "t":
            parts.append(current.text or "")
        elif kind == "r" and value_of(current, "rPr", "vertAlign") == "superscript":
            parts.append(f"{RAISED}{_text(current)}{LEVEL}")
        elif kind in _BREAKS:
            parts.append(_BREAKS[kind])
        elif kind == "sym":
            parts.append(_symbol(current))
        elif kind not in _SKIPPED:
            waiting += reversed(current)
    return level_raised("".join(parts))


def _symbol(element: Element) -> str:
    try:
        code = int(attribute(element, "char") or "20", 16)
    except ValueError:
        return " "
    return (
        chr(max(code, 0x20))
        if code < 0xD800
        else {0xF0B0: "°", 0xF0B1: "±", 0xF0B5: "µ", 0xF0D7: "×"}.get(code, " ")
    )


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Text boxes, once each: a fallback for old programs repeats them."""
    waiting = list(reversed(paragraph))
    while waiting:
        current = waiting.pop()
        if local(current) == "txbxContent":
            yield current
        elif local(current) != "Fallback":
            waiting += reversed(current)


def _table(document: _Document, table: Element) -> None:
    rows, spanning = _rows(table)
    document.writer.table(rows, name=document.name, spanning_rows=spanning, headed=_is_headed(table))
    for inner in outermost(table, "tbl"):
        _table(document, inner)


def _rows(table: Element) -> tuple[list[list[str]], int]:
    """Cells as printed, one that spans repeated in each place; how many rows hold one that spans columns."""
    rows: list[list[str]] = []
    spanning = 0
    for row in _own_rows(table):
        cells: list[str] = []
        widest = 1
        for cell in _own_cells(row):
            text = "\n".join(filter(None, (_text(p).strip() for p in outermost(cell, "p"))))
            merge = child(cell, "tcPr", "vMerge")
            if merge is not None and attribute(merge, "val") in {None, "continue"} and rows:
                text = rows[-1][len(cells)] if len(cells) < len(rows[-1]) else text
            span = whole_number(value_of(cell, "tcPr", "gridSpan"), 1, most=200)
            widest = max(widest, span)
            cells += [text] * span
        spanning += widest > 1
        rows.append(cells)
    width = max((len(row) for row in rows), default=0)
    return [[*row, *([""] * (width - len(row)))] for row in rows], spanning


def _is_headed(table: Element) -> bool | None:
    """True where the first row is marked or set in bold as a header; False where the first column is."""
    rows = list(_own_rows(table))
    if not rows:
        return None
    if child(rows[0], "trPr", "tblHeader") is not None or _is_bold(rows[0]):
        return True
    firsts = [next(_own_cells(row), row) for row in rows]
    return False if all(_is_bold(first) for first in firsts) else None


def _is_bold(element: Element) -> bool:
    runs = [run for run in descendants(element, "r") if _text(run).strip()]
    return bool(runs) and all(
        (bold := child(run, "rPr", "b")) is not None and attribute(bold, "val") not in {"0", "false"}
        for run in runs
    )


def _own_rows(table: Element) -> Iterator[Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _own_rows(element)


def _own_cells(row: Element) -> Iterator[Element]:
    for element in row:
        if local(element) == "tc":
            yield element
        elif local(element) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _own_cells(element)


def _margins(document: _Document, archive: zipfile.ZipFile, folder: str) -> None:
    """Headers and footers, each text once."""
    said: set[str] = set()
    for name in sorted(archive.namelist()):
        if not re.fullmatch(rf"{folder}/(?:header|footer)\d*\.xml", name):
            continue
        for paragraph in outermost(read_part(archive, name), "p"):
            text = " ".join(_PAGE_NUMBER.sub(" ", _text(paragraph)).split())
            if sum(character.isalnum() for character in text) > 2:
                said.add(text)
    for text in sorted(said):
        document.writer.paragraph(text)


def _notes(document: _Document, archive: zipfile.ZipFile, folder: str) -> None:
    for part, kind in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for note in children(read_part(archive, f"{folder}/{part}.xml"), kind):
            text = " ".join(filter(None, (_text(p).strip() for p in outermost(note, "p"))))
            document.writer.paragraph(text, kind="footnote", label=attribute(note, "id"))
    for comment in children(read_part(archive, f"{folder}/comments.xml"), "comment"):
        text = " ".join(filter(None, (_text(p).strip() for p in outermost(comment, "p"))))
        if text:
            author = attribute(comment, "author") or "a reader"
            document.writer.paragraph(f"Comment by {author}: {text}", kind="footnote")
