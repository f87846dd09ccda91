"""All that a clause asks in numbers: its sentences, its lists and tables, and the clauses it refers to.

Knows words, lists and rows of tables; no sheet and no catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.quantities import Quantity, find_quantities
from assistant.reports.drawing.bounds import Bound, Way, bounds_of, feature_of, way_of
from assistant.reports.drawing.relations import Relation, relations_of
from assistant.reports.drawing.subject import Passage
from assistant.units import Unit, unit_of

_ITEM = re.compile(r"^\s*(?:[•·▪–—-]|\(?[a-z0-9]{1,2}[.)])\s+")
_LETTER = re.compile(r"\(?[a-z0-9]{1,2}[.)]")
_HEADER_UNIT = re.compile(r"[\[(]\s*(?P<unit>[^\])\s]{1,8})\s*[\])]|,\s*(?P<bare>\S{1,6})\s*$")
_DESIGNATION = re.compile(r"(?=.*[A-Za-z])(?=.*\d)[\w./-]{2,20}")
_PLAIN = re.compile(r"[\d\s.,±≤≥<>=/-]+")


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as a clause prints it: cells by row, the header first."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def rules_of(clause: Passage) -> tuple[list[Bound], list[Relation]]:
    """Bounds and relations of a clause, those of the clauses that it refers to behind its own."""
    words, tables = split_tables(clause.text)
    if clause.header:
        tables = [PrintedTable(_cells(clause.header), tuple(row for table in tables for row in _all(table)))]
    bounds = [*bounds_of(words), *listed_bounds(words)]
    for table in tables:
        bounds += table_bounds(table)
    relations = list(relations_of(words))
    for other in clause.referred:
        more, further = _of_reference(clause, tables, other)
        bounds += more
        relations += further
    return bounds, relations


def _of_reference(
    clause: Passage, tables: Sequence[PrintedTable], other: Passage
) -> tuple[list[Bound], list[Relation]]:
    """What a clause asks by another: of its tables the rows that ours name, else all it sets."""
    label = other.label or ""
    keys = [key for table in tables for key in keys_for(table, label)]
    if keys:
        held = split_tables(other.text)[1]
        rows = [bound for table in held for key in keys for bound in table_bounds(table, key=key)]
        return [replace(bound, source=bound.source or label) for bound in rows], []
    if clause.header:
        return [], []
    bounds, relations = rules_of(other)
    return [replace(bound, source=bound.source or label) for bound in bounds], relations


def split_tables(text: str) -> tuple[str, list[PrintedTable]]:
    """A clause's running words, and the tables among them."""
    words: list[str] = []
    tables: list[list[tuple[str, ...]]] = []
    width = 0
    for line in text.split("\n"):
        cells = _cells(line)
        if len(cells) < 2 or "|" not in line:
            words.append(line)
            width = 0
        elif len(cells) == width:
            tables[-1].append(cells)
        else:
            tables.append([cells])
            width = len(cells)
    return "\n".join(words), [PrintedTable(rows[0], tuple(rows[1:])) for rows in tables]


def _cells(line: str) -> tuple[str, ...]:
    return tuple(" ".join(cell.split()) for cell in line.split("|"))


def _all(table: PrintedTable) -> Iterator[tuple[str, ...]]:
    yield table.header
    yield from table.rows


def keys_for(table: PrintedTable, label: str) -> Iterator[str]:
    """Cells of the columns whose header refers to a clause: ``Size B`` under ``Size as given in 4.2``."""
    wanted = re.compile(rf"(?<![\w.]){re.escape(label)}(?![\w.]*\d)", re.IGNORECASE)
    for column, name in enumerate(table.header):
        if wanted.search(name):
            yield from (row[column] for row in table.rows if column < len(row) and row[column])


def listed_bounds(text: str) -> Iterator[Bound]:
    """Items of a list whose lead says which way they bound: ``Maximum gap:`` ``• at the shaft 2 mm``."""
    way: Way | None = None
    for line in text.split("\n"):
        if line.rstrip().endswith(":"):
            way, lead = way_of(line, ""), line.rstrip(" :")
            continue
        found = _one_quantity(line, None)
        if way is None or not _ITEM.match(line) or found is None:
            way = way if _ITEM.match(line) else None
            continue
        quantity, unit = found
        if way_of(line[: quantity.start], line[quantity.end :]) is None:
            case = _ITEM.sub("", line[: quantity.start]).strip(" :-–")
            yield _bound(
                quantity, unit, way, line[quantity.start : quantity.end], f"{lead}: {line.strip()}", case
            )


def table_bounds(table: PrintedTable, *, key: str | None = None) -> Iterator[Bound]:
    """Amounts under headers that say which way they bound, by row; only rows with a cell ``key`` if given.

    Where no header says so and the rows are named by designations ("M10"), the values are those to keep to.
    """
    ways = [way_of(name, "") for name in table.header]
    if not any(ways) and all(_DESIGNATION.fullmatch(row[0]) for row in table.rows if row):
        ways = ["equal"] * len(table.header)
    for row in table.rows:
        if key is not None and key.lower() not in {cell.lower() for cell in row}:
            continue
        case = key or row_name(row)
        for name, way, cell in zip(table.header, ways, row, strict=False):
            printed = _unit_in(name)
            found = _one_quantity(cell, unit_of(printed)) if way is not None else None
            if found is None or way is None:
                continue
            quantity, unit = found
            written = cell if quantity.unit else f"{cell} {printed}"
            named = case if way == "equal" else f"{case}, {name}" if case else name
            yield _bound(quantity, unit, way, written, name, named)


def row_name(row: Sequence[str]) -> str:
    """What a row is of: its first cell in words."""
    return next(
        (cell for cell in row if cell and not _LETTER.fullmatch(cell) and not _PLAIN.fullmatch(cell)), ""
    )


def _one_quantity(text: str, unit: Unit | None) -> tuple[Quantity, Unit] | None:
    """The first amount of a text with a unit, its own or that of its column, where it has one reading."""
    for quantity in find_quantities(text):
        held = quantity.unit or unit
        if held is not None and len(quantity.readings) == 1:
            return quantity, held
    return None


def _unit_in(header: str) -> str:
    """A column's unit as its header prints it: ``Torque, N·m``, ``Pressure [bar]``; empty where none."""
    match = _HEADER_UNIT.search(header)
    return (match["unit"] or match["bare"]) if match else ""


def _bound(quantity: Quantity, unit: Unit, way: Way, written: str, sentence: str, case: str) -> Bound:
    return Bound(
        way=way, value=next(iter(quantity.readings)) * unit.factor, dimension=unit.dimension,
        written=" ".join(written.split()), sentence=sentence, feature=feature_of(sentence), case=case,
    )  # fmt: skip
