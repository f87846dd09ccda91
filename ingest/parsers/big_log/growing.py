"""A column of a long log while its parts come in: one type for all of them, its values in a file.

Knows typed parts, nothing of sensors and times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsers.big_log.uneven import Uneven
from ingest.parsers.column_blocks import BLOCK, ColumnFile
from ingest.parsers.log_parts import dictionary, floats
from ingest.parsers.long_log import may_count_rows
from ingest.parsers.typed_column import Told, TypedColumn
from retrieval.records import Column, ColumnType

_NUMBERS = frozenset({"integer", "number", "boolean", "duration"})
_TIMES = frozenset({"date", "datetime"})
_MOST_TEXTS = 20_000
"""Different texts of a column."""
FEW = 17
"""Different numbers that are remembered, to tell codes."""
_COUNTED = 0.95
_LISTED = 5


class Counting:
    """Whether whole numbers count on by one, from part to part."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._steps = self._ones = 0
        self.possible = True

    @property
    def holds(self) -> bool:
        """True where nearly all steps are of one."""
        return self.possible and self._steps > 0 and self._ones > _COUNTED * self._steps

    def take(self, numbers: Any) -> None:
        """The next numbers."""
        if not len(numbers):
            return
        before = [] if self._last is None else [self._last]
        steps = np.diff(np.concatenate([np.asarray(before, dtype=np.int64), numbers]))
        self._steps += len(steps)
        self._ones += int((steps == 1).sum())
        self._last = int(numbers[-1])


class Growing:
    """One column.

    Attributes:
        kind: None as long as it holds nothing but words for a missing value.
        filled: Rows that have a value.
        few: Its numbers, where they are fewer than ``FEW``; more may be in it where it has so many.
        numbers: Its values as floats, where it has numbers.
        codes: Places of its texts in ``texts``, -1 where there is none.
        lowest: Its lowest number, the next above it, and how often the lowest is there; in rows with a time.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self._path = path
        self.kind: ColumnType | None = None
        self.unit: str | None = None
        self.told: Told | None = None
        self.filled = 0
        self.rows = 0
        self.few: set[float] = set()
        self.texts: dict[str, int] = {}
        self.numbers: ColumnFile | None = None
        self.codes: ColumnFile | None = ColumnFile(path.with_suffix(".codes"), "int32")
        self.lowest = (np.inf, np.inf, 0)
        self.counting = Counting()

    @property
    def counts(self) -> bool:
        """True where it only counts the rows on."""
        return self.counting.holds

    def typed(self, values: Any) -> TypedColumn:
        """A column of the same type that holds these values."""
        column = Column(name=self.name, type=self.kind or "text", unit=self.unit)
        return TypedColumn(column=column, values=values, told=self.told or Told())

    def take(self, part: TypedColumn, timed: Any, *, spent: bool) -> None:
        """The next rows.

        Args:
            timed: A mask of the rows that have a time.
            spent: The column went into the time of each row, and its values are not asked for again.

        Raises:
            Uneven: They are not what those before were.
        """
        if spent and self.codes is not None:
            self.codes.close()
            self.codes = None
        self.unit = self._same_unit(part)
        self.told = _merged(self.told, part.told)
        count = len(part.values)
        if part.told.empty and self.numbers is not None:
            self.numbers.append(np.full(count, np.nan))
        elif part.told.empty or part.column.type == "text":
            if self.kind not in (None, "text"):
                raise Uneven(f"{self.name} holds texts")
            self.kind = self.kind if part.told.empty else "text"
            self._take_texts(part.values, spent=spent)
        elif part.column.type in _TIMES:
            if not spent:
                raise Uneven(f"{self.name} holds times beside those of the rows")
            self._settle(part.column.type)
            self.filled += count - part.values.null_count
        else:
            self._settle(part.column.type)
            self._take_numbers(part, timed)
        self.rows += count

    def close(self) -> None:
        """No more comes."""
        for file in (self.numbers, self.codes):
            if file is not None:
                file.close()

    def _same_unit(self, part: TypedColumn) -> str | None:
        if part.told.empty:
            return self.unit if self.rows else part.column.unit
        if self.kind is not None and self.unit != part.column.unit:
            raise Uneven(f"{self.name} changes its unit")
        return part.column.unit

    def _settle(self, kind: ColumnType) -> None:
        """One type for what came and what comes."""
        if self.kind is None:
            self.kind = kind
            if self.codes is not None:
                self.codes.close()
            self.codes, self.texts, self.filled = None, {}, 0
            if kind in _NUMBERS:
                self.numbers = ColumnFile(self._path.with_suffix(".numbers"), "float64")
                for start in range(0, self.rows, BLOCK):
                    self.numbers.append(np.full(min(BLOCK, self.rows - start), np.nan))
        elif {self.kind, kind} <= {"integer", "number"}:
            self.kind = "number" if self.kind != kind else kind
        elif {self.kind, kind} <= _TIMES:
            self.kind = "datetime" if self.kind != kind else kind
        elif self.kind != kind:
            raise Uneven(f"{self.name} changes its type")

    def _take_numbers(self, part: TypedColumn, timed: Any) -> None:
        assert self.numbers is not None
        values = floats(part)
        self.numbers.append(values)
        present = values[~np.isnan(values)]
        self.filled += len(present)
        if part.column.type in ("integer", "boolean") and len(self.few) < FEW:
            self.few.update(np.unique(present)[:FEW].tolist())
        if part.column.type == "integer":
            self.counting.take(present.astype(np.int64))
        else:
            self.counting.possible = False
        self._lower(present if timed.all() else values[timed & ~np.isnan(values)])

    def _lower(self, values: Any) -> None:
        if not len(values):
            return
        lowest, above, count = self.lowest
        low = float(values.min())
        others = values[values != low]
        found = [low, float(others.min()) if len(others) else np.inf, lowest, above]
        least = min(found)
        count = (count if lowest == least else 0) + (len(values) - len(others) if low == least else 0)
        self.lowest = (least, min((one for one in found if one > least), default=np.inf), count)

    def _take_texts(self, values: Any, *, spent: bool) -> None:
        encoded = pc.cast(values, pa.string()).dictionary_encode()
        keys, codes = dictionary(encoded)
        self.filled += int((codes >= 0).sum())
        if spent:
            return
        self._count_on(values)
        if self.codes is None:
            return
        places = np.asarray(
            [self.texts.setdefault(key, len(self.texts)) for key in keys] + [-1], dtype=np.int32
        )
        self.codes.append(places[codes])
        if len(self.texts) > _MOST_TEXTS:
            if not self.counts:
                raise Uneven(f"{self.name} holds very many texts")
            self.codes.close()
            self.codes, self.texts = None, {}

    def _count_on(self, values: Any) -> None:
        texts = values.drop_null()
        if not self.counting.possible or not len(texts):
            return
        digits = may_count_rows(self.name) and pc.all(pc.match_substring_regex(texts, r"^\d{1,18}$")).as_py()
        self.counting.possible = bool(digits)
        if digits:
            self.counting.take(np.asarray(pc.cast(texts, "int64").to_numpy(zero_copy_only=False)))


def _merged(one: Told | None, other: Told) -> Told:
    """What both parts tell of the column."""
    if one is None:
        return other
    gone = tuple(sorted({*one.gone, *other.gone}))
    if one.empty or other.empty:
        return replace(other if one.empty else one, gone=gone)
    for name in ("format", "spreadsheet_days", "in_utc"):
        if getattr(one, name) != getattr(other, name):
            raise Uneven(f"its parts differ in {name}")
    commas = {one.decimal_comma, other.decimal_comma} - {None}
    if len(commas) > 1:
        raise Uneven("the comma is for decimals in some parts only")
    return replace(
        one,
        decimal_comma=next(iter(commas), None),
        order=one.order if other.guessed else other.order,
        guessed=one.guessed and other.guessed,
        zones=tuple(sorted({*one.zones, *other.zones})),
        gone=gone,
        strays=_first((*one.strays, *other.strays)),
        stray_rows=one.stray_rows + other.stray_rows,
    )


def _first(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:_LISTED]
