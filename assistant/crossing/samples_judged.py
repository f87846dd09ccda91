"""Which samples are outside their limits, what these are, means, extremes and trends of parameters.

"Which oil sample was out of limits?", "le pH est-il hors limites ?", "is the iron of the oil rising?", "mean
conductivity in CT-1", "limite de DCO au rejet ?". Limits stand in a header, in the row of a result or in
a table with a row a parameter, for one point or all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from assistant.crossing.bridge import Bridge
from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.figures import moment
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema, quote
from assistant.laboratory import say
from assistant.laboratory.asked import Asked, asked_of
from assistant.laboratory.judged import Passed, holds_for, moved, passed, value_of
from assistant.laboratory.limits import Limit, header_limits, might_limit, row_limits, table_limits
from assistant.laboratory.meant import Meant, meant_of
from assistant.laboratory.samples import Parameter, names_samples, parameters_of, unit_of
from assistant.laboratory.told import extremes, limits_told, means
from assistant.records import Evidence, Question, Rows
from assistant.words import fold
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]
"""All rows of the tables that are wanted."""

_SURE = 0.97
_CITED = 50
_FEW = 20
"""Values of a label by which samples may be told apart."""


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
        found = [m for rows in samples if (m := meant_of(asked, rows, self._today())) is not None]
        most = max((one.overlap for one in found), default=0)
        best = [one for one in found if one.overlap == most]
        if asked.aim == "trend":
            told = [t for one in best for t in _trends(one, asked, question.language)]
        elif asked.aim in ("mean", "highest", "lowest", "limit"):
            told = [t for one in best for t in self._of_parameter(one, asked, scope, question.language)]
        else:
            limits = self._rows(might_limit, scope)
            told = [t for one in best for t in _outside(one, asked, limits, question.language)]
        return Bridge(reasons=tuple(told), listed=len(told) > 1) if told else None

    def _of_parameter(self, one: Meant, asked: Asked, scope: Scope, language: Language) -> list[Evidence]:
        """The mean, an extreme or the limits of the parameters that are named."""
        if asked.aim == "limit":
            found = limits_told(one, _limits(one, self._rows(might_limit, scope)), language)
        else:
            high = asked.aim == "highest"
            found = means(one, language) if asked.aim == "mean" else extremes(one, high, language)
        return [_evidence(one, told.rows, told.statement, told.limits, ()) for told in found]

    def _rows(self, wanted: Callable[[TableSchema], bool], scope: Scope) -> list[list[KeyedRow]]:
        """The rows of each table that is wanted."""
        rows: dict[str, list[KeyedRow]] = defaultdict(list)
        for row in self._rows_of(wanted, scope):
            rows[row.schema.name].append(row)
        return list(rows.values())


def _outside(
    meant: Meant, asked: Asked, tables: Sequence[Sequence[KeyedRow]], language: Language
) -> list[Evidence]:
    """The samples outside the limits, the gravest level first."""
    limits = _limits(meant, tables)
    levels = list(dict.fromkeys(one.level for one in limits))
    return [
        _told(meant, [one for one in limits if one.level == level], level, asked, language)
        for level in reversed(levels)
    ]


def _limits(meant: Meant, tables: Sequence[Sequence[KeyedRow]]) -> list[Limit]:
    """The limits that hold for the samples that are meant, of the parameters that are named or of all."""
    found = header_limits(meant.parameters)
    found += row_limits(meant.parameters, meant.rows)
    for rows in (rows for rows in tables if rows[0].schema.name != meant.schema.name):
        found += table_limits(meant.parameters, meant.schema, rows)
    return [
        one
        for one in found
        if _is_of_unit(one)
        and (not meant.named or one.parameter in meant.named)
        and any(holds_for(one, row) for row in meant.rows)
    ]


def _told(meant: Meant, limits: Sequence[Limit], level: str, asked: Asked, language: Language) -> Evidence:
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


def _count(meant: Meant) -> int:
    """How many samples there are: rows, or in long form what rows name."""
    if meant.parameters[0].among is None:
        return len(meant.rows)
    rows = [row for row in meant.rows if any(value_of(row, p) is not None for p in meant.named)]
    return len({_name(row, meant) for row in (rows if meant.named else meant.rows)})


def _trends(meant: Meant, asked: Asked, language: Language) -> list[Evidence]:
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


def _several(meant: Meant, parameter: Parameter) -> bool:
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
    meant: Meant, rows: Sequence[KeyedRow], statement: str, limits: Sequence[Limit], notes: tuple[str, ...]
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


def _name(row: KeyedRow, meant: Meant) -> str:
    """A sample by its key, or by its date and label."""
    if meant.schema.key:
        return row.key
    first = [c for c in meant.schema.columns if c.is_text or c.is_moment][:2]
    told = " ".join(moment(row.cells[c.name], "en") for c in first if row.cells[c.name] is not None)
    return told or f"#{row.number + 1}"


def _is_of_unit(limit: Limit) -> bool:
    """False where a list of limits prints another unit than the samples."""
    own = limit.parameter.column.unit
    return not (own and limit.unit) or fold(own) == fold(limit.unit)
