"""Numbers that Word prints."""

from __future__ import annotations

from defusedxml.ElementTree import fromstring

from ingest.parsers.docx_numbering import Numbering

from .packages import W


def _numbering(*levels: tuple[str, str]) -> Numbering:
    made = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    return Numbering(
        fromstring(
            f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
        )
    )


def test_deeper_counters_start_again() -> None:
    numbering = _numbering(("decimal", "%1"), ("decimal", "%1.%2"), ("lowerRoman", "%3)"))
    said = [numbering.label("1", depth) for depth in (0, 1, 1, 2, 2, 0, 1)]
    assert said == ["1", "1.1", "1.2", "i", "ii", "2", "2.1"]


def test_letters_go_on_after_z_and_bullets_have_none() -> None:
    numbering = _numbering(("upperLetter", "%1."), ("bullet", "•"))
    assert [numbering.label("1", 0) for _ in range(27)][-2:] == ["Z", "AA"]
    assert numbering.label("1", 1) == ""
    assert numbering.label("9", 0) is None
