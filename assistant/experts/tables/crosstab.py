"""Cells where a named row and a named column cross: statements, spec sheets, a column a year. Makes no plan.

The parser (``parse``) takes columns for what is measured and rows for things. In a statement the rows are
what is measured too (``Total operating cost``), and columns are years or models; often the first has no name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.crosstab_grid import (
    NAMES,
    Grid,
    Named,
    Weights,
    columns_named,
    figure,
    plain,
    read_grid,
    rows_named,
    weights_of,
)
from assistant.experts.tables.figures import cell as cell_words
from assistant.experts.tables.left_out import levels_asked
from assistant.experts.tables.lexicon import Operation
from assistant.experts.tables.quantities import parse_number
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.words import name_words

_GROWTH = re.compile(
    r"\b(?:increas\w*|decreas\w*|chang\w*|differ\w*|grow\w*|grew|growth|drop\w*|fell|rise|rose|declin\w*|"
    r"augment\w*|diminu\w*|baiss\w*|évolu\w*|écart|différence)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|\b(?:percent\w*|pourcent\w*|per cent)\b", re.IGNORECASE)
_WHICH_COLUMN = re.compile(
    r"\b(?:which|what|quelle?)\s+(?:fiscal |financial )?"
    r"(?:year|quarter|month|period|année|mois|trimestre|période)\b",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:larg\w+|high\w+|great\w+|most|more|max\w*|bigg\w+|best|plus (?:élevé\w*|grande?))\b", re.IGNORECASE
)
_LESS = re.compile(
    r"\b(?:small\w+|low\w+|less\w*|least|fewer|fewest|min\w*|moins|plus (?:bas\w*|faible|petite?))\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:(?P<less>less|lower|smaller|fewer|below|under|moins|inférieure?)|more|greater|higher|larger|above|"
    r"over|plus|supérieure?) (?:than|de|d'|à|to)? ?[^\d]{0,3}(?P<number>\d[\d,. ]*)",
    re.IGNORECASE,
)
_NOT_BY_CELLS: tuple[Operation, ...] = (
    "high", "low", "long", "short", "most", "least", "top", "nth", "late", "early", "gap", "same",
    "difference", "after", "before",
)  # fmt: skip
"""What a single cell does not tell."""
_ALIKE = 1e-6
_LEAST_WORTH = -0.175
"""What the name of a row must be worth where no column is named: half of its words are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """Cells that answer.

    Attributes:
        statement: What they say.
        values: The value asked for, then the cells that it was made of.
        number: The row in the source.
        coverage: Share of the question's weight that row and column hold.
        explained, unexplained: Words of weight that row or column hold, and the others.
        explained_at, left: Places of those words.
    """

    schema: TableSchema
    statement: str
    values: tuple[str, ...]
    sql: str
    number: int
    coverage: float
    explained: tuple[str, ...]
    unexplained: tuple[str, ...]
    explained_at: frozenset[int]
    left: frozenset[int]


def cross(reading: Reading, schema: TableSchema, runner: Runner) -> Crossed | None:
    """The cell, the difference of two, or the column where a row is highest; None where none stands out.

    Raises:
        QueryRefused: The rows cannot be read.
    """
    grid = read_grid(schema, runner)
    if grid is None:
        return None
    weights = weights_of(reading)
    rows, columns = rows_named(grid, reading, weights), columns_named(grid, reading, weights)
    crossed = _Finder(reading, grid, weights, rows, columns).find()
    return None if crossed is None or _misses(reading, crossed) else crossed


def _misses(reading: Reading, crossed: Crossed) -> bool:
    """True where a level, identifier, number or comparison is left out: another value would be told."""
    compared = {
        place
        for quantity in reading.quantities
        if quantity.explicit
        for place in range(*reading.word_span(quantity.span))
        if reading.tokens[place].is_number
    }
    undone = any(
        not crossed.explained_at & set(range(mark.start, mark.end)) for mark in reading.of(*_NOT_BY_CELLS)
    )
    return undone or bool(crossed.left & {*levels_asked(reading), *reading.in_tags, *compared})


@dataclass(frozen=True, slots=True)
class _Finder:
    reading: Reading
    grid: Grid
    weights: Weights
    rows: Sequence[Named]
    columns: Sequence[Named]

    def find(self) -> Crossed | None:
        text = self.reading.text
        if _WHICH_COLUMN.search(text) and (_MORE.search(text) or _LESS.search(text)):
            return self._column_of()
        ranked = self._pairs()
        if not ranked:
            return None
        top, row, column = ranked[0]
        rivals = [(r, c) for score, r, c in ranked[1:] if score > top - _ALIKE]
        said = {*self.rows[row].held, *self.columns[column].held}
        if _GROWTH.search(text) and not any(self._says(_GROWTH, place) for place in said):
            return self._difference(row, [column, *(c for r, c in rivals if r == row)], rivals)
        if rivals:
            return None
        value = self._cell(row, column)
        statement = f"{self._label(row)}, {self.grid.names[column]}{self._colon}{value}."
        return self._crossed(row, [column], (value,), statement, said)

    def _pairs(self) -> list[tuple[float, int, int]]:
        """Score, row and column of the cells that the question names, best first."""
        found: list[tuple[float, int, int]] = []
        for r, (row, cells) in enumerate(zip(self.rows, self.grid.rows, strict=True)):
            for c, column in enumerate(self.columns):
                alone = len(self.columns) == 1 and row.worth > _LEAST_WORTH
                named = row.held and (column.held or alone)
                value = cells.cells[c]
                if not named or value in (None, "") or self._is_said(value):
                    continue
                held = {
                    place: max(row.held.get(place, 0.0), column.held.get(place, 0.0))
                    for place in {*row.held, *column.held}
                }
                found.append((sum(held.values()) + row.worth + column.worth, r, c))
        return sorted(found, key=lambda item: -item[0])

    def _is_said(self, value: object) -> bool:
        """True for a value that the question itself gives."""
        words = set(name_words(str(value)))
        return bool(words) and words <= {token.norm for token in self.reading.tokens}

    def _says(self, pattern: re.Pattern[str], place: int) -> bool:
        return bool(pattern.search(self.reading.tokens[place].text))

    def _difference(
        self, row: int, named: Sequence[int], rivals: Sequence[tuple[int, int]]
    ) -> Crossed | None:
        """What a row's figure changed by between the two columns named, or the two there are."""
        if any(r != row for r, _ in rivals):
            return None
        choices = (
            list(dict.fromkeys(named)),
            [c for c, column in enumerate(self.columns) if column.held],
            list(range(len(self.columns))),
        )
        chosen = next((columns for columns in choices if len(columns) == 2), None)
        if chosen is None:
            return None
        old, new = sorted(chosen, key=lambda c: self.grid.names[c])
        before, after = (figure(self.grid.rows[row].cells[c]) for c in (old, new))
        if before is None or after is None:
            return None
        value = f"{after - before:+,.10g}"
        if _PERCENT.search(self.reading.text) and before:
            value = f"{100 * (after - before) / abs(before):+.1f} %"
        statement = f"{self._label(row)}{self._colon}{value} ({self._told(row, (old, new))})."
        said = {*self.rows[row].held, *self.columns[old].held, *self.columns[new].held}
        said |= {place for place in self.weights if self._says(_GROWTH, place)}
        cells = (self._cell(row, old), self._cell(row, new))
        return self._crossed(row, [old, new], (value.lstrip("+"), *cells), statement, said)

    def _column_of(self) -> Crossed | None:
        """The column in which the one row named is highest, lowest, or beyond a number."""
        scores = [sum(row.held.values()) + row.worth if row.held else 0.0 for row in self.rows]
        best = [r for r, score in enumerate(scores) if score > 0 and score > max(scores) - _ALIKE]
        if len(best) != 1:
            return None
        row = best[0]
        numbers = {
            c: number
            for c in range(len(self.columns))
            if (number := figure(self.grid.rows[row].cells[c])) is not None
        }
        kept = self._beyond(numbers) if len(numbers) > 1 else []
        if not kept:
            return None
        names = [self.grid.names[c] for c in kept]
        statement = f"{', '.join(names)}{self._colon}{self._label(row)} ({self._told(row, list(numbers))})."
        said = set(self.rows[row].held)
        said |= {
            place
            for place in self.weights
            if self.reading.date_part(place) is not None
            or self._says(_MORE, place)
            or self._says(_LESS, place)
            or self.reading.tokens[place].is_number
        }
        cells = tuple(self._cell(row, c) for c in numbers)
        return self._crossed(row, list(numbers), (*names, *cells), statement, said)

    def _beyond(self, numbers: dict[int, float]) -> list[int]:
        """The columns whose number is beyond the one asked about, or the highest or lowest."""
        limit = _COMPARED.search(self.reading.text)
        if limit is None:
            end = (min if _LESS.search(self.reading.text) else max)(numbers.values())
            return [c for c, number in numbers.items() if number == end]
        bound = parse_number(re.sub(r"[ ,](?=\d{3})", "", limit["number"]).rstrip(" .,"))
        if bound is None:
            return []
        return [c for c, number in numbers.items() if (number < bound if limit["less"] else number > bound)]

    def _crossed(
        self, row: int, columns: Sequence[int], values: tuple[str, ...], statement: str, said: set[int]
    ) -> Crossed:
        found, schema = self.grid.rows[row], self.grid.schema
        keys = schema.columns[: self.grid.labels]
        shown = [column.name for column in (*keys, *(schema.columns[self.grid.labels + c] for c in columns))]
        where = [
            f"{quote(column.name)} = {literal(key)}"
            for column, key in zip(keys, found.keys, strict=True)
            if isinstance(key, str)
        ]
        where.append(f"_row = {found.number}")
        selected = ", ".join(map(quote, shown))
        weights = {i: max(w, NAMES) if i in said else w for i, w in self.weights.items()}
        tokens = self.reading.tokens
        return Crossed(
            schema=schema,
            statement=statement,
            values=values,
            sql=f"SELECT _row, {selected} FROM {quote(schema.name)} WHERE {' AND '.join(where)}",  # noqa: S608
            number=found.number,
            coverage=sum(w for i, w in weights.items() if i in said) / (sum(weights.values()) or 1.0),
            explained=tuple(tokens[i].norm for i in sorted(said)),
            unexplained=tuple(tokens[i].norm for i in self.weights if i not in said),
            explained_at=frozenset(said),
            left=frozenset(self.weights) - said,
        )

    @property
    def _colon(self) -> str:
        return " : " if self.reading.language == "fr" else ": "

    def _label(self, row: int) -> str:
        found = self.grid.rows[row]
        return plain(f"{found.section.rstrip(': ')} {found.label}")

    def _cell(self, row: int, column: int) -> str:
        value = self.grid.rows[row].cells[column]
        if isinstance(value, str):
            return value.strip()
        unit = self.grid.schema.columns[self.grid.labels + column].unit
        said = cell_words(value, self.reading.language)
        return f"{said} {unit}" if unit else said

    def _told(self, row: int, columns: Sequence[int]) -> str:
        return "; ".join(f"{self.grid.names[c]}{self._colon}{self._cell(row, c)}" for c in columns)
