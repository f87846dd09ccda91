from __future__ import annotations

import pytest

from retrieval.abbreviations import abbreviations, expand, searched_text
from retrieval.records import Chunk, Kind, Language


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("repl lkg seal on P-101A", "replace leaking seal on P-101A"),
        ("Mech. seal lkg - repl.", "Mechanical seal leaking - replace"),
        ("C/O WORN BRGS", "CHANGE OUT WORN BEARINGS"),
        ("a/c u/s", "air conditioner unserviceable"),
        ("vib 4.5 mm/s", "vibration 4.5 mm/s"),
    ],
)
def test_abbreviations_are_written_out(short: str, full: str) -> None:
    assert expand(short) == full


@pytest.mark.parametrize(
    "text", ["", "P-101A", "replace seal", "Défaut mesure PDT-104B", "A/C3", "COMP-101", "20 g DE, 24 g NDE"]
)
def test_the_rest_stays_as_it_is(text: str) -> None:
    assert expand(text) == text


def test_what_is_written_out_is_not_short_itself() -> None:
    known = abbreviations()
    assert known
    for full in known.values():
        assert expand(full) == full


def passage(kind: Kind, language: Language) -> Chunk:
    text = "WO | Description\nWO-1 | repl lkg seal"
    return Chunk(id="c", source="s", kind=kind, ordinal=0, text=text, headings=("Orders",), language=language)


def test_rows_are_found_by_their_words_in_full() -> None:
    searched = searched_text(passage("table", "en"))
    assert searched == "Orders\nWO | Description\nWO-1 | repl lkg seal\nreplace leaking"


@pytest.mark.parametrize(("kind", "language"), [("table", "fr"), ("text", "en")])
def test_other_passages_are_searched_as_printed(kind: Kind, language: Language) -> None:
    chunk = passage(kind, language)
    assert searched_text(chunk) == chunk.indexed_text()
