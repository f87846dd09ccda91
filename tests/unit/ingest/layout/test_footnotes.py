"""Footnotes are told from the text above them."""

from __future__ import annotations

from dataclasses import replace

from ingest.layout.compose import Composer
from ingest.layout.flow import flow
from ingest.layout.footnotes import footnotes
from ingest.layout.furniture import frame
from ingest.layout.page import Page, Ruling, Segment

from .lines import page, segment

_BODY = [
    segment(f"Line {i} of the text that goes on over the whole width of it", 50, 100 + 14 * i)
    for i in range(30)
]
_NOTES = [
    segment("1 Torque of the maker, data sheet DS-77,", 50, 560, size=8),
    segment("second line of it.", 50, 570, size=8),
    segment("2 Only without the guard.", 50, 580, size=8),
]


def _texts(found: list[list[Segment]]) -> list[str]:
    return [" ".join(part.text for part in note) for note in found]


def test_small_lines_with_marks_below_white_are_notes() -> None:
    notes = footnotes(page(*_BODY, *_NOTES), [*_BODY, *_NOTES])
    assert _texts(notes) == [
        "1 Torque of the maker, data sheet DS-77, second line of it.",
        "2 Only without the guard.",
    ]


def test_a_rule_parts_them_where_no_white_does() -> None:
    near = [replace(one, y0=one.y0 - 41, y1=one.y1 - 41) for one in _NOTES]
    assert not footnotes(page(*_BODY, *near), [*_BODY, *near])
    ruled = page(*_BODY, *near, horizontals=(Ruling(517.0, 50, 150),))
    assert len(footnotes(ruled, [*_BODY, *near])) == 2


def test_what_is_no_footnote() -> None:
    large = [replace(one, size=10.0) for one in _NOTES]
    assert not footnotes(page(*_BODY, *large), [*_BODY, *large])
    unmarked = [segment("Small print without a mark", 50, 580, size=8)]
    assert not footnotes(page(*_BODY, *unmarked), [*_BODY, *unmarked])
    scan = replace(page(*_BODY, *_NOTES), read_by_ocr=True)
    assert not footnotes(scan, [*_BODY, *_NOTES])


def test_a_sentence_goes_on_over_the_page_and_its_footnotes() -> None:
    first = page(*_BODY, *_NOTES, number=1)
    second = page(segment("continues here, and ends.", 50, 100), *_body_of("Other words", 120), number=2)
    composer = Composer()
    pages: list[Page] = [first, second]
    flows = [flow(framed) for framed in frame(iter(pages))]
    for ordered in flows:
        composer.style.see(ordered.rows())
    for ordered in flows:
        composer.add(ordered)
    blocks = [block for block in composer.finish() if hasattr(block, "kind")]
    assert [block.text for block in blocks if block.kind == "footnote"] == [
        "1 Torque of the maker, data sheet DS-77, second line of it.", "2 Only without the guard.",
    ]  # fmt: skip
    assert any("width of it continues here, and ends." in block.text for block in blocks)


def _body_of(words: str, y: float) -> list[Segment]:
    return [
        segment(f"{words} {i} that stand on the second page of this text too", 50, y + 14 * i)
        for i in range(8)
    ]
