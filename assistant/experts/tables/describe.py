"""Conditions and columns of a plan in words. Knows plans and the index, runs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from assistant.experts.tables import figures
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.plan import AnyOf, Expr, Filter, Where
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.wording import SENTENCES, say, word
from assistant.experts.tables.words import norms, stems
from retrieval.records import Language

Naming = Callable[[Filter], str]
"""Adds to a filter's values what they are called (the name of a code, the code of a name)."""

_SIGNS = {"=": "=", "!=": "≠", ">": ">", ">=": "≥", "<": "<", "<=": "≤"}

_UNNAMED = re.compile(r"column_\d+")
"""What ingestion calls a column without a name."""
_COLUMNS_TOLD = 5
_ALIKE = 0.7
"""Below it two words share letters by chance."""


def column_words(expr: Expr | None, language: Language) -> str:
    """The name of a column, or what is computed of columns."""
    if expr is None:
        return ""
    if expr.kind == "length":
        return f"{word('duration', language)} ({expr.name} → {expr.second})"
    if expr.kind == "product":
        return " × ".join(expr.factors)
    if expr.kind == "direction":
        return word("direction", language)
    if expr.kind == "row":
        return word("order in the table", language)
    return expr.name


def where_words(where: Where, language: Language, naming: Naming | None = None) -> str:
    """All conditions, joined; empty where there is none."""
    parts = [_item(item, language, naming) for item in where]
    return figures.listed([part for part in parts if part], language)


def _item(item: Filter | AnyOf, language: Language, naming: Naming | None) -> str:
    if isinstance(item, AnyOf):
        words = f" {word('or', language)} "
        if len({f.expr.name for f in item.filters}) == 1:
            first, *rest = item.filters
            return words.join([_one(first, language, naming), *(_value(f, language) for f in rest)])
        return words.join(_one(f, language, naming) for f in item.filters)
    return _one(item, language, naming)


def _one(item: Filter, language: Language, naming: Naming | None) -> str:
    column = column_words(item.expr, language)
    if item.condition in ("in", "tells"):
        named = naming(item) if naming and item.condition == "in" else ""
        shown = f"{_values(item, language)}{named}"
        text = shown if _UNNAMED.fullmatch(item.expr.name) else f"{column} {shown}"
        return word("not", language).format(text) if item.negated else text
    if item.condition == "contains":
        text = f"{column} “{item.words}”"
        return word("not", language).format(text) if item.negated else text
    if item.condition in ("is_true", "is_false"):
        return f"{column} {figures.yes(item.condition == 'is_true', language)}"
    if item.condition in ("is_null", "not_null"):
        return word("empty" if item.condition == "is_null" else "filled", language).format(column)
    if item.condition == "same_as":
        return f"{column} {word('same_as', language)} {where_words(item.like, language, naming)}"
    if item.other is not None:
        sign = _SIGNS[item.condition.removeprefix("column_")]
        return f"{column} {sign} {column_words(item.other, language)}"
    return f"{column} {_value(item, language)}"


def _values(item: Filter, language: Language) -> str:
    shown = [" ".join(v.split()) for v in item.values[:4]]
    text = f" {word('or', language)} ".join(shown)
    return text if len(item.values) <= 4 else f"{text} … ({len(item.values)})"


def _value(item: Filter, language: Language) -> str:
    if item.condition == "period":
        return period_words(item.start, item.end, language)
    if item.condition == "month":
        return word("month_of", language).format(*item.numbers)
    if item.condition == "day_of_year":
        return word("day_of", language).format(*item.numbers)
    if item.condition == "weekday":
        return word("weekdays", language).format(", ".join(map(str, item.numbers)))
    if item.condition == "between":
        low, high = figures.number(item.number, language), figures.number(item.upper, language)
        return word("between", language).format(low, high)
    if item.condition in ("in", "starts", "tells"):
        return _values(item, language) + ("…" if item.condition == "starts" else "")
    return f"{_SIGNS.get(item.condition, item.condition)} {figures.number(item.number, language)}"


def period_words(start: datetime | None, end: datetime | None, language: Language) -> str:
    """A period: ``in 2014``, ``in 2020-06``, ``from … to …``."""
    if start is None or end is None:
        known = start or end
        assert known is not None
        return word("since" if start else "until", language).format(figures.moment(known, language))
    last = end - timedelta(seconds=1)
    if start.month == start.day == 1 and end == datetime(start.year + 1, 1, 1):
        return f"{word('in', language)} {start.year}"
    if start.day == 1 and end == datetime(start.year + start.month // 12, start.month % 12 + 1, 1):
        return f"{word('in', language)} {start:{'%m/%Y' if language == 'fr' else '%Y-%m'}}"
    if end - start == timedelta(days=1):
        return f"{word('on', language)} {figures.moment(start.date(), language)}"
    if end - start < timedelta(days=1):
        return f"{word('on', language)} {figures.moment(start, language)}"
    return word("between_dates", language).format(
        figures.moment(start.date(), language), figures.moment(last.date(), language)
    )


def known_values(index: TableIndex, table: str, column: str, *, most: int = 12) -> str:
    """The values of a column, for a refusal."""
    values = [value for value, _ in index.schema(table).column(column).values]
    shown = ", ".join(sorted(values[:most], key=_natural))
    return shown if len(values) <= most else f"{shown} … ({len(values)})"


def known_columns(schema: TableSchema, asked: str, language: Language) -> str:
    """The columns nearest to what was asked for, and how many more there are; for a refusal."""
    wanted = norms(asked)
    near = sorted(schema.columns, key=lambda column: -_likeness(wanted, column.words))
    # Of six, four are told: "and 1 more" is as long as the name that it leaves out.
    told = near[: _COLUMNS_TOLD - (len(near) == _COLUMNS_TOLD + 1)]
    names = ", ".join(column.name for column in told)
    left = len(near) - len(told)
    return say(SENTENCES, "more", language).format(names, left) if left else names


def _likeness(wanted: Sequence[str], words: Sequence[str]) -> float:
    """1 for words of one stem, else how alike their letters are; 0 where that is chance."""
    pairs = [(one, other) for one in wanted for other in words]
    if any(stems(one) & stems(other) for one, other in pairs):
        return 1.0
    alike = max((SequenceMatcher(None, one, other).ratio() for one, other in pairs), default=0.0)
    return alike if alike >= _ALIKE else 0.0


def _natural(text: str) -> tuple[str, int]:
    digits = "".join(c for c in text if c.isdigit())
    return text.rstrip("0123456789"), int(digits or 0) if len(digits) < 12 else 0
