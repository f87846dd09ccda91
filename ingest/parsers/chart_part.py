"""The numbers behind a chart of a document or presentation, as the rows of a table. Draws nothing."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from ingest.parsers.package_xml import (
    attribute,
    child,
    children,
    descendants,
    outermost,
    read_part,
    whole_number,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Charts: TypeAlias = "Callable[[Element], list[tuple[str, list[list[str]]]]]"
"""Gives title and rows of each chart that an element shows."""

_MOST_POINTS = 5_000
_MOST_SERIES = 200


def related_parts(archive: zipfile.ZipFile, part: str, kind: str) -> dict[str, str]:
    """Parts that a part shows, by the id of their relation.

    Args:
        kind: How the type of the relation ends: ``/chart``, ``/diagramData``.
    """
    folder, _, name = part.rpartition("/")
    found = {}
    for relation in children(read_part(archive, f"{folder}/_rels/{name}.rels"), "Relationship"):
        if (relation.get("Type") or "").endswith(kind) and relation.get("Id"):
            target = relation.get("Target") or ""
            place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            found[str(relation.get("Id"))] = place
    return found


def charts_of(
    archive: zipfile.ZipFile, shape: Element, parts: dict[str, str]
) -> list[tuple[str, list[list[str]]]]:
    """Title and rows of each chart that a shape shows and that stores its values."""
    found = []
    for chart in descendants(shape, "chart"):
        root = read_part(archive, parts.get(attribute(chart, "id") or "", ""))
        if root is not None and (rows := _rows(root)):
            found.append((_title(root), rows))
    return found


def _title(root: Element) -> str:
    title = child(root, "chart", "title")
    return " ".join("".join(text.text or "" for text in descendants(title, "t")).split())


def _rows(root: Element) -> list[list[str]]:
    """Categories and one column a series; the header first."""
    columns: list[tuple[str, dict[int, str], dict[int, str]]] = []
    for number, series in enumerate(outermost(root, "ser"), start=1):
        if number > _MOST_SERIES:
            break
        name = " ".join(_points(child(series, "tx")).values()) or f"series {number}"
        keys = _points(child(series, "cat")) or _points(child(series, "xVal"))
        values = _points(child(series, "val")) or _points(child(series, "yVal"))
        if values:
            columns.append((name, keys, values))
    if not columns:
        return []
    keys = max((keys for _, keys, _ in columns), key=len)
    places = sorted({place for _, _, values in columns for place in values} | keys.keys())
    head = ["", *(name for name, _, _ in columns)]
    return [head, *([keys.get(i, ""), *(values.get(i, "") for _, _, values in columns)] for i in places)]


def _points(element: Element | None) -> dict[int, str]:
    """Stored values by their place; a name that is written out has place 0."""
    found: dict[int, str] = {}
    for point in descendants(element, "pt"):
        value = child(point, "v")
        if value is not None and value.text and len(found) < _MOST_POINTS:
            found[whole_number(attribute(point, "idx"), len(found))] = _short(value.text)
    if not found and (value := child(element, "v")) is not None and value.text:
        found[0] = value.text
    return found


def _short(text: str) -> str:
    """A number without the tail of its binary form: ``94.200000000000003`` is 94.2."""
    if re.fullmatch(r"-?\d+\.\d{10,}(?:[eE][+-]?\d+)?", text.strip()):
        return f"{float(text):.12g}"
    return text.strip()
