"""Rows of classes that a named thing falls into: ``Pumps above 75 kW up to 300 kW`` for P-101A.

A standard's table knows no tags; it has a row for each class of machine. What kind of thing a tag is and how
large stands in the register. Plans nothing and tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.words import norms, stems
from retrieval.identifiers import find_tags, normalise

_NUMBER = r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+)"
_LOW = re.compile(rf"\b(?:above|over|from|more than|au-dessus de|plus de|de)\s+{_NUMBER}", re.IGNORECASE)
_HIGH = re.compile(rf"\b(?:up to|below|under|at most|jusqu'[àa]|au plus|moins de)\s+{_NUMBER}", re.IGNORECASE)
_AND = re.compile(r",|/|\b(?:and|or|et|ou)\b", re.IGNORECASE)
_BEFORE_TAG = r"(?:\b(?:of|for|on|at|de|du|pour|sur)\s+)?(?:\b(?:the|la|le|l')\s*)?(?:\b(?:pump|pompe)\s+)?"
_MENTIONS = 20
KIND_COLUMNS = frozenset(
    "description type kind class category name designation service libelle nature categorie genre".split()
)
"""Words of columns that say what a thing is; where it stands says nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a register says of one tag.

    Attributes:
        tag: As printed there.
        words: Stems of the words that say what it is.
        amounts: Number by unit, folded, of its own row or of the one row that names it.
        said: The cells that decide, for the reader: by unit, folded, and for the row itself under "".
    """

    source: str
    tag: str
    words: frozenset[str]
    amounts: Mapping[str, float]
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRows:
    """The classes that fit.

    Attributes:
        why: What the register says, so that the choice can be checked.
    """

    column: str
    values: tuple[str, ...]
    why: str


def without_tag(reading: Reading) -> tuple[str, str] | None:
    """The question without its only tag, and the tag; None where it names none or several."""
    tags = find_tags(reading.text)
    if len(tags) != 1:
        return None
    spelled = r"[\s.\-‑–]?".join(map(re.escape, re.findall(r"[A-Za-z]+|\d+", tags[0])))
    text, count = re.subn(rf"{_BEFORE_TAG}\b{spelled}\b", " ", reading.text, count=1, flags=re.IGNORECASE)
    return (" ".join(text.split()), tags[0]) if count else None


def known_of(tag: str, index: TableIndex, runner: Runner, tables: frozenset[str]) -> Known | None:
    """What the table says that lists the tag as a key; None where no table does.

    Raises:
        QueryRefused: A query could not be run.
    """
    for schema in index.schemas:
        key = next((c for c in schema.columns if c.name == schema.key), None)
        if schema.name not in tables or key is None or not key.is_text:
            continue
        printed = next((text for text, _ in key.values if normalise(text) == tag), None)
        if printed is not None:
            return _read(schema, key, printed, runner)
    return None


def classes_of(known: Known, schema: TableSchema) -> ClassRows | None:
    """The classes of a table that fit; None where no column holds classes of such things."""
    for column in schema.columns:
        if not column.is_text or column.distinct != column.filled or not column.complete:
            continue
        alike = [text for text, _ in column.values if _heads(text) & known.words]
        if not alike or len(alike) == column.distinct:
            continue
        fitting = [text for text in alike if _fits(text, known)]
        chosen = fitting or alike
        units = {unit for text in chosen for _, unit in _bounds(text) if unit in known.amounts}
        why = "; ".join(known.said[unit] for unit in ("", *sorted(units)))
        return ClassRows(column=column.name, values=tuple(chosen), why=why)
    return None


def _read(schema: TableSchema, key: ColumnSchema, printed: str, runner: Runner) -> Known:
    names = [c.name for c in schema.columns]
    select = (
        f"SELECT {', '.join(f't.{quote(name)}' for name in names)}\nFROM {quote(schema.name)} AS t\nWHERE "
    )
    own = runner.run(f"{select}t.{quote(key.name)} = {literal(printed)}", rows=1).rows[0]
    texts = [c for c in schema.columns if c.is_text and c is not key]
    named = " OR ".join(f"contains(t.{quote(c.name)}, {literal(printed)})" for c in texts)
    others = runner.run(f"{select}{named}", rows=_MENTIONS).rows if named else ()
    amounts: dict[str, float] = {}
    said = {"": _said(schema, own)}
    for place, column in enumerate(schema.columns):
        if column.part != "measure" or not column.unit:
            continue
        rows = [row for row in ((own,) if own[place] is not None else others) if row[place] is not None]
        if len(rows) == 1:
            unit = column.unit.casefold()
            amounts[unit] = float(str(rows[0][place]))
            cell = f"{column.name} {amounts[unit]:g} {column.unit}"
            said[unit] = cell if rows[0] is own else f"{_said(schema, rows[0])}, {cell}"
    kinds = [c for c in texts if set(c.words) & KIND_COLUMNS] or texts[:1]
    words = {word for c in kinds for word in norms(str(own[names.index(c.name)] or ""))}
    return Known(
        source=schema.table.source,
        tag=printed,
        words=frozenset(stem for word in words for stem in stems(word)),
        amounts=amounts,
        said=said,
    )


def _said(schema: TableSchema, row: tuple[object, ...]) -> str:
    """Key and first text of a row: ``P-101A: Cooling water pump A``."""
    texts = [str(v) for c, v in zip(schema.columns, row, strict=True) if c.is_text and v is not None]
    return ": ".join(texts[:2])


def _heads(text: str) -> frozenset[str]:
    """Stems of the words that name a class, the last of each part: ``pump`` for ``Pumps up to 15 kW``."""
    starts = [match.start() for match in (_LOW.search(text), _HIGH.search(text)) if match]
    parts = _AND.split(text[: min(starts, default=len(text))])
    return frozenset(stem for words in map(norms, parts) if words for stem in stems(words[-1]))


def _bounds(text: str) -> Iterator[tuple[float, str]]:
    for pattern in (_LOW, _HIGH):
        if match := pattern.search(text):
            yield float(match[1].replace(",", ".")), match[2].casefold()


def _fits(text: str, known: Known) -> bool:
    """True where the amounts that are known lie within the class's bounds, and each bound's is known."""
    low, high = _LOW.search(text), _HIGH.search(text)
    for match, below in ((low, False), (high, True)):
        if match is None:
            continue
        amount, bound = known.amounts.get(match[2].casefold()), float(match[1].replace(",", "."))
        if amount is None or (amount > bound if below else amount <= bound):
            return False
    return True
