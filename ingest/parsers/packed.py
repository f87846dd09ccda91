"""Read gzip, bzip2, xz and TAR: each file in them becomes a source of its own. Knows no format of theirs.

Nothing is unpacked to disk, no name and no size is trusted: links and devices of a TAR are left out, names
are reduced to file names, bytes are counted while they are unpacked.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zlib
from pathlib import Path

from ingest.errors import Unreadable
from ingest.names import file_name
from ingest.parsed import Attachment, Block, ParsedDocument
from ingest.parsers.zip_folder import MOST_BYTES, MOST_FILES, MOST_RATIO

_BLOCK = 1 << 20
_TAR_MARK = slice(257, 262)
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, ValueError, OverflowError)
_MOST_MEMBERS = 100_000


def is_tar(head: bytes) -> bool:
    """True where a file's first bytes are those of a TAR."""
    return head[_TAR_MARK] == b"ustar"


def parse_packed(path: Path) -> ParsedDocument:
    """Reads a TAR, or what gzip, bzip2 or xz have packed: a TAR or a file.

    Raises:
        Unreadable: It is damaged, unpacks to far more than a file holds, or holds no file.
    """
    with path.open("rb") as file:
        head = file.read(512)
    try:
        content = path.read_bytes() if is_tar(head) else _unpacked(path, head)
        if is_tar(content[:512]):
            return _folder(path, content)
    except _BROKEN as error:
        raise Unreadable("the archive is cut off or damaged", "copy it again, or unpack it") from error
    if not content:
        raise Unreadable("the archive holds no file", "look whether it was filled")
    name = file_name(path.stem, default="content")
    return _document(path, [name], [Attachment(name=name, content=content)], [])


def _unpacked(path: Path, head: bytes) -> bytes:
    opener = gzip.open if head.startswith(b"\x1f\x8b") else bz2.open if head.startswith(b"BZh") else lzma.open
    most = min(MOST_BYTES, max(_BLOCK, MOST_RATIO * path.stat().st_size))
    pieces, size = [], 0
    with opener(path, "rb") as stream:
        while piece := _read(stream):
            size += len(piece)
            if size > most:
                raise Unreadable(
                    "the archive unpacks to far more than a file holds (a decompression bomb)",
                    "do not open it; ask its sender",
                )
            pieces.append(piece)
    return b"".join(pieces)


def _read(stream: gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile) -> bytes:
    return stream.read(_BLOCK)


def _folder(path: Path, content: bytes) -> ParsedDocument:
    found: list[Attachment] = []
    names: list[str] = []
    notes: list[str] = []
    left = others = 0
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as archive:
        for number, member in enumerate(archive):
            if number == _MOST_MEMBERS:
                break
            if not member.isfile() or file_name(member.name).startswith("._"):
                others += not (member.isfile() or member.isdir())
                continue
            if len(found) == MOST_FILES:
                left += 1
                continue
            stream = archive.extractfile(member)
            data = stream.read() if stream is not None else b""
            name = "".join(c if c.isprintable() else "_" for c in member.name)[:300]
            if not data:
                notes.append(f"{name} is empty and was left out.")
                continue
            names.append(name)
            found.append(Attachment(name=file_name(member.name), content=data))
    if not found:
        raise Unreadable("the archive holds no file", "look whether it was filled")
    if left:
        notes.append(f"{left} of {len(found) + left} files of the archive were left out.")
    if others:
        notes.append(f"{others} links or devices of the archive were left out.")
    return _document(path, names, found, notes)


def _document(path: Path, names: list[str], found: list[Attachment], notes: list[str]) -> ParsedDocument:
    listing = "\n".join(names)
    text = f"Archive {path.name} with the files:\n{listing}"[:20_000]
    return ParsedDocument(
        media="archive", title=path.stem, blocks=(Block(kind="paragraph", text=text),),
        attachments=tuple(found),
        warnings=tuple(notes),
    )  # fmt: skip
