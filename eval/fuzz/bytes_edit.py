"""Change bytes and lines without knowing what they mean. Knows numbers that break readers, no format."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

Edit = Callable[[bytes, random.Random], bytes]
"""From a file's content to a changed one."""

MOST_BYTES = 1 << 20
"""A file is not grown beyond this."""

_NUMBERS = (
    b"0", b"-1", b"1", b"255", b"256", b"65536", b"2147483647", b"-2147483648", b"4294967296",
    b"9223372036854775808", b"9" * 400, b"1e309", b"-1e-400", b"nan", b"inf", b"0.0000001", b"1,5", b"",
    b"1/0",
)  # fmt: skip
_PIECES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\n\n\n", b'"', b"'", b"<", b">", b"&", b"&#0;",
    b"&#xD800;",
    b"{", b"}", b"[", b"]", b"(", b")", b"\\", b";;;;", b"\t" * 9, b"=", b":", b"\xed\xa0\x80", b"\xc3",
    b"\xe2\x80\xae",
    b"A" * 300, "é°µØ±".encode(), b"9" * 40, b"0001-01-01", b"9999-12-31 23:59:60", b"30/02/2024",
)  # fmt: skip
_INTEGERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_NUMBER = re.compile(rb"-?\d+(?:[.,]\d+)?")


def edit_bytes(content: bytes, chance: random.Random) -> bytes:
    """One change somewhere: a flip, a cut, a doubling, a number of 1 to 4 bytes, a piece put in, an end."""
    if not content:
        return chance.choice(_PIECES)
    at = chance.randrange(len(content))
    length = min(len(content) - at, int(chance.expovariate(1 / 24)) + 1)
    match chance.randrange(7):
        case 0:
            return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]
        case 1:
            return content[:at] + content[at + length :]
        case 2:
            return (
                content[:at] + content[at : at + length] * chance.choice((2, 3, 40)) + content[at + length :]
            )
        case 3:
            width = chance.choice((1, 2, 4))
            value = chance.choice(_INTEGERS) % (1 << 8 * width)
            return (
                content[:at] + value.to_bytes(width, chance.choice(("little", "big"))) + content[at + width :]
            )
        case 4:
            return content[:at] + chance.choice(_PIECES) + content[at:]
        case 5:
            other = chance.randrange(len(content))
            return content[:at] + content[other : other + length] + content[at + length :]
        case _:
            return content[:at]


def edit_lines(content: bytes, chance: random.Random) -> bytes:
    """One change of a line or of a number in it: gone, doubled, moved, joined with the next, made extreme."""
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines[at:at] = [lines[at]] * chance.choice((1, 2, 30))
        case 2:
            lines.insert(chance.randrange(len(lines)), lines.pop(at))
        case 3 if at + 1 < len(lines):
            lines[at : at + 2] = [lines[at] + lines[at + 1]]
        case 4:
            lines[at] = edit_bytes(lines[at], chance)
        case 5:
            lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
        case _:
            return edit_number(content, chance)
    return b"\n".join(lines)


def edit_number(content: bytes, chance: random.Random) -> bytes:
    """A number that stands in letters becomes one that readers do not expect."""
    found = list(_NUMBER.finditer(content))
    if not found:
        return edit_bytes(content, chance)
    place = chance.choice(found)
    return content[: place.start()] + chance.choice(_NUMBERS) + content[place.end() :]


def piece(chance: random.Random) -> bytes:
    """Some bytes that mean something in one format or another."""
    return chance.choice(_PIECES)


def number(chance: random.Random) -> bytes:
    """A number that readers do not expect."""
    return chance.choice(_NUMBERS)


def mutate(content: bytes, edits: Sequence[Edit], chance: random.Random) -> bytes:
    """One to some edits, one after another."""
    for _ in range(1 + int(chance.expovariate(0.6))):
        content = chance.choice(edits)(content, chance)[:MOST_BYTES]
    return content
