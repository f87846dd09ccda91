"""Read a table's file: what its columns do, its key, labels and interval. Knows no question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb

from assistant.experts.tables.column_counts import SMALL, Counted, count, count_small
from assistant.experts.tables.elements import spell_out_elements
from assistant.experts.tables.lexicon import STOP, WEAK_NAME_WORDS, WEAK_TABLE_WORDS
from assistant.experts.tables.printed_numbers import number_style
from assistant.experts.tables.schema import ColumnSchema, Part, TableSchema, quote
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.words import name_words, norms
from ingest.parsers.units import is_unit
from retrieval.records import Column, ColumnType, Table

VALUES_KEPT = 5000
"""Distinct values of a text column that are indexed; the most frequent ones where there are more."""
_CODE = re.compile(r"(?=[^\s]*\d)[A-Za-z0-9][\w./-]{0,24}")
_REFERENCE = re.compile(r"[A-Z]{1,4} \d{2,10}|[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+")
"""What numbers or names one thing besides a code: ``BT 0031``, ``CHN-DG``."""
_NOT_A_MEASURE = frozenset(
    """
    id no nr number num code year annee numero index rank row line ligne repere
    """.split()
)
_NUMBERED_THINGS = frozenset(
    """
    order ordre wo ot bt bon ticket notification avis demande commande request po job case record document
    report rapport article item part material matiere matricule serial serie asset equipment equipement tag
    repere reference ref permit permis ticket incident alarm alarme batch lot
    """.split()
)
"""Nouns whose bare numbers name a thing where all are long and of like length (``Ordre`` 4001234)."""
_LONG_NUMBER = 1000


def read_schema(table: Table, path: Path, *, connection: duckdb.DuckDBPyConnection) -> TableSchema:
    """Looks through a table's file.

    Args:
        connection: Used for reading only; the file of a large table is scanned once a column.
    """
    scan = f"read_parquet({literal(str(path))})"
    rows = table.row_count
    small = count_small(path, table.columns, kept=VALUES_KEPT) if rows <= SMALL else {}
    every = tuple(
        _read_column(c, small.get(c.name) or count(c, scan, rows, connection, kept=VALUES_KEPT), rows)
        for c in table.columns
    )
    derived = tuple(c for c, record in zip(every, table.columns, strict=True) if record.derived)
    columns = tuple(c for c, record in zip(every, table.columns, strict=True) if not record.derived)
    labels = _find_labels(columns, scan, connection)
    columns = _with_unit_of_title(spell_out_elements(_spell_out_ratings(columns)), table.title)
    key = _find_key(columns, table.row_count)
    return TableSchema(
        table=table,
        columns=columns,
        words=_table_words(table, key),
        rows=table.row_count,
        labels=labels,
        key=key,
        interval=_find_interval(columns),
        derived=derived,
    )


_RATINGS = (
    {"s": "severity", "o": "occurrence", "d": "detection"},
    {"g": "severity", "o": "occurrence", "d": "detection"},
    {"g": "severity", "f": "occurrence", "d": "detection"},
    {"g": "severity", "f": "occurrence", "n": "detection"},
    {"sev": "severity", "occ": "occurrence", "det": "detection"},
)


def _spell_out_ratings(columns: tuple[ColumnSchema, ...]) -> tuple[ColumnSchema, ...]:
    """Columns headed S, O, D (G, F, D in French) of an FMEA are severity, occurrence and detection."""
    heads = {c.words[0] for c in columns if len(c.words) == 1}
    for ratings in _RATINGS:
        if set(ratings) <= heads:
            return tuple(
                replace(c, words=(*c.words, ratings[c.words[0]]))
                if len(c.words) == 1 and c.words[0] in ratings
                else c
                for c in columns
            )
    return columns


def _with_unit_of_title(columns: tuple[ColumnSchema, ...], title: str) -> tuple[ColumnSchema, ...]:
    """``Limits of vibration velocity, mm/s RMS`` states the unit of the figures that print none."""
    unit = next((part for part in title.split(", ")[1:] if is_unit(part)), None)
    if unit is None or any(column.unit for column in columns):
        return columns
    return tuple(
        replace(c, unit=unit) if c.is_numeric and c.part == "measure" and not c.counts_rows else c
        for c in columns
    )


def _read_column(column: Column, counted: Counted, rows: int) -> ColumnSchema:
    words = _column_words(column)
    if column.type == "text":
        return _read_text(column, counted, rows)
    return ColumnSchema(
        name=column.name,
        type=column.type,
        words=words,
        unit=column.unit,
        filled=counted.filled,
        distinct=counted.distinct,
        low=_bound(counted.low),
        high=_bound(counted.high),
        part=_plain_part(column.type, words, rows=rows, distinct=counted.distinct),
        names_things=_names_things(column, counted),
    )


def _column_words(column: Column) -> tuple[str, ...]:
    """The words of a column's name without its unit: ``Quantity, g`` is a quantity."""
    words, unit = name_words(column.name), norms(column.unit or "")
    bare = words[: -len(unit)] if unit and words[-len(unit) :] == unit else words
    return bare or words


def _bound(value: object) -> float | datetime | None:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return float(value) if isinstance(value, int | float) else None


def _plain_part(type_: ColumnType, words: tuple[str, ...], *, rows: int, distinct: int) -> Part:
    if type_ == "boolean":
        return "flag"
    if type_ in ("date", "datetime"):
        return "moment"
    if type_ == "duration":
        return "span"
    if words and words[-1] in _NOT_A_MEASURE and type_ == "integer":
        return "key" if distinct == rows else "code"
    return "measure"


_DESIGNATED = frozenset("bearing bearings roulement roulements".split())
"""Things that are called by numbers of a catalogue, which differ in length: 6312, 22216."""


def _names_things(column: Column, counted: Counted) -> bool:
    """True for numbers that are names: never summed, and counted by counting rows."""
    low, high = counted.low, counted.high
    if column.type == "integer" and column.unit is None and _DESIGNATED & {*name_words(column.name)}:
        return isinstance(low, int) and low >= _LONG_NUMBER
    return (
        column.type == "integer"
        and column.unit is None
        and isinstance(low, int)
        and isinstance(high, int)
        and low >= _LONG_NUMBER
        and len(str(low)) == len(str(high))
        and name_words(column.name)[-1] in _NUMBERED_THINGS
    )


def _read_text(column: Column, counted: Counted, rows: int) -> ColumnSchema:
    values = counted.values
    return ColumnSchema(
        name=column.name,
        type="text",
        words=_column_words(column),
        unit=column.unit,
        filled=counted.filled,
        distinct=counted.distinct,
        values=values,
        complete=counted.complete,
        part=_text_part(values, rows=rows, distinct=counted.distinct, is_named=_is_reference(column)),
        head=_head(values),
        textual_number=number_style([value for value, _ in values[:200]]),
    )


_NUMBERED = frozenset("no nr num number n numero".split())
_REFERENCES = frozenset("reference ref part item article tag repere code".split())


def _is_reference(column: Column) -> bool:
    """True for ``Part no.``, ``N° BT`` and ``Référence``: some of what it holds may be letters alone."""
    every = name_words(column.name)
    words = [word for word in every if word not in WEAK_NAME_WORDS]
    return len(words) == 1 and (words[0] in _REFERENCES or bool(_NUMBERED & set(every)))


def _text_part(
    values: Sequence[tuple[str, int]], *, rows: int, distinct: int, is_named: bool = False
) -> Part:
    sample = [value for value, _ in values[:300]]
    if not sample:
        return "other"
    codes = sum(
        bool(_CODE.fullmatch(v) or (is_named and _REFERENCE.fullmatch(v))) for v in map(str.strip, sample)
    )
    bare = all(_REFERENCE.fullmatch(v) or not re.search(r"\s", v) for v in map(str.strip, sample))
    if codes >= (0.6 if is_named and bare else 0.9) * len(sample):
        return "key" if distinct == rows and rows > 1 else "code"
    lengths = sorted(len(norms(value)) for value in sample)
    if lengths[len(lengths) // 2] > 7 or lengths[-max(1, len(lengths) // 10)] > 14:
        return "prose"
    return "name"


def _head(values: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    """Words that number the values of a column (``chiller`` of ``Chiller 1``): they say what it is about."""
    sample = [norms(value) for value, _ in values[:300]]
    numbered = [words for words in sample if 2 <= len(words) <= 4 and len(words[-1]) <= 4]
    if len(sample) < 2 or len(numbered) < 0.8 * len(sample):
        return ()
    held = Counter(word for words in sample for word in set(words) if word.isalpha() and len(word) > 2)
    return tuple(sorted(w for w, n in held.items() if n >= 0.8 * len(sample) and w not in STOP))


def _table_words(table: Table, key: str | None) -> tuple[str, ...]:
    stem = Path(table.source).stem
    words = [
        *name_words(table.name),
        *name_words(table.title),
        *name_words(stem),
        *name_words(table.sheet or ""),
    ]
    words += [word for word in name_words(key or "") if word not in WEAK_NAME_WORDS and word != "code"]
    return tuple(dict.fromkeys(w for w in words if w not in WEAK_TABLE_WORDS and not w.isdigit()))


def _find_key(columns: Sequence[ColumnSchema], rows: int) -> str | None:
    for column in columns:
        if column.part == "key" and column.distinct == rows:
            return column.name
    return None


def _find_labels(
    columns: Sequence[ColumnSchema], scan: str, connection: duckdb.DuckDBPyConnection
) -> tuple[tuple[str, str], ...]:
    """Pairs of a code and its name: one name a code, names of columns alike or side by side."""
    found: list[tuple[str, str]] = []
    for i, code in enumerate(columns):
        if code.part not in ("code", "key") or code.distinct < 2:
            continue
        best: tuple[int, str] | None = None
        for j, label in enumerate(columns):
            if label.part not in ("name", "prose") or label.distinct < 2 or label.distinct > code.distinct:
                continue
            alike = len(set(code.words) & set(label.words))
            if not alike and not (j == i + 1 and code.part == "key" and len(columns) <= 4):
                continue
            rank = alike * 10 - abs(j - i)
            if (best is None or rank > best[0]) and _depends(code.name, label.name, scan, connection):
                best = (rank, label.name)
        if best is not None:
            found.append((code.name, best[1]))
    return tuple(found)


def _depends(code: str, label: str, scan: str, connection: duckdb.DuckDBPyConnection) -> bool:
    """True where each code has one label, a slip in one code in fifty apart."""
    a, b = quote(code), quote(label)
    row = connection.execute(
        f"SELECT count(*), count(*) FILTER (n > 1) FROM (SELECT {a}, count(DISTINCT {b}) AS n FROM {scan} "  # noqa: S608
        f"WHERE {a} IS NOT NULL AND {b} IS NOT NULL GROUP BY 1)"
    ).fetchone()
    return row is not None and row[0] > 0 and row[1] <= row[0] / 50


def _find_interval(columns: Sequence[ColumnSchema]) -> tuple[str, str] | None:
    """The first columns of a start and of an end; those called alike (``Actual start``) before others."""
    starts = [c for c in columns if c.is_moment and c.date_role == "start"]
    ends = [c for c in columns if c.is_moment and c.date_role == "end"]
    pairs = [(start, end) for end in ends for start in starts]
    best = max(pairs, key=lambda pair: len(set(pair[0].words) & set(pair[1].words)), default=None)
    return (best[0].name, best[1].name) if best is not None else None
