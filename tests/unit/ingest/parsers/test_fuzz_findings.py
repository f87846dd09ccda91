"""Inputs that fuzzing found and that broke a reader once; each is read or refused in a word now."""

from __future__ import annotations

import hashlib
import io
import json
import re
import resource
import struct
import time
import zipfile
from pathlib import Path

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from eval.fuzz.compound_file import compound_file
from eval.fuzz.old_office_seeds import msg_streams, xls_streams
from eval.fuzz.package_seeds import pptx, xlsx
from ingest.errors import Unreadable
from ingest.job import FileJob, Prepared
from ingest.limits import Limits
from ingest.ocr import recognise
from ingest.parsers.drawing.dxf import parse_dxf
from ingest.parsers.json_records import parse_json
from ingest.parsers.mail import parse_mail
from ingest.parsers.office import parse_docx
from ingest.parsers.old_workbook import parse_xls
from ingest.parsers.open_document import parse_ods
from ingest.parsers.outlook import parse_msg
from ingest.parsers.pdf import parse_pdf
from ingest.parsers.presentation import parse_pptx
from ingest.parsers.signature import signature_of
from ingest.parsers.text import parse_text
from ingest.parsers.workbook import parse_workbook
from ingest.prepare import prepare

from .packages import W, paragraph, write_docx, write_zip
from .pdfs import write_pdf

_ODF = 'xmlns:office="o" xmlns:text="t" xmlns:table="ta"'


def _prepared(path: Path) -> Prepared:
    folder = path.parent
    return prepare(
        FileJob(
            path=path, collection="c", relative=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            objects=folder / "objects", staging=folder / "staging", limits=Limits(ocr="never"),
        )
    )  # fmt: skip


def _write_odf(path: Path, kind: str, body: str) -> Path:
    content = f"<office:document-content {_ODF}><office:body>{body}</office:body></office:document-content>"
    return write_zip(path, {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": content})


@pytest.mark.parametrize("depth", ["inf", "", "-1", "9" * 400])
def test_docx_with_a_list_depth_that_is_no_number(tmp_path: Path, depth: str) -> None:
    numbered = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>'
    styles = (
        f'<w:styles {W}><w:style w:styleId="S"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="{depth}"/>'
        f"{numbered}</w:pPr></w:style></w:styles>"
    )
    symbol = f'<w:p><w:r><w:t>dry</w:t><w:sym w:char="{depth}"/></w:r></w:p>'
    body = paragraph("Pump", style="S") + paragraph("Seal", properties=numbered) + symbol
    document = parse_docx(write_docx(tmp_path / "a.docx", body, styles=styles))
    assert {block.text.strip() for block in document.blocks} >= {"Pump", "Seal", "dry"}


@pytest.mark.parametrize("kind", ["lowerRoman", "upperLetter"])
def test_docx_with_a_list_that_starts_at_two_billion(tmp_path: Path, kind: str) -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2147483647"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = paragraph("Seal", properties=item)
    document = parse_docx(write_docx(tmp_path / "a.docx", body, numbering=numbering))
    assert sum(len(block.text) + len(block.label or "") for block in document.blocks) < 500


def test_ods_with_spans_and_percentages_that_are_no_numbers(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, **stated: str) -> str:
        shown = " ".join(f'office:{name.replace("_", "-")}="{value}"' for name, value in stated.items())
        return f"<table:table-cell {shown}><text:p>{text}</text:p></table:table-cell>"

    wide = '<table:table-cell table:number-columns-spanned="99999999999" table:number-rows-spanned="1e9">'
    rows = row(f"{wide}<text:p>Pumps</text:p></table:table-cell>") + row(cell("Tag"), cell("Share"))
    rows += row(cell("P-1"), cell("x", value_type="percentage", value="nan,5")) * 2
    body = f'<office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet>'
    document = parse_ods(_write_odf(tmp_path / "a.ods", "spreadsheet", body))
    assert "P-1" in document.blocks[-1].text


def test_sections_within_sections_are_refused(tmp_path: Path) -> None:
    deep = 3000
    body = "<text:section>" * deep + "<text:p>Pump</text:p>" + "</text:section>" * deep
    path = _write_odf(tmp_path / "a.odt", "text", f"<office:text>{body}</office:text>")
    with pytest.raises(Unreadable, match="nested deeper"):
        _prepared(path)


def test_dxf_that_ends_in_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.dxf"
    path.write_text("0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1024\n9\n$LIMMAX\n10\n42", "utf-8")
    assert any("recovered" in warning for warning in parse_dxf(path).warnings)


def test_zero_bytes_do_not_reach_the_catalogue(tmp_path: Path) -> None:
    streams = dict(msg_streams())
    streams["__substg1.0_1000001F"] = "The seal\0is dry.".encode("utf-16-le")
    path = tmp_path / "a.msg"
    path.write_bytes(compound_file(streams))
    texts = "\n".join(chunk.text for chunk in _prepared(path).revision.chunks)
    assert "The seal is dry." in texts


def test_mail_of_a_year_that_no_calendar_has(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        b"From: a@b.c\r\nTo: d@e.f\r\nSubject: Pump\r\nDate: Fri, 16 Dec 99999999999999999999 17:04:16 -0500\r\n\r\nDry.\r\n"
    )
    document = parse_mail(path)
    assert document.date is None
    assert any("Dry." in block.text for block in document.blocks)


def test_package_whose_member_names_are_no_text(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", paragraph("Pump"), **{"é" * 3: "<a/>"})
    path.write_bytes(path.read_bytes().replace("é".encode() * 3, b"\xb9\xb9\xb9\xb9\xb9\xb9"))
    with pytest.raises(Unreadable, match="damaged"):
        _prepared(path)
    with pytest.raises(Unreadable, match="damaged"):
        parse_docx(path)


def test_workbook_whose_packed_part_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    whole = bytearray(xlsx())
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    start = part.header_offset + 30 + len(part.filename)
    whole[start + 40 : start + 60] = bytes(range(200, 220))
    path.write_bytes(whole)
    with pytest.raises(Unreadable):
        _prepared(path)


def test_folder_with_a_member_without_a_name(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), "x")
        archive.writestr("a.txt", "The pump runs.")
    assert [one.name for one in _prepared(path).attachments] == ["a.txt"]


def test_paragraphs_within_paragraphs_are_read_once(tmp_path: Path) -> None:
    deep = 1500
    nested = "<a:p>" * deep + "<a:r><a:t>Pump</a:t></a:r>" + "</a:p>" * deep
    slide = (
        "<p:sld xmlns:p='p' xmlns:a='a'><p:cSld><p:spTree><p:sp><p:txBody>"
        f"{nested}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    )
    with zipfile.ZipFile(io.BytesIO(pptx())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    path = write_zip(tmp_path / "a.pptx", parts | {"ppt/slides/slide1.xml": slide})
    assert [block.text for block in parse_pptx(path).blocks if "Pump" in block.text] == ["Pump"]


def test_folder_of_members_that_hold_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a/b.txt", "")
    with pytest.raises(Unreadable, match="all are empty"):
        _prepared(path)


def test_pdf_whose_type_has_no_height(tmp_path: Path) -> None:
    def flat(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        text = canvas.beginText()
        for y in (700, 680):
            text.setTextTransform(1, 0, 0, 0, 60, y)
            text.textOut(f"A line at {y} points")
        canvas.drawText(text)

    document = parse_pdf(write_pdf(tmp_path / "flat.pdf", flat), ocr=False)
    assert "Alineat700points" in "".join("".join(block.text for block in document.blocks).split())


def test_dxf_on_which_the_recovery_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr("ezdxf.recover.readfile", gives_up)
    path = tmp_path / "a.dxf"
    path.write_text("0\nSECTION\n2\nENTITIES\n0\nLINE\n", encoding="ascii")
    with pytest.raises(Unreadable, match="beyond recovery"):
        parse_dxf(path)


def test_xlsx_that_names_a_sheet_ten_thousand_times(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(io.BytesIO(xlsx())) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/workbook.xml":
                start, end = content.index(b"<sheet "), content.index(b"</sheets>")
                content = content[:start] + content[start:end] * 10_000 + content[end:]
            new.writestr(name, content)
    begun = time.process_time()
    document = parse_workbook(path)
    assert document.tables
    assert time.process_time() - begun < 8


def test_json_with_half_a_character_in_a_record(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '[{"tag": "P-1", "n\\ud800": "a\\udc00b"}, {"tag": "P-2", "n\\ud800": "c"}]', encoding="ascii"
    )
    (table,) = parse_json(path).tables
    assert [column.name for column in table.columns] == ["tag", "n\ufffd"]
    assert table.rows["n\ufffd"].to_pylist() == ["a\ufffdb", "c"]


@pytest.mark.parametrize(
    "line", ["-" * 70 + " PAGE 2", "_" * 70 + "end", "1" * 60_000 + "x"], ids=["dashes", "blanks", "digits"]
)
def test_a_text_that_begins_with_a_long_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{line}\nThe pump runs.\n", encoding="ascii")
    begun = time.process_time()
    document = parse_text(path)
    assert "The pump runs." in "".join(block.text for block in document.blocks)
    assert time.process_time() - begun < 2


def test_pptx_that_names_a_slide_five_thousand_times(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(pptx())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    whole = parts["ppt/presentation.xml"]
    (first, *_) = re.findall(r"<[^<>/]*sldId [^<>]*/>", whole)
    path = write_zip(
        tmp_path / "a.pptx", parts | {"ppt/presentation.xml": whole.replace(first, first * 5_000)}
    )
    assert parse_pptx(path).pages == parse_pptx(write_zip(tmp_path / "b.pptx", parts)).pages


def test_words_of_a_hundred_thousand_letters(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"tag,{'x' * 100_000}\nP-1,{'y' * 100_000}\nP-2,z\n", encoding="ascii")
    begun = time.process_time()
    assert isinstance(_prepared(path), Prepared)
    assert time.process_time() - begun < 5


def test_msg_whose_stream_claims_more_than_the_file(tmp_path: Path) -> None:
    content = bytearray(compound_file(msg_streams()))
    root = content.index("Root Entry".encode("utf-16-le"))
    content[root + 0x78 : root + 0x7C] = (0x7FFF_0000).to_bytes(4, "little")
    path = tmp_path / "a.msg"
    path.write_bytes(bytes(content))
    with pytest.raises(Unreadable, match="damaged"):
        parse_msg(path)
    path.write_bytes(compound_file(msg_streams()))
    assert parse_msg(path).blocks


def test_numbers_that_no_calendar_holds_are_no_times(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    rows = [{"time": 1_714_600_000 + 60 * i, "p": 1.5 * i, "t": 20} for i in range(50)]
    rows[-1]["time"] = 17_146_029_400_000
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="ascii")
    assert isinstance(_prepared(path), Prepared)


def test_xls_whose_chain_of_sectors_leads_in_circles(tmp_path: Path) -> None:
    content = bytearray(compound_file({"Workbook": xls_streams()["Workbook"][:983]}))
    (table,) = struct.unpack_from("<I", content, 0x3C)
    content[512 * (table + 1) : 512 * (table + 2)] = bytes(512)  # each small sector is followed by the first
    path = tmp_path / "a.xls"
    path.write_bytes(bytes(content))
    with pytest.raises(Unreadable, match="damaged"):
        parse_xls(path)


def test_xls_with_a_cell_in_its_last_corner(tmp_path: Path) -> None:
    records = xls_streams()["Workbook"]
    corner = records.replace(struct.pack("<HHH", 6, 2, 16), struct.pack("<HHH", 65_535, 255, 16))
    assert corner != records
    path = tmp_path / "a.xls"
    path.write_bytes(compound_file({"Workbook": corner}))
    begun = time.process_time()
    assert parse_xls(path).tables
    assert time.process_time() - begun < 5


def test_a_picture_of_one_line_of_pixels_is_not_enlarged() -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert not recognise(np.full((1, 260, 3), 255, dtype=np.uint8)).lines
    assert not recognise(np.full((260, 2, 3), 255, dtype=np.uint8)).lines
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak < 500_000


def test_xlsx_whose_style_has_a_number_of_twenty_digits(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(io.BytesIO(xlsx())) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/styles.xml":
                content, changed = re.subn(rb'(<xf [^>]*?fontId=")\d+', rb"\g<1>" + b"9" * 20, content)
                assert changed
            new.writestr(name, content)
    with pytest.raises(Unreadable, match="cannot be opened"):
        parse_workbook(path)


def test_an_archive_that_ends_within_its_kind_is_refused(tmp_path: Path) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.presentation")
    content = bytearray(body.getvalue())
    place = content.find(b"PK\x01\x02")
    struct.pack_into("<II", content, place + 20, 5_000, 190)
    path = tmp_path / "slides.odp"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="cut off or damaged"):
        signature_of(path, bytes(content[:4096]))
