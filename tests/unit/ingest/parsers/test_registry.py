"""Which parser reads which file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers import HEAD_BYTES, parser_for


def _chosen(path: Path) -> str:
    parser = parser_for(path, path.read_bytes()[:HEAD_BYTES])
    return getattr(parser, "__name__", "") or parser.parser.__name__  # type: ignore[attr-defined]


def _file(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


LOG = b"time,p,t\n" + b"".join(b"2024-01-01 %02d:00,1.5,2.5\n" % i for i in range(24))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROSE = b"The pump was stopped and inspected.\n\nNo leak was found.\n"


@pytest.mark.parametrize(
    ("name", "content", "function"),
    [
        ("a.csv", LOG, "parse_table"),
        ("a.txt", LOG, "parse_table"),
        ("a.csv", LOG + bytes(2_000), "parse_table"),
        ("a.txt", PROSE + bytes(20_000), "parse_text"),
        ("a.txt", PROSE, "parse_text"),
        ("a.md", b"# Title\n\n[1] text", "parse_text"),
        ("a.log", b"line one\nline two\n", "parse_text"),
        ("a", PROSE, "parse_text"),
        ("a.json", b'[{"a": 1}]', "parse_json"),
        ("a.html", b"<!DOCTYPE html><html><body>x</body></html>", "parse_html"),
        ("a.xml", b'<?xml version="1.0"?><a>x</a>', "parse_xml"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><text>P-1</text></svg>', "parse_xml"),
        ("a.eml", b"From: a@b.c\nTo: d@e.f\nSubject: x\nDate: y\n\nbody", "parse_mail"),
        ("a.dxf", b"  0\nSECTION\n  2\nHEADER\n", "parse_dxf"),
        ("a.pdf", b"%PDF-1.7\n", "parse_pdf"),
        ("a.rtf", b"{\\rtf1 text}", "parse_rtf"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "parse_doc"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "parse_xls"),
        ("a.msg", OLE + "__properties_version1.0".encode("utf-16-le"), "parse_msg"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "parse_image"),
    ],
)
def test_by_content_and_suffix(tmp_path: Path, name: str, content: bytes, function: str) -> None:
    pytest.importorskip("ingest.parsers.image" if function == "parse_image" else "ingest.parsers.pdf")
    assert _chosen(_file(tmp_path, name, content)) == function


def test_content_wins_over_a_wrong_suffix_and_says_so(tmp_path: Path) -> None:
    path = _file(tmp_path, "report.pdf", b"<html><body><p>Pump report</p></body></html>")
    document = parser_for(path, path.read_bytes())(path)
    assert document.media == "html"
    assert document.warnings[0] == "The file is called .pdf but its content is HTML; it was read as such."


def test_prose_called_csv_is_text(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "a.csv",
        b"This is a report of some length that has no columns at all, only words in lines. " * 3,
    )
    assert _chosen(path) in {"parse_text", "parse_table"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x00" * 500, "blanks"),
        (bytes(range(256)) * 20, "binary"),
        (PROSE + bytes(9_000) + b"more", "binary"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isom", "recording"),
        (b"\0\x01\0\0Standard ACE DB\0" + bytes(100), "databases"),
        (b"SQLite format 3\0" + bytes(100), "databases"),
        (b"ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');", "STEP"),
        (OLE + "VisioDocument".encode("utf-16-le"), "Visio"),
        (b"MZ\x90\0\x03\0\0\0", "program"),
        (b"AC1027\x00\x00", "DWG"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "archive"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, content: bytes, reason: str) -> None:
    path = _file(tmp_path, "a.bin", content)
    with pytest.raises(Unreadable, match=reason) as caught:
        parser_for(path, content[:HEAD_BYTES])
    assert caught.value.hint


def test_a_plain_zip_is_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    assert _chosen(path) == "parse_zip"


@pytest.mark.parametrize(
    "text", [b"ID3 of the report is missing.\n", b"MZ;10\nMZ;11\n", b"see ftyp in the list\n"]
)
def test_a_text_that_begins_like_a_recording_is_a_text(tmp_path: Path, text: bytes) -> None:
    assert _chosen(_file(tmp_path, "a.txt", text)) in {"parse_text", "parse_table"}


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"[Content_Types].xml": b"<Types/>", "visio/document.xml": b"<a/>"}, "Visio"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.graphics", "content.xml": b"<a/>"},
            "OpenDocument drawings",
        ),
    ],
)
def test_drawings_in_packages_are_no_folders(tmp_path: Path, parts: dict[str, bytes], reason: str) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(Unreadable, match=reason):
        _chosen(path)
