"""Take mail out of what programs wrap it in: signatures (S/MIME) and Outlook's ``winmail.dat`` (TNEF).

Knows bytes only: no signature is checked, nothing is decrypted, nothing is run.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

TNEF_MARK = b"\x78\x9f\x3e\x22"
"""The first bytes of a ``winmail.dat``."""

_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_OCTETS, _OCTETS_IN_PARTS = 0x04, 0x24
_SEQUENCE, _SET, _INNER, _NAME = 0x30, 0x31, 0xA0, 0x06
_DEEPEST = 12

_NEW_FILE, _TITLE, _DATA, _PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_LONG_NAMES = (0x3707001F, 0x3707001E)


def signed_content(content: bytes) -> bytes | None:
    """The message inside an opaque signature ([RFC 5652]); None where it is encrypted, damaged or bare.

    Args:
        content: A ``smime.p7m``, DER or BER.
    """
    try:
        outer = _inside(content, 0, _SEQUENCE)
        if outer is None or not outer.startswith(bytes((_NAME, len(_SIGNED_DATA))) + _SIGNED_DATA):
            return None
        signed = next((held for tag, held in _elements(outer) if tag == _INNER), b"")
        for tag, held in _elements(_inside(signed, 0, _SEQUENCE) or b""):
            if tag == _SEQUENCE:
                wrapped = next((inner for kind, inner in _elements(held) if kind == _INNER), b"")
                return _octets(wrapped, _DEEPEST) or None
    except (IndexError, ValueError):
        return None
    return None


def tnef_files(content: bytes) -> list[tuple[str, bytes]]:
    """Names and contents of the files in a ``winmail.dat`` ([MS-OXTNEF]); none where it is damaged."""
    found: list[tuple[str, bytes]] = []
    for code, held in _attributes(content):
        if code == _NEW_FILE:
            found.append(("", b""))
        elif found:
            name, data = found[-1]
            if code == _TITLE:
                found[-1] = (name or held.split(b"\0")[0].decode("cp1252", "replace"), data)
            elif code == _DATA:
                found[-1] = (name, held)
            elif code == _PROPERTIES:
                found[-1] = (_long_name(held) or name, data)
    return [(name, data) for name, data in found if data]


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Attributes of a message and of its files: code and value."""
    at = 6
    while content.startswith(TNEF_MARK) and at + 11 <= len(content):
        code, _, length = struct.unpack_from("<HHI", content, at + 1)
        if at + 9 + length + 2 > len(content):
            return
        yield code, content[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _long_name(held: bytes) -> str:
    """The long name among a file's properties, looked for by its tag: one value, its length, its text."""
    for tag in _LONG_NAMES:
        at = held.find(struct.pack("<II", tag, 1))
        if at < 0 or at + 12 > len(held):
            continue
        (length,) = struct.unpack_from("<I", held, at + 8)
        text = held[at + 12 : at + 12 + min(length, 1000)]
        name = text.decode("utf-16-le" if tag == _LONG_NAMES[0] else "cp1252", "replace")
        return name.split("\0")[0]
    return ""


def _inside(content: bytes, at: int, tag: int) -> bytes | None:
    """What an element holds where it is of this kind."""
    found, held, _ = _element(content, at)
    return held if found == tag else None


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 1 < len(content) and content[at : at + 2] != b"\0\0":
        tag, held, at = _element(content, at)
        yield tag, held


def _element(content: bytes, at: int) -> tuple[int, bytes, int]:
    """Tag, value and end of the element at a place, of a stated length or up to its mark of the end."""
    tag, length = content[at], content[at + 1]
    start = at + 2
    if length == 0x80:
        end = _end(content, start, _DEEPEST)
        return tag, content[start:end], end + 2
    if length > 0x80:
        start, length = start + length - 0x80, int.from_bytes(content[start : start + length - 0x80])
    if start + length > len(content):
        raise ValueError("longer than its file")
    return tag, content[start : start + length], start + length


def _end(content: bytes, at: int, depth: int) -> int:
    """Where the elements end that are closed by a mark."""
    if not depth:
        raise ValueError("nested too deep")
    while content[at : at + 2] != b"\0\0":
        if content[at + 1] == 0x80:
            at = _end(content, at + 2, depth - 1) + 2
        else:
            at = _element(content, at)[2]
    return at


def _octets(content: bytes, depth: int) -> bytes:
    """Strings of octets put together."""
    if not depth:
        raise ValueError("nested too deep")
    parts = []
    for tag, held in _elements(content):
        if tag == _OCTETS:
            parts.append(held)
        elif tag == _OCTETS_IN_PARTS:
            parts.append(_octets(held, depth - 1))
    return b"".join(parts)
