from __future__ import annotations

import pytest

from ingest.shorthand.expand import abbreviations, expand


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
    "text", ["", "P-101A", "replace seal", "Défaut mesure PDT-104B", "20 g DE, 24 g NDE"]
)
def test_the_rest_stays_as_it_is(text: str) -> None:
    assert expand(text) == text


def test_what_is_written_out_is_not_short_itself() -> None:
    known = abbreviations()
    assert known
    for full in known.values():
        assert expand(full) == full
