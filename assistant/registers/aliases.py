"""Which tags the words of a question stand for, as registers call them: ``the belt press`` is BFP-510."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Condition
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.words import squash

_TAG = re.compile(r"[A-Z]{1,6}(?:[-_. ]?[A-Z]{1,4})?[-_. ]?\d{1,5}[A-Z]?")
_TAGGED = 0.7
"""Share of a column's filled cells from which on it holds tags."""
_SAID = 0.5
"""Least share of a name's words that the question must say."""
_MOST = 3


@dataclass(frozen=True, slots=True)
class Alias:
    """A tag that words of the question stand for.

    Attributes:
        at: Places of those words.
        tag: Letters and digits alone.
        told: The tag with its name.
        whole: Share of the name's words that are said.
    """

    at: frozenset[int]
    tag: str
    told: str
    whole: float


def aliases_of(question: Asked, tables: Iterable[Sheet]) -> list[Alias]:
    """The tags that are named best; none where the question has a tag itself or names too many alike."""
    if any(
        _TAG.fullmatch(token.text.upper()) or i in question.reading.in_tags
        for i, token in enumerate(question.tokens)
    ):
        return []
    found = {alias.tag: alias for table in tables for alias in _named(question, table)}
    ranked = sorted(found.values(), key=lambda alias: (-len(alias.at), -alias.whole))
    best = (
        [a for a in ranked if (len(a.at), a.whole) == (len(ranked[0].at), ranked[0].whole)] if ranked else []
    )
    return best if len(best) <= _MOST else []


def _named(question: Asked, table: Sheet) -> Iterator[Alias]:
    tagged = next((c for c in range(len(table.names)) if _holds_tags(table, c)), None)
    if tagged is None:
        return
    texts = [
        c
        for c, kind in enumerate(table.kinds)
        if kind == "text" and c != tagged and not _holds_tags(table, c)
    ]
    for number, row in enumerate(table.rows):
        for column in texts[:3]:
            words = table.words[number][column]
            said = frozenset(
                i for i, forms in enumerate(question.forms)
                if question.weights[i] >= 1.0 and any(forms & word for word in words)
            )  # fmt: skip
            told = sum(any(question.forms[i] & word for i in said) for word in words)
            if said and told >= _SAID * len(words) and (len(said) > 1 or told == len(words)):
                cell = row[tagged].text
                yield Alias(said, squash(cell), f"{cell} ({row[column].text})", told / len(words))


def _holds_tags(table: Sheet, column: int) -> bool:
    cells = [row[column].text.strip() for row in table.rows if not row[column].empty]
    return bool(cells) and sum(bool(_TAG.fullmatch(cell)) for cell in cells) >= _TAGGED * len(cells)


def called(aliases: Iterable[Alias], table: Sheet) -> Iterator[Condition]:
    """Rows that name one of the tags in a column, whole or at the end of a longer name."""
    for alias in aliases:
        for column in range(len(table.names)):
            rows = frozenset(
                r for r, row in enumerate(table.rows) if squash(row[column].text).endswith(alias.tag)
            )
            if rows:
                yield Condition(column, "called", alias.told, 0.0, rows, alias.at, alias.whole)
