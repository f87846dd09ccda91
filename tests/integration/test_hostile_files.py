"""Hostile and broken files through the real worker: each ends ingested or refused with a true reason."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.engines import Outcome
from ingest.engines.local import LocalEngine
from ingest.job import FileJob, Prepared
from ingest.limits import Limits
from ingest.prepare import prepare

LIMITS = Limits(seconds=60, memory_mb=2000, max_attachments=20)
Read = Callable[[Path], Outcome[FileJob, Prepared]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    folder = tmp_path_factory.mktemp("read")
    engine = LocalEngine[FileJob, Prepared](prepare, workers=1, limits=LIMITS)

    def through_the_worker(path: Path) -> Outcome[FileJob, Prepared]:
        engine.submit(
            FileJob(
                path=path, collection="c", relative=path.name,
                sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
                objects=folder / "objects", staging=folder / "staging", limits=LIMITS,
            )
        )  # fmt: skip
        return engine.outcome()

    yield through_the_worker
    engine.close()


def words(outcome: Outcome[FileJob, Prepared]) -> str:
    assert outcome.error is None, outcome.error
    assert outcome.result is not None
    return "\n".join(chunk.text for chunk in outcome.result.revision.chunks)


def reason(outcome: Outcome[FileJob, Prepared]) -> str:
    assert outcome.error is not None
    assert outcome.error.hint
    return outcome.error.reason


def test_pdf_with_javascript_is_read_and_nothing_runs(read: Read, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(72, 700, "The pump P-101 was inspected and found in order by the fitter.")
    canvas.save()
    content = (tmp_path / "a.pdf").read_bytes()
    action = b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert\\(1\\);this.submitForm\\(\\)) >>"
    (tmp_path / "a.pdf").write_bytes(content.replace(b"/Type /Catalog", action, 1))
    text = words(read(tmp_path / "a.pdf"))
    assert "P-101" in text
    assert "submitForm" not in text


@pytest.mark.parametrize("kind", ["xml", "svg", "docx", "xlsx", "odt"])
def test_xml_entities_are_refused(read: Read, tmp_path: Path, kind: str) -> None:
    attack = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><t>&x;</t></a>'
    path = tmp_path / f"a.{kind}"
    parts = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "odt": "content.xml"}
    if kind in parts:
        with zipfile.ZipFile(path, "w") as archive:
            if kind == "odt":
                archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            else:
                archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(parts[kind], attack)
    else:
        path.write_bytes(attack)
    assert "entities" in reason(read(path))


def test_workbook_with_macros_is_read_without_them(read: Read, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["Tag", "Mass"], ["P-101", 12], ["P-102", 13], ["P-103", 14]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsm")
    with zipfile.ZipFile(tmp_path / "a.xlsm", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    outcome = read(tmp_path / "a.xlsm")
    assert "P-101" in words(outcome)
    assert outcome.result is not None
    assert any("macros" in warning for warning in outcome.result.revision.document.warnings)


def test_bomb_in_a_document_is_refused(read: Read, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<a>" + b" " * (64 << 20) + b"</a>")
    assert "bomb" in reason(read(tmp_path / "a.docx"))


def test_zip_folder_with_paths_that_lead_out(read: Read, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../outside.txt", "The pump runs.")
        archive.writestr("in/inside.txt", "The pump stands.")
    outcome = read(tmp_path / "a.zip")
    assert outcome.result is not None
    assert [one.name for one in outcome.result.attachments] == ["outside.txt", "inside.txt"]
    assert not (tmp_path.parent.parent / "outside.txt").exists()


def test_header_of_a_hundred_thousand_columns(read: Read, tmp_path: Path) -> None:
    names = ";".join(f"c{n}" for n in range(100_000))
    (tmp_path / "wide.csv").write_text(names + "\n" + ";".join("1" for _ in range(100_000)) + "\n", "utf-8")
    assert reason(read(tmp_path / "wide.csv")) == "the table has 100,000 columns"


def test_hundred_thousand_lines_above_the_header(read: Read, tmp_path: Path) -> None:
    lines = ["# remark"] * 100_000 + ["time;p"] + [f"2024-01-01 00:{n:02d};{n}" for n in range(40)]
    (tmp_path / "deep.csv").write_text("\n".join(lines), "utf-8")
    outcome = read(tmp_path / "deep.csv")
    assert outcome.result is not None, outcome.error
    assert outcome.result.revision.series[0].row_count == 40


def test_deep_nesting_is_no_crash(read: Read, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 200_000 + "]" * 200_000, "utf-8")
    (tmp_path / "a.html").write_text("<html><body>" + "<div>" * 50_000 + "The pump runs.", "utf-8")
    (tmp_path / "a.xml").write_text("<a>" * 100_000 + "x" + "</a>" * 100_000, "utf-8")
    for name in ("a.json", "a.html", "a.xml"):
        outcome = read(tmp_path / name)
        assert outcome.error is None or "crashed" not in reason(outcome), name


def test_mail_with_a_name_that_leads_out_and_html_that_calls(read: Read, tmp_path: Path) -> None:
    mail = (
        "From: a@b.c\r\nTo: d@e.f\r\nSubject: Pump\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n'
        "<p>Seal dry.</p><script>steal()</script><img src='http://x.y/z.png'>\r\n--b\r\n"
        'Content-Type: text/plain\r\nContent-Disposition: attachment; filename="../../up.txt"\r\n\r\nnote\r\n--b--\r\n'
    )
    (tmp_path / "a.eml").write_text(mail, "utf-8", newline="")
    outcome = read(tmp_path / "a.eml")
    assert "Seal dry." in words(outcome)
    assert "steal" not in words(outcome)
    assert outcome.result is not None
    assert [one.name for one in outcome.result.attachments] == ["up.txt"]


def test_picture_of_a_billion_pixels_is_refused(read: Read, tmp_path: Path) -> None:
    import struct
    import zlib

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    stream = io.BytesIO(b"\x89PNG\r\n\x1a\n")
    stream.seek(8)
    stream.write(part(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)))
    stream.write(part(b"IDAT", zlib.compress(bytes(1000))) + part(b"IEND", b""))
    (tmp_path / "a.png").write_bytes(stream.getvalue())
    assert reason(read(tmp_path / "a.png"))
