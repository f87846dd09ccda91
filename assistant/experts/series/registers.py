"""What tables say of sensors: their unit (meter lists) and their equipment (instrument lists).

Knows tables whose rows name a sensor; knows no question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from assistant.conversions import parse_unit
from assistant.experts.series import lexicon
from assistant.experts.series.knowledge import SeriesKnowledge
from assistant.experts.series.names import LogNames, SensorName
from assistant.experts.series.query import quote
from assistant.experts.series.tokens import fold, name_tokens, stem
from retrieval.identifiers import normalise
from retrieval.records import Scope, Table

_UNIT_COLUMNS = frozenset(
    (
        "unit units uom unite unites eu engineering_unit engineering_units unit_of_measure unite_de_mesure"
    ).split()
)
_LARGEST = 20_000
"""Rows; a list of meters is no longer than that."""
_TAG = re.compile(r"(?:\d{1,4}-)?[A-Z]{1,5}-\d{2,5}(?:-?[A-Z])?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that may describe a sensor: its short texts, its tags and the unit it states."""

    source: str
    texts: tuple[tuple[str, ...], ...]
    tags: frozenset[str]
    unit: str | None


class Registers:
    """Looks sensors up in every table; tables are read once for each state of the catalogue."""

    def __init__(self, knowledge: SeriesKnowledge) -> None:
        self._knowledge = knowledge
        self._generation: int | None = None
        self._rows: list[_Row] = []

    def unit_of(self, log: LogNames, sensor: SensorName) -> tuple[str | None, str | None]:
        """The unit of a sensor and the table that told it; its own unit first, None where nobody says."""
        if sensor.sensor.unit:
            return sensor.sensor.unit, None
        kinds = {stem(word) for name in log.equipment for word in name if word.isalpha()}
        alike: _Row | None = None
        for row in self._current():
            if row.unit is None:
                continue
            if any(text in (sensor.tokens, sensor.tag) for text in row.texts):
                return row.unit, row.source
            if alike is None and any(_concepts(text, kinds) == sensor.concepts for text in row.texts):
                alike = row
        return (alike.unit, alike.source) if alike is not None else (None, None)

    def equipment_of(self, sensor: SensorName) -> frozenset[str]:
        """Normalised tags that stand in the rows of the sensor's tag, its own left out."""
        if not sensor.tag:
            return frozenset()
        own = normalise("".join(sensor.tag))
        found = [row.tags for row in self._current() if own in row.tags]
        return frozenset(tag for tags in found for tag in tags if tag != own)

    def _current(self) -> list[_Row]:
        generation = self._knowledge.catalogue.generation()
        if generation != self._generation:
            self._rows = list(self._read())
            self._generation = generation
        return self._rows

    def _read(self) -> Iterator[_Row]:
        with duckdb.connect(":memory:") as connection:
            for table in self._knowledge.catalogue.tables(Scope()):
                unit = _unit_column(table)
                names = [c.name for c in table.columns if c.type == "text" and c.name != unit]
                path = self._knowledge.objects.path(table.parquet)
                if not names or table.row_count > _LARGEST or not path.is_file():
                    continue
                columns = ", ".join([*(quote(name) for name in names), quote(unit) if unit else "NULL"])
                where = str(path).replace("'", "''")
                sql = f"SELECT {columns} FROM read_parquet('{where}')"  # noqa: S608 - quoted names
                rows = connection.execute(sql).fetchall()
                keys = [_is_key(column) for column in zip(*rows, strict=True)][:-1] if rows else []
                for *cells, stated in rows:
                    row = _row(
                        table.source, [c for c, k in zip(cells, keys, strict=True) if k], cells, stated
                    )
                    if row is not None:
                        yield row


def _is_key(column: tuple[object, ...]) -> bool:
    """True for a column that names its rows: (nearly) no value comes twice."""
    present = [value for value in column if value is not None]
    return len(set(present)) >= 0.9 * len(present) > 0


def _row(source: str, names: list[object], cells: list[object], stated: object) -> _Row | None:
    """A row as far as it may describe a sensor: by cells that name it, and by tags in all cells."""
    unit = str(stated).strip() if stated is not None and parse_unit(str(stated)) is not None else None
    tags = frozenset(tag for cell in _short(cells) if _TAG.fullmatch(tag := normalise(cell)))
    if unit is None and len(tags) < 2:
        return None
    return _Row(source, tuple(name_tokens(cell) for cell in _short(names)) if unit else (), tags, unit)


def _short(cells: list[object]) -> list[str]:
    return [cell for cell in cells if isinstance(cell, str) and 0 < len(cell) <= 80]


def _concepts(tokens: tuple[str, ...], kinds: set[str]) -> frozenset[str]:
    left_out = lexicon.OPTIONAL | kinds | {"%"}
    return frozenset(c for c in lexicon.concepts(tokens) if c not in left_out)


def _unit_column(table: Table) -> str | None:
    for column in table.columns:
        name = "_".join(fold(column.name).split()).strip("_")
        if name in _UNIT_COLUMNS and column.type == "text":
            return column.name
    return None
