"""Files that a document or presentation embeds: handed on as files of their own. Opens none of them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

from ingest.names import file_name
from ingest.parsed import Attachment
from ingest.parsers.package_xml import (
    attribute,
    child,
    children,
    descendants,
    part_name,
    read_part,
    whole_number,
)

_MOST_FILES = 200
_MOST_PICTURES = 20
CENTIMETRE = 360_000
"""Of the units of Office files."""
_LEAST_SHOWN = (6.0, 3.0)
"""Centimetres of width and height on the page; smaller pictures are logos, signs and the like."""
_PAGE_SIZED = (11.0, 13.0)
_LITTLE_TEXT = 400
"""Characters a picture; with less the document consists of its pictures."""
_LARGEST = 1_000 * CENTIMETRE
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp")
Placed = tuple[str, float, float]
"""Name of a picture's part, width and height on the page in centimetres."""
_READ = (".xlsx", ".xlsm", ".docx", ".docm", ".pptx", ".pdf", ".csv", ".txt")


def embedded_files(
    archive: zipfile.ZipFile, parts: Iterable[str]
) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """What the parts embed, and a sentence on the objects that cannot be handed on.

    A chart's own workbook is not among them: its numbers are read with the chart.
    """
    targets: dict[str, None] = {}
    for part in parts:
        folder, _, name = part.rpartition("/")
        for relation in children(read_part(archive, f"{folder}/_rels/{name}.rels"), "Relationship"):
            kind, target = relation.get("Type") or "", relation.get("Target") or ""
            if kind.endswith(("/package", "/oleObject")) and relation.get("TargetMode") != "External":
                targets[part_name(folder, target)] = None
    found, closed = [], 0
    names = set(archive.namelist())
    for target in list(targets)[:_MOST_FILES]:
        if target not in names:
            continue
        if target.lower().endswith(_READ):
            content = archive.read(target)
            if content:
                found.append(Attachment(name=file_name(target), content=content))
        else:
            closed += 1
    if not closed:
        return tuple(found), ()
    return tuple(found), (f"{closed} embedded objects of other programs were not read; save them as files.",)


def shown_pictures(
    archive: zipfile.ZipFile, parts: Iterable[str], *, characters: int
) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """Pictures to be read, each once: those of the size of a page, and where text is scarce all but logos.

    Text recognition takes seconds a picture, which photographs in a report are not worth.

    Args:
        characters: Of the text beside them.

    Returns:
        The pictures, and a sentence on those that are left out.
    """
    placed: list[Placed] = []
    for part in parts:
        folder, _, name = part.rpartition("/")
        places = {
            relation.get("Id"): part_name(folder, relation.get("Target") or "")
            for relation in children(read_part(archive, f"{folder}/_rels/{name}.rels"), "Relationship")
            if (relation.get("Type") or "").endswith("/image") and relation.get("TargetMode") != "External"
        }
        for picture in descendants(read_part(archive, part), "pic") if places else ():
            shown = child(picture, "spPr", "xfrm", "ext")
            size = [
                whole_number(attribute(shown, side) if shown is not None else None, 0, most=_LARGEST)
                for side in ("cx", "cy")
            ]
            for blip in descendants(picture, "blip"):
                target = places.get(attribute(blip, "embed"))
                if target:
                    placed.append((target, size[0] / CENTIMETRE, size[1] / CENTIMETRE))
    return chosen_pictures(archive, placed, characters=characters)


def chosen_pictures(
    archive: zipfile.ZipFile, placed: Iterable[Placed], *, characters: int
) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """Of the pictures in a document those that are to be read; as ``shown_pictures``.

    Args:
        placed: Each as often as it is shown.
    """
    targets: dict[str, bool] = {}
    for target, width, height in placed:
        if width >= _LEAST_SHOWN[0] and height >= _LEAST_SHOWN[1]:
            large = width >= _PAGE_SIZED[0] and height >= _PAGE_SIZED[1]
            targets[target] = large or targets.get(target, False)
    names = set(archive.namelist())
    known = [target for target in targets if target in names]
    scarce = characters < _LITTLE_TEXT * len(known)
    wanted = [target for target in known if scarce or targets[target]]
    read = [target for target in wanted if target.lower().endswith(_PICTURES)][:_MOST_PICTURES]
    found = tuple(Attachment(name=file_name(target), content=archive.read(target)) for target in read)
    left = len(known) - len(read)
    told = (f"{left} pictures in the file were not read; save it as PDF if they hold words.",) if left else ()
    return tuple(one for one in found if one.content), told
