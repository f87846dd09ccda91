"""Answers from any register of the site what no part of the trades and no plan over one table answered."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from contextlib import suppress

from assistant.clock import today
from assistant.crossing.bridge import Bridge
from assistant.errors import QueryRefused
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.words import fold
from assistant.records import Evidence, Question
from assistant.registers.choose import Meaning, choose
from assistant.registers.features import Register
from assistant.registers.near import Encode, Nearness
from retrieval.records import Language, Scope

MOST_ROWS = 600
MOST_TABLES = 6
LEAST_TABLES = 4
"""Of a site with few registers so many are read though none of their words is said."""
TOLD = 0.55
"""Probability of being right from which on a meaning is told where nothing else answers."""
PREFERRED = 0.35
"""The same where a plan over one table says something else and is not sure of it."""
_SURE = 0.8
"""Score from which on what a plan over a table found is not doubted."""
_POSSIBLE = 0.1
"""Least probability of a reading that is shown where nothing is sure."""
_UNSURE = 0.6
"""Score below which it is told only where the likeliest meaning says the same."""


_ALIKE = 5e-3
_JOINED = re.compile(r"(?<=\d)\s(?=\d{3}\b)")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Registers:
    """Asked last of what the plant's sources hold.

    Attributes:
        nearness: Tells how near in meaning questions are to registers; None without ``encode``.

    Args:
        tables: Of what was ingested.
        encode: Texts of any language to unit vectors; meaning is told from words alone where None.
        told: Probability of being right from which on a meaning is told.
    """

    def __init__(self, tables: TableExpert, *, encode: Encode | None = None, told: float = TOLD) -> None:
        self._tables = tables
        self.nearness = Nearness(encode) if encode is not None else None
        self._last: tuple[Hashable, list[Meaning]] | None = None
        self._told = told

    def answer(
        self, question: Question, scope: Scope, found: Sequence[Evidence] = (), *, refused: bool = False
    ) -> Bridge | None:
        """What the likeliest of all programs over the likeliest registers gives, where that is to be told.

        Args:
            found: What else was found, best first. It stands, but for a figure of a table that is not sure.
            refused: A table was taken that holds nothing of what is asked. That stands but for a meaning
                whose rows are of the days that the question names: they were sought in another column.

        Returns:
            None where what was found stands, or nothing is sure; a bridge without reasons where neither is.
        """
        if scope.since or scope.until or scope.equipment or (found and not _is_doubtful(found[0])):
            return None
        meant = next(iter(self._meanings(question, scope)), None)
        if refused and (meant is None or not _holds_days(meant)):
            return None
        likely = meant.choice.likely if meant is not None else 0.0
        agrees = bool(found) and meant is not None and _says(found[0], meant)
        if meant is not None and not agrees and likely >= (PREFERRED if found else self._told):
            with suppress(QueryRefused):
                return Bridge(reasons=(self._proof(meant, question.language),))
        return Bridge() if found and not agrees and found[0].score < _UNSURE else None

    def readings(self, question: Question, scope: Scope) -> tuple[Evidence, ...]:
        """What the question may ask of registers, the likeliest first, where none of it is sure."""
        if scope.since or scope.until or scope.equipment:
            return ()
        found: list[Evidence] = []
        for meant in self._meanings(question, scope):
            if meant.choice.likely >= _POSSIBLE:
                with suppress(QueryRefused):
                    found.append(self._proof(meant, question.language))
        return tuple(found)

    def _proof(self, meant: Meaning, language: Language) -> Evidence:
        return self._tables.prove(meant.choice, meant.register.schema, meant.register.table, language)

    def _meanings(self, question: Question, scope: Scope) -> list[Meaning]:
        """The likeliest meanings, kept for the same question asked again."""
        key = (question.text, question.language, scope, today())
        last = self._last
        if last is None or last[0] != key:
            registers = self.of(question, scope)
            found = choose(question.text, question.language, registers, today(), self.nearness)
            self._last = last = (key, found)
        return last[1]

    def of(self, question: Question, scope: Scope) -> list[Register]:
        """The registers that a question may mean, each with how much of it their words explain."""
        promising = self._tables.promising(
            question, scope, most=MOST_TABLES, rows=MOST_ROWS, least=LEAST_TABLES
        )
        found: list[Register] = []
        for schema, promise in promising:
            with suppress(QueryRefused):
                table = self._tables.sheet(schema, rows=MOST_ROWS)
                if table is not None:
                    found.append(Register(schema, table, promise / (promising[0][1] or 1.0)))
        return found


def _holds_days(meant: Meaning) -> bool:
    return any(condition.test == "within" for condition in meant.choice.candidate.program.where)


def _is_doubtful(evidence: Evidence) -> bool:
    """True for what a plan over a table gave without being sure of it."""
    return evidence.kind == "table" and evidence.statement is not None and evidence.score < _SURE


def _says(evidence: Evidence, meant: Meaning) -> bool:
    """True where a statement holds every value of a meaning, numbers and days in any spelling."""
    said = _JOINED.sub("", fold(evidence.statement or "")).replace(",", ".")
    numbers = [float(number) for number in _NUMBER.findall(said)]
    return all(_is_said(value, said, numbers) for value in meant.choice.candidate.outcome.values)


def _is_said(value: str, said: str, numbers: Sequence[float]) -> bool:
    text = _JOINED.sub("", fold(value)).replace(",", ".")
    if _NUMBER.fullmatch(text):
        return any(abs(number - float(text)) <= _ALIKE * max(abs(float(text)), _ALIKE) for number in numbers)
    day = _DAY.fullmatch(text)
    return text in said or (day is not None and "/".join(day.groups()[::-1]) in said)
