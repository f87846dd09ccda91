"""Read documents of the old binary format (DOC, Word 97 to 2003): text, tables, footnotes. Runs no macro.

The text stands in pieces, listed in the table stream ([MS-DOC] 2.4.1); tracked changes come as the accepted
text; styles are not read, so headings come as paragraphs.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.compound import check_streams
from ingest.parsers.old_word_runs import Range, deleted_ranges

_MOST_BYTES = 256 << 20
_MAGIC = 0xA5EC
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_CLX_AT = 0x01A2
_COMPRESSED = 1 << 30
_MOST_PIECES = 1_000_000
_WIDEST = 64
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_UNSEEN = re.compile("[\x00-\x06\x08\x0e-\x1f]")
_CELL = "\x07"


def parse_doc(path: Path) -> ParsedDocument:
    """Reads a DOC file.

    Raises:
        Unreadable: Damaged, protected by a password, older than Word 97, or without text.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the document is larger than 256 MiB", "save it as DOCX or PDF")
    document, table, flags = _streams(path)
    if flags & _ENCRYPTED:
        raise Unreadable("the document is protected by a password", "save it without a password")
    try:
        text = "".join(_pieces(document, table, deleted_ranges(document, table)))
    except (struct.error, IndexError, ValueError) as error:
        raise _damaged() from error
    writer = BlockWriter()
    _write(writer, _shown(text), name=path.stem)
    if not writer.blocks:
        raise Unreadable("the document (DOC) holds no text", "save it as DOCX or PDF")
    first = writer.blocks[0].text
    return writer.parsed(media="doc", title=first if len(first) <= 120 and "\n" not in first else path.stem)


def _damaged() -> Unreadable:
    return Unreadable(
        "the document (DOC) is damaged or older than Word 97", "open it in its program and save it as DOCX"
    )


def _streams(path: Path) -> tuple[bytes, bytes, int]:
    """The document's stream, its table stream and its flags."""
    import olefile

    try:
        with olefile.OleFileIO(str(path)) as ole:
            check_streams(ole, path)
            document: bytes = ole.openstream("WordDocument").read()
            magic, flags = struct.unpack_from("<H", document)[0], struct.unpack_from("<H", document, 0x0A)[0]
            if magic != _MAGIC or len(document) < _CLX_AT + 8:
                raise _damaged()
            if flags & _ENCRYPTED:
                return document, b"", flags
            table: bytes = ole.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
    except (OSError, struct.error, IndexError, ValueError, TypeError, KeyError) as error:
        raise _damaged() from error
    return document, table, flags


def _pieces(document: bytes, table: bytes, deleted: Sequence[Range]) -> Iterator[str]:
    """The text piece by piece, in the order of reading: main text, footnotes, headers, comments.

    Args:
        deleted: What was deleted with changes tracked; it is left out.
    """
    at, length = struct.unpack_from("<II", document, _CLX_AT)
    clx = table[at : at + length]
    at = 0
    while at < len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError("no table of pieces")
    size = struct.unpack_from("<I", clx, at + 1)[0]
    pieces = clx[at + 5 : at + 5 + size]
    number = (len(pieces) - 4) // 12
    if not 0 < number <= _MOST_PIECES:
        raise ValueError("no pieces")
    ends = struct.unpack_from(f"<{number + 1}I", pieces)
    left = len(document)
    for index in range(number):
        place = struct.unpack_from("<I", pieces, 4 * (number + 1) + 8 * index + 2)[0]
        characters = ends[index + 1] - ends[index]
        if characters < 0 or characters > left:
            raise ValueError("pieces overlap")
        left -= characters
        if place & _COMPRESSED:
            start = (place & ~_COMPRESSED) // 2
            kept = _kept(document, start, start + characters, deleted)
            yield kept.decode("cp1252", "replace")
        else:
            yield _kept(document, place, place + 2 * characters, deleted).decode("utf-16-le", "replace")


def _kept(document: bytes, start: int, end: int, deleted: Sequence[Range]) -> bytes:
    found = bytearray()
    for first, last in deleted:
        if first >= end:
            break
        if last > start:
            found += document[start : max(start, first)]
            start = min(end, max(start, last))
    return bytes(found + document[start:end])


def _shown(text: str) -> str:
    """What a reader sees: results of fields, no marks of pictures and notes."""
    for _ in range(8):
        text, replaced = _FIELD.subn(lambda match: match[1] or "", text)
        if not replaced:
            break
    return _UNSEEN.sub("", text.replace("\x0b", "\n").replace("\x1e", "-").replace("\xa0", " "))


def _write(writer: BlockWriter, text: str, *, name: str) -> None:
    """Paragraphs and tables; cells end with a mark of their own, rows with one more."""
    at = 0
    for part in re.finditer(r"[^\r\x0c\x07]*(?:\x07[^\x07\x0c]*(?=\x07))*\x07+|[^\r\x0c\x07]+", text):
        if part.start() < at:
            continue
        at = part.end()
        if _CELL in part.group():
            _table(writer, part.group(), name=name)
        elif words := part.group().strip():
            writer.paragraph(words)


def _table(writer: BlockWriter, text: str, *, name: str) -> None:
    cells = [" ".join(cell.split()) for cell in text.removesuffix(_CELL).split(_CELL)]
    cells = cells if not cells or cells[-1] == "" else [*cells, ""]
    for width in count(1):
        if width > _WIDEST or width >= len(cells):
            writer.paragraph(" | ".join(cell for cell in cells if cell))
            return
        if len(cells) % (width + 1) == 0 and not any(cells[width :: width + 1]):
            rows = [cells[i : i + width] for i in range(0, len(cells), width + 1)]
            if width == 1:
                writer.paragraph("\n".join(row[0] for row in rows if row[0]))
            else:
                writer.table(rows, name=name)
            return
