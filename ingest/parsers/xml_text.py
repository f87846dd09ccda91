"""Read XML files (plant models, SVG, exports) as text: what elements are called, their attributes and words.

Knows no schema but that of plant models (DEXPI), whose tags and connections it has told. Entities are never
expanded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, parse

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.block_writer import LONGEST_BLOCK, BlockWriter
from ingest.parsers.drawing.dexpi import is_plant_model, plant_entities
from ingest.parsers.package_xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_BYTES = 128 << 20
_GRAPHIC_NAMES = """
svg g path rect line polyline polygon circle ellipse defs use style tspan script symbol Presentation Extent
Min Max Position Location Axis Reference Coordinate PolyLine Line Circle Shape TrimmedCurve Scale CenterLine
"""
_GRAPHIC = frozenset(_GRAPHIC_NAMES.split())
_STATED = "TagName Name name id ID Value value Units ComponentClass String ItemTag Label"


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
    writer = BlockWriter()
    group: list[str] = []
    length = 0
    for line in _lines(root):
        if length + len(line) > LONGEST_BLOCK // 2:
            writer.paragraph("\n".join(group))
            group, length = [], 0
        group.append(line)
        length += len(line) + 1
    writer.paragraph("\n".join(group))
    if not writer.blocks:
        raise Unreadable("the file holds no words", "export the drawing as PDF or DXF")
    entities = plant_entities(root) if is_plant_model(root) else ()
    return ParsedDocument(
        media="xml", title=path.stem, unit="drawing" if entities else "pt", blocks=tuple(writer.blocks),
        entities=entities, warnings=tuple(writer.notes),
    )  # fmt: skip


def _lines(root: Element) -> Iterator[str]:
    """One line an element that says something, in document order."""
    previous = ""
    for element in root.iter():
        kind = local(element)
        words = " ".join((element.text or "").split()) if kind != "style" else ""
        if kind in _GRAPHIC:
            line = words
        else:
            stated = {k: value for k in _STATED.split() if (value := element.get(k)) and len(value) <= 200}
            told = bool(stated.keys() - {"id", "ID"}) or any(character.isalpha() for character in words)
            line = " ".join([kind, *(f"{k}={value}" for k, value in stated.items()), words]) if told else ""
            line = words if kind in {"text", "title", "desc", "p"} else line
        line = line.strip()
        if line and line != previous:
            yield line
            previous = line
