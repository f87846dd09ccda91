"""Which bytes of a DOC were deleted with changes tracked ([MS-DOC] 2.8.25, 2.9.33). Knows no text."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_CHPX_AT = 0x00FA
_PAGE = 512
_DELETED = 0x0800
"""``sprmCFRMarkDel``."""
_OPERANDS = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_MOST_PAGES = 500_000

Range = tuple[int, int]


def deleted_ranges(document: bytes, table: bytes) -> list[Range]:
    """Byte ranges of the document's stream, in order; what is damaged in the list of runs is passed over.

    Args:
        document: The stream ``WordDocument``.
        table: The stream of tables.
    """
    at, length = struct.unpack_from("<II", document, _CHPX_AT)
    held = table[at : at + length]
    number = (len(held) - 4) // 8
    if not 0 < number <= _MOST_PAGES:
        return []
    pages = struct.unpack_from(f"<{number}I", held, 4 * (number + 1))
    found: list[Range] = []
    for page in dict.fromkeys(page & 0x3FFFFF for page in pages):
        found += _deleted_on(document[page * _PAGE : (page + 1) * _PAGE])
    return sorted(found)


def _deleted_on(page: bytes) -> Iterator[Range]:
    """Ranges of one page of runs: places, then where each run's properties lie on the page."""
    if len(page) < _PAGE:
        return
    runs = page[-1]
    if 4 * (runs + 1) + runs >= _PAGE:
        return
    places = struct.unpack_from(f"<{runs + 1}I", page)
    for run in range(runs):
        at = 2 * page[4 * (runs + 1) + run]
        if at and _is_deleted(page[at + 1 : at + 1 + page[at]]) and places[run] < places[run + 1]:
            yield places[run], places[run + 1]


def _is_deleted(properties: bytes) -> bool:
    at, deleted = 0, False
    while at + 2 < len(properties):
        (code,) = struct.unpack_from("<H", properties, at)
        kind = code >> 13
        size = _OPERANDS.get(kind, 1 + properties[at + 2])
        if code == _DELETED:
            deleted = properties[at + 2] in (1, 0x81)
        at += 2 + size
    return deleted
