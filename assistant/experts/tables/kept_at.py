"""Where a store keeps a thing: the shelf in the row of the part that is named. Builds no plan.

A store's list has a column of places beside one of stock. All words of the question but those that ask must
stand in the row, in whatever form or language; where several parts have them all, each is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.lexicon import ATTRIBUTE_NAMES, CHATTER, STOP
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.rowsearch import FoundRows
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.synonyms import CONCEPTS, LONGEST_PHRASE
from assistant.experts.tables.words import norms, stems
from assistant.stored import may_ask_store, says_place
from retrieval.identifiers import find_tags

_STOCK = frozenset("stock hand onhand quantity qty quantite quantites qte minimum mini min reorder".split())
_SHELVES = (*"shelf bin rack casier etagere rayon emplacement magasin store drawer".split(),)
_WHICH_SHELF = re.compile(
    r"\b(?:which|what|quel(?:le)?s?) "
    r"(shel(?:f|ves)|racks?|bins?|drawers?|etageres?|casiers?|tiroirs?|rayons?)\b"
)
_NO_PART = frozenset(
    """
    set sets kit kits jeu jeux spare spares part parts piece pieces rechange article articles our we nos
    """.split()
)
_NO_VALUE = frozenset({"", "-", "–", "—"})
_MOST_ROWS = 5000
_MOST_TOLD = 3
_SURE = 0.85
"""How surely a word of the question must be one of the row's."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a row must hold: each word with its other forms and meanings, and the tags."""

    words: tuple[tuple[frozenset[str], frozenset[str]], ...]
    tags: tuple[str, ...]


def kept_at(reading: Reading, index: TableIndex, runner: Runner, tables: Iterable[str]) -> FoundRows | None:
    """The place of the one part that is meant, or of at most three; None where no store's list names it.

    Raises:
        QueryRefused: A query could not be run.
    """
    if not may_ask_store(reading.text):
        return None
    asked = _asked(reading, index)
    if not asked.words:
        return None
    within = set(tables)
    for schema in index.schemas:
        place = _place(schema) if schema.name in within else None
        found = _found(schema, place, asked, runner) if place is not None else None
        if found is not None:
            return found
    return None


def tells_no_shelf(reading: Reading, schema: TableSchema, statement: str) -> bool:
    """True for "which shelf is the sensor on?" where a table without places tells something else of it."""
    asked = _WHICH_SHELF.search(reading.folded)
    places = {*_SHELVES, "location", "place", "position", "lieu", "stockage"}
    if asked is None or any(places & set(c.words) for c in schema.columns):
        return False
    wanted = set(stems(asked[1]))
    return not any(wanted & set(stems(word)) for word in norms(f"{statement} {schema.name}"))


def lists_store(schema: TableSchema) -> bool:
    """True for a list of parts that says where each is kept."""
    return _place(schema) is not None


def _place(schema: TableSchema) -> ColumnSchema | None:
    if schema.rows > _MOST_ROWS or not any(c.is_numeric and _STOCK & set(c.words) for c in schema.columns):
        return None
    named = ((w, c) for w in (*_SHELVES, *ATTRIBUTE_NAMES["where"]) for c in schema.columns if w in c.words)
    return next((column for _, column in named if column.is_text), None)


def _asked(reading: Reading, index: TableIndex) -> _Asked:
    words = []
    for i, token in enumerate(reading.tokens):
        if i in reading.in_tags or token.norm in STOP | CHATTER | _NO_PART or says_place(token.norm):
            continue
        forms = {w for w, sure in index.vocabulary.expand(token.norm, reading.language) if sure >= _SURE}
        meant = {c.concept for c in reading.concepts if c.start <= i < c.end}
        words.append((frozenset(stems(token.norm)).union(*map(stems, forms)), frozenset(meant)))
    return _Asked(tuple(words), find_tags(reading.text))


def _found(schema: TableSchema, place: ColumnSchema, asked: _Asked, runner: Runner) -> FoundRows | None:
    columns = ", ".join(quote(c.name) for c in schema.columns)
    sql = f"SELECT _row, {columns} FROM {quote(schema.name)} ORDER BY _row"  # noqa: S608
    result = runner.run(sql, rows=_MOST_ROWS)
    texts = [n for n, name in enumerate(result.columns) if name not in ("_row", place.name)]
    rows = [row for row in result.rows if _holds([str(row[n]) for n in texts if row[n] is not None], asked)]
    at = result.columns.index(place.name)
    rows = [row for row in rows if str(row[at] or "").strip() not in _NO_VALUE]
    cells = tuple(dict.fromkeys(str(row[at]) for row in rows))
    if not rows or len(rows) > _MOST_TOLD:
        return None
    numbers = tuple(int(str(row[0])) for row in rows)
    return FoundRows(
        schema=schema,
        column=place.name,
        cells=cells,
        context="; ".join(_named(schema, result.columns, row) for row in rows),
        numbers=numbers,
        rows=tuple(tuple(row[1:]) for row in rows),
        sql=f"{sql.removesuffix('ORDER BY _row')}WHERE _row IN ({', '.join(map(str, numbers))})",
        coverage=1.0,
        matched=tuple(sorted({form for forms, _ in asked.words for form in forms})),
    )


def _holds(cells: Sequence[str], asked: _Asked) -> bool:
    """True where the cells have all tags that are asked for, and every word in some form or meaning."""
    tags = {tag for cell in cells for tag in find_tags(cell)}
    if not set(asked.tags) <= tags:
        return False
    own: set[str] = set()
    meant: set[str] = set()
    for cell in cells:
        words = norms(cell)
        own.update(*map(stems, words))
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST_PHRASE, len(words)) + 1):
                meant |= CONCEPTS.get(words[start:end], frozenset())
    return all(forms & own or concepts & meant for forms, concepts in asked.words)


def _named(schema: TableSchema, columns: Sequence[str], row: Sequence[object]) -> str:
    """The part in its own words: its number and what describes it."""
    texts = [c for c in schema.columns if c.is_text and c.part in ("key", "name", "code", "prose")]
    cells = [str(row[columns.index(c.name)]) for c in texts[:2] if row[columns.index(c.name)] is not None]
    return " ".join(cells)
