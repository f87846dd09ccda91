"""Adds to registers of work orders what their free text tells, as derived columns. Knows tables, no file.

Derived columns bear ``(derived)`` in their names, stand behind the printed ones and never replace them; a
warning of the document says where they come from. A text that repeats other columns of its row is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsed import ParsedDocument, ParsedTable
from ingest.shorthand.errors import BadModel
from ingest.shorthand.model import packaged_model
from ingest.shorthand.reading import Reading, is_french, read_text
from ingest.spool import with_items
from retrieval.records import DERIVED, Column

MOST_TEXTS = 20_000
"""Different texts of a table that are read (about ten seconds); a table with more gets no columns."""

_KINDS = ("Component", "Failure", "Action")
_ORDER = re.compile(
    r"\b(?:wo|w/o|ot|bt|work ?orders?|job ?(?:no|number|card)|notifications?|ordres? de travail|"
    r"bons? de travail|avis)\b",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"descr|text|libell|d[ée]signation|summary|symptom|problem|subject|title|comment|remark|detail|objet",
    re.IGNORECASE,
)
_SAMPLE = 400
_FEWEST_ROWS = 8
_FEWEST_WORDS = 2.5
"""Mean number of words that makes a column free text."""
_REPEATED = 0.8
"""Share of rows whose text holds another column's text, from which on it says nothing of its own."""


def with_findings(parsed: ParsedDocument) -> ParsedDocument:
    """The document with derived columns in each table that is a register of work orders in English."""
    tables: dict[int, ParsedTable] = {}
    notes = []
    for place, table in enumerate(parsed.tables):
        text = _free_text(table)
        try:
            found = None if text is None else _findings(table, text)
        except BadModel as error:
            return replace(parsed, warnings=(*parsed.warnings, f"Work orders were not read: {error}."))
        if found is None:
            continue
        tables[place] = found
        notes.append(
            f"{table.name}: the columns {', '.join(kind + DERIVED for kind in _KINDS)} are not in the file; "
            f"a model read them out of {text}."
        )
    if not notes:
        return parsed
    return replace(parsed, tables=with_items(parsed.tables, tables), warnings=(*parsed.warnings, *notes))


def _free_text(table: ParsedTable) -> str | None:
    """The column that says in words what an order is about."""
    names = [column.name for column in table.columns]
    plain = [re.sub(r"[_\W]+", " ", name) for name in (*names, table.name)]
    if table.rows.num_rows < _FEWEST_ROWS or not any(_ORDER.search(name) for name in plain):
        return None
    texts = [column.name for column in table.columns if column.type == "text"]
    sample = table.rows.select(texts).slice(0, _SAMPLE)
    for name in (name for name in texts if _TEXT.search(name)):
        values = [value for value in sample.column(name).to_pylist() if value]
        if len(values) < _FEWEST_ROWS or sum(len(v.split()) for v in values) < _FEWEST_WORDS * len(values):
            continue
        distinct = list(dict.fromkeys(values))
        if sum(map(is_french, distinct)) > len(distinct) / 2:
            continue
        if not _repeats(sample, name, [other for other in texts if other != name]):
            return name
    return None


def _repeats(sample: Any, name: str, others: Sequence[str]) -> bool:
    """Whether most texts are put together from another column of at least two words."""
    texts = sample.column(name).to_pylist()
    for other in others:
        pairs = [
            (text.casefold(), value.casefold())
            for text, value in zip(texts, sample.column(other).to_pylist(), strict=True)
            if text and value and len(value) > 3
        ]
        if len(pairs) >= len(texts) / 2 and sum(v in t for t, v in pairs) >= _REPEATED * len(pairs):
            return True
    return False


def _findings(table: ParsedTable, name: str) -> ParsedTable | None:
    """The table with its derived columns; None where the texts are too many or tell nothing."""
    cells = pc.cast(table.rows.column(name), pa.string())
    distinct = [text for text in pc.unique(cells).to_pylist() if text]
    if len(distinct) > MOST_TEXTS:
        return None
    readings = _read(distinct)
    names = [*(column.name for column in table.columns)]
    rows, columns = table.rows, list(table.columns)
    found = 0
    for kind, told in zip(_KINDS, _told(readings), strict=True):
        if kind + DERIVED in names:
            return None
        values = [told.get(text) for text in cells.to_pylist()]
        found += sum(value is not None for value in values)
        rows = rows.append_column(kind + DERIVED, pa.array(values, pa.string()))
        columns.append(Column(name=kind + DERIVED, type="text"))
    if not found:
        return None
    return replace(table, rows=rows, columns=tuple(columns))


def _read(texts: Sequence[str]) -> dict[str, Reading]:
    model = packaged_model()
    return {text: read_text(text, model) for text in texts}


def _told(readings: dict[str, Reading]) -> tuple[dict[str, str], ...]:
    """For components, failures and actions: texts to the names found, ``; `` between several."""
    found: tuple[dict[str, str], ...] = ({}, {}, {})
    for text, reading in readings.items():
        for into, names in zip(found, (reading.components, reading.failures, reading.actions), strict=True):
            if names:
                into[text] = "; ".join(names)
    return found
