"""Conditions of numbers beside those of other columns: below the minimum, above a limit, outside both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.features import head_of
from assistant.experts.tables.programs.program import Condition
from assistant.experts.tables.programs.sheet import Cell, Sheet
from assistant.experts.tables.words import name_words
from assistant.registers.met import met, numbers_of, said

_LEAST = frozenset(
    "min mini minima minimum reorder safety securite secu seuil threshold alerte rop floor plancher".split()
)
_LIMIT = frozenset(
    "max maxi maximum limit limite limits alarm alarme target objectif budget prevu planned spec".split()
)
_STOCKS = frozenset(
    """
    qty qte quantity quantite stk stock hand soh qoh dispo disponible available reel actual level niveau
    """.split()
)
_BELOW = frozenset(
    """
    below under beneath sous dessous min mini minimum reorder order commander recommander short low
    manque missing insuffisant bas restock replenish reappro trigger floor plancher safety securite fewer
    juste
    """.split()
)
_ABOVE = frozenset(
    """
    over above exceed exceeds exceeded exceeding depasse depassent depassement hors out bust breach
    breached beyond limit limite limits dessus superieur overran overrun longer
    """.split()
)
_AT_LEAST = re.compile(
    r"\bat or (?:below|under)|\b(?:or|ou) (?:equal|egal|at)|\bor (?:below|under)|\breached\b|atteint"
)
"""Words with which what stands at its least is short too."""
_OUTSIDE = frozenset(
    """
    outside out hors limits limites spec specs specification tolerance tolerances range plage fourchette
    off exceed exceeded depasse depassent above below
    """.split()
)


def past_limits(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows whose number is below the least there should be, or above its limit, of another column."""
    below = said(question, _BELOW)
    above = said(question, _ABOVE)
    columns = [c for c, kind in enumerate(table.kinds[: table.real]) if kind == "number"]
    for other in columns:
        head = set(name_words(table.names[other]))
        limits = head & _LIMIT or (head & _LEAST and head_of(question, table, other).at)
        for column in columns if head & (_LEAST | _LIMIT) else ():
            both = numbers_of(table, column, other)
            name = table.names[other]
            own = set(name_words(table.names[column]))
            if column != other and below and head & _LEAST and own & _STOCKS:
                if not _AT_LEAST.search(question.reading.folded):
                    yield met(column, "short", name, (r for r, a, b in both if a < b), below, other)
                yield met(column, "short", f"{name} (≤)", (r for r, a, b in both if a <= b), below, other)
            if column != other and above and limits:
                yield met(column, "beyond", name, (r for r, a, b in both if a > b), above, other)


def outside_limits(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows whose number is below the least or above the most that two columns beside it allow."""
    at = said(question, _OUTSIDE)
    if not at:
        return
    heads = {c: set(name_words(table.names[c])) for c in range(table.real) if table.kinds[c] == "number"}
    for least in (c for c, head in heads.items() if head & _LEAST):
        for most in (c for c, head in heads.items() if head & _LIMIT and c != least):
            for column in heads.keys() - {least, most}:
                rows = (r for r, row in enumerate(table.rows) if _is_outside(row, column, least, most))
                yield met(
                    column, "outside", f"{table.names[least]}, {table.names[most]}", rows, at, least, most
                )


def _is_outside(row: Sequence[Cell], column: int, least: int, most: int) -> bool:
    value, low, high = (row[c].number for c in (column, least, most))
    return value is not None and ((low is not None and value < low) or (high is not None and value > high))
