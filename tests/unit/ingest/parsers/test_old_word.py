from __future__ import annotations

import struct
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.old_word import _pieces, _shown, _write, parse_doc
from ingest.parsers.old_word_runs import deleted_ranges


def _document(first: bytes, second: str) -> tuple[bytes, bytes]:
    """A document stream with one piece of 8-bit and one of 16-bit text, and its table stream."""
    text = first + second.encode("utf-16-le")
    at = 0x200
    ends = struct.pack("<3I", 0, len(first), len(first) + len(second))
    places = [2 * at | 1 << 30, at + len(first)]
    pieces = ends + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    clx = b"\x01\x02\x00ab" + b"\x02" + struct.pack("<I", len(pieces)) + pieces
    header = bytearray(at)
    struct.pack_into("<II", header, 0x01A2, 3, len(clx))
    return bytes(header) + text, b"xyz" + clx


def test_pieces_in_both_encodings() -> None:
    document, table = _document(b"\x93Pump\x94 ", "été\r")
    assert "".join(_pieces(document, table, ())) == "“Pump” été\r"


def test_cut_off_table_of_pieces_is_told() -> None:
    document, table = _document(b"Pump", "x")
    with pytest.raises((struct.error, ValueError, IndexError)):
        list(_pieces(document, table[:12], ()))


def test_text_deleted_with_changes_tracked_is_left_out() -> None:
    document, table = _document(b"delay 3045 s ", "été hiver\r")
    ranges = [(0x206, 0x208), (0x20D, 0x20D + 8)]
    assert "".join(_pieces(document, table, ranges)) == "delay 45 s hiver\r"


def test_deleted_ranges_are_read_from_the_pages_of_runs() -> None:
    document, _ = _document(b"delay 3045 s ", "")
    page = bytearray(512)
    struct.pack_into("<4I", page, 0, 0x200, 0x206, 0x208, 0x20D)
    page[16:19] = (0, 240, 245)
    page[480:488] = b"\x06\x35\x08\x01\x00\x08\x01\x00"  # bold, then marked as deleted
    page[490:494] = b"\x03\x01\x08\x01"  # marked as inserted
    page[511] = 3
    runs = struct.pack("<3I", 0x200, 0x20D, 2)
    header = bytearray(document.ljust(1024, b"\0"))
    struct.pack_into("<II", header, 0x00FA, 3, len(runs))
    assert deleted_ranges(bytes(header + page), b"xyz" + runs) == [(0x206, 0x208)]
    assert deleted_ranges(bytes(header + page[:40]), b"xyz" + runs) == []


def test_fields_show_their_result() -> None:
    assert _shown("see \x13HYPERLINK a\x14here\x15, page \x13PAGE\x15\x01.") == "see here, page ."


def test_tables_and_paragraphs() -> None:
    writer = BlockWriter()
    rows = [("Tag", "Mass"), ("P-1", "12"), ("P-2", ""), ("P-3", "14")]
    _write(writer, "Before\r" + "".join(f"{a}\x07{b}\x07\x07" for a, b in rows) + "After\r", name="t")
    assert writer.tables[0].rows.column("Mass").to_pylist() == [12, None, 14]
    assert [block.text for block in writer.blocks if block.kind == "paragraph"] == ["Before", "After"]


def test_damage_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 200)
    with pytest.raises(Unreadable, match="damaged"):
        parse_doc(path)
