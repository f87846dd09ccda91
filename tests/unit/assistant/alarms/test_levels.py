"""Levels of alarms as lists write them and as people ask."""

from __future__ import annotations

import pytest

from assistant.alarms.levels import level_of, levels_asked


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("HI", "H"), ("HIHI", "HH"), ("LO", "L"), ("LOLO", "LL"), ("H", "H"), ("LL", "LL"), ("PVHI", "H"),
        ("PVLOLO", "LL"), ("High-High", "HH"), ("Low", "L"), ("Very high", "HH"), ("Haut", "H"),
        ("Très bas", "LL"), ("Bas bas", "LL"), ("TRIP", None), ("Hot", None), ("", None),
    ],
)  # fmt: skip
def test_cells(cell: str, level: str | None) -> None:
    assert level_of(cell) == level


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("when it goes low low", {"LL"}), ("LOLO set point", {"LL"}), ("seuil très haut", {"HH"}),
        ("low and low-low set points", {"L", "LL"}), ("niveau bas bas", {"LL"}), ("the H alarm", {"H"}),
        ("high priority alarms", set()), ("l'alarme de niveau", set()), ("set point", set()),
        ("seuil haut", {"H"}), ("is its priority high?", set()),
    ],
)  # fmt: skip
def test_questions(text: str, levels: set[str]) -> None:
    assert levels_asked(text) == levels
