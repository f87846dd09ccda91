"""Conditions of tags as they are typed: without dashes and noughts, by their number or letter alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Condition
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.words import squash
from assistant.registers.met import met

_DIGITS, _LETTERS, _LONGEST = 2, 6, 16
"""Of a tag: the fewest digits without letters, the most letters of a word before its number, and in all."""
_NOUGHTS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_CLASSES = frozenset(
    """
    team shift equipe unit unite line ligne zone poste crew quart hall bay phase area block bloc secteur
    groupe group class classe cat categorie category priorite priority level niveau type train rank rang
    pickle tank cell cellule section pier quai aile wing gate porte building batiment sector side
    cote step etape grade
    """.split()
)
_SHORT = 3
"""Most words of a name that a letter ends."""


def tagged(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows with a tag as it is typed: ``t7`` is T-07, ``hmc 02`` is HMC-02, ``la 204`` may be R204."""
    for at, name in _names(question):
        for column, kind in enumerate(table.kinds):
            if kind == "date":
                continue
            exact: list[int] = []
            ending: list[int] = []
            for row, cells in enumerate(table.rows):
                own = _tag(cells[column].text)
                if own is None:
                    continue
                if own == name:
                    exact.append(row)
                elif name.isdigit() and own.endswith(name) and not own[-len(name) - 1].isdigit():
                    ending.append(row)
            if exact:
                yield met(column, "is", table.rows[exact[0]][column].text, exact, at)
            elif ending:
                text = table.rows[ending[0]][column].text
                yield replace(met(column, "is", text, ending, at), whole=0.5)


def lettered(question: Asked, table: Sheet) -> Iterator[Condition]:
    """Rows of ``team B``, ``équipe A``: a letter alone, or at the end of a short name."""
    for place, token in enumerate(question.tokens):
        before = question.norms[place - 1] if place else ""
        if (
            len(token.norm) != 1
            or not token.norm.isalpha()
            or not (before in _CLASSES or (place and token.text.isupper()))
        ):
            continue
        for column, kind in enumerate(table.kinds):
            rows = [
                r
                for r, row in enumerate(table.rows)
                if row[column].norms[-1:] == (token.norm,) and len(row[column].norms) <= _SHORT
            ]
            if kind == "text" and rows:
                at = frozenset((place, place - 1) if before in _CLASSES else (place,))
                yield met(column, "is", table.rows[rows[0]][column].text, rows, at)


def _names(question: Asked) -> Iterator[tuple[frozenset[int], str]]:
    """What may be a tag: a word with a digit, or letters and the number behind them."""
    for place, token in enumerate(question.tokens):
        if any(c.isdigit() for c in token.norm):
            name = _tag(token.text)
            if name is not None and (not name.isdigit() or len(name) >= _DIGITS):
                yield frozenset((place,)), name
            before = question.norms[place - 1] if place else ""
            if before.isalpha() and len(before) <= _LETTERS and (name := _tag(before + token.text)):
                yield frozenset((place - 1, place)), name


@lru_cache(maxsize=65536)  # a long question compares each cell of all registers with each of its words
def _tag(text: str) -> str | None:
    """Letters and digits of a short name that has digits, without leading noughts; None for other texts."""
    own = squash(text)
    if not own or len(own) > _LONGEST or not any(c.isdigit() for c in own):
        return None
    return _NOUGHTS.sub("", own)
