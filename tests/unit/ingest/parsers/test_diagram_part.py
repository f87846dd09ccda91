"""Diagrams (SmartArt) in documents and presentations."""

from __future__ import annotations

from pathlib import Path

from ingest.parsers.office import parse_docx
from ingest.parsers.presentation import parse_pptx

from .packages import W, write_zip

_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_D = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
_SHOWN = f'<a:graphic {_A}><a:graphicData><dgm:relIds {_D} {_R} r:dm="rId7" r:lo="rId8"/></a:graphicData></a:graphic>'


def _points(*texts: str) -> str:
    return "".join(
        f"<dgm:pt><dgm:t>{''.join(f'<a:p><a:r><a:t>{line}</a:t></a:r></a:p>' for line in text.split('|'))}</dgm:t></dgm:pt>"
        for text in texts
    )


_MODEL = (
    f"<dgm:dataModel {_D} {_A}><dgm:ptLst>{_points('Isolate|pump', '', 'Drain')}"
    "<dgm:pt type='pres'/></dgm:ptLst></dgm:dataModel>"
)


def _relations(target: str, *more: str) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
    return f'<Relationships><Relationship Id="rId7" Type="{kind}" Target="{target}"/>{"".join(more)}</Relationships>'


def test_the_boxes_of_a_slide_are_read(tmp_path: Path) -> None:
    slide = f"<p:sld {_P} {_A}><p:cSld><p:spTree><p:graphicFrame>{_SHOWN}</p:graphicFrame></p:spTree></p:cSld></p:sld>"
    shows = f'<p:presentation {_P} {_R}><p:sldIdLst><p:sldId r:id="rId1"/></p:sldIdLst></p:presentation>'
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": shows,
        "ppt/_rels/presentation.xml.rels": '<R><Relationship Id="rId1" Target="slides/slide1.xml"/></R>',
        "ppt/slides/slide1.xml": slide,
        "ppt/slides/_rels/slide1.xml.rels": _relations("../diagrams/data1.xml"),
        "ppt/diagrams/data1.xml": _MODEL,
    }
    document = parse_pptx(write_zip(tmp_path / "a.pptx", parts))
    assert [(block.text, block.page) for block in document.blocks] == [("Isolate\npump", 1), ("Drain", 1)]


def test_the_boxes_in_a_document_are_read(tmp_path: Path) -> None:
    body = f"<w:p><w:r><w:t>Steps:</w:t></w:r><w:r><w:drawing>{_SHOWN}</w:drawing></w:r></w:p>"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations("diagrams/data1.xml"),
        "word/diagrams/data1.xml": _MODEL,
    }
    document = parse_docx(write_zip(tmp_path / "a.docx", parts))
    assert [block.text for block in document.blocks] == ["Steps:", "Isolate\npump", "Drain"]
