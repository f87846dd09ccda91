"""Answers from any register of the site what no part of the trades and no plan over one table answered."""

from __future__ import annotations

from contextlib import suppress

from assistant.clock import today
from assistant.crossing.bridge import Bridge
from assistant.errors import QueryRefused
from assistant.experts.tables.expert import TableExpert
from assistant.records import Question
from assistant.registers.choose import choose
from assistant.registers.features import Register
from retrieval.records import Scope

MOST_ROWS = 600
MOST_TABLES = 5
TOLD = 0.5
"""Probability of being right from which on a meaning is told."""


class Registers:
    """Asked last of what the plant's sources hold.

    Args:
        tables: Of what was ingested.
        told: Probability of being right from which on a meaning is told.
    """

    def __init__(self, tables: TableExpert, *, told: float = TOLD) -> None:
        self._tables = tables
        self._told = told

    def answer(self, question: Question, scope: Scope) -> Bridge | None:
        """What the likeliest of all programs over the likeliest registers gives; None where none is sure."""
        registers = self.of(question, scope)
        if not registers or scope.since or scope.until or scope.equipment:
            return None
        meant = choose(question.text, question.language, registers, today())
        if meant is None or meant.choice.likely < self._told:
            return None
        schema, table = meant.register.schema, meant.register.table
        try:
            return Bridge(reasons=(self._tables.prove(meant.choice, schema, table, question.language),))
        except QueryRefused:
            return None

    def of(self, question: Question, scope: Scope) -> list[Register]:
        """The registers that a question may mean, each with how much of it their words explain."""
        promising = self._tables.promising(question, scope, most=MOST_TABLES, rows=MOST_ROWS)
        found: list[Register] = []
        for schema, promise in promising:
            with suppress(QueryRefused):
                table = self._tables.sheet(schema, rows=MOST_ROWS)
                if table is not None:
                    found.append(Register(schema, table, promise / promising[0][1]))
        return found
