"""The words of a diagram (SmartArt) of a document or presentation, box by box. Draws nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ingest.parsers.chart_part import related_parts
from ingest.parsers.package_xml import attribute, child, descendants, outermost, read_part

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Diagrams: TypeAlias = "Callable[[Element], list[str]]"
"""Gives the words of each box of the diagrams that an element shows."""

_MOST_BOXES = 2_000


def diagrams_on(archive: zipfile.ZipFile, part: str) -> Diagrams:
    """Reads the diagrams that a part shows; boxes come in the order in which they are listed."""
    parts = related_parts(archive, part, "/diagramData")
    return lambda shape: _boxes(archive, shape, parts) if parts else []


def _boxes(archive: zipfile.ZipFile, shape: Element, parts: dict[str, str]) -> list[str]:
    found: list[str] = []
    for relation in descendants(shape, "relIds"):
        model = read_part(archive, parts.get(attribute(relation, "dm") or "", ""))
        for point in descendants(model, "pt"):
            lines = (
                "".join(t.text or "" for t in descendants(p, "t")) for p in outermost(child(point, "t"), "p")
            )
            if (words := "\n".join(line for line in lines if line.strip())) and len(found) < _MOST_BOXES:
                found.append(words)
    return found
