"""Presentations made part by part."""

from __future__ import annotations

from pathlib import Path

from ingest.parsers.presentation import parse_pptx

from .packages import write_zip

A = 'xmlns:a="a" xmlns:p="p" xmlns:r="r"'


def _shape(text: str, kind: str = "") -> str:
    place = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>' if kind else ""
    return f"<p:sp>{place}<p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"


def test_slides_in_order_with_notes(tmp_path: Path) -> None:
    def slide(*shapes: str) -> str:
        return f"<p:sld {A}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"

    relation = '<Relationship Id="{0}" Type="x/slide" Target="slides/{1}.xml"/>'
    order = '<p:sldId r:id="r2"/><p:sldId r:id="r1"/>'
    speech = '<Relationship Type="x/notesSlide" Target="../notesSlides/n1.xml"/>'
    slides = relation.format("r1", "slide1") + relation.format("r2", "slide2")
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f"<p:presentation {A}>{order}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": f"<R>{slides}</R>",
        "ppt/slides/slide1.xml": slide(_shape("body one"), _shape("One", "title")),
        "ppt/slides/slide2.xml": slide(_shape("Two", "ctrTitle")),
        "ppt/slides/_rels/slide1.xml.rels": f"<R>{speech}</R>",
        "ppt/notesSlides/n1.xml": slide(_shape("say this", "body")),
    }
    document = parse_pptx(write_zip(tmp_path / "a.pptx", parts))
    assert document.pages == 2
    assert [(b.page, b.kind, b.text) for b in document.blocks] == [
        (1, "heading", "Two"),
        (2, "heading", "One"),
        (2, "list_item", "body one"),
        (2, "footnote", "say this"),
    ]
