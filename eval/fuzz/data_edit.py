"""Change JSON value by value, DXF pair by pair, RTF word by word, a PNG chunk by chunk. Knows no meaning."""

from __future__ import annotations

import json
import random
import re
import struct
import zlib
from typing import Any

from eval.fuzz.bytes_edit import edit_bytes, number, piece

_RTF = re.compile(rb"\\[a-z]+-?\d* ?|\\'[0-9a-f]{2}|\\[^a-z]|[{}]|[^\\{}]+")
_PNG = b"\x89PNG\r\n\x1a\n"


def edit_json(content: bytes, chance: random.Random) -> bytes:
    """One value of another type or extreme, gone, doubled or nested; a key renamed."""
    try:
        tree: Any = json.loads(content)
    except (ValueError, RecursionError):
        return edit_bytes(content, chance)
    holders = [holder for holder in _holders(tree) if len(holder)]
    if not holders:
        return edit_bytes(content, chance)
    holder = chance.choice(holders)
    key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
    other: Any = chance.choice(
        (
            None,
            True,
            -1,
            10**40,
            1e308,
            "",
            "2024-05-02",
            "x" * 300,
            "\ud800",
            [],
            {},
            [[]],
            {"": {"": []}},
            tree,
        )
    )
    match chance.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice((*holder, "", "é", "x" * 200))] = holder.pop(key)
        case 1:
            holder[key:key] = [holder[key]] * chance.choice((1, 50))
        case 2:
            holder[key] = {"a": [holder[key]]}
        case _:
            holder[key] = other
    try:
        return json.dumps(tree).encode()
    except (ValueError, RecursionError):  # the tree holds itself now
        return edit_bytes(content, chance)


def _holders(tree: Any) -> list[Any]:
    found, left = [], [tree]
    while left:
        value = left.pop()
        if isinstance(value, (dict, list)):
            found.append(value)
            left += value.values() if isinstance(value, dict) else value
    return found


def edit_pairs(content: bytes, chance: random.Random) -> bytes:
    """DXF: a group code or value changed, a pair or a run of pairs gone, doubled or moved."""
    lines = content.split(b"\n")
    if len(lines) < 4:
        return edit_bytes(content, chance)
    at = chance.randrange(len(lines) // 2) * 2
    length = 2 * chance.choice((1, 1, 3, 20))
    match chance.randrange(7):
        case 0:
            del lines[at : at + length]
        case 1:
            lines[at:at] = lines[at : at + length] * chance.choice((1, 20))
        case 2:
            taken = lines[at : at + length]
            del lines[at : at + length]
            place = chance.randrange(len(lines) // 2 + 1) * 2
            lines[place:place] = taken
        case 3:
            lines[at] = chance.choice(
                (b"0", b"1", b"2", b"3", b"5", b"10", b"41", b"70", b"330", b"999", b"-1", b"1e5")
            )
        case 4:
            lines[at + 1] = lines[chance.randrange(len(lines) // 2) * 2 + 1]
        case _:
            lines[at + 1] = (number if chance.random() < 0.7 else piece)(chance)
    return b"\n".join(lines)


def edit_rtf(content: bytes, chance: random.Random) -> bytes:
    """A control word, a group or a text changed, gone, doubled, nested."""
    tokens = _RTF.findall(content)
    if not tokens:
        return edit_bytes(content, chance)
    at = chance.randrange(len(tokens))
    match chance.randrange(6):
        case 0:
            del tokens[at]
        case 1:
            tokens[at:at] = [tokens[at]] * chance.choice((1, 40, 3000))
        case 2:
            tokens.insert(chance.randrange(len(tokens)), tokens.pop(at))
        case 3:
            tokens[at] = re.sub(rb"-?\d+|(?<=[a-z])(?=\s|$)", lambda _: number(chance), tokens[at], count=1)
        case 4:
            tokens[at] = chance.choice(
                (rb"\row", rb"\cell", rb"\intbl", rb"\uc9", rb"\u-9", rb"\bin99999", rb"\pard", rb"\'e9")
            )
        case _:
            tokens[at] = piece(chance)
    return b"".join(tokens)


def edit_png(content: bytes, chance: random.Random) -> bytes:
    """A chunk's content changed, with its checksum made right; chunks gone, doubled or moved."""
    chunks: list[tuple[bytes, bytes]] = []
    at = len(_PNG)
    while content.startswith(_PNG) and at + 12 <= len(content):
        length = struct.unpack_from(">I", content, at)[0]
        chunks.append((content[at + 4 : at + 8], content[at + 8 : at + 8 + length]))
        at += 12 + length
    if not chunks:
        return edit_bytes(content, chance)
    place = chance.randrange(len(chunks))
    kind, held = chunks[place]
    match chance.randrange(5):
        case 0:
            del chunks[place]
        case 1:
            chunks.insert(place, chunks[chance.randrange(len(chunks))])
        case 2 if kind == b"IDAT":
            chunks[place] = kind, zlib.compress(edit_bytes(_unpacked(held), chance))
        case _:
            chunks[place] = kind, edit_bytes(held, chance)
    return _PNG + b"".join(
        struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))
        for kind, held in chunks
    )


def _unpacked(held: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(held, 1 << 20)
    except zlib.error:
        return held
