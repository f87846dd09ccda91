"""Files that a document or presentation embeds: handed on as files of their own. Opens none of them."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable

from ingest.names import file_name
from ingest.parsed import Attachment
from ingest.parsers.package_xml import children, read_part

_MOST_FILES = 200
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
                whole = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                )
                targets[whole] = None
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
