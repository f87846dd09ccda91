"""The rows of limit tables that hold for a thing: by its tag, its sensor's, its class. Judges no reading.

A table of limits names its levels as columns (``Alarm``) or as rows (``Level``), and says for what a row
holds by a tag or by a class of machines. Where no source tells which row, all of them are given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.experts.tables.citing import cited
from assistant.experts.tables.class_rows import Known, classes_of
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.words import norms, stems
from assistant.records import Evidence, Rows
from ingest.parsers.units import is_unit
from retrieval.identifiers import find_tags, normalise

_LEVELS = {
    "alarme": "alarm", "alarmes": "alarm", "alerte": "alert", "alertes": "alert", "declenchement": "trip",
    "acceptation": "acceptance", "reception": "acceptance", "arret": "stop", "limite": "limit",
    "seuil": "limit", "threshold": "limit", "maximum": "max", "maximal": "max", "maximale": "max",
    "minimum": "min", "minimal": "min", "minimale": "min", "tolerance": "tolerance",
}  # fmt: skip
"""Levels as they are compared: one word of both languages."""

_AMOUNT = re.compile(r"^\s*(?P<n>[-−]?\d+(?:[ \u202f\u00a0]\d{3})*(?:[.,]\d+)?)\s*(?P<unit>\S{1,8})?\s*$")
_MOST_ROWS = 12
_EQUIPMENT = frozenset("equipment equipement asset machine unit materiel".split())
"""Words of the column that says what a sensor belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRow:
    """One limit.

    Attributes:
        value: In ``unit``; None for the unit where the table states none.
        level: The level as printed in the table.
        row: What the row holds for, as printed; empty where the column says it.
        why: What a register says that chose the row; empty where the row names the thing itself.
        also: The register.
    """

    value: float
    unit: str | None
    level: str
    row: str
    schema: TableSchema
    number: int
    why: str = ""
    also: tuple[str, ...] = ()

    def evidence(self, statement: str) -> Evidence:
        """The limit as it is cited."""
        told = f"{self.value:g} {self.unit}" if self.unit else f"{self.value:g}"
        return cited(
            self.schema,
            quote=" · ".join(part for part in (self.row, f"{self.level}: {told}") if part),
            score=0.95,
            statement=statement,
            values=(told,),
            also=self.also,
            rows=Rows(
                columns=("row", self.level),
                values=((self.row, self.value),),
                total=1,
                matched=1,
                row_numbers=(self.number,),
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitAsked:
    """What a limit is asked of.

    Attributes:
        level: The words that name the level, folded (``alarm``); ``limit`` where none does.
        measured: Stems of the words that say what is limited.
        tag: The equipment, normalised; empty where none is named.
        sensor: The tag of the sensor that measures it, normalised; empty where it has none.
        unit: Of what is measured; rows in another unit hold for something else.
        spoken: A question for the extreme reading of what is limited, and for nothing else.
    """

    level: tuple[str, ...]
    measured: frozenset[str]
    tag: str = ""
    sensor: str = ""
    unit: str = ""
    spoken: str = ""


def same_level(word: str) -> str:
    """A level's word as it is compared."""
    word = _LEVELS.get(word, word)
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def limits_for(
    asked: LimitAsked, schemas: Sequence[TableSchema], runner: Runner, known: Known | None
) -> tuple[LimitRow, ...]:
    """The limits that hold; several where the class cannot be told; none where no table has the level.

    Rows that name the sensor win over rows that name the equipment, and these over classes.

    Raises:
        assistant.errors.QueryRefused: A query could not be run.
    """
    by_class: tuple[int, tuple[LimitRow, ...]] = (0, ())
    for tags in ((asked.sensor,), (asked.tag,)):
        for schema in schemas:
            rows = tuple(r for r in _rows(schema, asked, runner) if tags[0] and tags[0] in _tags_in(r.row))
            if len(rows) == 1 and _unit_fits(rows[0], asked):
                return rows
    for schema in schemas:
        shared = len(asked.measured & _about(schema))
        if shared <= by_class[0]:
            continue
        rows = tuple(r for r in _rows(schema, asked, runner) if _unit_fits(r, asked) and not _tags_in(r.row))
        rows = _of_class(rows, schema, known)
        if rows:
            by_class = (shared, rows)
    return by_class[1]


def levels_of(schemas: Sequence[TableSchema], unit: str) -> tuple[tuple[str, ...], ...]:
    """The levels that tables name as columns in a unit, in order."""
    found: dict[tuple[str, ...], None] = {}
    for schema in schemas:
        for column in schema.columns:
            if column.is_numeric and column.unit and _plain_unit(column.unit) == _plain_unit(unit):
                found.setdefault(column.words, None)
    return tuple(found)


def served_by(row: KeyedRow) -> str:
    """The tag of the one other thing that a row is about, normalised: the pump of a sensor."""
    own = normalise(row.key)
    cells = (str(row.cells[c.name]) for c in row.schema.columns if c.is_text and set(c.words) & _EQUIPMENT)
    tags = {tag for cell in cells for tag in _tags_in(cell)} - {own}
    return tags.pop() if len(tags) == 1 else ""


def _rows(schema: TableSchema, asked: LimitAsked, runner: Runner) -> Iterator[LimitRow]:
    """All limits of the level that a table has."""
    level = {same_level(word) for word in asked.level}
    names = [c.name for c in schema.columns]
    if not names or schema.rows > 5000:
        return
    column = next((c for c in schema.columns if level <= {same_level(w) for w in c.words}), None)
    select = f"SELECT _row, {', '.join(quote(n) for n in names)} FROM {quote(schema.name)}"  # noqa: S608
    if column is not None:
        unit_column = next((n for n in names if set(norms(n)) & {"unit", "unite"}), None)
        labels = [c.name for c in schema.columns if c.is_text and c is not column and c.name != unit_column][
            :2
        ]
        for row in runner.run(select, rows=500).rows:
            cells = dict(zip(names, row[1:], strict=True))
            stated = str(cells[unit_column]) if unit_column and cells[unit_column] else None
            amount = _amount(cells[column.name], column.unit or stated)
            if amount is not None:
                label = " | ".join(str(cells[n]) for n in labels if cells[n] is not None)
                yield LimitRow(
                    value=amount[0], unit=amount[1], level=column.name, row=label, schema=schema,
                    number=int(str(row[0])),
                )  # fmt: skip
        return
    yield from _by_row(schema, level, select, runner)


def _by_row(schema: TableSchema, level: set[str], select: str, runner: Runner) -> Iterator[LimitRow]:
    """Limits of a table whose rows are the levels; its columns say what they hold for."""
    for holder in (c for c in schema.columns if c.is_text and c.complete):
        printed = [t for t, _ in holder.values if {same_level(w) for w in norms(t)} == level]
        if len(printed) != 1:
            continue
        for row in runner.run(f"{select} WHERE {quote(holder.name)} = {literal(printed[0])}", rows=2).rows:
            for column, value in zip(schema.columns, row[1:], strict=True):
                amount = _amount(value, column.unit)
                if column is not holder and column.unit and amount is not None:
                    yield LimitRow(
                        value=amount[0], unit=amount[1], level=printed[0], row=column.name, schema=schema,
                        number=int(str(row[0])),
                    )  # fmt: skip
        return


def _of_class(rows: tuple[LimitRow, ...], schema: TableSchema, known: Known | None) -> tuple[LimitRow, ...]:
    """The rows of the thing's class; all of them where no source tells its class."""
    if known is None or not rows:
        return rows[:_MOST_ROWS]
    classes = classes_of(known, schema)
    if classes is not None:
        return tuple(
            LimitRow(
                value=r.value, unit=r.unit, level=r.level, row=r.row, schema=schema, number=r.number,
                why=classes.why, also=(known.source,),
            )
            for r in rows
            if any(value in r.row.split(" | ") for value in classes.values)
        )  # fmt: skip
    said = frozenset(s for told in known.said.values() for w in norms(told) for s in stems(w)) | known.words
    fitting = [r for r in rows if _word_stems(r.row) <= said | _words_of_all(rows)]
    return tuple(fitting) if len(fitting) == 1 else rows[:_MOST_ROWS]


def _words_of_all(rows: Sequence[LimitRow]) -> frozenset[str]:
    """Stems that every row's label has, which tell none apart."""
    return frozenset.intersection(*(_word_stems(r.row) for r in rows)) | frozenset({"bar", "mm"})


def _word_stems(text: str) -> frozenset[str]:
    return frozenset(s for word in norms(text) for s in (stems(word) or {word}))


def _about(schema: TableSchema) -> frozenset[str]:
    """Stems of what a table says it limits: its title, sheet and columns."""
    words = (*schema.words, *norms(schema.table.title), *(w for c in schema.columns for w in c.words))
    return frozenset(s for word in words for s in stems(word))


def _unit_fits(row: LimitRow, asked: LimitAsked) -> bool:
    if not asked.unit or not row.unit:
        return bool(row.unit) or not asked.unit
    one, other = (_plain_unit(unit) for unit in (row.unit, asked.unit))
    return one == other


def _plain_unit(unit: str) -> str:
    """A unit as it is compared: ``mm/s RMS`` and ``mm/s`` are one, ``barg`` and ``bar`` too."""
    first = unit.split()[0].casefold().replace("³", "3").replace("²", "2")
    return {"barg": "bar", "bara": "bar"}.get(first, first)


def _amount(value: object, unit: str | None) -> tuple[float, str | None] | None:
    """Number and unit of a cell; None where it is none, or a range."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value), unit
    match = _AMOUNT.match(str(value))
    if match is None:
        return None
    number = re.sub(r"[ \u202f\u00a0]", "", match["n"]).replace(",", ".").replace("−", "-")
    own = match["unit"]
    if own and not is_unit(own) and own.casefold() not in ("barg", "bara"):
        return None
    return float(number), own or unit


def _tags_in(text: str) -> frozenset[str]:
    return frozenset(normalise(tag) for tag in find_tags(text))
