"""Give a column of printed text its type: text, number, boolean, date, duration. Knows no file and no row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsers.dates import (
    DateColumn,
    Order,
    choose_order,
    looks_like_date,
    match_clock,
    match_dates,
    match_mixed_dates,
    order_of_pattern,
)
from ingest.parsers.durations import read_hours
from ingest.parsers.numbers import Numbers, looks_like_number, read_numbers
from ingest.parsers.typed_column import NOTHING, Context, Told, TypedColumn
from ingest.parsers.units import unit_of_header
from retrieval.records import Column, ColumnType

_MOST_DATES = 0.9
_MOST_NUMBERS = 0.95
_FEWEST_TYPED = 8
"""Rows, and the share of them, that must be dates or numbers for the rest to be read as empty."""

_MISSING_WORDS = """
na n/a n.a. nan null none nil - -- --- – — . ? #n/a #na #ref! #div/0! #value! #null! #num! #name? inf -inf bad
err error erreur fault failed invalid offline disconnected over under ovf ol nd n.d. s.o. missing unknown
"""
_MISSING_PHRASES = (
    "bad input",
    "no data",
    "i/o timeout",
    "bad data",
    "out of range",
    "not available",
    "not connected",
    "pt created",
)
_MISSING = frozenset(_MISSING_WORDS.split()) | frozenset(_MISSING_PHRASES)
_BOOLEANS = (("true", "false"), ("yes", "no"), ("oui", "non"), ("vrai", "faux"))
_SHORT_BOOLEANS = (("t", "f"), ("y", "n"), ("o", "n"))
_IDENTIFIER = re.compile(
    r"(?:^|[\s_.-])(?:id|ids|uid|uuid|guid|code|codes|ref|refs|reference|référence|serial|série|tag|zip|phone|tel|barcode|sku|"
    r"matricule|siret|imei|mac)$|(?:^|[\s_.-])(?:part|item|order|drawing|asset|wo|serial|batch|lot|invoice|ticket|doc|document|tag)"
    r"[\s_.-]*(?:no|nr|num|number|numéro)\.?$",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"^(?:rev(?:ision)?|révision|version|ver|indice|issue|édition|edition|clause|rule|section|article|chapter|chapitre)"
    r"\.?(?:\s?(?:no|nr|number|n°)\.?)?$",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^(?:no|nr|n°|item|pos|poste|#|index|para(?:graph)?)\.?$", re.IGNORECASE)
_CAMEL_IDENTIFIER = re.compile(r"[a-z](?:Id|ID|Code|Ref|Tag)$")
_DATE_NAME = re.compile(
    r"date|time|jour|day|stamp|horodat|\bts\b|timestamp|created|updated|when|epoch", re.IGNORECASE
)
_EPOCH_NAME = re.compile(r"epoch|unix|timestamp|^ts$|^time$|posix", re.IGNORECASE)
_YEAR_2000, _YEAR_2050, _DAYS_TO_1970 = 36_526, 54_789, 25_569
"""Days of a spreadsheet."""


def type_columns(
    names: Sequence[str],
    columns: Sequence[Any],
    *,
    units: Sequence[str | None] = (),
    context: Context | None = None,
) -> tuple[TypedColumn, ...]:
    """Types the columns of one table; what is certain in one column decides what is open in another.

    Args:
        names: Printed names, unique.
        columns: Arrow arrays of strings; empty strings and nulls are empty cells.
        units: Units that a row of the file states, where it has one.
        context: What is known before, such as the language of the file.
    """
    encoded = [_encode(column) for column in columns]
    known = _context(names, encoded, context or Context())
    typed = _typed_all(names, encoded, units, known)
    return tuple(
        (_mixed_dates(one.column.name, words, known) if one.column.type == "text" else None) or one
        for one, words in zip(typed, encoded, strict=True)
    )


def type_part(
    names: Sequence[str],
    columns: Sequence[Any],
    *,
    units: Sequence[str | None] = (),
    context: Context,
    settled: bool,
) -> tuple[tuple[TypedColumn, ...], Context]:
    """Types some of the rows of a table.

    Args:
        context: What is known from elsewhere; with ``settled`` from the rows before, so that nothing is
            looked for.

    Returns:
        The columns, and by what they were read.
    """
    encoded = [_encode(column) for column in columns]
    known = context if settled else _context(names, encoded, context)
    return _typed_all(names, encoded, units, known), known


def _typed_all(
    names: Sequence[str], encoded: Sequence[_Words], units: Sequence[str | None], known: Context
) -> tuple[TypedColumn, ...]:
    given = [*units, *([None] * (len(names) - len(units)))]
    return tuple(
        _type(name, words, unit, known) for name, words, unit in zip(names, encoded, given, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """A column by its distinct texts: ``texts[indices]`` gives the rows; a null index is an empty cell."""

    texts: Any
    indices: Any

    def rows(self, values: Any) -> Any:
        return pc.take(values, self.indices)


def _encode(column: Any) -> _Words:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    trimmed = pc.utf8_trim_whitespace(pc.cast(column, pa.string()))
    filled = pc.if_else(pc.equal(trimmed, ""), None, trimmed)
    if len(filled) == 0:
        return _Words(pa.array([], pa.string()), pa.array([], pa.int32()))
    encoded = filled.dictionary_encode()
    return _Words(encoded.dictionary, encoded.indices)


def _context(names: Sequence[str], columns: Sequence[_Words], given: Context) -> Context:
    """Looks for columns that leave no doubt about the decimal comma and the order of day and month."""
    comma, order = given.decimal_comma, given.order
    orders: set[Order] = set()
    pointed = False
    for name, words in zip(names, columns, strict=True):
        texts = _present(words)
        if len(texts) == 0:
            continue
        if comma is None:
            numbers = read_numbers(texts)
            if numbers is not None and numbers.decimal_comma and not _all_thousands(texts):
                comma = True
            pointed |= numbers is not None and _pointed(texts)
        spelled = order_of_pattern(name)
        dates = match_dates(texts)
        if dates is not None and dates.kind == "numeric":
            if spelled in dates.orders and spelled is not None:
                orders.add(spelled)
            elif len(dates.orders) == 1:
                orders.add(dates.orders[0])
    if comma is None and given.semicolons and not pointed:
        comma = True
    if len(orders) == 1:
        order = orders.pop()
    return replace(given, decimal_comma=comma, order=order)


def _pointed(texts: Any) -> bool:
    """True where a text has a decimal point that can be nothing else, or points part its thousands alone."""
    return bool(pc.any(pc.match_substring_regex(texts, r"\.\d+$")).as_py())


def _all_thousands(texts: Any) -> bool:
    return bool(pc.all(pc.match_substring_regex(texts, r"^[+-]?\d{1,3}(?:,\d{3})+$|^[+-]?\d{1,3}$")).as_py())


def _present(words: _Words) -> Any:
    """The distinct texts without those that stand for a missing value."""
    if len(words.texts) == 0:
        return words.texts
    return words.texts.filter(pc.invert(_is_missing(words.texts)))


def _is_missing(texts: Any) -> Any:
    return pc.is_in(pc.utf8_lower(texts), value_set=pa.array(sorted(_MISSING)))


def _type(name: str, words: _Words, unit: str | None, context: Context) -> TypedColumn:
    texts = _present(words)
    dropped = len(texts) < len(words.texts)
    unit = unit or unit_of_header(name)
    if len(texts):
        typed = _boolean(name, texts, words) or _number(name, texts, words, unit, context)
        typed = typed or _date(name, texts, words, context) or _duration(name, texts, words)
        typed = typed or _mostly(name, texts, words, unit, context)
        if typed is not None:
            return replace(typed, told=replace(typed.told, gone=_gone(words))) if dropped else typed
    clock = match_clock(texts) if len(texts) else None
    if clock is not None:
        return TypedColumn(
            column=Column(name=name, type="text", unit=unit),
            values=words.rows(words.texts),
            clock=_over_rows(words, texts, pa.array(clock)),
        )
    told = Told(empty=True, gone=_gone(words)) if not len(texts) else NOTHING
    return TypedColumn(
        column=Column(name=name, type="text", unit=unit), values=words.rows(words.texts), told=told
    )


def _gone(words: _Words) -> tuple[str, ...]:
    return tuple(sorted(words.texts.filter(_is_missing(words.texts)).to_pylist())) if len(words.texts) else ()


def _mostly(name: str, texts: Any, words: _Words, unit: str | None, context: Context) -> TypedColumn | None:
    """Dates or measured numbers with a few words among them (``TBD``, ``<0.1``): those cells become empty."""
    if len(texts) < 3 or is_identifier(name):
        return None
    rows = len(words.indices) - words.indices.null_count
    for mask, least in ((looks_like_date(texts), _MOST_DATES), (looks_like_number(texts), _MOST_NUMBERS)):
        kept, strays = texts.filter(mask), texts.filter(pc.invert(mask))
        if len(kept) < 2 or len(strays) == 0:
            continue
        held = pc.sum(pc.is_in(words.rows(words.texts), value_set=kept)).as_py() or 0
        if held < _FEWEST_TYPED or held < least * rows:
            continue
        typed = _date(name, kept, words, context) or _number(name, kept, words, unit, context)
        if typed is not None and typed.column.type != "integer":
            told = replace(typed.told, strays=tuple(strays.slice(0, 5).to_pylist()), stray_rows=rows - held)
            return replace(typed, told=told)
    return None


def _over_rows(words: _Words, texts: Any, values: Any) -> Any:
    """Spreads one value a present text over the rows; missing ones become null."""
    if len(texts) == len(words.texts):
        return words.rows(values)
    spread = pc.take(values, pc.index_in(words.texts, value_set=texts))
    return words.rows(spread)


def _typed(name: str, kind: ColumnType, unit: str | None, values: Any, told: Told = NOTHING) -> TypedColumn:
    return TypedColumn(column=Column(name=name, type=kind, unit=unit), values=values, told=told)


def _boolean(name: str, texts: Any, words: _Words) -> TypedColumn | None:
    if len(texts) > 6:
        return None
    lowered = [text.lower() for text in texts.to_pylist()]
    found = set(lowered)
    for yes, no in _BOOLEANS:
        if found <= {yes, no}:
            return _typed(
                name, "boolean", None, _over_rows(words, texts, pa.array([low == yes for low in lowered]))
            )
    for yes, no in _SHORT_BOOLEANS:
        if found == {yes, no}:
            return _typed(
                name, "boolean", None, _over_rows(words, texts, pa.array([low == yes for low in lowered]))
            )
    return None


def is_identifier(name: str) -> bool:
    """True where a header names codes: ``equipment_id``, ``Part No.``, ``WONumber``."""
    return bool(_IDENTIFIER.search(name.strip()) or _CAMEL_IDENTIFIER.search(name.strip()))


def _number(name: str, texts: Any, words: _Words, unit: str | None, context: Context) -> TypedColumn | None:
    numbers = _nanoseconds(name, texts) or read_numbers(texts, decimal_comma=context.decimal_comma)
    if numbers is None:
        return None
    moments = _epoch(name, numbers)
    if moments is not None:
        return _typed(name, "datetime", None, _over_rows(words, texts, moments))
    moments = _spreadsheet_days(name, numbers) if unit is None else None
    if moments is not None:
        told = Told(spreadsheet_days=True)
        return _typed(name, "datetime", None, _over_rows(words, texts, moments), told)
    if _DATE_NAME.search(name) and numbers.is_integer:
        dates = match_dates(texts, compact=True)
        if dates is not None and dates.kind == "compact":
            return _dates_of_rows(name, dates, texts, words, Context(utc=context.utc))
    if (numbers.is_integer and is_identifier(name)) or _VERSION.match(name.strip()):
        return None
    if not numbers.is_integer and _NUMBERING.match(name.strip()):
        return None
    kind: ColumnType = "integer" if numbers.is_integer else "number"
    told = Told(decimal_comma=numbers.decimal_comma)
    return _typed(name, kind, unit or numbers.unit, _over_rows(words, texts, numbers.values), told)


def _epoch(name: str, numbers: Numbers) -> Any | None:
    """Times from seconds, milli- or microseconds since 1970, where the header speaks of time."""
    if not _EPOCH_NAME.search(name):
        return None
    values = numbers.values.to_numpy(zero_copy_only=False).astype(np.float64)
    low, high = float(values.min()), float(values.max())
    for scale in (1.0, 1e3, 1e6, 1e9):
        if 3e8 * scale <= low and high <= 4.2e9 * scale:
            return pa.array((values / scale * 1e6).round().astype("int64").astype("datetime64[us]"))
    return None


def _nanoseconds(name: str, texts: Any) -> Numbers | None:
    """Numbers of 19 digits, which are codes elsewhere, where the header speaks of time."""
    if not _EPOCH_NAME.search(name) or not pc.all(pc.match_substring_regex(texts, r"^[1-4]\d{18}$")).as_py():
        return None
    return Numbers(values=pc.cast(texts, pa.int64()))


def _spreadsheet_days(name: str, numbers: Numbers) -> Any | None:
    """Times from days since 1900 with decimals, as a spreadsheet exports them, under a header of time."""
    if numbers.is_integer or not _DATE_NAME.search(name) or re.search(r"\b(?:min|sec|s|h|ms)\b", name):
        return None
    values = numbers.values.to_numpy(zero_copy_only=False).astype(np.float64)
    if len(values) < _FEWEST_TYPED or values.min() < _YEAR_2000 or values.max() > _YEAR_2050:
        return None
    seconds = np.round((values - _DAYS_TO_1970) * 86_400, 1)
    return pa.array((seconds * 1e6).astype("int64").astype("datetime64[us]"))


def _date(name: str, texts: Any, words: _Words, context: Context) -> TypedColumn | None:
    dates = match_dates(texts, compact=bool(_DATE_NAME.search(name)))
    return None if dates is None else _dates_of_rows(name, dates, texts, words, context)


def _dates_of_rows(name: str, dates: DateColumn, texts: Any, words: _Words, context: Context) -> TypedColumn:
    in_utc = bool(dates.zones) or name in context.utc
    read = {order: dates.read(order, utc=in_utc) for order in dates.orders}
    rows = {order: _over_rows(words, texts, pa.array(times)) for order, times in read.items()}
    in_order = {
        order: np.asarray(column.drop_null().to_numpy(zero_copy_only=False)) for order, column in rows.items()
    }
    order, guessed = choose_order(dates, in_order, likely=order_of_pattern(name) or context.order)
    told = Told(
        format=dates.kind, order=order, guessed=guessed, zones=dates.zones or dates.stated, in_utc=in_utc
    )
    values = pc.cast(rows[order], pa.timestamp("us"))
    if dates.has_time:
        return _typed(name, "datetime", None, values, told)
    return _typed(name, "date", None, pc.cast(values, pa.date32()), told)


def _mixed_dates(name: str, words: _Words, context: Context) -> TypedColumn | None:
    """A column of dates that are written in several ways, as people fill in lists by hand."""
    texts = _present(words)
    formats = match_mixed_dates(texts) if len(texts) > 1 else None
    if formats is None:
        return None
    times = np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[us]")
    told = Told(format="mixed", gone=_gone(words))
    for fits, dates in formats:
        read = {order: dates.read(order) for order in dates.orders}
        order, guessed = choose_order(dates, read, likely=order_of_pattern(name) or context.order)
        times[fits] = read[order]
        if dates.kind == "numeric":
            told = replace(told, order=order, guessed=guessed)
    values = _over_rows(words, texts, pa.array(times))
    if any(dates.has_time for _, dates in formats):
        return _typed(name, "datetime", None, values, told)
    return _typed(name, "date", None, pc.cast(values, pa.date32()), told)


def _duration(name: str, texts: Any, words: _Words) -> TypedColumn | None:
    hours = read_hours(name, texts)
    return None if hours is None else _typed(name, "duration", "h", _over_rows(words, texts, pa.array(hours)))
