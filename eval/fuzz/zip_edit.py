"""Change a ZIP member by member, so that the container stays whole. Knows ZIP, no format within."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
import zlib

from eval.fuzz.bytes_edit import MOST_BYTES, edit_bytes, edit_number
from eval.fuzz.markup_edit import edit_markup

_NAMES = (
    "../../out.txt",
    "/etc/x",
    "C:\\x.txt",
    "a/" * 40 + "b",
    "",
    "con.txt",
    "é°.xml",
    "[Content_Types].xml",
)
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error)


def edit_zip(content: bytes, chance: random.Random) -> bytes:
    """One member changed, gone, doubled, emptied, renamed or filled with another's content."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist()[:200]]
    except _BROKEN:
        return edit_bytes(content, chance)
    if not parts:
        return edit_bytes(content, chance)
    at = chance.randrange(len(parts))
    name, held = parts[at]
    match chance.randrange(12):
        case 0:
            del parts[at]
        case 1:
            parts.append((name, chance.choice(parts)[1]))
        case 2:
            parts[at] = name, b""
        case 3:
            parts[at] = chance.choice((*_NAMES, chance.choice(parts)[0])), held
        case 4:
            parts[at] = name, chance.choice(parts)[1]
        case _:
            parts[at] = name, _edited(held, chance)
    return _packed(parts)


def _edited(held: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4))):
        markup = held.lstrip()[:1] == b"<" and chance.random() < 0.8
        held = edit_markup(held, chance) if markup else chance.choice((edit_bytes, edit_number))(held, chance)
    return held[:MOST_BYTES]


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, held in parts:
            archive.writestr(zipfile.ZipInfo(name or "x"), held, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
