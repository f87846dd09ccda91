"""Which end of which column words of age and of price mean: the oldest has the lowest year, not the highest.

Ranks nothing: what it leaves out is what such words cannot mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Pick, Tell
from assistant.experts.tables.programs.sheet import Sheet
from assistant.registers.column_types import column_types

_OLD = re.compile(r"\b(?:(?:old|eld)est|most ancient|plus (?:vieux|vieil\w*|anciens?|anciennes?)(?! que))\b")
_NEW = re.compile(
    r"\b(?:newest|youngest|most recent|most modern|plus (?:neu\w+|jeunes?|recente?s?|modernes?)(?! que))\b"
)
_CHEAP = re.compile(
    r"\b(?:cheapest|least (?:expensive|costly)|moins (?:cheres?|chers?|couteu\w+|onereu\w+)(?! que))\b"
)
_DEAR = re.compile(
    r"\b(?:dearest|costliest|priciest|most (?:expensive|costly)|"
    r"plus (?:cheres?|chers?|couteu\w+|onereu\w+)(?! que))\b"
)
_YEARS = (1900, 2100)
_PRICED = frozenset(("number.price", "number.cost"))
_HIGH: frozenset[str] = frozenset(("highest", "second_high", "top", "class_most"))
_LOW: frozenset[str] = frozenset(("lowest", "second_low", "bottom", "class_least"))


@dataclass(frozen=True, slots=True)
class Ends:
    """What may be asked for at the ends of columns.

    Attributes:
        up, down: Columns whose highest, or lowest, values the words may mean.
    """

    up: frozenset[int]
    down: frozenset[int]

    def may_be(self, way: Pick | Tell, column: int | None) -> bool:
        """False for an end that the words cannot mean."""
        if column is None:
            return True
        return (way not in _HIGH or column in self.up) and (way not in _LOW or column in self.down)


def ends_of(question: Asked, table: Sheet) -> Ends:
    """The ends that words of age and price leave; all where there are none, or both.

    Where no column is of prices, a price may stand in a column of numbers of which nothing is known.
    """
    folded, every = question.reading.folded, frozenset(range(len(table.names)))
    old, new = _OLD.search(folded) is not None, _NEW.search(folded) is not None
    cheap, dear = _CHEAP.search(folded) is not None, _DEAR.search(folded) is not None
    if old + new + cheap + dear != 1:
        return Ends(every, every)
    types = column_types(table)
    if cheap or dear:
        priced = frozenset(c for c in every if _PRICED & set(types[c])) or frozenset(
            c for c in every if types[c] == ("number.other",)
        )
        return Ends(priced if dear else frozenset(), priced if cheap else frozenset())
    early = frozenset(
        c for c, kind in enumerate(table.kinds) if kind == "date" or _is_year(table, c, types[c])
    )
    aged = frozenset(c for c in every if "number.age" in types[c] or _is_age(table, c))
    return Ends(aged, early) if old else Ends(early, aged)


def _is_year(table: Sheet, column: int, types: tuple[str, ...]) -> bool:
    if table.kinds[column] != "number":
        return False
    values = [v for row in range(len(table.rows)) if (v := table.value(row, column)) is not None]
    return "number.year" in types or (bool(values) and all(_YEARS[0] <= v <= _YEARS[1] for v in values))


def _is_age(table: Sheet, column: int) -> bool:
    """True for the days since a date."""
    return column >= table.real and table.made[column - table.real].way == "days"
