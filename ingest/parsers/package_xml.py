"""Read the XML parts of zipped documents without regard to namespaces. Knows no document format."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from ingest.errors import Unreadable

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def read_part(archive: zipfile.ZipFile, name: str) -> Element | None:
    """The root of a part, or None where the package has no such part.

    Raises:
        Unreadable: The part is no well-formed XML.
    """
    try:
        content = archive.read(name)
    except KeyError:
        return None
    try:
        root: Element = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Unreadable(
            f"part {name} of the document is damaged", "open it in its program and save it"
        ) from error
    return root


def part_name(folder: str, target: str) -> str:
    """The part that a relation of a part in ``folder`` points at, as the archive names it."""
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")


def local(element: Element) -> str:
    """An element's name without its namespace; the strict and the usual formats differ in nothing else."""
    return str(element.tag).rsplit("}", 1)[-1]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its name without a namespace."""
    for key, value in element.attrib.items():
        if key.rsplit("}", 1)[-1] == name:
            return value
    return None


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The direct children of these names."""
    if element is not None:
        yield from (child for child in element if local(child) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names."""
    for name in path:
        element = next(children(element, name), None)
    return element


def value_of(element: Element | None, *path: str) -> str | None:
    """Attribute ``val`` of the first descendant along a path of names."""
    found = child(element, *path)
    return None if found is None else attribute(found, "val")


def whole_number(text: str | None, default: int, *, most: int = 1_000_000) -> int:
    """The number in an attribute, from 0 to ``most``; the default where it holds none."""
    if text is None or not re.fullmatch(r"\s*-?[0-9]{1,18}\s*", text):
        return default
    return max(0, min(int(text), most))


def descendants(element: Element | None, *names: str) -> Iterator[Element]:
    """All descendants of these names, in document order."""
    if element is not None:
        yield from (found for found in element.iter() if local(found) in names)


def outermost(element: Element | None, *names: str) -> Iterator[Element]:
    """Descendants of these names that are not within one another, in document order."""
    waiting = [] if element is None else list(reversed(element))
    while waiting:
        current = waiting.pop()
        if local(current) in names:
            yield current
        else:
            waiting += reversed(current)
