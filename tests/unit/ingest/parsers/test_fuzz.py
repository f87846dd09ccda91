"""Random and mutated bytes through every parser: each gives a document or says what is wrong, nothing else.

Short here; ``FUZZ_EXAMPLES=20000 pytest tests/unit/ingest/parsers/test_fuzz.py`` looks longer.
"""

from __future__ import annotations

import email.message
import io
import json
import os
import tempfile
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.registry import HEAD_BYTES, parser_for

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "12"))


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Tag", "Mass [kg]", "Date"], ["P-101", 12.5, "2024-05-02"], ["P-102", 13, "2024-05-03"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _pdf() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=0)
    for line in range(20):
        canvas.drawString(
            72, 750 - 14 * line, f"4.{line} The pump P-10{line} | 12,5 | 2024-05-{line + 1:02d}"
        )
    canvas.save()
    return stream.getvalue()


def _zipped(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _docx() -> bytes:
    body = "".join(f"<w:p><w:r><w:t>Line {n}</w:t></w:r></w:p>" for n in range(5))
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in ("a", "1", "2"))
    xml = f"<w:document xmlns:w='x'><w:body>{body}<w:tbl>{f'<w:tr>{cells}</w:tr>' * 3}</w:tbl></w:body></w:document>"
    return _zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def _pptx() -> bytes:
    shape = "<p:sp><p:txBody><a:p><a:r><a:t>Pump</a:t></a:r></a:p></p:txBody></p:sp>"
    slide = f"<p:sld xmlns:p='p' xmlns:a='a'><p:cSld><p:spTree>{shape}</p:spTree></p:cSld></p:sld>"
    return _zipped(
        {"[Content_Types].xml": "<Types/>", "ppt/slides/slide1.xml": slide, "ppt/presentation.xml": "<p/>"}
    )


def _odt() -> bytes:
    text = "<o><body><text><h outline-level='1'>Head</h><p>Pump</p></text></body></o>"
    return _zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text})


def _mail() -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.c", "d@e.f", "Pompe à huile"
    message["Date"] = "Fri, 16 Dec 2022 17:04:16 -0500"
    message.set_content("The seal is dry.")
    message.add_alternative("<p>The <b>seal</b> is dry.</p><table><tr><td>1<td>2</table>", subtype="html")
    message.add_attachment(b"1;2", maintype="text", subtype="csv", filename="a.csv")
    return message.as_bytes()


LOG = "time;p [bar];t\n" + "".join(f"02/05/2024 00:{n:02d};{n},5;{n}\n" for n in range(30))
DXF = "0\nSECTION\n2\nENTITIES\n0\nTEXT\n8\n0\n10\n0\n20\n0\n40\n2.5\n1\nP-101\n0\nENDSEC\n0\nEOF\n"
SEEDS: dict[str, Callable[[], bytes]] = {
    "a.pdf": _pdf,
    "a.xlsx": _workbook,
    "a.docx": _docx,
    "a.pptx": _pptx,
    "a.odt": _odt,
    "a.eml": _mail,
    "a.zip": lambda: _zipped({"a.txt": "x", "b/a.txt": "y"}),
    "a.csv": LOG.encode,
    "a.txt": lambda: b"1.2 Scope\n\nThe pump runs.\n\n- one\n- two\n\na | b\n--|--\n1 | 2\n",
    "a.md": lambda: b"---\ntitle: T\n---\n# Head\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n1. one\n",
    "a.html": lambda: b"<html><body><h1>H</h1><table><tr><td colspan=2>1<td>2</table><p>&eacute;",
    "a.xml": lambda: b"<?xml version='1.0'?><a><TagName v='P-1'>x</TagName></a>",
    "a.json": lambda: json.dumps(
        [{"tag": f"P-{n}", "mass": n, "in": {"a": [1, 2]}} for n in range(5)]
    ).encode(),
    "a.rtf": lambda: rb"{\rtf1\ansi{\fonttbl{\f0 A;}}\trowd\intbl a\cell b\cell\row\pard x\'e9\u233?\par}",
    "a.dxf": DXF.encode,
    "a.doc": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le") * 60
    ),
    "a.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le") * 60,
    "a.msg": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le") * 60,
}


@cache
def seed(name: str) -> bytes:
    return SEEDS[name]()


def read(name: str, content: bytes) -> ParsedDocument | None:
    """What the parser says; None where it refuses with reason and hint. Any other error fails the test."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return parser_for(path, content[:HEAD_BYTES])(path)
        except Unreadable as error:
            told = bool(error.reason and error.hint)
    assert told
    return None


def mutations(name: str) -> st.SearchStrategy[bytes]:
    """The seed with pieces changed, cut out, doubled or put in; sometimes nothing of it."""
    whole = seed(name)
    edit = st.tuples(
        st.integers(0, max(len(whole) - 1, 0)), st.integers(0, 40), st.binary(max_size=24) | st.sampled_from(
            [b"\x00", b"\xff\xfe", b"\r\n", b'"', b"9" * 30, b"-1", b"<", b"{", b"\\", b";;;;", whole[:64]]
        ),
    )  # fmt: skip

    def apply(edits: list[tuple[int, int, bytes]]) -> bytes:
        content = bytearray(whole)
        for at, length, new in edits:
            content[at : at + length] = new
        return bytes(content)

    return st.lists(edit, min_size=1, max_size=6).map(apply) | st.binary(max_size=300).map(
        lambda tail: whole[:8] + tail
    )


@pytest.mark.parametrize("name", SEEDS)
def test_parser_gives_a_document_or_a_reason(name: str) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES < 100, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(content=mutations(name))
    def look(content: bytes) -> None:
        read(name, content)

    look()


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.xlsx", "a.docx", "a.odt", "a.eml", "a.csv", "a.json", "a.rtf", "a.zip"]
)
def test_seeds_are_good_files(name: str) -> None:
    assert read(name, seed(name)) is not None
