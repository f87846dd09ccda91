"""Orders and lettered machines as people say them."""

from __future__ import annotations

import pytest

from assistant.spoken_names import lettered, spelled

_KNOWN = frozenset({"WO-104454", "P-101A", "PT-3", "BT-2200", "NC-2200"})


def _spelled(text: str, machine: str = "P-101A", held: str = "WO-104459") -> str:
    return spelled(
        text,
        lambda: _KNOWN,
        lambda noun, letter: machine if letter == "A" else "",
        held=lambda name: name == held,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("l'OT 104454 a coûté combien ?", "l'OT WO-104454 a coûté combien ?"),
        ("state of order 104459", "state of order WO-104459"),  # only a list has it
        ("la pompe A vibre", "la P-101A vibre"), ("is pump A running?", "is P-101A running?"),
    ],
)  # fmt: skip
def test_they_are_called_as_sources_call_them(text: str, told: str) -> None:
    assert _spelled(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "OT 999999", "la pompe a déclenché", "pump B trips", "order 2200", "how many orders in 2025?", "the pump a day ago",
        "P-101A vibration", "WO-104454", "order of 12 parts", "la vanne d'aspiration",
    ],
)  # fmt: skip
def test_what_fits_nothing_or_several_stays(text: str) -> None:
    assert _spelled(text) == text


def test_the_noun_and_letter() -> None:
    assert lettered("seuil de vibration pompe B") == ("pompe", "B")
    assert lettered("la pompe a déclenché") is None
    assert lettered("pump A and pump B") is None
