"""A column whose values have their type, and by what that was told. Knows no text and no row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ingest.parsers.dates import Order
from retrieval.records import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """By what a column's type was told, and what that took.

    Attributes:
        empty: True where it holds no value, words for a missing one left out.
        decimal_comma: Of its numbers, where that shows.
        format: Of its dates; ``mixed`` where they have several.
        order: In which its dates were read; ``guessed`` where nothing told it.
        zones: That its times state; ``in_utc`` where they were brought to UTC.
        spreadsheet_days: True where its numbers were read as such.
        gone: Words that were taken as no value.
        strays: Texts that are of no use for its type and were read as empty, in ``stray_rows`` rows.
    """

    empty: bool = False
    decimal_comma: bool | None = None
    format: str = ""
    order: Order | None = None
    guessed: bool = False
    zones: tuple[str, ...] = ()
    in_utc: bool = False
    spreadsheet_days: bool = False
    gone: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    stray_rows: int = 0

    def sentences(self, column: Column) -> tuple[str, ...]:
        """What a reader must know of it."""
        name = column.name
        said = []
        if self.guessed:
            readable = "day/month" if self.order == "dmy" else "month/day"
            said.append(f"Column {name}: nothing tells day from month; read as {readable}.")
        if self.format == "mixed":
            said.append(f"Column {name}: its dates are written in several ways; each was read by its own.")
        if self.in_utc:
            zones = ", ".join(self.zones[:4])
            said.append(
                f"Column {name}: its times state different zones ({zones}); they were brought to UTC."
            )
        if self.spreadsheet_days:
            said.append(
                f"Column {name}: its numbers were read as days of a spreadsheet (45,292 is 2024-01-01)."
            )
        if self.strays:
            listed = ", ".join(stray[:30] for stray in self.strays[:5])
            said.append(
                f"Column {name}: {self.stray_rows} cells are no {column.type} and read as empty: {listed}."
            )
        if not self.empty and _worth_saying(self.gone):
            said.append(f"Column {name}: {', '.join(self.gone[:5])} taken as no value.")
        return tuple(said)


NOTHING = Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedColumn:
    """A column whose values have their type.

    Attributes:
        column: Name as printed, type and unit.
        values: Arrow array, one value a row.
        clock: Microseconds since midnight (null where empty) for a text column of times of day.
        told: What it was told by, and what was guessed or dropped.
    """

    column: Column
    values: Any
    clock: Any = None
    told: Told = NOTHING

    @property
    def notes(self) -> tuple[str, ...]:
        """What was guessed or dropped, each a sentence."""
        return self.told.sentences(self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the rest of a file says about its numbers and dates; None where it says nothing.

    Attributes:
        semicolons: Whether cells are parted by semicolons, as where the comma is for decimals.
        utc: Columns whose times are brought to UTC, since elsewhere they state another zone.
    """

    decimal_comma: bool | None = None
    order: Order | None = None
    semicolons: bool = False
    utc: frozenset[str] = frozenset()


def _worth_saying(gone: Sequence[str]) -> bool:
    return any(text.lower() not in {"nan", "na", "n/a", "null", "none", "-"} for text in gone)
