"""Small files of the old binary formats, written record by record. Knows BIFF8, Word 97, MSG."""

from __future__ import annotations

import struct
from collections.abc import Mapping


def xls_streams() -> Mapping[str, bytes]:
    """A workbook of one sheet: names, masses, a formula's value and a date."""
    rows: list[list[str | float]] = [["Tag", "Mass [kg]", "Date"]]
    rows += [[f"P-10{n}", 12.5 + n, 45292.0 + n] for n in range(6)]
    begin = struct.pack("<HHHHII", 0x600, 5, 0x0DBB, 0x07CC, 0, 6)
    font = struct.pack("<HHHHHBBBB", 200, 0, 0x7FFF, 400, 0, 0, 0, 0, 0) + _short("Arial")
    styles = b"".join(
        _record(0xE0, struct.pack("<HHHBBBBIIH", 0, format_, 1 if n else 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0))
        for n, format_ in enumerate([0] * 16 + [14])
    )
    head = _record(0x809, begin) + _record(0x42, struct.pack("<H", 1200)) + _record(0x31, font) * 4 + styles
    name = _short("Pumps")
    at = len(head) + 4 + 6 + len(name) + 4
    head += _record(0x85, struct.pack("<IH", at, 0) + name) + _record(0x0A, b"")
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x0DBB, 0x07CC, 0, 6))
    sheet += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, 3, 0))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            cell = struct.pack("<HHH", r, c, 16 if c == 2 and r else 15)
            if isinstance(value, str):
                sheet += _record(0x204, cell + struct.pack("<HB", len(value), 0) + value.encode("latin-1"))
            elif c == 1 and r == 3:
                formula = struct.pack("<dHIH", value, 0, 0, 3) + b"\x1e\x01\x00"
                sheet += _record(0x06, cell + formula)
            else:
                sheet += _record(0x203, cell + struct.pack("<d", value))
    sheet += _record(0xE5, struct.pack("<HHHHH", 1, 1, 1, 0, 0)) + _record(0x0A, b"")
    return {"Workbook": (head + sheet).ljust(4096, b"\0")}


def doc_streams() -> Mapping[str, bytes]:
    """A document of two paragraphs and a table, one piece in 8 bits and one in 16."""
    first = b"Report on P-101\r\x93Seal\x94 dry.\rTag\x07Mass\x07\x07P-1\x0712\x07\x07P-2\x0714\x07\x07"
    second = "Révision : voir \x13HYPERLINK a\x14ici\x15.\r"
    ends = struct.pack("<3I", 0, len(first), len(first) + len(second))
    at = 0x200
    places = (2 * at | 1 << 30, at + len(first))
    pieces = ends + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    table = b"\x01\x02\x00ab\x02" + struct.pack("<I", len(pieces)) + pieces
    header = bytearray(at)
    struct.pack_into("<HH", header, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", header, 0x0A, 0x0200)
    struct.pack_into("<II", header, 0x01A2, 0, len(table))
    return {"WordDocument": bytes(header) + first + second.encode("utf-16-le"), "1Table": table}


def msg_streams() -> Mapping[str, bytes]:
    """A message with a subject, a body in text and HTML, a recipient, an attachment, a forwarded message."""
    texts = {
        0x0037: "P-101: noise",
        0x0C1A: "Control room",
        0x0C1F: "a@b.c",
        0x1000: "The seal is dry.\r\n\r\nTag | m\r\n",
    }
    found = _properties({**texts, 0x001A: "IPM.Note"}, {0x1013: b"<p>The <b>seal</b> is dry.</p>"}, head=32)
    person = _properties({0x3001: "Maintenance", 0x3003: "d@e.f"}, {}, head=8)
    file = _properties({0x3707: "readings.csv", 0x370E: "text/csv"}, {0x3701: b"a;b\n1;2\n"}, head=8)
    found |= {f"__recip_version1.0_#00000000/{name}": held for name, held in person.items()}
    found |= {f"__attach_version1.0_#00000000/{name}": held for name, held in file.items()}
    inner = _properties({0x0037: "FW: limit", 0x1000: "The old limit was 7 bar."}, {}, head=24)
    forwarded = _properties({0x3707: "FW limit"}, {}, head=8)
    forwarded |= {f"__substg1.0_3701000D/{name}": held for name, held in inner.items()}
    found |= {f"__attach_version1.0_#00000001/{name}": held for name, held in forwarded.items()}
    return found


def _properties(texts: Mapping[int, str], blobs: Mapping[int, bytes], *, head: int) -> dict[str, bytes]:
    streams: dict[str, bytes] = {}
    entries = b""
    for number, text in texts.items():
        held = text.encode("utf-16-le")
        streams[f"__substg1.0_{number:04X}001F"] = held
        entries += struct.pack("<HHIII", 0x1F, number, 6, len(held) + 2, 0)
    for number, held in blobs.items():
        streams[f"__substg1.0_{number:04X}0102"] = held
        entries += struct.pack("<HHIII", 0x102, number, 6, len(held), 0)
    if head == 8 and (0x3701 in blobs or 0x3707 in texts):
        entries += struct.pack("<HHIII", 0x03, 0x3705, 6, 1 if 0x3701 in blobs else 5, 0)
    counts = {32: struct.pack("<8xIIII8x", 1, 2, 1, 2), 24: bytes(24)}.get(head, bytes(8))
    return {"__properties_version1.0": counts + entries, **streams}


def _record(kind: int, held: bytes) -> bytes:
    return struct.pack("<HH", kind, len(held)) + held


def _short(text: str) -> bytes:
    return struct.pack("<BB", len(text), 0) + text.encode("latin-1")
