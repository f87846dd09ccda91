"""A condition that words of a question state of a register's rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Condition, Test
from assistant.experts.tables.programs.sheet import Sheet

NOT = frozenset(
    """
    no not without sans pas aucun aucune missing manque manquent manquant manquante blank vide vides
    never jamais non lack lacks lacking nor oublie oubliee oubliees forgot forgotten missed skipped
    manquantes manquants ni need needs besoin
    """.split()
)


def said(question: Asked, words: Collection[str]) -> frozenset[int]:
    """Places of the question's words that are among some."""
    return frozenset(i for i, word in enumerate(question.norms) if word in words)


def met(
    column: int, test: Test, text: str, rows: Iterable[int], at: frozenset[int], *beside: int
) -> Condition:
    """The condition that so many rows meet, said by the words ``at``; ``beside``: columns held against."""
    return Condition(column, test, text, 0.0, frozenset(rows), at, 1.0, beside)


def numbers_of(table: Sheet, left: int, right: int) -> list[tuple[int, float, float]]:
    """The rows that have a number in both columns, and the two."""
    found = ((r, row[left].number, row[right].number) for r, row in enumerate(table.rows))
    return [(r, a, b) for r, a, b in found if a is not None and b is not None]
