"""Numbers behind charts are tables; embedded files become files of their own; others are said."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ingest.parsers.office import parse_docx
from ingest.parsers.presentation import parse_pptx

from .packages import W, paragraph, write_zip

_C = 'xmlns:c="c" xmlns:a="a" xmlns:r="r"'


def _points(kind: str, *values: str) -> str:
    return (
        f"<c:{kind}>"
        + "".join(f'<c:pt idx="{i}"><c:v>{v}</c:v></c:pt>' for i, v in enumerate(values))
        + f"</c:{kind}>"
    )


def _chart() -> str:
    def series(name: str, *values: str) -> str:
        return (
            f"<c:ser><c:tx>{_points('strCache', name)}</c:tx><c:cat>{_points('strCache', 'Q1', 'Q2', 'Q3')}</c:cat>"
            f"<c:val>{_points('numCache', *values)}</c:val></c:ser>"
        )

    title = "<c:title><a:t>Availability</a:t></c:title>"
    one, two = series("Line 1", "94.2", "95.099999999999994", "91"), series("Line 2", "88", "90.5", "89")
    return f"<c:chartSpace {_C}><c:chart>{title}<c:plotArea><c:barChart>{one}{two}</c:barChart></c:plotArea></c:chart></c:chartSpace>"


def _relations(*kinds: tuple[str, str]) -> str:
    each = (
        f'<Relationship Id="r{i}" Type="x/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(kinds)
    )
    return f"<R>{''.join(each)}</R>"


def _pptx(tmp_path: Path) -> Path:
    frame = f'<p:graphicFrame><a:graphic><c:chart {_C} r:id="r0"/></a:graphic></p:graphicFrame>'
    slide = f'<p:sld xmlns:p="p" {_C}><p:cSld><p:spTree>{frame}</p:spTree></p:cSld></p:sld>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f'<p:presentation xmlns:p="p" {_C}><p:sldId r:id="r0"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _relations(("slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": slide,
        "ppt/slides/_rels/slide1.xml.rels": _relations(
            ("chart", "../charts/chart1.xml"),
            ("package", "../embeddings/list.xlsx"),
            ("oleObject", "../embeddings/o.bin"),
        ),
        "ppt/charts/chart1.xml": _chart(),
        "ppt/charts/_rels/chart1.xml.rels": _relations(("package", "../embeddings/behind.xlsx")),
        "ppt/embeddings/list.xlsx": "a workbook",
        "ppt/embeddings/behind.xlsx": "the chart's own",
        "ppt/embeddings/o.bin": "an object",
    }
    return write_zip(tmp_path / "a.pptx", parts)


def test_a_chart_on_a_slide_is_a_table(tmp_path: Path) -> None:
    document = parse_pptx(_pptx(tmp_path))
    table = document.tables[0]
    assert (table.title, table.page) == ("Availability", 1)
    assert table.rows["Line 1"].to_pylist() == [94.2, 95.1, 91.0]
    assert table.rows["Line 2"].to_pylist() == [88.0, 90.5, 89.0]


def test_embedded_files_come_out_and_others_are_said(tmp_path: Path) -> None:
    document = parse_pptx(_pptx(tmp_path))
    assert [(a.name, a.content) for a in document.attachments] == [("list.xlsx", b"a workbook")]
    assert document.warnings == ("1 embedded objects of other programs were not read; save them as files.",)


def test_a_chart_in_a_document_is_a_table(tmp_path: Path) -> None:
    shown = f'<w:p><w:r><w:drawing><c:chart {_C} r:id="r0"/></w:drawing></w:r></w:p>'
    body = paragraph("Text") + shown
    path = write_zip(
        tmp_path / "a.docx",
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relations(("chart", "charts/chart1.xml")),
            "word/charts/chart1.xml": _chart(),
        },
    )
    assert parse_docx(path).tables[0].rows["Line 2"].to_pylist() == [88.0, 90.5, 89.0]


@pytest.mark.parametrize("target", ["../../../etc/passwd", "/etc/passwd", "nothing.xlsx"])
def test_relations_that_lead_out_of_the_package_lead_nowhere(tmp_path: Path, target: str) -> None:
    path = _pptx(tmp_path)
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"../embeddings/list.xlsx", target.encode()))
    path.write_bytes(stream.getvalue())
    document = parse_pptx(path)
    assert not document.attachments
    assert len(document.tables) == 1


def _picture(relation: str, width: float, height: float) -> str:
    size = f'<a:ext cx="{int(width * 360_000)}" cy="{int(height * 360_000)}"/>'
    return (
        f'<w:p {_C}><w:r><w:drawing><pic:pic xmlns:pic="p"><a:blip r:embed="{relation}"/>'
        f"<pic:spPr><a:xfrm>{size}</a:xfrm></pic:spPr></pic:pic></w:drawing></w:r></w:p>"
    )


def test_large_pictures_become_files_logos_do_not(tmp_path: Path) -> None:
    body = _picture("r0", 16, 20) + _picture("r1", 3, 1.5) + _picture("r0", 16, 20) + _picture("r2", 12, 8)
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {W}><w:body>{paragraph('Scan of the plate')}{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("image", "media/scan.png"), ("image", "media/logo.png"), ("image", "media/old.emf")
        ),
        "word/media/scan.png": "png",
        "word/media/logo.png": "png",
        "word/media/old.emf": "emf",
    }
    document = parse_docx(write_zip(tmp_path / "a.docx", parts))
    assert [file.name for file in document.attachments] == ["scan.png"]
    assert document.warnings == ("1 pictures in the file were not read; save it as PDF if they hold words.",)


def test_photographs_between_text_are_counted_scans_are_read(tmp_path: Path) -> None:
    body = paragraph("Words of a long report. " * 60) + _picture("r0", 12, 8) + _picture("r1", 16, 20)
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(("image", "media/photo.png"), ("image", "media/scan.png")),
        "word/media/photo.png": "png",
        "word/media/scan.png": "png",
    }
    document = parse_docx(write_zip(tmp_path / "a.docx", parts))
    assert [file.name for file in document.attachments] == ["scan.png"]
    assert document.warnings == ("1 pictures in the file were not read; save it as PDF if they hold words.",)
