"""Rows that hold most words of a question, for questions that name no column. Runs one query."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from assistant.experts.tables import figures
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.left_out import levels_asked
from assistant.experts.tables.link import Links
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.word_weights import word_weight
from assistant.experts.tables.words import norms
from assistant.units import unit_of
from retrieval.identifiers import find_tags

MOST_ROWS = 50_000
_TIES = 6
_INTERVAL = re.compile(
    r"\b(\d+\s*-?\s*(h|hr|hrs|hours?|heures?|days?|jours?|weeks?|semaines?|months?|mois|years?|ans?|km|"
    r"miles?)|daily|weekly|monthly"
    r"|quarterly|yearly|annually|annual|every|each|quotidien\w*|hebdomadaire\w*|mensuel\w*|annuel\w*|"
    r"tous les|toutes les)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRows:
    """The best rows.

    Attributes:
        column: The column whose cell answers best.
        cells: Its distinct contents in these rows.
        context: What the first row is, in words.
        coverage: Share of the question's weight that a row holds.
        matched: The question's words that the rows hold.
    """

    schema: TableSchema
    column: str
    cells: tuple[str, ...]
    context: str
    numbers: tuple[int, ...]
    rows: tuple[tuple[object, ...], ...]
    sql: str
    coverage: float
    matched: tuple[str, ...]


_IN_UNIT = re.compile(r"\b(?:en|in)\s+([^\s?]+)\s*\??\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"\W*\d")


@dataclass(frozen=True, slots=True)
class _Term:
    position: int
    weight: float
    columns: dict[str, tuple[str, ...]]


def tells_the_asked(rows: FoundRows, reading: Reading) -> bool:
    """True where ``who`` would be answered by the name of the thing that the question is about."""
    tags = set(find_tags(reading.text))
    column = next((c for c in rows.schema.columns if c.name == rows.column), None)
    if not tags or not reading.has("who") or column is None:
        return False
    if column.part == "prose" and column.distinct * 2 > rows.schema.rows:  # sentences, not names that repeat
        return False
    return all(tags & set(find_tags(cell)) for cell in rows.cells)


def search_rows(
    reading: Reading, index: TableIndex, links: Links, schema: TableSchema, runner: Runner
) -> FoundRows | None:
    """The rows of one table that hold most of the question's words, and the cell that answers."""
    if schema.rows > MOST_ROWS:
        return None
    total, named, asked = _weights(reading, links, schema)
    terms = _terms(reading, index, schema)
    terms = [term for term in terms if term.position not in named]
    if len(terms) < 2 or total == 0:
        return None
    sql = _sql(schema, terms)
    result = runner.run(sql, rows=_TIES + 1)
    if not result.rows or len(result.rows) > _TIES:
        return None
    score = float(str(result.rows[0][1]))
    own = sum(weight for position, weight in named.items())
    held = _held(terms, result.columns, result.rows[0])
    if len(held) < 2 or (len(held) == 2 and not named):
        return None
    if set(levels_asked(reading)) - {term.position for term in held} - set(named):
        return None
    column = _answering(reading, schema, asked, result.columns, result.rows[0], held)
    if column is None or (schema.column(column).type == "boolean" and levels_asked(reading)):
        return None
    place = result.columns.index(column)
    cells = tuple(
        dict.fromkeys(
            figures.with_unit(row[place], schema.column(column).unit, reading.language)
            for row in result.rows
            if row[place] is not None
        )
    )
    if not cells or (_asks_a_unit(reading.text) and not any(_NUMBER.match(cell) for cell in cells)):
        return None
    return FoundRows(
        schema=schema,
        column=column,
        cells=cells,
        context=_context(schema, result.columns, result.rows[0], column),
        numbers=tuple(int(str(row[0])) for row in result.rows),
        rows=tuple(row[2:] for row in result.rows),
        sql=sql,
        coverage=min(1.0, (score + own) / total),
        matched=tuple(reading.tokens[t.position].norm for t in held),
    )


def _weights(
    reading: Reading, links: Links, schema: TableSchema
) -> tuple[float, dict[int, float], list[str]]:
    """The question's weight; the weight of words that name the table or a column; the columns named."""
    total = sum(word_weight(reading, i) for i in range(len(reading.tokens)))
    named: dict[int, float] = {}
    asked: list[tuple[float, str]] = []
    for link in links.of(schema.name):
        if link.kind == "table" or (link.kind == "column" and link.score >= 0.8):
            for i in link.words:
                named[i] = word_weight(reading, i) * link.score
            if link.kind == "column":
                asked.append((link.score, link.column))
    return total, named, [name for _, name in sorted(asked, reverse=True)]


def _terms(reading: Reading, index: TableIndex, schema: TableSchema) -> list[_Term]:
    """For each word of weight: which values of which columns hold it."""
    number = index.schemas.index(schema)
    terms: list[_Term] = []
    for i, token in enumerate(reading.tokens):
        weight = word_weight(reading, i)
        if weight < 0.5:
            continue
        columns: dict[str, set[str]] = defaultdict(set)
        places = [
            place
            for word, sure in index.vocabulary.expand(token.norm, reading.language)
            if sure >= 0.7
            for place in index.by_word.get(word, ())
        ]
        places += [
            place
            for concept in reading.concepts
            if concept.start <= i < concept.end and not concept.talk
            for place in index.by_concept.get(concept.concept, ())
        ]
        for place in places:
            value = index.values[place.value]
            if value.table == number:
                columns[value.column].add(value.text)
        if columns:
            terms.append(_Term(i, weight, {name: tuple(sorted(found)) for name, found in columns.items()}))
    return terms


def _sql(schema: TableSchema, terms: list[_Term]) -> str:
    parts = []
    for term in terms:
        alternatives = [
            f"t.{quote(name)} IN ({', '.join(literal(v) for v in values)})"
            for name, values in term.columns.items()
        ]
        parts.append(f"CASE WHEN {' OR '.join(alternatives)} THEN {term.weight:g} ELSE 0 END")
    score = "\n     + ".join(parts)
    columns = ", ".join(f"t.{quote(c.name)}" for c in schema.columns)
    return (
        f"SELECT t._row,\n  ({score}) AS score,\n  {columns}\nFROM {quote(schema.name)} AS t\n"
        f"QUALIFY rank() OVER (ORDER BY score DESC) = 1\nORDER BY t._row"
    )


def _held(terms: list[_Term], columns: tuple[str, ...], row: tuple[object, ...]) -> list[_Term]:
    cells = dict(zip(columns, row, strict=True))
    return [t for t in terms if any(str(cells.get(name)) in values for name, values in t.columns.items())]


def _asks_a_unit(text: str) -> bool:
    """True for ``… in Nm?``: what is asked is a number, no row that shares words."""
    match = _IN_UNIT.search(text)
    return match is not None and unit_of(match[1]) is not None


def _answering(
    reading: Reading,
    schema: TableSchema,
    asked: list[str],
    columns: tuple[str, ...],
    row: tuple[object, ...],
    held: list[_Term],
) -> str | None:
    """The column asked for; or the text that says how often; or that holds what no name does."""
    for name in asked:
        if name in columns:
            return name
    cells = dict(zip(columns, row, strict=True))
    names = {c.name for c in schema.columns if c.part in ("name", "code", "key") and _is_short(c)}
    in_names = {
        t.position for t in held if any(n in names and str(cells.get(n)) in v for n, v in t.columns.items())
    }
    best: tuple[float, str] | None = None
    for column in schema.columns:
        text = cells.get(column.name)
        if not column.is_text or text is None:
            continue
        points = sum(
            t.weight * (1.0 if t.position not in in_names else 0.3)
            for t in held
            if str(text) in t.columns.get(column.name, ())
        )
        if reading.has("how_often"):
            points += 2.0 if _INTERVAL.search(str(text)) else -1.0
        points += 0.2 if column.part == "prose" else 0.0
        if (
            points > 0.5
            and (best is None or points > best[0])
            and (column.name not in names or reading.has("how_often"))
        ):
            best = (points, column.name)
    return best[1] if best else None


def _is_short(column: ColumnSchema) -> bool:
    sample = [len(norms(value)) for value, _ in column.values[:50]]
    return bool(sample) and sum(sample) / len(sample) <= 3


def _context(schema: TableSchema, columns: tuple[str, ...], row: tuple[object, ...], column: str) -> str:
    cells = dict(zip(columns, row, strict=True))
    shown = [
        f"{c.name} {figures.cell(cells[c.name], 'en')}"
        for c in schema.columns
        if c.name != column
        and c.part in ("key", "name", "code")
        and cells.get(c.name) is not None
        and _is_short(c)
    ]
    return ", ".join(shown[:4])
