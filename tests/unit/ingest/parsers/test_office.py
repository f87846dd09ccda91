"""Word documents made part by part."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest

from ingest.errors import Unreadable
from ingest.parsers.office import parse_docx

from .packages import W, paragraph, write_docx

STYLES = (
    f"<w:styles {W}>"
    '<w:style w:styleId="Titre1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Sub"><w:name w:val="Section"/><w:basedOn w:val="Titre2"/></w:style>'
    '<w:style w:styleId="Titre2"><w:name w:val="heading 2"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style></w:styles>'
)
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def test_numbered_headings_and_lists(tmp_path: Path) -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    body = (
        paragraph("Contents", style="TOC1")
        + paragraph("Scope", style="Titre1")
        + paragraph("Pumps", style="Titre1")
        + paragraph("Seals", style="Sub")
        + paragraph("first", properties=item)
        + paragraph("second", properties=item)
        + paragraph("Findings", bold=True)
        + paragraph("The seal leaks.")
    )
    document = parse_docx(write_docx(tmp_path / "a.docx", body, styles=STYLES, numbering=NUMBERING))
    assert [(b.kind, b.level, b.label, b.text) for b in document.blocks] == [
        ("heading", 1, "1", "Scope"),
        ("heading", 1, "2", "Pumps"),
        ("heading", 2, "2.1", "Seals"),
        ("list_item", 0, "a", "first"),
        ("list_item", 0, "b", "second"),
        ("heading", 3, None, "Findings"),
        ("paragraph", 0, None, "The seal leaks."),
    ]


def test_tracked_changes_are_accepted_and_fields_left_out(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Torque </w:t></w:r><w:del><w:r><w:delText>40</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>49</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>Nm</w:t></w:r></w:p>"
    )
    document = parse_docx(write_docx(tmp_path / "a.docx", body))
    assert document.blocks[0].text == "Torque 49\tNm"


def test_text_boxes_once_comments_footnotes_and_margins(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Body</w:t><mc:AlternateContent xmlns:mc='m'>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    document = parse_docx(
        write_docx(
            tmp_path / "a.docx",
            body,
            comments=f'<w:comments {W}><w:comment w:author="QA">{paragraph("check this")}</w:comment>'
            "</w:comments>",
            footnotes=f'<w:footnotes {W}><w:footnote w:id="2">{paragraph("see ISO 2768")}</w:footnote>'
            "</w:footnotes>",
            header1=f"<w:hdr {W}>{paragraph('MR-2025-0909')}{paragraph('Page 3 of 7')}</w:hdr>",
            header2=f"<w:hdr {W}>{paragraph('MR-2025-0909')}</w:hdr>",
        )
    )
    assert [block.text for block in document.blocks] == [
        "MR-2025-0909",
        "Body",
        "In the box",
        "see ISO 2768",
        "Comment by QA: check this",
    ]


def test_tables_with_spanning_cells_in_place(tmp_path: Path) -> None:
    cell = "<w:tc><w:tcPr>{0}</w:tcPr>{1}</w:tc>"
    rows = [
        [("", "Pump"), ('<w:gridSpan w:val="2"/>', "Flow")],
        [("", ""), ("", "min"), ("", "max")],
        [('<w:vMerge w:val="restart"/>', "P-101"), ("", "10"), ("", "20")],
        [("<w:vMerge/>", ""), ("", "11"), ("", "21")],
    ]
    table = "".join(f"<w:tr>{''.join(cell.format(p, paragraph(t)) for p, t in row)}</w:tr>" for row in rows)
    document = parse_docx(
        write_docx(tmp_path / "a.docx", paragraph("Table 1: limits") + f"<w:tbl>{table}</w:tbl>")
    )
    assert document.tables[0].title == "Table 1: limits"
    assert [c.name for c in document.tables[0].columns] == ["Pump", "Flow min", "Flow max"]
    assert document.tables[0].rows["Pump"].to_pylist() == ["P-101", "P-101"]
    assert document.blocks[1].table == 0


def test_fields_beside_their_labels_are_no_table(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for label, value in (
        ("Equipment", "P-101B"),
        ("Date", "09/09/2025"),
        ("Revision", "C"),
        ("By", "technician"),
    ):
        cells = table.add_row().cells
        cells[0].paragraphs[0].add_run(label).bold = True
        cells[1].text = value
    document.add_paragraph("Le joint de la pompe a été remplacé et la pompe remise en service.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    parsed = parse_docx(path)
    assert not parsed.tables
    assert "Equipment: P-101B" in parsed.blocks[0].text
    assert parsed.equipment == ("P-101B",)
    assert parsed.date == date(2025, 9, 9)
    assert parsed.printed_revision == "C"


def test_a_strict_document(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "a.docx", paragraph("Some text"))
    strict = W.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wml"
    )
    content = f"<w:document {strict}><w:body>{paragraph('Some text')}</w:body></w:document>"
    from .packages import write_zip

    write_zip(path, {"[Content_Types].xml": "<Types/>", "word/document.xml": content})
    assert parse_docx(path).blocks[0].text == "Some text"


def test_damage_and_emptiness(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no text"):
        parse_docx(write_docx(tmp_path / "a.docx", ""))
    with pytest.raises(Unreadable, match="damaged"):
        parse_docx(write_docx(tmp_path / "b.docx", "<w:p>"))


def test_macros_are_said(tmp_path: Path) -> None:
    from .packages import write_zip

    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{paragraph('x y')}</w:body></w:document>",
        "word/vbaProject.bin": "x",
    }
    assert "macros" in parse_docx(write_zip(tmp_path / "a.docm", parts)).warnings[0]


def test_a_table_within_a_cell_is_a_table_too(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    inner = "".join(
        row(paragraph(a), paragraph(b)) for a, b in (("Point", "Wall (mm)"), ("1", "8.2"), ("2", "7.9"))
    )
    outer = row(paragraph("Zone"), paragraph("Readings")) + row(
        paragraph("Shell 2"), f"<w:tbl>{inner}</w:tbl>"
    )
    document = parse_docx(write_docx(tmp_path / "a.docx", f"<w:tbl>{outer}</w:tbl>"))
    assert document.tables[-1].rows["Wall (mm)"].to_pylist() == [8.2, 7.9]
