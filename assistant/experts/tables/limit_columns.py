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
_BESIDE = frozenset("limit level value setpoint set point valeur niveau limite consigne".split())
"""Words that may stand beside a level: "alarm limit", "valeur haute"."""


def level_of(column: ColumnSchema) -> Level | None:
    """The level that a column of numbers gives; None where it gives none, as a range does not."""
    if not column.is_numeric:
        return None
    bare = " ".join(word for word in column.words if word not in _BESIDE)
    return _LEVELS.get(" ".join(column.words)) or _LEVELS.get(bare)
