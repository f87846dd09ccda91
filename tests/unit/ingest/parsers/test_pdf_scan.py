from __future__ import annotations

import pytest

from ingest.layout.page import Page, Ruling, Segment, Word
from ingest.parsers.pdf_scan import _agree, lacks_text


def _page(text: str, *, picture: float = 0.0, strokes: int = 0) -> Page:
    segments = (
        (Segment(text, 50, 50, 400, 60, 10, bold=False, words=(Word(0, len(text), 50, 50, 400, 60),)),)
        if text
        else ()
    )
    pictures = ((0.0, 0.0, 600.0, 800.0 * picture),) if picture else ()
    rulings = tuple(Ruling(10.0 * i, 0, 100) for i in range(strokes))
    return Page(number=1, width=600, height=800, segments=segments, pictures=pictures, horizontals=rulings)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (_page("A page with enough words to be read as they are stored"), False),
        (_page("A page with enough words to be read as they are stored", picture=1.0), False),
        (_page("", picture=1.0), True),
        (_page("Scanned by X", picture=0.9), True),
        (_page("Chapter 2", picture=0.1), False),
        (_page("", strokes=30), True),
        (_page(""), False),
        (_page("\ue001\ue002\ue003\ue004 " * 20), True),
        (_page("\ufffd\ufffd\x01\x02ab " * 20), True),
        (_page("mostly words " * 10 + "\ufffd\ufffd"), False),
        (_page("7KH FRROLQJ ZDWHU SXPS VKDOO EH VWDUWHG RQO\\ DIWHU " * 8), True),
        (_page("7KH FRROLQJ ZDWHU"), False),
    ],
)
def test_pages_whose_text_is_missing_or_garbage(page: Page, expected: bool) -> None:
    assert lacks_text(page) is expected


def test_words_of_few_vowels_stay_where_text_recognition_sees_the_same() -> None:
    codes = _page("BRKR SWTCH CNTRL PNL VLV FLTR STRNR GSKT BRNG SHFT CPLNG WSHR BLTS SCRW NPPL PLGS " * 3)
    assert _agree(codes, codes)
    assert not _agree(
        codes, _page("words that nobody stored stand here quite plainly beside these many others " * 2)
    )
    assert _agree(codes, _page("few words"))
