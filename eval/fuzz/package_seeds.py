"""Small whole documents that are ZIP packages of XML, written part by part. Knows the formats, no reader."""

# ruff: noqa: E501 - markup reads better unbroken
from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.parquet as pq

from eval.fuzz.sheet_seeds import picture

_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_FRAME = (
    '<draw:frame svg:width="16cm" svg:height="6.5in"><draw:image xlink:href="Pictures/1.png"/></draw:frame>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def docx() -> bytes:
    """Headings by style, numbered clauses, a list, tables (merged), a note, a box, tracked changes, a header."""
    cells = "".join(
        f"<w:tc><w:tcPr/><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in ("P-101", "12,5", "2")
    )
    merged = (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Tag</w:t></w:r></w:p></w:tc>'
        '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>n</w:t></w:r></w:p></w:tc></w:tr>'
    )
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    body = (
        _paragraph("Report", '<w:pStyle w:val="Title"/>')
        + _paragraph("Scope", '<w:pStyle w:val="H1"/>')
        + _paragraph("The pump runs dry.", numbered)
        + _paragraph("a", numbered)
        + "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        + '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>'
        + "<w:r><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
        + f"<w:tbl><w:tblPr/>{merged}{f'<w:tr>{cells}</w:tr>' * 3}</w:tbl>"
    )
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    levels = level.format(0, "decimal", "%1") + level.format(1, "upperRoman", "%1.%2")
    return package({
        "[Content_Types].xml": _TYPES,
        "word/document.xml": f"<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>'
        f'<w:pPr><w:outlineLvl w:val="0"/>{numbered}</w:pPr></w:style><w:style w:styleId="N"><w:name w:val="N"/>'
        "</w:style></w:styles>",
        "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="1">{_paragraph("A note.")}</w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments {_W}><w:comment w:id="0" w:author="x">{_paragraph("Why?")}</w:comment></w:comments>',
        "word/header1.xml": f"<w:hdr {_W}>{_paragraph('Rev. B')}</w:hdr>",
        "docProps/core.xml": "<c><title>Report</title><modified>2024-05-02T10:00:00Z</modified></c>",
    })  # fmt: skip


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def xlsx() -> bytes:
    """Two tables on a sheet, merged headers, units, dates, a formula's value; a second sheet is a log."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pumps"
    rows: list[list[object]] = [["Tag", "Mass", None, "Date"], [None, "[kg]", "[lb]", None]]
    rows += [[f"P-10{n}", 12.5 + n, 27, f"2024-05-0{n + 1}"] for n in range(5)]
    for row in (*rows, [], ["Valve", "Size"], ["V-1", "DN50"], ["V-2", "DN80"]):
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet["E4"] = "=B4*2"
    log = book.create_sheet("Log")
    log.append(["Time", "p [bar]", "T [°C]"])
    for n in range(30):
        log.append([f"2024-05-02 00:{n:02d}:00", 1.5 + n, 20])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def pptx() -> bytes:
    """Two slides in order, a table, notes."""
    p = 'xmlns:p="p" xmlns:a="a" xmlns:r="r"'
    title = '<p:sp><p:nvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>'
    bullet = (
        '<p:sp><p:txBody><a:p><a:pPr lvl="1"/><a:r><a:t>Seal dry</a:t></a:r><a:br/></a:p></p:txBody></p:sp>'
    )
    row = (
        "<a:tr>"
        + "".join(f"<a:tc><a:txBody><a:p><a:r><a:t>{c}</a:t></a:r></a:p></a:txBody></a:tc>" for c in "ab")
        + "</a:tr>"
    )
    table = f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{row * 3}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    slide = "<p:sld {}><p:cSld><p:spTree>{}</p:spTree></p:cSld></p:sld>"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATION}/slide" Target="slides/slide{n}.xml"/>' for n in (1, 2)
    )
    return package({
        "[Content_Types].xml": _TYPES,
        "ppt/presentation.xml": f'<p:presentation {p}><p:sldIdLst><p:sldId r:id="r2"/><p:sldId r:id="r1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": f"<Relationships>{links}</Relationships>",
        "ppt/slides/slide1.xml": slide.format(p, title.format("Pump P-101") + bullet + f"<p:grpSp>{bullet}</p:grpSp>"),
        "ppt/slides/slide2.xml": slide.format(p, title.format("Masses") + table),
        "ppt/slides/_rels/slide1.xml.rels": f'<Relationships><Relationship Id="n" Type="{_RELATION}/notesSlide" '
        'Target="../notesSlides/notesSlide1.xml"/></Relationships>',
        "ppt/notesSlides/notesSlide1.xml": f"<p:notes {p}><p:cSld><p:spTree>{bullet}</p:spTree></p:cSld></p:notes>",
    })  # fmt: skip


def odt() -> bytes:
    """Headings, a list, blanks and tabs, a table with repeated cells, a note."""
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row>" + cell.format("P-1") + cell.format("12,5") + "</table:table-row>"
    text = (
        '<text:h text:outline-level="1">Scope</text:h><text:p>The <text:s text:c="3"/>pump<text:tab/>runs'
        "<text:note><text:note-body><text:p>A note</text:p></text:note-body></text:note></text:p>"
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        f'<table:table table:name="t"><table:table-header-rows>{row}</table:table-header-rows>{row * 3}</table:table>'
        f"<text:p>{_FRAME}</text:p>"
    )
    return _open_document("text", f"<office:text>{text}</office:text>")


def odp() -> bytes:
    """A slide with a title, a list, a table, a picture and notes."""
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row>" + cell.format("P-1") + cell.format("12,5") + "</table:table-row>"
    text = "<draw:text-box><text:p>{}</text:p></draw:text-box>"
    page = (
        f'<draw:page draw:name="1"><draw:frame presentation:class="title">{text.format("Pumps")}</draw:frame>'
        f"<draw:frame><draw:text-box><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
        f"</draw:text-box></draw:frame><draw:frame><table:table>{row * 3}</table:table></draw:frame>{_FRAME}"
        "<draw:g><draw:custom-shape><text:p>M 7</text:p></draw:custom-shape></draw:g>"
        f'<presentation:notes><draw:frame presentation:class="notes">{text.format("Ask")}</draw:frame>'
        "</presentation:notes></draw:page>"
    )
    return _open_document("presentation", f"<office:presentation>{page * 2}</office:presentation>")


def ods() -> bytes:
    """Numbers, dates, percentages, repeated and covered cells, repeated rows."""
    value = (
        '<table:table-cell office:value-type="{0}" office:{2}="{1}"><text:p>{1}</text:p></table:table-cell>'
    )
    head = value.format("string", "Tag", "string-value") + value.format("string", "Mass", "string-value")
    row = value.format("string", "P-1", "string-value") + value.format("float", "12.5", "value")
    row += value.format("date", "2024-05-02", "date-value") + value.format(
        "time", "PT08H30M00S", "time-value"
    )
    spanned = (
        '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>Pumps</text:p>'
        '</table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated="16000"/>'
    )
    rows = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in (spanned, head, row, row))
    rows += f'<table:table-row table:number-rows-repeated="3">{row}</table:table-row>'
    rows += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return _open_document(
        "spreadsheet",
        f'<office:spreadsheet><table:table table:name="a">{rows}</table:table></office:spreadsheet>',
    )


def _open_document(kind: str, body: str) -> bytes:
    return package({
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {_ODF}><office:body>{body}</office:body></office:document-content>",
        "meta.xml": "<m><title>Report</title></m>",
        "Pictures/1.png": picture(),
    })  # fmt: skip


def folder() -> bytes:
    """A ZIP folder with files of several kinds, one of them a ZIP."""
    inner = package({"deep/x.txt": "The pump runs."})
    return package({
        "a.txt": "The valve stands.", "b/a.txt": "The pump stands.", "b/r.csv": "a;b\n1;2\n3;4\n", "c.zip": inner,
        "é.md": "# Head\n\ntext",
    })  # fmt: skip


def packed() -> bytes:
    """A file that gzip has packed."""
    return gzip.compress(b"time,flow\n" + b"".join(b"2025-01-01 00:%02d:00,%d\n" % (n, n) for n in range(40)))


def packed_folder() -> bytes:
    """A TAR with two files, not packed, so that changes reach its headers."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in (("a/r.csv", b"a;b\n1;2\n3;4\n"), ("n.txt", b"The pump runs.")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def parquet() -> bytes:
    """A log in Parquet, not compressed, with a column of each kind."""
    times = pa.array([60_000_000 * n for n in range(40)], pa.timestamp("us", "UTC"))
    words = pa.array(["run", "stop"] * 20).dictionary_encode()
    rows = pa.table({"time": times, "p [bar]": [1.5 * n for n in range(40)], "state": words, "l": [[1]] * 40})
    stream = io.BytesIO()
    pq.write_table(rows, stream, compression="none")
    return stream.getvalue()
