"""Which samples are outside their limits, and whether a parameter of samples rises.

"Which oil sample was out of limits?", "le pH est-il hors limites ?", "is the iron of the oil rising?". Limits
stand in a header, in the row of a result or in a table with a row a parameter, for one point or all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.figures import moment
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.laboratory import say
from assistant.laboratory.asked import Asked, asked_of, fills
from assistant.laboratory.judged import Passed, holds_for, moved, passed, value_of
from assistant.laboratory.limits import Limit, header_limits, might_limit, row_limits, table_limits
from assistant.laboratory.samples import Parameter, bare, names_samples, parameters_of, unit_of
from assistant.production.spans import Span, spans_of
from assistant.records import Evidence, Question, Rows
from assistant.words import STOP_WORDS, content_stems, fold, tokens
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""All rows of the tables that are wanted."""

_SURE = 0.97
_CITED = 50
_FEW = 20
"""Values of a label by which samples may be told apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """A table of samples with what a question means of it."""

    schema: TableSchema
    rows: Sequence[KeyedRow]
    parameters: tuple[Parameter, ...]
    named: tuple[Parameter, ...]
    labels: tuple[str, ...]
    overlap: int


class SamplesJudged:
    """Judges the samples of the table that a question means.

    Args:
        rows_of: Reads tables.
        today: For "last month".
    """

    def __init__(self, *, rows_of: RowsOf, today: Callable[[], date]) -> None:
        self._rows_of = rows_of
        self._today = today

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What is told; None where nothing of the kind is asked or no table of samples holds it."""
        asked = asked_of(question.text, question.language)
        if asked is None:
            return None
        samples = self._rows(lambda schema: bool(parameters_of(schema)), scope)
        found = [m for rows in samples if (m := _meant(asked, rows, self._today())) is not None]
        most = max((one.overlap for one in found), default=0)
        best = [one for one in found if one.overlap == most]
        if asked.aim == "trend":
            told = [t for one in best for t in _trends(one, asked, question.language)]
        else:
            limits = self._rows(might_limit, scope)
            told = [t for one in best for t in _outside(one, asked, limits, question.language)]
        return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None

    def _rows(self, wanted: Callable[[TableSchema], bool], scope: Scope) -> list[list[KeyedRow]]:
        """The rows of each table that is wanted."""
        rows: dict[str, list[KeyedRow]] = defaultdict(list)
        for row in self._rows_of(wanted, scope):
            rows[row.schema.name].append(row)
        return list(rows.values())


def _meant(asked: Asked, rows: Sequence[KeyedRow], today: date) -> _Meant | None:
    """None where a word of the question is explained neither by the table nor as a filling word."""
    schema = rows[0].schema
    parameters = parameters_of(schema)
    said = frozenset(content_stems(asked.text)) | frozenset(asked.text.split())
    named = _named(parameters, said)
    if not named and not asked.thing:
        return None
    kept, labels, left = list(rows), list[str](), f" {asked.text} "
    for column in schema.columns:
        if not column.is_text or column == parameters[0].among:
            continue
        values = [v for v, _ in column.values if _is_said(v, left)]
        if values:
            kept = [row for row in kept if row.cells[column.name] in values]
            labels += values
    for value in labels:
        gone = set(content_stems(value))
        left = left.replace(f" {fold(value)} ", " ")
        left = f" {' '.join(w for w in left.split() if not set(content_stems(w)) & gone)} "
    names = (*schema.words, *(word for c in schema.columns for word in bare(c.name).split()))
    named = tuple(p for p in named if p.among is None or any(value_of(row, p) is not None for row in kept))
    if not named and _named(parameters, said):
        return None
    known = {s for p in named for s in (*p.stems, *p.others)} | {s for w in names for s in content_stems(w)}
    words = [w for w in tokens(left) if w not in STOP_WORDS and not fills(w)]
    if any(not set(content_stems(w)) <= known for w in words):
        return None
    return _Meant(
        schema=schema,
        rows=_within(kept, schema, asked, today),
        parameters=parameters,
        named=named,
        labels=tuple(labels),
        overlap=len(named) + len(labels) + len(set(content_stems(asked.text)) & known),
    )


def _named(parameters: Sequence[Parameter], said: frozenset[str]) -> tuple[Parameter, ...]:
    """The parameters that words call: in full, or in long form by a word that no other is called by."""
    full = tuple(p for p in parameters if p.is_called(said))
    if full or parameters[0].among is None:
        return full
    shared = Counter(stem for p in parameters for stem in p.stems)
    return tuple(p for p in parameters if any(len(s) > 3 and shared[s] == 1 and s in said for s in p.stems))


def _outside(
    meant: _Meant, asked: Asked, tables: Sequence[Sequence[KeyedRow]], language: Language
) -> list[Evidence]:
    """The samples outside the limits, the gravest level first."""
    limits = header_limits(meant.parameters)
    limits += row_limits(meant.parameters, meant.rows)
    for rows in (rows for rows in tables if rows[0].schema.name != meant.schema.name):
        limits += table_limits(meant.parameters, meant.schema, rows)
    limits = [
        one
        for one in limits
        if _is_of_unit(one)
        and (not meant.named or one.parameter in meant.named)
        and any(holds_for(one, row) for row in meant.rows)
    ]
    levels = list(dict.fromkeys(one.level for one in limits))
    return [
        _told(meant, [one for one in limits if one.level == level], level, asked, language)
        for level in reversed(levels)
    ]


def _told(meant: _Meant, limits: Sequence[Limit], level: str, asked: Asked, language: Language) -> Evidence:
    """The samples outside the limits of one level."""
    found, judged = passed(meant.rows, limits)
    samples: dict[str, list[Passed]] = defaultdict(list)
    for one in found:
        samples[_name(one.row, meant)].append(one)
    yes = say.yes(bool(found) != asked.within, language) if asked.yes_no else ""
    names = (*((level,) if level else ()), *(p.name for p in meant.named), *meant.labels)
    statement = yes + say.head(names, language) + say.outside(samples, _count(meant), language)
    with_limits = [p.name for p in meant.parameters if any(one.parameter is p for one in limits)]
    without = [p.name for p in meant.parameters if p.name not in with_limits and not meant.named]
    notes = say.judged(judged, with_limits, without, language)
    rows = list({one.row.number: one.row for one in found}.values())
    return _evidence(meant, rows, statement, limits, notes)


def _count(meant: _Meant) -> int:
    """How many samples there are: rows, or in long form what rows name."""
    if meant.parameters[0].among is None:
        return len(meant.rows)
    rows = [row for row in meant.rows if any(value_of(row, p) is not None for p in meant.named)]
    return len({_name(row, meant) for row in (rows if meant.named else meant.rows)})


def _trends(meant: _Meant, asked: Asked, language: Language) -> list[Evidence]:
    """How each parameter that is named moved; none without a date, or over several machines at once."""
    dates = meant.schema.moments()
    if not meant.named or not dates:
        return []
    found = []
    for parameter in meant.named:
        if _several(meant, parameter):
            continue
        dated = [(row.moment(dates[0]), value_of(row, parameter), row) for row in meant.rows]
        readings = [(at, value) for at, value, _ in dated if at is not None and value is not None]
        told = moved(readings)
        if told is None:
            continue
        right = told.is_sure and (told.slope > 0) == asked.up
        yes = say.yes(right, language) if asked.yes_no and asked.up is not None else ""
        statement = yes + say.head((parameter.name, *meant.labels), language)
        rows = [row for at, value, row in dated if at is not None and value is not None]
        statement += say.trend(unit_of(parameter, rows), told, language)
        found.append(_evidence(meant, rows, statement, (), (say.test(told, language),)))
    return found


def _several(meant: _Meant, parameter: Parameter) -> bool:
    """True where the rows are of several machines or points: their values make no one trend."""
    rows = meant.rows
    if parameter.among is not None:
        rows = [row for row in rows if value_of(row, parameter) is not None]
    return any(
        len({row.cells[c.name] for row in rows}) > 1
        for c in meant.schema.columns
        if c.is_text
        and c.name != meant.schema.key
        and c.part != "prose"
        and 1 < c.distinct <= _FEW
        and not (parameter.among is not None and names_samples(c))
    )


def _evidence(
    meant: _Meant, rows: Sequence[KeyedRow], statement: str, limits: Sequence[Limit], notes: tuple[str, ...]
) -> Evidence:
    names = tuple(c.name for c in meant.schema.columns)
    numbers = ", ".join(str(row.number) for row in rows[:_CITED])
    columns = ", ".join(map(quote, names))
    sql = f"SELECT _row, {columns} FROM {quote(meant.schema.name)} WHERE _row IN ({numbers})"  # noqa: S608
    other = dict.fromkeys(one.source for one in limits if one.source)
    told = "; ".join(str(row.key) for row in rows[:_CITED])
    return cited(
        meant.schema,
        statement=statement,
        quote=told or statement,
        score=_SURE,
        rows=Rows(
            columns=names,
            values=tuple(tuple(held_cell(row.cells[name]) for name in names) for row in rows[:_CITED]),
            total=len(rows),
            matched=len(rows),
            row_numbers=tuple(row.number for row in rows[:_CITED]),
        ),
        sql=sql if rows else None,
        caveats=notes,
        also=tuple(source for source in other if source != meant.schema.table.source),
    )


def _name(row: KeyedRow, meant: _Meant) -> str:
    """A sample by its key, or by its date and label."""
    if meant.schema.key:
        return row.key
    first = [c for c in meant.schema.columns if c.is_text or c.is_moment][:2]
    told = " ".join(moment(row.cells[c.name], "en") for c in first if row.cells[c.name] is not None)
    return told or f"#{row.number + 1}"


def _within(rows: Sequence[KeyedRow], schema: TableSchema, asked: Asked, today: date) -> list[KeyedRow]:
    """The rows of the periods that are named."""
    if not asked.periods:
        return list(rows)
    dates: ColumnSchema | None = next(iter(schema.moments()), None)
    days = {row.number: at.date() for row in rows if (at := row.moment(dates)) is not None}
    if not days:
        return []
    held = Span(min(days.values()), max(days.values()) + timedelta(days=1))
    spans = [span for period in asked.periods for span in spans_of(period, held, today)]
    return [row for row in rows if any(s.start <= days.get(row.number, date.min) < s.end for s in spans)]


def _is_said(value: str, text: str) -> bool:
    """True where a question names a value in all its words."""
    stems = set(content_stems(fold(value)))
    if len(value) < 2 or not stems:
        return False
    return f" {fold(value)} " in text or (len(stems) > 1 and stems <= set(content_stems(text)))


def _is_of_unit(limit: Limit) -> bool:
    """False where a list of limits prints another unit than the samples."""
    own = limit.parameter.column.unit
    return not (own and limit.unit) or fold(own) == fold(limit.unit)
