"""Which columns of a list give limits, and how grave it is to pass one. Knows names, no readings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.schema import ColumnSchema

Side = Literal["high", "low"]


@dataclass(frozen=True, slots=True)
class Level:
    """What a limit bounds.

    Attributes:
        gravity: 1 for a first alarm to 3 for a trip.
    """

    side: Side
    gravity: int


_HIGH: tuple[tuple[int, str], ...] = (
    (1, "h|high|hi|alert|alerte|max|maximum|haut|limit|seuil haut|high alarm"),
    (2, "hh|hihi|high high|alarm|alarme|tres haut"),
    (3, "hhh|trip|high trip|declenchement"),
)
_LOW: tuple[tuple[int, str], ...] = (
    (1, "l|low|lo|min|minimum|bas|seuil bas|low alarm"),
    (2, "ll|lolo|low low|tres bas"),
    (3, "low trip"),
)
_LEVELS = {
    **{name: Level("high", gravity) for gravity, names in _HIGH for name in names.split("|")},
    **{name: Level("low", gravity) for gravity, names in _LOW for name in names.split("|")},
}
_BESIDE = frozenset("limit level value setpoint set point valeur niveau limite consigne d de du".split())
"""Words that may stand beside a level: "alarm limit", "valeur haute"."""
_SIDES: dict[str, Side] = {
    **dict.fromkeys("high hi h haut haute superieur superieure upper".split(), "high"),
    **dict.fromkeys("low lo l bas basse inferieur inferieure lower".split(), "low"),
}
_VERY = frozenset("very tres".split())
_TRIPS = frozenset("trip shutdown declenchement securite arret".split())
_ALARMS = frozenset("alarm alert warning alarme alerte seuil threshold prealarm prealarme".split())


def level_of(column: ColumnSchema) -> Level | None:
    """The level that a column of numbers gives; None where it gives none, as a range does not."""
    if not column.is_numeric:
        return None
    bare = " ".join(word for word in column.words if word not in _BESIDE)
    return _LEVELS.get(" ".join(column.words)) or _LEVELS.get(bare) or _composed(bare.split())


def _composed(words: list[str]) -> Level | None:
    """The level of a heading that is a side with what happens there: "alarme basse", "trip very high"."""
    sides = [_SIDES[word] for word in words if word in _SIDES]
    if len(set(sides)) != 1 or not all(w in _SIDES or w in _VERY | _TRIPS | _ALARMS for w in words):
        return None
    if _TRIPS & set(words):
        return Level(sides[0], 3)
    return Level(sides[0], 2 if len(sides) > 1 or _VERY & set(words) else 1)
