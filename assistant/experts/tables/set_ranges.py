"""``Which readings were out of range?``: rows whose reading is outside what is set beside. Plans nothing.

A round sheet prints what is set as two columns of numbers (``Low``, ``High``) or in one cell of words
(``40 à 62``, ``≤ 15``, ``min 3``). Rows without a reading, or whose cell sets nothing that can be read, are
counted apart and never judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.errors import QueryRefused
from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.figures import listed, number
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.words import name_words, stems
from assistant.records import Evidence, Rows
from retrieval.records import Language

_WHAT = (
    r"(?:range|ranges|limits?|tolerances?|specs?|specifications?|set ?points?|bounds|consignes?|plages?|"
    r"limites?|normes?|seuils?)"
)
_OUTSIDE = re.compile(
    rf"\b(?:out of|outside|off|beyond|not (?:with)?in|hors|en dehors|pas dans)(?: of| de)?"
    rf"(?: (?:the|their|its|la|les|le|leurs?|sa|ses|des|du|de))?(?: (?:set|normal|allowed|specified|given))? "
    rf"{_WHAT}\b"
)
_READ = frozenset(
    """
    reading readings read value values measured measure actual found releve relevee valeur mesure mesuree
    lu lue
    """.split()
)
_LOW = frozenset("low lower min mini minimum bas basse inf from".split())
_HIGH = frozenset("high higher upper max maxi maximum haut haute sup to".split())
_BESIDE = frozenset(
    "unit units unite unites note notes remark remarks remarque remarques observation".split()
)
_NUMBER = r"[-−+]?\d+(?:[.,]\d+)?"
_BETWEEN = re.compile(
    rf"^(?P<low>{_NUMBER})\s*(?:à|a|to|et|and|\.{{2,3}}|…|/|-|–)\s*(?P<high>{_NUMBER})(?!\d)"
)
_AROUND = re.compile(rf"^(?P<middle>{_NUMBER})\s*(?:±|\+/-)\s*(?P<reach>{_NUMBER})")
_MOST = re.compile(
    rf"^(?:≤|<=?|max(?:i|imum)?\.?|au plus|at most|up to)\s*(?P<high>{_NUMBER})", re.IGNORECASE
)
_LEAST = re.compile(rf"^(?:≥|>=?|min(?:i|imum)?\.?|au moins|at least)\s*(?P<low>{_NUMBER})", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,4})[/.-](\d{1,2})(?:[/.-](\d{2,4}))?\b")
_MOST_ROWS = 500
_SHOWN = 20
_LIST = 0.96
"""Score of rows that were judged one by one: nothing was guessed but the words that ask for it."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table of readings with what is set for each; ``low`` is ``high`` where words set both."""

    schema: TableSchema
    reading: ColumnSchema
    low: ColumnSchema | None
    high: ColumnSchema | None


@dataclass(frozen=True, slots=True)
class _Judged:
    """A row; ``outside`` is None where it cannot be told."""

    label: str
    told: str
    outside: bool | None
    number: int
    cells: tuple[object, ...]


def asks_outside_range(reading: Reading) -> bool:
    """True for a question which readings are out of the range that is set."""
    return _OUTSIDE.search(reading.folded) is not None and reading.has("which", "list", "count", "exists")


def outside_range(
    reading: Reading, index: TableIndex, runner: Runner, tables: Iterable[str]
) -> tuple[Evidence, ...]:
    """The rows out of range of the round sheets that the question means.

    Empty where these are not asked for, no table is one, or a query could not be run.
    """
    if not asks_outside_range(reading):
        return ()
    within = set(tables)
    sheets = [s for schema in index.schemas if schema.name in within and (s := _sheet(schema)) is not None]
    try:
        return tuple(_evidence(sheet, runner, reading.language) for sheet in _meant(reading, sheets))
    except QueryRefused:
        return ()


def set_range(cell: str) -> tuple[float | None, float | None] | None:
    """The lowest and highest value that a cell of words allows; None where it sets none."""
    text = cell.strip()
    if match := _AROUND.match(text):
        middle, reach = _float(match["middle"]), abs(_float(match["reach"]))
        return middle - reach, middle + reach
    if match := _BETWEEN.match(text):
        low, high = _float(match["low"]), _float(match["high"])
        return (low, high) if low <= high else None
    if match := _MOST.match(text):
        return None, _float(match["high"])
    if match := _LEAST.match(text):
        return _float(match["low"]), None
    return None


def _float(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def _sheet(schema: TableSchema) -> _Sheet | None:
    """None where a table has no column of readings, several of them, or nothing set beside it."""
    if schema.moments() or not 1 < schema.rows <= _MOST_ROWS:
        return None
    numeric = [c for c in schema.columns if c.is_numeric or c.textual_number]
    readings = [c for c in numeric if _READ & set(c.words)]
    low = [c for c in numeric if _LOW & set(c.words) and c not in readings]
    high = [c for c in numeric if _HIGH & set(c.words) and c not in readings]
    if len(readings) != 1:
        return None
    if len(low) <= 1 and len(high) <= 1 and (low or high):
        return _Sheet(schema, readings[0], next(iter(low), None), next(iter(high), None))
    words = [c for c in schema.columns if c.is_text and c is not readings[0] and _sets_ranges(c)]
    return _Sheet(schema, readings[0], words[0], words[0]) if len(words) == 1 else None


def _sets_ranges(column: ColumnSchema) -> bool:
    read = [set_range(value) is not None for value, _ in column.values]
    return bool(read) and sum(read) >= 0.6 * len(read)


def _meant(reading: Reading, sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """The sheets of the day that is named, and of these those whose names share most words."""
    for match in _DAY.finditer(reading.folded):
        day = {int(part) for part in match.groups() if part}
        sheets = [s for s in sheets if day <= _numbers_of(s.schema)]
    said = {stem for token in reading.tokens for stem in stems(token.norm)}
    shared = {id(s): len(said & _words_of(s.schema)) for s in sheets}
    most = max(shared.values(), default=0)
    return [s for s in sheets if shared[id(s)] == most]


def _numbers_of(schema: TableSchema) -> set[int]:
    """The numbers in the name and the title of a table's file: its day is among them."""
    named = f"{schema.table.source.rsplit('/', 1)[-1]} {schema.table.title}"
    return {int(part) for part in re.findall(r"\d+", named)}


def _words_of(schema: TableSchema) -> set[str]:
    return {stem for word in (*schema.words, *name_words(schema.table.title)) for stem in stems(word)}


def _judge(sheet: _Sheet, row: Sequence[object], language: Language) -> _Judged:
    schema = sheet.schema
    cells = dict(zip((c.name for c in schema.columns), row[1:], strict=True))
    beside = {c.name for c in (sheet.reading, sheet.low, sheet.high) if c is not None}
    unit_column = next((c.name for c in schema.columns if c.words[:1] and c.words[0] in _BESIDE), None)
    unit = str(cells[unit_column]) if unit_column and cells[unit_column] else (sheet.reading.unit or "")
    names = [
        str(cells[c.name])
        for c in schema.columns
        if c.name not in beside
        and not _BESIDE & set(c.words)
        and (c.is_text or c.part == "key")
        and cells[c.name] is not None
    ]
    label = " ".join(names[:2])
    read = _value(cells[sheet.reading.name])
    low, high = _bounds(sheet, cells)
    known = read is not None and (low is not None or high is not None)
    outside = (
        (low is not None and read < low) or (high is not None and read > high)
        if known and read is not None
        else None
    )
    told = f"{label} {number(read, language)} {unit}".rstrip() if read is not None else label
    return _Judged(
        label, f"{told} ({_range_words(low, high, language)})", outside, int(str(row[0])), tuple(row[1:])
    )


def _bounds(sheet: _Sheet, cells: dict[str, object]) -> tuple[float | None, float | None]:
    if sheet.low is not None and sheet.low is sheet.high:
        return set_range(str(cells[sheet.low.name] or "")) or (None, None)
    low = _value(cells[sheet.low.name]) if sheet.low is not None else None
    return low, _value(cells[sheet.high.name]) if sheet.high is not None else None


def _value(cell: object) -> float | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell)
    match = re.match(rf"\s*({_NUMBER})", str(cell))
    return _float(match[1]) if match else None


def _range_words(low: float | None, high: float | None, language: Language) -> str:
    to = "à" if language == "fr" else "to"
    if low is not None and high is not None:
        return f"{number(low, language)} {to} {number(high, language)}"
    return f"≤ {number(high, language)}" if high is not None else f"≥ {number(low, language)}"


def _evidence(sheet: _Sheet, runner: Runner, language: Language) -> Evidence:
    names = [c.name for c in sheet.schema.columns]
    sql = f"SELECT _row, {', '.join(map(quote, names))} FROM {quote(sheet.schema.name)} ORDER BY _row"  # noqa: S608
    judged = [_judge(sheet, row, language) for row in runner.run(sql, rows=_MOST_ROWS).rows]
    outside = [row for row in judged if row.outside]
    unknown = [row.label for row in judged if row.outside is None]
    statement = _statement(outside, unknown, len(judged) - len(unknown), language)
    return cited(
        sheet.schema,
        statement=statement,
        quote="; ".join(row.told for row in outside[:_SHOWN]) or statement,
        score=_LIST,
        sql=sql,
        values=tuple(row.told for row in outside[:_SHOWN]),
        rows=Rows(
            columns=tuple(names),
            values=tuple(tuple(held_cell(cell) for cell in row.cells) for row in outside),
            total=len(outside),
            matched=len(outside),
            row_numbers=tuple(row.number for row in outside),
        ),
    )


def _statement(outside: Sequence[_Judged], unknown: Sequence[str], judged: int, language: Language) -> str:
    """How many, which, and what could not be judged."""
    n = len(outside)
    told = listed([row.told for row in outside[:_SHOWN]], language)
    if language == "fr":
        sentence = f"{n} relevé{'s' * (n > 1)} sur {judged} hors consigne" + (f" : {told}." if n else ".")
        rest = f" Sans relevé ou sans consigne lisible : {listed(list(unknown), language)}."
    else:
        sentence = f"{n} of {judged} readings {'is' if n == 1 else 'are'} out of range" + (
            f": {told}." if n else "."
        )
        rest = f" Without a reading or a readable range: {listed(list(unknown), language)}."
    return sentence + (rest if unknown else "")
