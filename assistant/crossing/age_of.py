"""When a thing was built or put in service: "when was P-7 installed?", "how old is P-7?", by its own row.

A column of years or days of installation, commissioning or construction tells it; the age is counted in whole
years from the day of asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from assistant.crossing.bridge import Bridge
from assistant.crossing.say import file_name
from assistant.crossing.sources import RowsNamed
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema
from assistant.records import Question
from assistant.words import fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_MADE = (
    r"(?:installed|built|manufactured|commissioned|made|put in(?:to)? service|bought|purchased|installee?|"
    r"construite?|fabriquee?|mise? en service|achetee?)"
)
_ASKED = re.compile(
    rf"^\W*(?:when|what year|in what year|quand|en quelle annee|depuis quand)\b.*\b{_MADE}\b|"
    r"^\W*(?:how old|what age|quel age|what is the age)\b|"
    r"^\W*(?:year of (?:construction|manufacture|installation)|"
    r"annee de (?:construction|fabrication|mise en service)|age)\b"
)
_LAST = re.compile(r"\b(?:last|latest|derniere?|again|re-?installed)\b")
_YEARS = frozenset("year annee".split())
_STARTS = frozenset(
    "commissioned commissioning installed installation built construction manufactured fabrication service "
    "purchased achat".split()
)
_NOT = frozenset("last next derniere dernier prochaine prochain life warranty garantie inspection".split())
_FIRST, _PAST = 1850, 2200


class AgeOf:
    """Tells since when a thing is there.

    Args:
        rows_named: Looks it up.
        today: Gives the day that ages are counted to.
    """

    def __init__(self, *, rows_named: RowsNamed, today: Callable[[], date]) -> None:
        self._rows_named = rows_named
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The cell of its row; None where that is not asked of one tag, or no row tells it."""
        folded, tags = fold(question.text), find_tags(question.text)
        if len(tags) != 1 or not _ASKED.search(folded) or _LAST.search(folded):
            return None
        for row in self._rows_named(tags[0], scope):
            for column in row.schema.columns:
                year = _year(row, column)
                if year is not None:
                    statement = _told(row, column, self._today().year - year, question.language)
                    return Bridge(reasons=(row.evidence((column,), statement, question.language),))
        return None


def _year(row: KeyedRow, column: ColumnSchema) -> int | None:
    """The year of a cell that says when the thing was made; None for any other cell."""
    words, cell = set(column.words), row.cells[column.name]
    if words & _NOT or not words & (_YEARS | _STARTS):
        return None
    if isinstance(cell, date):
        return cell.year if words & _STARTS else None
    if isinstance(cell, int | float) and float(cell).is_integer() and _FIRST < cell < _PAST:
        return int(cell)
    match = re.fullmatch(r"\s*(\d{4})\s*", cell) if isinstance(cell, str) else None
    return int(match[1]) if match is not None and _FIRST < int(match[1]) < _PAST else None


def _told(row: KeyedRow, column: ColumnSchema, age: int, language: Language) -> str:
    said, where = row.said(column, language), file_name(row.source)
    if language == "fr":
        return f"{row.key} : {column.name} {said}, soit environ {age} ans ({where})."
    return f"{row.key}: {column.name} {said}, about {age} years ago ({where})."
