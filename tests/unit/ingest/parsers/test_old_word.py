from __future__ import annotations

import struct
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.block_writer import BlockWriter
from ingest.parsers.old_word import _pieces, _shown, _write, parse_doc


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
    assert "".join(_pieces(document, table)) == "“Pump” été\r"


def test_cut_off_table_of_pieces_is_told() -> None:
    document, table = _document(b"Pump", "x")
    with pytest.raises((struct.error, ValueError, IndexError)):
        list(_pieces(document, table[:12]))


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
