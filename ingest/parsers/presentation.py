"""Read PPTX presentations from their XML: titles, text, tables and notes slide by slide. Draws no slide."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.archive import open_archive
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.chart_part import Charts, charts_of, related_parts
from ingest.parsers.diagram_part import Diagrams, diagrams_on
from ingest.parsers.embedded import embedded_files, shown_pictures
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

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 9


def parse_pptx(path: Path) -> ParsedDocument:
    """Reads a presentation; a slide counts as a page.

    Raises:
        Unreadable: The package is damaged, a decompression bomb, or holds no text.
    """
    writer = BlockWriter()
    with open_archive(path) as archive:
        slides = _slides(archive)
        for number, name in enumerate(slides, start=1):
            writer.page(number)
            drawn = _charts(archive, name), diagrams_on(archive, name)
            _slide(writer, read_part(archive, name), path.stem, *drawn)
            _speech(writer, archive, name)
        files, told = embedded_files(archive, slides)
        pictures, left = shown_pictures(archive, slides, characters=writer.length)
        files, told = (*files, *pictures), (*told, *left)
    if not writer.blocks and not files:
        raise Unreadable("the presentation holds no text", "export it as PDF")
    first = next((block.text for block in writer.blocks if block.kind == "heading"), "")
    return writer.parsed(
        media="pptx", title=first or path.stem, pages=len(slides), attachments=files, notes=told
    )


def _slides(archive: zipfile.ZipFile) -> list[str]:
    """Parts of the slides in the order in which they are shown, each once."""
    targets = {
        relation.get("Id"): (relation.get("Target") or "").lstrip("/")
        for relation in children(read_part(archive, "ppt/_rels/presentation.xml.rels"), "Relationship")
    }
    order = []
    for slide in descendants(read_part(archive, "ppt/presentation.xml"), "sldId"):
        key = next((value for name, value in slide.attrib.items() if name.endswith("}id")), None)
        target = targets.get(key)
        if target:
            order.append(target if target.startswith("ppt/") else f"ppt/{target}")
    return list(dict.fromkeys(order))


def _slide(writer: BlockWriter, root: Element | None, name: str, charts: Charts, diagrams: Diagrams) -> None:
    tree = child(root, "cSld", "spTree")
    shapes = list(_shapes(tree))
    shapes.sort(key=lambda shape: not _is_title(shape))
    for shape in shapes:
        if local(shape) == "graphicFrame":
            for table in descendants(shape, "tbl"):
                writer.table(_rows(table), name=name)
            for named, rows in charts(shape):
                if named:
                    writer.paragraph(named, kind="caption")
                writer.table(rows, name=named or name)
            for words in diagrams(shape):
                writer.list_item(words)
            continue
        title = _is_title(shape)
        for paragraph in outermost(child(shape, "txBody"), "p"):
            text = _text(paragraph)
            if title:
                writer.heading(text, 1)
            elif text.strip():
                depth = (
                    whole_number(attribute(properties, "lvl"), 0, most=_DEEPEST)
                    if (properties := child(paragraph, "pPr")) is not None
                    else 0
                )
                writer.list_item(text, level=depth)


def _charts(archive: zipfile.ZipFile, slide: str) -> Charts:
    parts = related_parts(archive, slide, "/chart")
    return lambda shape: charts_of(archive, shape, parts) if parts else []


def _shapes(tree: Element | None) -> list[Element]:
    found: list[Element] = []
    for element in tree if tree is not None else ():
        if local(element) in {"sp", "graphicFrame"}:
            found.append(element)
        elif local(element) == "grpSp":
            found += _shapes(element)
    return found


def _is_title(shape: Element) -> bool:
    place = child(shape, "nvSpPr", "nvPr", "ph")
    return place is not None and attribute(place, "type") in {"title", "ctrTitle"}


def _text(paragraph: Element) -> str:
    parts = []
    for element in paragraph.iter():
        if local(element) == "t":
            parts.append(element.text or "")
        elif local(element) == "br":
            parts.append("\n")
    return "".join(parts)


def _rows(table: Element) -> list[list[str]]:
    rows = []
    for row in children(table, "tr"):
        rows.append(["\n".join(_text(p) for p in outermost(cell, "p")) for cell in children(row, "tc")])
    width = max((len(row) for row in rows), default=0)
    return [[*row, *([""] * (width - len(row)))] for row in rows]


def _speech(writer: BlockWriter, archive: zipfile.ZipFile, slide: str) -> None:
    """The speaker's notes of a slide."""
    folder, _, part = slide.rpartition("/")
    for relation in children(read_part(archive, f"{folder}/_rels/{part}.rels"), "Relationship"):
        if not (relation.get("Type") or "").endswith("/notesSlide"):
            continue
        target = re.sub(r"^\.\./", "ppt/", relation.get("Target") or "")
        for shape in descendants(read_part(archive, target), "sp"):
            place = child(shape, "nvSpPr", "nvPr", "ph")
            if place is not None and attribute(place, "type") == "body":
                text = "\n".join(_text(p) for p in outermost(shape, "p"))
                writer.paragraph(text, kind="footnote")
