"""A small table as programs read it: every cell as words and, where it is one, as a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from assistant.experts.tables.crosstab_grid import plain
from assistant.experts.tables.figures import cell as cell_words
from assistant.experts.tables.synonyms import LONGEST_PHRASE, concepts_of
from assistant.experts.tables.words import fold, name_words, norms, squash, stems

Kind = Literal["number", "date", "text"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier", "february feb fevrier", "march mar mars", "april apr avril", "may mai",
            "june jun juin", "july jul juillet", "august aug aout", "september sep sept septembre",
            "october oct octobre", "november nov novembre", "december dec decembre",
        ), start=1,
    )
    for name in names.split()
}  # fmt: skip
_LONG_MONTH = 4
_SPOKEN = {
    number: tuple(
        name
        for name, own in _MONTHS.items()
        if own == number and (len(name) >= _LONG_MONTH or name in ("may", "mai"))
    )
    for number in range(1, 13)
}
_NUMBER = re.compile(r"(\()?[^\w(+-]{0,2}([+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d*\.?\d+)")
_CLOCK = re.compile(r"\b(?:(\d{1,2}):)?(\d{1,2}):(\d{2}(?:\.\d+)?)\b")
_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = re.compile(r"\b(1[5-9]\d{2}|20\d{2})\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b")
_KEYED, _NAMED, _ENOUGH = 6, 2, 3
"""Of columns that name rows: how many are looked at, the least letters of a name, and of names."""
_MOST = 0.6
"""Share of a column's filled cells from which on their kind is the column's."""
TOTAL = frozenset(
    "total totals totaux overall sum somme average averages mean moyenne subtotal ytd cumul".split()
)
_PERCENT = ("percentage",)
EMPTY = frozenset(("", "-", "–", "—", "n/a", "na", "none", "?", "tba", "tbd"))


_DOTTED = re.compile(r"\b([^\W\d_]{2,6})\.")
_NUMBERED = re.compile(r"([a-z]{3,})\d{1,2}")


def wide_forms(words: tuple[str, ...], text: str) -> tuple[frozenset[str], ...]:
    """The stems of each word with what the trade calls it else: ``att.`` begins words, ``BOD5`` is ``BOD``.

    Args:
        text: That the words are of, as written.
    """
    dotted = {fold(match[1]) for match in _DOTTED.finditer(text)}
    found = [set(stems(word)) for word in words]
    for place, word in enumerate(words):
        if word in dotted:
            found[place].add(f"p:{word}")
        if numbered := _NUMBERED.fullmatch(word):
            found[place] |= stems(numbered[1])
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(words)) + 1):
            for concept in concepts_of(words[start:end]):
                for place in range(start, end):
                    found[place].add(f"c:{concept}")
    return tuple(map(frozenset, found))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell.

    Attributes:
        text: As it is read.
        norms: Its folded words.
        number: Its leading number, clock times in seconds; None where it begins with other words.
        day: Of a date: year · 10,000 + month · 100 + day, 0 for what it leaves out.
        above: Folded words of the heading that its row stands under.
        spoken: What else it is called: of a date in figures, its month.
    """

    text: str
    norms: tuple[str, ...]
    number: float | None
    day: float | None
    above: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True where nothing stands in it."""
        return self.text.strip().lower() in EMPTY


WAYS = ("days", "minus", "ratio", "times", "month", "due", "joined")
"""How a column is made that stands in no file."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a column that stands in no file was made of.

    Attributes:
        way: One of ``WAYS``; ``joined`` is from another table.
        of: The columns of the sheet that it was made of; of a joined one, the column that names its row.
    """

    way: str
    of: tuple[int, ...]


@dataclass(frozen=True)
class Sheet:
    """Named columns of cells, in the order of the source.

    Attributes:
        names: Of the columns.
        rows: Cells, one row a tuple.
        numbers: What the source counts each row as.
        stored: Names of the columns where they are stored.
        typed: What a query may compare each stored column as.
        wide: Words also mean what they are synonyms, translations or abbreviations of.
        made: What the last columns were made of, which are not stored.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    stored: tuple[str, ...]
    typed: tuple[Kind, ...]
    wide: bool = False
    made: tuple[Made, ...] = ()

    @property
    def real(self) -> int:
        """How many columns are stored; those that were made stand behind them."""
        return len(self.names) - len(self.made)

    def bases(self, column: int) -> tuple[int, ...]:
        """The stored columns that hold what a column tells."""
        if column < self.real:
            return (column,)
        return tuple(base for part in self.made[column - self.real].of for base in self.bases(part))

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """What each column holds most."""
        return tuple(self._kind(column) for column in range(len(self.names)))

    def _kind(self, column: int) -> Kind:
        cells = [row[column] for row in self.rows if not row[column].empty]
        enough = max(1.0, _MOST * len(cells))
        if cells and sum(c.day is not None for c in cells) >= enough:
            return "date"
        return "number" if cells and sum(c.number is not None for c in cells) >= enough else "text"

    @cached_property
    def heads(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """The words of each column's name, each as its stems; ``%`` is read as a word."""
        return tuple(
            self._forms((*name_words(name), *(_PERCENT if "%" in name else ())), name) for name in self.names
        )

    @cached_property
    def words(self) -> tuple[tuple[tuple[frozenset[str], ...], ...], ...]:
        """The words of each cell, each as its stems: [rows][columns][words]."""
        return tuple(tuple(self._forms(cell.norms, cell.text) for cell in row) for row in self.rows)

    @cached_property
    def forms(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """The stems of each cell's words, of the heading above it and of what else it is called."""
        return tuple(
            tuple(
                frozenset().union(*own, *map(stems, (*cell.above, *cell.spoken)))
                for own, cell in zip(words, row, strict=True)
            )
            for words, row in zip(self.words, self.rows, strict=True)
        )

    def _forms(self, words: tuple[str, ...], text: str) -> tuple[frozenset[str], ...]:
        return wide_forms(words, text) if self.wide else tuple(map(stems, words))

    @cached_property
    def squashed(self) -> tuple[tuple[str, ...], ...]:
        """Letters and digits of each cell: [columns][rows]."""
        return tuple(tuple(squash(row[c].text) for row in self.rows) for c in range(len(self.names)))

    @cached_property
    def keys(self) -> dict[int, dict[str, int]]:
        """Columns among the first that name the rows, each with the row of each name."""
        found: dict[int, dict[str, int]] = {}
        for column in range(min(self.real, _KEYED)):
            names = {name: row for row, name in enumerate(self.squashed[column]) if len(name) >= _NAMED}
            filled = sum(len(name) >= _NAMED for name in self.squashed[column])
            if len(names) == filled >= _ENOUGH and not all(name.isdigit() for name in names):
                found[column] = names
        return found

    @cached_property
    def totals(self) -> frozenset[int]:
        """Rows that sum up the others."""
        return frozenset(
            r for r, row in enumerate(self.rows) if any(c.norms[:1] and c.norms[0] in TOTAL for c in row[:2])
        )

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many cells each stem stands."""
        found: Counter[str] = Counter()
        for row in self.words:
            for words in row:
                found.update({stem for word in words for stem in word})
        return found

    def value(self, row: int, column: int) -> float | None:
        """What a cell is compared by."""
        cell = self.rows[row][column]
        return cell.day if self.kinds[column] == "date" else cell.number


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be put beside those of a sheet, a cell for each of its rows."""

    name: str
    made: Made
    cells: tuple[Cell, ...]


def beside(table: Sheet, columns: Sequence[Column]) -> Sheet:
    """The sheet with columns behind its own; what was read of its words is not read again."""
    if not columns:
        return table
    wider = replace(
        table,
        names=(*table.names, *(column.name for column in columns)),
        rows=tuple((*row, *(c.cells[r] for c in columns)) for r, row in enumerate(table.rows)),
        stored=(*table.stored, *(column.name for column in columns)),
        typed=table.typed,
        made=(*table.made, *(column.made for column in columns)),
    )
    more = [
        [table._forms(c.cells[r].norms, c.cells[r].text) for c in columns] for r in range(len(table.rows))
    ]
    wider.__dict__["words"] = tuple((*a, *b) for a, b in zip(table.words, more, strict=True))
    return wider


def sheet(names: Sequence[str], rows: Sequence[Sequence[object]], numbers: Sequence[int]) -> Sheet:
    """A sheet of values as a query or a file gives them.

    A first row without a name continues the names of the columns; a row of a name alone heads those below it.
    """
    heads = list(names)
    kept: list[tuple[Cell, ...]] = []
    counted: list[int] = []
    above: tuple[str, ...] = ()
    unnamed = bool(heads) and not plain(heads[0])
    for values, number in zip(rows, numbers, strict=True):
        cells = [read_cell(value) for value in values]
        rest_empty = all(not cell.text for cell in cells[1:])
        if len(cells) > 1 and rest_empty and cells[0].text:
            above = cells[0].norms
        elif unnamed and not kept and not cells[0].text and not rest_empty:
            unnamed = False
            heads = [f"{head} {cell.text}".strip() for head, cell in zip(heads, cells, strict=True)]
        elif any(cell.text for cell in cells):
            kept.append((replace(cells[0], above=above), *cells[1:]))
            counted.append(number)
    return Sheet(
        tuple(map(plain, heads)),
        tuple(kept),
        tuple(counted),
        tuple(names),
        tuple(map(_typed, zip(*rows, strict=True))),
    )


def _typed(values: Sequence[object]) -> Kind:
    first = next((value for value in values if value is not None), None)
    if isinstance(first, int | float | Decimal) and not isinstance(first, bool):
        return "number"
    return "date" if isinstance(first, date) else "text"


def read_cell(value: object) -> Cell:
    """A cell of any value."""
    text = "" if value is None else cell_words(value, "en")
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Cell(text, norms(text), float(value), None)
    day = value.year * 10_000.0 + value.month * 100 + value.day if isinstance(value, date) else day_of(text)
    month = int(day or 0) // 100 % 100
    spoken = _SPOKEN.get(month, ()) if isinstance(value, date) or _DATE.match(text) else ()
    return Cell(text, norms(text), number_of(text), day, spoken=spoken)


def number_of(text: str) -> float | None:
    """The number that a text begins with: ``$1,200 (est.)``, ``(3.1)`` is negative, ``1:23.4`` in seconds."""
    clock = _CLOCK.match(text.strip())
    if clock is not None:
        hours, minutes, seconds = (float(part or 0) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    number = float(match[2].replace(",", ""))
    return -number if match[1] and text.strip().endswith(")") else number


def day_of(text: str) -> float | None:
    """A date that a text tells, in words or figures; a year alone is one too."""
    if len(text) > 40:
        return None
    plain = _DATE.search(text)
    if plain is not None:
        year, month, day = (float(part) for part in plain.groups())
        return year * 10_000 + month * 100 + day
    months = [_MONTHS[word] for word in norms(text) if word in _MONTHS]
    year_said = _YEAR.search(text)
    if not months:
        alone = year_said is not None and len(text.strip()) <= 6
        return float(year_said[1]) * 10_000 if alone and year_said is not None else None
    rest = _YEAR.sub(" ", text)
    day_said = _DAY.search(rest)
    day = float(day_said[1]) if day_said is not None and float(day_said[1]) <= 31 else 0.0
    return (float(year_said[1]) if year_said else 0.0) * 10_000 + months[0] * 100 + day
