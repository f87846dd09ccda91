"""Open zip-based documents safely: size, ratio and XML checks before unpacking. Knows no document format."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import Unreadable

_MOST_UNPACKED = 1 << 30
_MOST_PARTS = 20_000
_MOST_RATIO = 250
_SMALL = 8 << 20
_DAMAGED = (
    zipfile.BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    UnicodeDecodeError,
    zlib.error,
    struct.error,
)
_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY")


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """Opens a zip after checking what it would unpack to.

    Raises:
        Unreadable: The archive is damaged, encrypted, holds a document type declaration (the way into
            XML attacks), or would unpack to more than a document of its kind does.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive)
            yield archive
    except _DAMAGED as error:
        raise Unreadable("the file is cut off or damaged", "copy or export it again") from error


def check_archive(path: Path) -> frozenset[str]:
    """Checks a zip as ``open_archive`` does and returns the names of its parts."""
    with open_archive(path) as archive:
        return frozenset(archive.namelist())


def _check(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    bomb = Unreadable(
        "the file unpacks to far more than a document holds (a decompression bomb)",
        "do not open it; ask its sender",
    )
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise bomb
    for part in parts:
        if part.flag_bits & 1:
            raise Unreadable("the file is protected by a password", "save it without a password")
        if part.file_size > _SMALL and part.file_size > _MOST_RATIO * max(1, part.compress_size):
            raise bomb
        if part.filename.lower().endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                if _DOCTYPE.search(stream.read(4096)):
                    raise Unreadable("the file declares XML entities, which is an attack", "ask its sender")
