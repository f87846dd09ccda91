"""Lists of like elements in XML as tables: exports of orders, equipment, readings. Knows no schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ingest.parsers.package_xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FEWEST_RECORDS = 2
_MOST_FIELDS = 200
_MOST_DEPTH = 6


def record_lists(root: Element) -> list[tuple[str, list[Element]]]:
    """The outermost lists of records with what they are called.

    A list is an element whose children bear one name and have two fields or more each: attributes or elements
    that hold one value. Running text among them makes it no list.
    """
    found: list[tuple[str, list[Element]]] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        parts = list(element)
        names = Counter(local(part) for part in parts)
        if names and max(names.values()) == len(parts) >= _FEWEST_RECORDS and all(map(_is_record, parts)):
            found.append((local(parts[0]), parts))
        else:
            waiting += reversed(parts)
    return found


def fields_of(record: Element) -> dict[str, str]:
    """Fields of a record by their path; of several alike all, with semicolons between them."""
    found: dict[str, list[str]] = {}
    for name, value in _fields(record, "", 0):
        found.setdefault(name, []).append(value)
    return {name: "; ".join(values) for name, values in found.items()}


def as_json(records: list[Element]) -> list[Mapping[str, str]]:
    """The records as JSON would hold them."""
    return [fields_of(record) for record in records]


def _is_record(element: Element) -> bool:
    """True where an element has two fields and more and no running text between its parts."""
    if any((part.tail or "").strip() for part in element) or (len(element) and (element.text or "").strip()):
        return False
    count = 0
    for count, _ in enumerate(_fields(element, "", 0), start=1):
        if count > _MOST_FIELDS:
            return False
    return count >= 2


def _fields(element: Element, path: str, depth: int) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        if value.strip():
            yield f"{path}{key.rsplit('}', 1)[-1]}", value.strip()
    for part in element:
        name = f"{path}{local(part)}"
        words = " ".join((part.text or "").split())
        if words:
            yield name, words
        if depth < _MOST_DEPTH:
            yield from _fields(part, f"{name}.", depth + 1)
