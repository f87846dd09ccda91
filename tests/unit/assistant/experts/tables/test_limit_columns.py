"""Which headings of a list of instruments give limits, in both languages."""

from __future__ import annotations

import pytest

from assistant.experts.tables.limit_columns import Level, level_of
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.words import name_words


def _level(name: str) -> Level | None:
    column = ColumnSchema(
        name=name, type="number", part="measure", words=name_words(name), unit=None, filled=4, distinct=4
    )
    return level_of(column)


@pytest.mark.parametrize(
    ("name", "side", "gravity"),
    [
        ("HH", "high", 2),
        ("Alarm", "high", 2),
        ("Trip", "high", 3),
        ("Alarme basse", "low", 1),
        ("Alarme haute", "high", 1),
        ("Alarme très haute", "high", 2),
        ("Seuil d'alarme bas", "low", 1),
        ("Déclenchement haut", "high", 3),
        ("Déclenchement bas", "low", 3),
        ("Sécurité très basse", "low", 3),
        ("Alarm high", "high", 1),
        ("Alarm Low Low", "low", 2),
        ("High trip limit", "high", 3),
        ("Shutdown low", "low", 3),
        ("Warning H", "high", 1),
    ],
)
def test_a_heading_of_a_side_and_a_level(name: str, side: str, gravity: int) -> None:
    level = _level(name)
    assert level is not None
    assert (level.side, level.gravity) == (side, gravity)


@pytest.mark.parametrize(
    "name", ["Alarme haute basse", "Alarm count", "High voltage", "Basse tension", "Arrêt", "Trip count low"]
)
def test_other_headings_give_none(name: str) -> None:
    assert _level(name) is None
