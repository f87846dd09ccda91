"""What a table holds: columns, their part, their values. Knows no file and no question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assistant.experts.tables.printed_numbers import NumberStyle
from retrieval.records import ColumnType, Table

Part = Literal["key", "code", "name", "prose", "measure", "moment", "span", "flag", "other"]
"""What a column does: identify a row, be a code, a name or free text, measure, date, last, say yes or no."""


_START_WORDS = frozenset(
    """
    start begin began open opened created creation raised reported occurred occurrence debut from issued
    signale requested order ordered ouvert ouverte ouverture demande demandee cree creee emis emise
    """.split()
)
_END_WORDS = frozenset(
    """
    end finish finished stop close closed closing complete completed completion fin cloture termine
    termine_le to resolved done terminee clos ferme fermee
    fermeture solde soldee realise realisee realisation acheve
    """.split()
)
_DUE_WORDS = frozenset("due echeance deadline target delai limite butoir cible".split())
_OTHER_DATE_WORDS = frozenset(
    """
    due target delai limite butoir cible
    planned scheduled next echeance prevu prevue deadline expiry expiration birth update
    updated modified prochain prochaine
    """.split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSchema:
    """A column as questions see it.

    Attributes:
        name: As printed, and in the Parquet file.
        words: The name's words, folded.
        filled: Rows that are not null.
        distinct: Number of different values.
        values: Text values with their counts, most frequent first, at most 5,000.
        complete: True where ``values`` are all of them.
        low, high: Extremes of numbers, hours and times.
        head: Words that number most values (``chiller`` of ``Chiller 1`` …).
        textual_number: How numbers are written in a text column whose values read as such.
        names_things: True for numbers that are names, as of orders: found and counted, never added up.
    """

    name: str
    type: ColumnType
    part: Part
    words: tuple[str, ...]
    unit: str | None
    filled: int
    distinct: int
    values: tuple[tuple[str, int], ...] = ()
    complete: bool = True
    low: float | datetime | None = None
    high: float | datetime | None = None
    head: tuple[str, ...] = ()
    textual_number: NumberStyle = ""
    names_things: bool = False

    @property
    def is_text(self) -> bool:
        """True for words, codes and names."""
        return self.type == "text"

    @property
    def counts_rows(self) -> bool:
        """True for 1, 2, 3 … down the table."""
        return self.type == "integer" and self.low == 1 and self.high == self.distinct == self.filled

    @property
    def is_numeric(self) -> bool:
        """True where values can be added or compared as numbers."""
        return self.type in ("integer", "number", "duration") or bool(self.textual_number)

    @property
    def is_moment(self) -> bool:
        """True for dates and times."""
        return self.type in ("date", "datetime")

    @property
    def date_role(self) -> Literal["start", "end", "other", "any"]:
        """What a date column dates."""
        words = set(self.words)
        if words & _OTHER_DATE_WORDS:
            return "other"
        if words & _END_WORDS:
            return "end"
        return "start" if words & _START_WORDS else "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSchema:
    """A table as questions see it.

    Attributes:
        words: What the table is called, folded: name, title, sheet and file, without weak words.
        labels: Code column to the column that names it (``rule_id`` to ``rule_name``).
        key: The column that identifies a row, or None.
        interval: Start and end columns of what each row is about, or None.
        derived: Columns that a model read out of the others; only ``topics`` takes them.
    """

    table: Table
    columns: tuple[ColumnSchema, ...]
    words: tuple[str, ...]
    rows: int
    labels: tuple[tuple[str, str], ...] = ()
    key: str | None = None
    interval: tuple[str, str] | None = None
    derived: tuple[ColumnSchema, ...] = ()

    @property
    def name(self) -> str:
        """Name in SQL."""
        return self.table.name

    def column(self, name: str) -> ColumnSchema:
        """The column of that name.

        Raises:
            KeyError: There is none.
        """
        for column in (*self.columns, *self.derived):
            if column.name == name:
                return column
        raise KeyError(name)

    def label_of(self, name: str) -> str | None:
        """The column that names the codes of another."""
        return next((label for code, label in self.labels if code == name), None)

    def code_of(self, name: str) -> str | None:
        """The column that holds the codes for names of another."""
        return next((code for code, label in self.labels if label == name), None)

    def moments(self) -> tuple[ColumnSchema, ...]:
        """Columns of dates and times."""
        return tuple(column for column in self.columns if column.is_moment)

    def due(self) -> ColumnSchema | None:
        """The column of the dates by which rows are to be done; None where there is none."""
        return next((column for column in self.moments() if set(column.words) & _DUE_WORDS), None)


def quote(name: str) -> str:
    """An SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
