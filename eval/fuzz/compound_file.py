"""Write an OLE compound file ([MS-CFB], version 3) from streams. Knows sectors, no document."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MOST_SECTORS = 109 * 128
_ROOT, _STORAGE, _STREAM = 5, 1, 2


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """The file. Slashes in a name part the storages that a stream lies in.

    Raises:
        ValueError: More than 7 MB of streams.
    """
    sectors: list[bytes] = []
    fat: list[int] = []
    small = bytearray()
    small_fat: list[int] = []
    placed: dict[str, tuple[int, int]] = {}
    for name, held in streams.items():
        if len(held) >= _CUTOFF:
            placed[name] = _chain(sectors, fat, held), len(held)
            continue
        start, number = len(small_fat), -(-len(held) // _SMALL)
        small_fat += [*range(start + 1, start + number), _END] if number else []
        small += held.ljust(number * _SMALL, b"\0")
        placed[name] = (start if number else _END), len(held)
    root = (_chain(sectors, fat, bytes(small)) if small else _END), len(small)
    small_at = _chain(sectors, fat, _numbers(small_fat)) if small_fat else _END
    directory_at = _chain(sectors, fat, _directory(placed, root))
    return _whole(sectors, fat, directory_at, small_at, -(-len(small_fat) // 128))


def _chain(sectors: list[bytes], fat: list[int], held: bytes) -> int:
    start, number = len(sectors), -(-len(held) // _SECTOR)
    sectors += [held[i * _SECTOR : (i + 1) * _SECTOR].ljust(_SECTOR, b"\0") for i in range(number)]
    fat += [*range(start + 1, start + number), _END]
    return start


def _numbers(values: list[int]) -> bytes:
    padded = values + [_FREE] * (-len(values) % 128)
    return struct.pack(f"<{len(padded)}I", *padded)


def _directory(placed: Mapping[str, tuple[int, int]], root: tuple[int, int]) -> bytes:
    """Entries whose siblings hang to the right, one below the other, which readers accept."""
    inside: dict[str, dict[str, None]] = {"": {}}
    for name in placed:
        for cut in (at for at, character in enumerate(f"{name}/") if character == "/"):
            inside.setdefault(name[:cut].rpartition("/")[0], {})[name[:cut]] = None
    order = [name for members in inside.values() for name in members]
    at = {name: 1 + index for index, name in enumerate(order)}
    top = next(iter(inside[""]), None)
    entries = [_entry("Root Entry", _ROOT, *root, right=_FREE, child=at[top] if top else _FREE)]
    for name in order:
        mates = list(inside[name.rpartition("/")[0]])
        follows = mates[mates.index(name) + 1 :]
        right = at[follows[0]] if follows else _FREE
        shown = name.rsplit("/", 1)[-1]
        if name in inside:
            entries.append(_entry(shown, _STORAGE, 0, 0, right=right, child=at[next(iter(inside[name]))]))
        else:
            entries.append(_entry(shown, _STREAM, *placed[name], right=right, child=_FREE))
    entries += [bytes(128)] * (-len(entries) % 4)
    return b"".join(entries)


def _entry(name: str, kind: int, start: int, size: int, *, right: int, child: int) -> bytes:
    shown = name.encode("utf-16-le")[:62]
    return (
        (shown + b"\0\0").ljust(64, b"\0")
        + struct.pack("<HBBIII", len(shown) + 2, kind, 1, _FREE, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _whole(
    sectors: list[bytes], fat: list[int], directory_at: int, small_at: int, small_sectors: int
) -> bytes:
    number = 1
    while number * 128 < len(fat) + number:
        number += 1
    if len(fat) > _MOST_SECTORS or number > 109:
        raise ValueError("too large for a file without further tables")
    start = len(sectors)
    table = _numbers([*fat, *[_FAT] * number])
    places = [*range(start, start + number), *[_FREE] * (109 - number)]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        + struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, number, directory_at, 0)
        + struct.pack("<IIIII", _CUTOFF, small_at, small_sectors, _END, 0)
        + struct.pack("<109I", *places)
    )  # fmt: skip
    return header + b"".join(sectors) + table
