"""What a machine draws: "combien consomme P-7 ?", "what is the power draw of P-7?", by a register.

The power on the machine's own row is told, or that of the motor which the register says drives it. It is what
the register gives and no measured consumption: energy over a time, water or oil are asked otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.units import unit_of
from assistant.records import Question
from assistant.words import fold
from retrieval.identifiers import find, find_tags
from retrieval.records import Scope

_ASKS = re.compile(
    r"\b(?:consomm\w+|absorb\w+|consum\w+|power draw|draws? (?:in |how much )?(?:power|kw)|power demand)\b"
    r"|\bhow much power\b"
)
_NAMED = re.compile(
    r"^\W*(?:what(?: is|s)? (?:the )?(?:rated |motor )?power of"
    r"|(?:quelle est )?(?:la )?puissance (?:du moteur )?d[eu])\b"
)
_OTHERWISE = re.compile(
    r"\b(?:k?wh|mwh|joules?|eau|water|huile|oil|gaz|gas|vapeur|steam|air|fuel|carburant|graisse|grease|amp\w*"
    r"|courant|current|par (?:jour|an|mois|heure)|per (?:day|year|month|hour)|yearly|daily|annuel\w*"
    r"|last|dernier\w*|hier|yesterday|en (?:19|20)\d\d|in (?:19|20)\d\d|mesure\w*|measured|limit\w*|max\w*)\b"
)
_POWER = frozenset("power puissance".split())
_UNITS = frozenset(filter(None, (unit_of(name) for name in ("W", "kW", "MW", "hp"))))
_DRIVES = re.compile(r"\b(?:motors?|moteurs?|driver|drive|entrainement)\b")


class PowerOf:
    """Tells the power of a machine or its motor.

    Args:
        rows_of: All rows of the tables that are wanted.
    """

    def __init__(
        self, *, rows_of: Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
    ) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The power with its row; None where no draw of one tag is asked for, or no register gives it.

        A power asked for by its name is left to the tables where the machine's own row has it.
        """
        folded = fold(question.text)
        drawn = _ASKS.search(folded)
        if not (drawn or _NAMED.search(folded)) or _OTHERWISE.search(folded):
            return None
        named = find(question.text)
        if len(named) != 1 or named[0].kind != "tag":
            return None
        tag, language = named[0].value, question.language
        rows = self._rows_of(lambda schema: _power(schema) is not None, scope)
        own = [row for row in rows if row.key == tag and _filled(row)]
        driving = [row for row in rows if row.key != tag and _filled(row) and _drives(row, tag)]
        if own and not drawn:
            return None
        told = []
        for row in (own or driving)[:1]:
            column = _power(row.schema)
            if column is not None:
                cell, file = row.said(column, language), say.file_name(row.source)
                statement = say.power(language, tag, row.key, column.name, cell, file)
                told.append(row.evidence((column,), statement, language))
        return Bridge(reasons=tuple(told)) if told else None


def _power(schema: TableSchema) -> ColumnSchema | None:
    """The column of power of a table with a key."""
    if schema.key is None:
        return None
    return next(
        (
            c
            for c in schema.columns
            if c.is_numeric and (_POWER & set(c.words) or unit_of(c.unit or "") in _UNITS)
        ),
        None,
    )


def _filled(row: KeyedRow) -> bool:
    column = _power(row.schema)
    return column is not None and row.cells[column.name] not in (None, "")


def _drives(row: KeyedRow, tag: str) -> bool:
    """True for ``Motor of P-7``, said of a row in one of its cells."""
    texts = (str(row.cells[c.name]) for c in row.schema.columns if c.is_text and row.cells[c.name])
    return any(tag in find_tags(text) and _DRIVES.search(fold(text)) for text in texts)
