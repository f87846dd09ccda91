"""A property that a register is asked for and does not give: "what is the colour of P-7 in the register?".

What other sources say of it is not what was asked; the properties that the register gives are told instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.crossing import say
from assistant.crossing.befalling import event_words, stems_of
from assistant.crossing.bridge import Bridge
from assistant.crossing.sources import RowsNamed
from assistant.experts.tables.keyed import KeyedRow
from assistant.records import Finding, Question
from assistant.words import fold
from retrieval.identifiers import find
from retrieval.records import Scope

_REGISTER = (
    r"(?:in|from|according to|per|dans|selon|d['’]après)\s+(?:the |le |la |l['’])?(?:\w+ )?"
    r"(?:register|registre|equipment list|instrument list|liste des (?:équipements|instruments))\b"
)
_PROPERTY = re.compile(
    r"\b(?:what(?:['’]s| is| was)|quel(?:le)?s? (?:est|sont)|give me|tell me|donne[rz]?(?:[- ]moi)?)\s+"
    r"(?:the |le |la |les |l['’])\s*(?P<what>[^?]+?)\s+(?:of|for|de|du|pour)\s",
    re.IGNORECASE,
)
_IN_REGISTER = re.compile(_REGISTER, re.IGNORECASE)
_MOST_COLUMNS = 16


class RegisterProperty:
    """Declines what the register of a tag does not give.

    Args:
        rows_named: Rows of the tag.
        cells_of: Answers from tables.
    """

    def __init__(self, *, rows_named: RowsNamed, cells_of: Callable[[Question, Scope], Finding]) -> None:
        self._rows_named = rows_named
        self._cells_of = cells_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What the register gives instead; None where no register is named, or it gives the property."""
        asked = _PROPERTY.search(_IN_REGISTER.sub(" ", question.text))
        named = find(question.text)
        if (
            asked is None
            or not _IN_REGISTER.search(question.text)
            or len(named) != 1
            or named[0].kind != "tag"
        ):
            return None
        rows = self._rows_named(named[0].value, scope)
        words = event_words(asked["what"], frozenset(re.findall(r"\w+", fold(named[0].value))))
        if not rows or not words:
            return None
        columns = stems_of(word for row in rows for column in row.schema.columns for word in column.words)
        if any(word.alike & columns for word in words):
            return None
        if any(self._tells(row, question, scope) for row in rows):
            return None
        row = rows[0]
        given = [
            c.name for c in row.schema.columns if c.name != row.head and row.cells[c.name] not in (None, "")
        ]
        told = say.not_in_register(
            question.language, asked["what"], named[0].value, given[:_MOST_COLUMNS], row.source
        )
        return Bridge(refusal=told)

    def _tells(self, row: KeyedRow, question: Question, scope: Scope) -> bool:
        """True where the tables read the property off the row, by a name that means the same."""
        own = f"{row.head} {row.key}"
        found = self._cells_of(question, scope).evidence[:1]
        return any(one.source == row.source and one.quote.startswith(own) for one in found)
