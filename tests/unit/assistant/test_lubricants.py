"""Whether the kind of oil or grease is asked for, and named."""

from __future__ import annotations

import pytest

from assistant.lubricants import asks_lubricant, names_lubricant

_ASKED = "which grease for the bearings of MX-40?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (_ASKED, True),
        ("quelle huile dans le réducteur ?", True),
        ("what type of oil goes into MX-40?", True),
        ("what oil pressure has MX-40?", False),
        ("how much grease gets the bearing?", False),
    ],
)
def test_the_kind_is_asked_for(text: str, expected: bool) -> None:
    assert asks_lubricant(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Filled with ISO VG 68.", True),
        ("Huile synthétique, bidon", True),
        ("The bearings of MX-40 get grease GR-P9.", True),
        ("Bearing: NU 322; Grease: 60 g", False),
        ("The grease of MX-40 is black and dry.", False),
        ("Over-greasing of the bearing", False),
    ],
)
def test_a_lubricant_is_named(text: str, expected: bool) -> None:
    assert names_lubricant(text, _ASKED) is expected
