"""Words in text boxes and shapes that lie over the sheets of a workbook. Knows the package, no cell."""

from __future__ import annotations

import zipfile

from ingest.parsers.package_xml import attribute, children, descendants, part_name, read_part

_BOOK = "xl/workbook.xml"
_MOST_CHARACTERS = 20_000
"""Of one sheet's shapes."""


def shape_texts(archive: zipfile.ZipFile) -> dict[str, tuple[str, ...]]:
    """The words of each shape, by the name of its sheet.

    Raises:
        Unreadable: A part is no well-formed XML.
    """
    parts = _related(archive, _BOOK)
    found: dict[str, tuple[str, ...]] = {}
    for sheet in descendants(read_part(archive, _BOOK), "sheet"):
        part = parts.get(attribute(sheet, "id") or "", ("", ""))[1]
        drawings = [target for kind, target in _related(archive, part).values() if kind.endswith("/drawing")]
        texts = [text for drawing in drawings for text in _texts(archive, drawing)]
        if texts:
            found[attribute(sheet, "name") or ""] = tuple(texts)
    return found


def _texts(archive: zipfile.ZipFile, drawing: str) -> list[str]:
    texts: list[str] = []
    left = _MOST_CHARACTERS
    for shape in descendants(read_part(archive, drawing), "txBody"):
        lines = [
            "".join(run.text or "" for run in descendants(paragraph, "t"))
            for paragraph in children(shape, "p")
        ]
        text = "\n".join(line.strip() for line in lines if line.strip())[:left]
        left -= len(text)
        if any(character.isalnum() for character in text):
            texts.append(text)
    return texts


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Kind and part of each relation, by its identifier."""
    folder, _, name = part.rpartition("/")
    return {
        relation.get("Id") or "": (
            relation.get("Type") or "",
            part_name(folder, relation.get("Target") or ""),
        )
        for relation in children(read_part(archive, f"{folder}/_rels/{name}.rels"), "Relationship")
        if relation.get("TargetMode") != "External"
    }
