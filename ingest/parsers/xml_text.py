"""Read XML files (plant models, SVG, exports) as text: what elements are called, their attributes and words.

Knows no schema but that of plant models (DEXPI), whose tags and connections it has told. Entities are never
expanded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse

from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.parsed import ParsedDocument
from ingest.parsers.block_writer import LONGEST_BLOCK, BlockWriter
from ingest.parsers.drawing.dexpi import is_plant_model, plant_entities
from ingest.parsers.json_records import grid_of_records
from ingest.parsers.package_xml import local
from ingest.parsers.spreadsheet_ml import is_spreadsheet_ml, read_spreadsheet_ml
from ingest.parsers.tabular import read_grid
from ingest.parsers.xml_records import as_json, record_lists

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_BYTES = 128 << 20
_GRAPHIC_NAMES = """
svg g path rect line polyline polygon circle ellipse defs use style tspan script symbol Presentation Extent
Min Max Position Location Axis Reference Coordinate PolyLine Line Circle Shape TrimmedCurve Scale CenterLine
"""
_GRAPHIC = frozenset(_GRAPHIC_NAMES.split())
_MOST_LISTS = 20
"""With more lists of like elements a file holds a model of objects, no records."""
_FEWEST_ON_DRAWING = 3
_STATED = "TagName Name name id ID Value value Units ComponentClass String ItemTag Label"


def svg_drawing(root: Element, path: Path) -> ParsedDocument | None:
    """An SVG as the drawing that it is; None where it shows neither tags nor a title block: a picture."""
    from ingest.parsers.drawing.dxf import read_drawing
    from ingest.parsers.drawing.svg import drawing_of_svg

    found = read_drawing(drawing_of_svg(root), path, media="svg")
    kinds = [entity.kind for entity in found.entities]
    return found if kinds.count("tag") + kinds.count("title_block") >= _FEWEST_ON_DRAWING else None


def parse_xml(path: Path) -> ParsedDocument:
    """Reads an XML file as text, without its graphics.

    Raises:
        Unreadable: The file is not well-formed, declares entities, or is larger than 128 MiB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the XML file is larger than 128 MiB", "export the tables in it as CSV")
    try:
        root: Element = parse(path).getroot()
    except DefusedXmlException as error:
        raise Unreadable("the file declares XML entities, which is an attack", "ask its sender") from error
    except (ParseError, LookupError, ValueError) as error:
        raise Unreadable(f"the file is no well-formed XML ({error})", "export it again") from error
    if is_spreadsheet_ml(root):
        return read_spreadsheet_ml(root, path)
    if local(root) == "svg":
        shown = svg_drawing(root, path)
        if shown is not None:
            return shown
    plant = is_plant_model(root)
    writer = BlockWriter()
    lists = [] if plant or local(root) in _GRAPHIC else record_lists(root)
    objects = plant or len(lists) > _MOST_LISTS
    passed = frozenset[int]() if objects else _write_records(writer, lists, path.stem)
    group: list[str] = []
    length = 0
    for line in _lines(root, passed=passed, numbers=not objects):
        if length + len(line) > LONGEST_BLOCK // 2:
            writer.paragraph("\n".join(group))
            group, length = [], 0
        group.append(line)
        length += len(line) + 1
    writer.paragraph("\n".join(group))
    if not writer.blocks:
        raise Unreadable("the file holds no words", "export the drawing as PDF or DXF")
    entities = plant_entities(root) if plant else ()
    return ParsedDocument(
        media="log" if writer.series and not writer.tables else "xml", title=path.stem,
        language=detect_language("\n".join(block.text for block in writer.blocks[:200])),
        unit="drawing" if entities else "pt", blocks=tuple(writer.blocks), tables=tuple(writer.tables),
        series=tuple(writer.series), entities=entities, warnings=tuple(writer.notes),
    )  # fmt: skip


def _write_records(
    writer: BlockWriter, lists: Sequence[tuple[str, list[Element]]], name: str
) -> frozenset[int]:
    """Writes lists of records as tables; returns the elements that are told by them."""
    told: set[int] = set()
    for kind, records in lists:
        if any(local(part) in _GRAPHIC for record in records for part in record.iter()):
            continue
        grid = grid_of_records(as_json(records))
        label = f"{name} {kind}" if told else name
        made = read_grid(grid, name=label, title=label, table_index=len(writer.tables))
        writer.blocks += made.blocks
        writer.series += made.series
        writer.tables += [made.table] if made.table is not None else []
        writer.notes += made.notes
        told |= {id(part) for record in records for part in record.iter()}
    return frozenset(told)


def _lines(root: Element, *, passed: frozenset[int], numbers: bool) -> Iterator[str]:
    """One line an element that says something, in document order.

    Args:
        passed: Elements that were told before.
        numbers: Whether a number alone in an element says something; in models of objects it is a place.
    """
    previous = ""
    for element in root.iter():
        if id(element) in passed:
            continue
        kind = local(element)
        words = " ".join((element.text or "").split()) if kind != "style" else ""
        if kind in _GRAPHIC:
            line = words
        else:
            stated = {k: value for k in _STATED.split() if (value := element.get(k)) and len(value) <= 200}
            told = bool(stated.keys() - {"id", "ID"}) or any(character.isalpha() for character in words)
            told = told or (numbers and bool(words) and not len(element) and len(words.split()) == 1)
            line = " ".join([kind, *(f"{k}={value}" for k, value in stated.items()), words]) if told else ""
            line = words if kind in {"text", "title", "desc", "p"} else line
        line = line.strip()
        if line and line != previous:
            yield line
            previous = line
