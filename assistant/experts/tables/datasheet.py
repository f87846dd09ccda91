"""A property of a thing in the small tables of its data sheet, whose title names the thing. Builds no plan.

``SNB22-3 Chemical composition`` above one row ``C | Si | Mn`` answers "carbon content of SNB22-3". A first
row of nothing but units, as web pages have it, says what the row below is measured in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.lexicon import STOP
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.rowsearch import FoundRows
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.words import name_words, squash, stems
from ingest.parsers.units import is_unit

_NAMED = re.compile(r"(?<![\w-])(?=[\w./-]*\d)(?=[\w./-]*[^\W\d_])[\w./-]{2,}\w")
_SAYS_LITTLE = frozenset(
    """
    content amount percentage percent share level value much many contain contains have has made grade steel
    alloy material range typical nominal teneur taux pourcentage valeur quantite nuance acier contient
    high
    """.split()
)
_ADJECTIVES = {"hard": "hardness", "dur": "hardness", "durete": "hardness", "strong": "strength"}
_MOST_ROWS = 3
_NO_VALUE = frozenset({"", "-", "–", "—"})


def property_of(
    reading: Reading, index: TableIndex, runner: Runner, tables: Iterable[str]
) -> FoundRows | None:
    """The one value of a property; None where no sheet of the thing has such a column, or several have.

    Raises:
        QueryRefused: A query could not be run.
    """
    names = [squash(name) for name in _NAMED.findall(reading.text)]
    if len(names) != 1:
        return None
    within = set(tables)
    sheets = [
        s
        for s in index.schemas
        if s.name in within and 0 < s.rows <= _MOST_ROWS and names[0] in squash(s.table.title)
    ]
    asked = _asked(reading) if sheets else []
    found = [(s, c) for s in sheets for c in s.columns if asked and _is_called(c, s, asked)]
    told = [row for schema, column in found if (row := _value(schema, column, asked, runner)) is not None]
    return told[0] if len(told) == 1 else None


def _asked(reading: Reading) -> list[str]:
    """The words for the property: all that is neither the thing's name nor everyday talk."""
    plain = _NAMED.sub(" ", reading.text)
    words = [_ADJECTIVES.get(word, word) for word in name_words(plain)]
    return [word for word in words if word not in STOP and word not in _SAYS_LITTLE and word.isalpha()]


def _is_called(column: ColumnSchema, schema: TableSchema, asked: Sequence[str]) -> bool:
    """True where the column has a word of the property, and its title the others."""
    own = frozenset().union(*map(stems, column.words))
    above = frozenset().union(*map(stems, name_words(schema.table.title)))
    named = [word for word in asked if stems(word) & own]
    return bool(named) and all(stems(word) & (own | above) for word in asked)


def _value(
    schema: TableSchema, column: ColumnSchema, asked: Sequence[str], runner: Runner
) -> FoundRows | None:
    columns = ", ".join(quote(c.name) for c in schema.columns)
    sql = f"SELECT _row, {columns} FROM {quote(schema.name)} ORDER BY _row"  # noqa: S608
    result = runner.run(sql, rows=_MOST_ROWS)
    place = result.columns.index(column.name)
    rows, unit = list(result.rows), column.unit or ""
    if len(rows) > 1 and all(_is_unit(cell) for cell in rows[0][1:]):
        unit = _text(rows[0][place])
        rows = rows[1:]
    if len(rows) != 1 or _text(rows[0][place]) in _NO_VALUE:
        return None
    value = f"{_text(rows[0][place])} {'' if unit in _NO_VALUE else unit}".strip()
    return FoundRows(
        schema=schema,
        column=column.name,
        cells=(value,),
        context=schema.table.title,
        numbers=(int(str(rows[0][0])),),
        rows=(tuple(rows[0][1:]),),
        sql=sql,
        coverage=1.0,
        matched=tuple(asked),
    )


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _is_unit(cell: object) -> bool:
    text = _text(cell)
    return text in _NO_VALUE or text == "%" or is_unit(text.replace(" ", "")) or is_unit(text)
