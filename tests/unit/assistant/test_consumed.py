"""Whether it is asked how much is used up, and told."""

from __future__ import annotations

import pytest

from assistant.consumed import asks_consumed, tells_consumed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("combien d'huile consomme MX-4 par an ?", True),
        ("how much water does the mixer use a day?", True),
        ("oil consumption of MX-4", True),
        ("quelle graisse utilise-t-on pour MX-4 ?", False),
        ("how much oil does MX-4 hold?", False),
        ("combien d'huile faut-il pour MX-4 ?", False),
    ],
)
def test_what_is_used_up_is_asked_for(text: str, expected: bool) -> None:
    assert asks_consumed(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Consommation à pleine charge 31 L/h", True),
        ("Topped up with 2 l of oil.", True),
        ("The tank holds 40 litres of oil.", False),
    ],
)
def test_what_a_tank_holds_is_not_used_up(text: str, expected: bool) -> None:
    assert tells_consumed(text) is expected
