"""Read a ZIP folder: each file in it becomes a source of its own. Knows no format of theirs.

Nothing is unpacked to disk and no size or name is trusted: a name is reduced to a file name (against ``../``,
absolute paths and drives), and bytes are counted while they are unpacked, so that an archive that lies about
its sizes stops as well.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ingest.errors import Unreadable
from ingest.names import file_name
from ingest.parsed import Attachment, Block, ParsedDocument

MOST_FILES = 500
MOST_BYTES = 512 << 20
"""Unpacked, of all files together."""
MOST_RATIO = 200
"""Unpacked bytes for one packed byte, of files larger than a mebibyte."""

_BLOCK = 1 << 20
_LITTER = frozenset({"__macosx", "thumbs.db", "desktop.ini", ".ds_store"})
_UNPACKING = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def parse_zip(path: Path) -> ParsedDocument:
    """Reads a ZIP folder.

    Raises:
        Unreadable: It is damaged, holds no file, or all its files ask for a password.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive, path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable("the archive is cut off or damaged", "copy it again, or unpack it") from error


def _read(archive: zipfile.ZipFile, path: Path) -> ParsedDocument:
    members = [info for info in archive.infolist() if _is_file(info)]
    if not members:
        raise Unreadable("the archive holds no file", "look whether it was filled")
    notes: list[str] = []
    if len(members) > MOST_FILES:
        notes.append(f"{len(members) - MOST_FILES} of {len(members)} files of the archive were left out.")
        members = members[:MOST_FILES]
    closed = [info for info in members if info.flag_bits & 1]
    if len(closed) == len(members):
        raise Unreadable("the archive is protected by a password", "unpack it and ingest the files")
    notes += [f"{info.filename} is protected by a password and was left out." for info in closed]
    found = list(_unpacked(archive, [info for info in members if not info.flag_bits & 1], notes))
    if not found:
        damage = [note for note in notes if " is empty and " not in note]
        raise Unreadable(
            "no file of the archive can be unpacked: " + (damage[-1] if damage else "all are empty"),
            "unpack it and ingest the files",
        )
    listing = "\n".join(_shown(info.filename) for info in members)
    return ParsedDocument(
        media="zip",
        title=path.stem,
        blocks=(Block(kind="paragraph", text=f"Archive {path.name} with the files:\n{listing}"[:20_000]),),
        attachments=tuple(found),
        warnings=tuple(notes),
    )


def _is_file(info: zipfile.ZipInfo) -> bool:
    parts = [part.lower() for part in PurePosixPath(info.filename.replace("\\", "/")).parts]
    return bool(parts) and not info.is_dir() and not _LITTER & set(parts) and not parts[-1].startswith("~$")


def _shown(name: str) -> str:
    """A member's name as text: without control characters."""
    return "".join(character if character.isprintable() else "_" for character in name)[:300]


def _unpacked(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], notes: list[str]
) -> Iterator[Attachment]:
    """The files that come out whole within the bounds; notes say what became of the others."""
    names = Counter(file_name(info.filename).casefold() for info in members)
    left = MOST_BYTES
    for info in members:
        content = _bytes_of(archive, info, left, notes)
        if content is None:
            continue
        left -= len(content)
        name = file_name(info.filename)
        if names[name.casefold()] > 1:
            parts = PurePosixPath(info.filename.replace("\\", "/")).parts
            name = file_name(" - ".join(part for part in parts[-3:] if part not in ("..", "/")))
        if content:
            yield Attachment(name=name, content=content)
        else:
            notes.append(f"{_shown(info.filename)} is empty and was left out.")


def _bytes_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, notes: list[str]) -> bytes | None:
    name = _shown(info.filename)
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as stream:
            while piece := stream.read(_BLOCK):
                size += len(piece)
                if size > _BLOCK and size > MOST_RATIO * max(info.compress_size, 1):
                    notes.append(f"{name} unpacks to far more than a file holds (a bomb) and was left out.")
                    return None
                if size > left:
                    notes.append(
                        f"{name} was left out: the archive unpacks to more than {MOST_BYTES >> 20} MB."
                    )
                    return None
                pieces.append(piece)
    except _UNPACKING:
        notes.append(f"{name} is damaged or packed in a way that cannot be read; it was left out.")
        return None
    return b"".join(pieces)
