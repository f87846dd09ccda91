"""A small presentation of the old binary format (PPT), written record by record. Knows no reader."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_CONTAINER = 0xF


def ppt_streams(*, token: int = 0xE391C05F) -> Mapping[str, bytes]:
    """Two slides edited once after they were saved: texts of the outline, of shapes, of notes.

    Args:
        token: 0xF3D1C4DF in a presentation with a password.
    """
    old = _slide(_record(0xF00D, _text("old words")))
    first = _slide(_record(0xF00D, _record(3998, struct.pack("<I", 1))) + _record(0xF00D, _text("T-511 été")))
    second = _slide(_record(0xF00D, _text("Foam: 14 000 l", bytes_=True)))
    notes = _container(
        1008, _record(1009, struct.pack("<III", 256, 0, 0)) + _record(0xF00D, _text("car park P7"))
    )
    titles = _text("Gas test\rno phones", style=1) + _text("Tank farm", style=0)
    listed = _container(4080, _persist(2, 256) + titles + _persist(3, 257))
    spoken = _container(4080, _persist(4, 300), instance=2)
    stream, places = b"", {}
    for part, held in ((1, _container(1000, listed + spoken)), (2, old), (3, second), (4, notes)):
        places[part] = len(stream)
        stream += held
    stream, edit = _saved(stream, places, before=0)
    place = len(stream)
    stream, edit = _saved(stream + first, {2: place}, before=edit)
    user = _record(4086, struct.pack("<III", 20, token, edit) + bytes(12))
    return {"PowerPoint Document": stream.ljust(4096, b"\0"), "Current User": user}


def _saved(stream: bytes, places: Mapping[int, int], *, before: int) -> tuple[bytes, int]:
    """The stream with the directory and the mark of one edit, and where that mark stands."""
    entries = b"".join(struct.pack("<II", part | 1 << 20, place) for part, place in places.items())
    directory = len(stream)
    stream += _record(6002, entries)
    edit = len(stream)
    held = struct.pack("<IIIIII", 256, 0x03000000, before, directory, 1, 5) + bytes(4)
    return stream + _record(4085, held), edit


def _slide(shapes: bytes) -> bytes:
    drawing = _container(0xF002, _container(0xF003, _container(0xF004, shapes)))
    return _container(1006, _record(1007, bytes(24)) + _container(1036, drawing))


def _persist(part: int, number: int) -> bytes:
    return _record(1011, struct.pack("<IIIII", part, 0, 2, number, 0))


def _text(words: str, *, style: int = 4, bytes_: bool = False) -> bytes:
    held = words.encode("latin-1") if bytes_ else words.encode("utf-16-le")
    return _record(3999, struct.pack("<I", style)) + _record(4008 if bytes_ else 4000, held)


def _record(kind: int, held: bytes) -> bytes:
    return struct.pack("<HHI", 0, kind, len(held)) + held


def _container(kind: int, held: bytes, *, instance: int = 0) -> bytes:
    return struct.pack("<HHI", instance << 4 | _CONTAINER, kind, len(held)) + held
