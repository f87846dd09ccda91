"""A small table as a grid of named rows and columns, and which of them a question names. Answers nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.experts.tables.reading import Reading
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import TableSchema, quote
from assistant.experts.tables.word_weights import word_weight
from assistant.experts.tables.words import name_words, stems

MOST_ROWS = 300
NAMES = 0.5
"""The least that a word of talk (``current``, ``value``) weighs where it names a row or column."""
_MOST_LABELS = 3
_COMMON = 0.6
"""Share of the rows or columns from which a word tells them apart no longer."""
_WEAK = 0.2
_HEADING = 0.7
"""What a word of the heading above a row weighs, as a share of its weight in the row's own name."""
_ASKING = 0.4
"""What ``total`` and ``average`` weigh."""
_TELLING = 0.35
"""A word of at least this weight names a row or a column."""
_SMALL_WORD = 0.1
"""What a small word counts in that: it tells ``cut-in`` from ``cut-out``."""
_LEFT_OUT = 0.35
"""What a name loses whose words the question does not say, as a whole."""
_SMALL = frozenset("of the and or in for a an to on by de la le les du des et en pour".split())
_NOTHING = (None, "", "-", "–", "—")
"""What a cell without a value holds, also among figures."""
_FIGURE = re.compile(r"\D{0,4}(\(?)[^\d(]{0,3}(-?\d[\d,]*(?:\.\d+)?)\)?[^\d]{0,6}")

Weights = Mapping[int, float]
"""What the words of a question weigh, by their place."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its place in the source, its name, the heading above it, the cells of both kinds of columns."""

    number: int
    label: str
    section: str
    keys: tuple[object, ...]
    cells: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose leading columns name its rows.

    Attributes:
        labels: How many columns name a row.
        names: What the other columns are called.
    """

    schema: TableSchema
    labels: int
    names: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """How far a question names a row or column.

    Attributes:
        held: Weight of the words that name it, by their place; empty where none tells.
        worth: At most 0: what is taken off for words of the name that the question does not say.
    """

    held: Mapping[int, float]
    worth: float


def read_grid(schema: TableSchema, runner: Runner) -> Grid | None:
    """The grid of a table; None where it is large, or nothing names its rows.

    Raises:
        QueryRefused: The rows cannot be read.
    """
    if not 0 < schema.rows <= MOST_ROWS or len(schema.columns) < 2:
        return None
    columns = ", ".join(quote(column.name) for column in schema.columns)
    sql = f"SELECT _row, {columns} FROM {quote(schema.name)} ORDER BY _row"  # noqa: S608
    found = runner.run(sql, rows=MOST_ROWS + 1).rows
    labels = _label_columns(schema, found)
    if not 0 < labels < len(schema.columns):
        return None
    heads, rows = _rows(found, labels)
    names = (f"{c.name} {head}" for c, head in zip(schema.columns[labels:], heads, strict=True))
    return Grid(schema, labels, tuple(map(plain, names)), tuple(rows)) if rows else None


def _label_columns(schema: TableSchema, found: Sequence[Sequence[object]]) -> int:
    """How many leading columns name a row: words, or the years and dates of the first column."""
    count = 0
    for place, column in enumerate(schema.columns[:_MOST_LABELS], start=1):
        cells = [row[place] for row in found if row[place] not in _NOTHING]
        numbers = sum(figure(value) is not None for value in cells)
        names = column.is_text and 2 * numbers < len(cells)
        if not names and (count or not (column.part in ("key", "code") or column.is_moment)):
            break
        count += 1
    return count if count < len(schema.columns) else 1


def _rows(found: Sequence[Sequence[object]], labels: int) -> tuple[list[str], list[Row]]:
    """Names that stand above the first row, one a column, and the rows; one without a value heads others."""
    heads = [""] * (len(found[0]) - 1 - labels) if found else []
    rows: list[Row] = []
    section = ""
    for number, *values in found:
        keys, cells = tuple(values[:labels]), tuple(values[labels:])
        label = " · ".join(str(key) for key in keys if key not in (None, ""))
        if all(value in (None, "") for value in cells):
            section = label
        elif not label and not rows:
            heads = [f"{head} {value or ''}".strip() for head, value in zip(heads, cells, strict=True)]
        else:
            rows.append(Row(int(str(number)), label, section, keys, cells))
    return heads, rows


def plain(name: str) -> str:
    """A name without the marks of merged headings and of columns that have none."""
    parts = re.sub(r"\bcolumn_\d+\b", "", name).split(">")
    return " ".join(part.strip() for part in parts if part.strip()).strip()


def figure(value: object) -> float | None:
    """A cell's number: ``$(1.3)`` is negative, ``15.99¢`` and ``3.1%`` have a unit; None for other words."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    match = _FIGURE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    number = float(match.group(2).replace(",", ""))
    return -number if match.group(1) else number


def weights_of(reading: Reading) -> dict[int, float]:
    """What each word weighs; words that ask for a sum or a mean may be in a name too, numbers always."""
    marked = {i for mark in reading.marks for i in range(mark.start, mark.end)}
    found: dict[int, float] = {}
    for place, token in enumerate(reading.tokens):
        asks = place in marked and not reading.is_stop(place) and token.norm not in _SMALL
        weight = _ASKING if asks else word_weight(reading, place)
        found[place] = max(weight, 1.0) if token.is_number else weight
    return {place: weight for place, weight in found.items() if weight > 0}


def rows_named(grid: Grid, reading: Reading, weights: Weights) -> list[Named]:
    """How far the question names each row."""
    return _named([row.label for row in grid.rows], [row.section for row in grid.rows], reading, weights)


def columns_named(grid: Grid, reading: Reading, weights: Weights) -> list[Named]:
    """How far the question names each column that is not a row's name."""
    return _named(grid.names, [""] * len(grid.names), reading, weights)


def _named(names: Sequence[str], headings: Sequence[str], reading: Reading, weights: Weights) -> list[Named]:
    """Words that most names share count little, those of a heading less than the name's own."""
    forms = [[stems(word) for word in name_words(name)] for name in names]
    spread = Counter(form for words in forms for form in frozenset().union(*words))
    every = frozenset().union(*(stems(token.norm) for token in reading.tokens))
    found: list[Named] = []
    for words, heading in zip(forms, headings, strict=True):
        own = frozenset().union(*words)
        above = frozenset().union(*map(stems, name_words(heading)))
        held: dict[int, float] = {}
        said: set[int] = set()
        for place, weight in weights.items():
            asked = stems(reading.tokens[place].norm)
            if common := asked & own:
                shared = min(spread[form] for form in common) / len(names)
                held[place] = max(weight, NAMES) * (_WEAK if shared > _COMMON and len(names) > 1 else 1.0)
                said |= {at for at, word in enumerate(words) if word & asked}
            elif asked & above:
                held[place] = weight * _HEADING
        said |= {at for at, word in enumerate(words) if word & every}
        parts = [(at, _SMALL_WORD if word <= _SMALL else 1.0) for at, word in enumerate(words)]
        missing = sum(part for at, part in parts if at not in said) / (sum(part for _, part in parts) or 1.0)
        tells = any(value >= _TELLING for value in held.values())
        found.append(Named(held if tells else {}, -_LEFT_OUT * missing))
    return found
