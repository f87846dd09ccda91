"""How well a value matches words of a question. Finds nothing itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scored:
    """A value and the words that name it.

    Attributes:
        value: Its number in the index.
        positions: Words of the question.
        full: True where the whole value is named.
        spelled: False where a slip was forgiven.
    """

    value: int
    start: int
    end: int
    positions: frozenset[int]
    score: float
    full: bool
    spelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Words ``[start, end)`` that name values of a column."""

    table: int
    column: str
    values: tuple[str, ...]
    start: int
    end: int
    score: float
    full: bool
    spelled: bool = True
