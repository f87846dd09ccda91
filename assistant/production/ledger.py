"""A table of amounts by period in one form: rows may be days, shifts, weeks or months, columns may be months.

Knows rows that were read; asks nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.moments import table_concepts
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.production.measures import RATES, Measure, concepts_in, is_cumulated, is_total, measure_of
from assistant.production.spans import GRAINS, Grain, Span, around, covering, span_of_cell, year_in
from assistant.words import fold

_MOST_LABELS = 60
_FEWEST_MONTHS = 3
_MOSTLY = 0.8
_ACCOUNTED = frozenset(
    "budget actual actuals ytd spent reel reels engage engages realise depense depenses".split()
)
_SPENT = frozenset("actual actuals spent reel reels realise depense depenses consomme".split())
_YEAR = re.compile(r"(?:19|20)\d\d")
_RISING = 8
"""Values in a row that never fall before a column is taken for a counter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The amounts of one row, or of one month's cells.

    Attributes:
        span: None where the table tells no time.
        labels: Line, shift, reason … by the column's name.
        values: By the measure's name; what is empty is not there.
        row: 0-based data row of ``table``.
    """

    span: Span | None
    labels: Mapping[str, str]
    values: Mapping[str, float]
    row: int
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Amounts by period.

    Attributes:
        title: What the table is called.
        grain: Of its rows; None where rows tell no time.
        labels: Column to its different values.
        sources: Files, the first one's first.
        schema: Of the table; None for a log.
        left_out: Rows that sum up others or tell no period, as they are called.
    """

    title: str
    grain: Grain | None
    measures: tuple[Measure, ...]
    labels: Mapping[str, tuple[str, ...]]
    entries: tuple[Entry, ...]
    sources: tuple[str, ...]
    schema: TableSchema | None = None
    left_out: tuple[str, ...] = field(default=())

    @property
    def held(self) -> Span | None:
        """From the first day to the last."""
        spans = [entry.span for entry in self.entries if entry.span is not None]
        return covering(spans) if spans else None

    @property
    def words(self) -> str:
        """What it is called, folded."""
        return fold(re.sub(r"[_\W]+", " ", " ".join((self.title, *self.sources))))


def might_be(schema: TableSchema) -> bool:
    """True where a table's columns may be amounts by period or by label: rows need be read to tell."""
    several = len(schema.moments()) > 1 and _lasting(schema) is None
    if several or "work order" in table_concepts(schema):
        return False
    if len(_month_columns(schema)) >= _FEWEST_MONTHS or _year_columns(schema) or _stops(schema):
        return True
    return any(_measure(c, schema).tells and _is_amount(c) for c in schema.columns)


def ledger_of(schema: TableSchema, rows: Sequence[KeyedRow]) -> Ledger | None:
    """The ledger of a table; None where it holds no amounts."""
    months = _month_columns(schema)
    if len(months) >= _FEWEST_MONTHS:
        made = _turned(schema, rows, months)
    else:
        made = _crossed(schema, rows) if _year_columns(schema) else _upright(schema, rows)
    return checked(made) if made is not None else None


def united(ledgers: Sequence[Ledger]) -> list[Ledger]:
    """Ledgers of one layout whose periods follow each other, as sheets of years do, are one."""
    found: list[Ledger] = []
    for one in sorted(ledgers, key=lambda ledger: ledger.held or Span(date.min, date.min)):
        at = next((i for i, other in enumerate(found) if _goes_on(other, one)), None)
        if at is None:
            found.append(one)
            continue
        other = found[at]
        labels = {
            name: tuple(dict.fromkeys((*other.labels[name], *one.labels[name]))) for name in other.labels
        }
        found[at] = replace(
            other,
            labels=labels,
            measures=tuple({m.name: m for m in (*other.measures, *one.measures)}.values()),
            entries=(*other.entries, *one.entries),
            sources=tuple(dict.fromkeys((*other.sources, *one.sources))),
            left_out=tuple(dict.fromkeys((*other.left_out, *one.left_out))),
        )
    return found


def _goes_on(first: Ledger, second: Ledger) -> bool:
    """True for a table of the same columns whose time begins after the first one's."""
    if first.held is None or second.held is None or first.held.end > second.held.start:
        return False
    alike = _undated(first.sources[-1]) == _undated(second.sources[0])
    names = {m.name for m in first.measures}, {m.name for m in second.measures}
    return alike and set(first.labels) == set(second.labels) and bool(names[0] & names[1])


def _undated(name: str) -> str:
    return re.sub(r"\d+", "", fold(name))


def _upright(schema: TableSchema, rows: Sequence[KeyedRow]) -> Ledger | None:
    """A row a period, or a row a label where no column tells a time."""
    period = _period_column(schema, rows)
    measures = [m for c in schema.columns if _is_amount(c) and (m := _measure(c, schema)).tells]
    lasting = _lasting(schema) if not measures and _stops(schema) else None
    if lasting is not None:
        measures = [Measure(name=_called(lasting), unit="h", concepts=frozenset({"downtime"}))]
    if not measures or (period is None and not _accounts(schema)):
        return None
    labels = {
        c.name: tuple(value for value, _ in c.values)
        for c in schema.columns
        if c.is_text and c.name != (period.name if period else "") and 0 < c.distinct <= _MOST_LABELS
        and not c.textual_number and c.part != "prose"
    }  # fmt: skip
    year = year_in(schema.table.sheet, schema.table.title, schema.table.source)
    entries, left, grains = [], [], set()
    for row in rows:
        said = {name: str(row.cells[name]) for name in labels if row.cells[name] not in (None, "")}
        summing = next((v for v in said.values() if is_total(v)), "")
        span: Span | None = None
        if period is not None:
            read = _span(row.cells[period.name], year)
            if read is None:
                left.append(str(row.cells[period.name] or summing or "–"))
                continue
            span = read[0]
            grains.add(read[1])
        if summing:
            left.append(summing)
            continue
        if lasting is not None:
            begin, end = (row.moment(column) for column in lasting)
            hours = (end - begin).total_seconds() / 3600 if begin and end else -1.0
            values = {_called(lasting): hours} if hours >= 0 else {}
        else:
            values = {m.name: v for m in measures if (v := _amount(row.cells[m.name])) is not None}
        entries.append(Entry(span, said, values, row.number, schema.name))
    if not entries:
        return None
    grain = min(grains, key=GRAINS.index) if grains else None
    if grain == "year" and any(len(values) > max(1, len(entries) // 2) for values in labels.values()):
        return None  # things, each with the year in which it was built
    if grain == "day" and _first_of_months(entries):
        grain = "month"
        entries = [replace(e, span=around(e.span.start, "month")) for e in entries if e.span is not None]
    return Ledger(
        title=_title(schema),
        grain=grain,
        measures=tuple(measures),
        labels=labels,
        entries=tuple(entries),
        sources=(schema.table.source,),
        schema=schema,
        left_out=tuple(dict.fromkeys(left)),
    )


def _turned(schema: TableSchema, rows: Sequence[KeyedRow], months: Mapping[str, Span]) -> Ledger | None:
    """Months in columns: each row is a measure of its own, or the part of one that its first cell names."""
    head = next((c for c in schema.columns if c.is_text and c.name not in months), None)
    if head is None:
        return None
    names = [str(row.cells[head.name] or "") for row in rows]
    own = [measure_of(name, None, about="") for name in names]
    apart = sum(bool(m.concepts and m.unit) for m in own) >= _MOSTLY * len(own)
    about = f"{schema.table.title} {schema.table.source} {head.name}".replace("_", " ")
    shared = concepts_in(fold(about))
    unit_column = next(
        (c for c in schema.columns if fold(c.name) in ("unit", "unite", "units", "unites")), None
    )
    entries, left, measures = [], [], {}
    for row, name, measure in zip(rows, names, own, strict=True):
        if not name or is_total(name):
            left.append(name or "–")
            continue
        if unit_column is not None and row.cells[unit_column.name]:
            measure = measure_of(name, str(row.cells[unit_column.name]))
            apart = apart or bool(measure.concepts)
        if not apart:
            measure = replace(measure_of(_title(schema), None), concepts=shared, adds=len(shared) == 1)
        if not measure.tells:
            continue
        measures[measure.name] = measure
        for column, span in months.items():
            value = _amount(row.cells[column])
            if value is not None:
                labels = {} if apart else {head.name: name}
                entries.append(Entry(span, labels, {measure.name: value}, row.number, schema.name))
    if not entries:
        return None
    return Ledger(
        title=_title(schema),
        grain="month",
        measures=tuple(measures.values()),
        labels={} if apart else {head.name: tuple(dict.fromkeys(n for n in names if n and not is_total(n)))},
        entries=tuple(entries),
        sources=(schema.table.source,),
        schema=schema,
        left_out=tuple(dict.fromkeys(left)),
    )


def checked(ledger: Ledger) -> Ledger | None:
    """Without counters and running totals, whose readings are no amounts; None where nothing is left.

    What measures the same beside one goes too: the sum of the others would pass for all.
    """
    if ledger.grain is None:
        return ledger
    counters = {m.concepts for m in ledger.measures if is_cumulated(m.name) or _only_rises(ledger, m)}
    kept = tuple(m for m in ledger.measures if m.concepts not in counters)
    return replace(ledger, measures=kept) if kept else None


def _only_rises(ledger: Ledger, measure: Measure) -> bool:
    by_label: dict[tuple[str, ...], list[tuple[Span, float]]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.span is not None and measure.name in entry.values:
            by_label[tuple(entry.labels.values())].append((entry.span, entry.values[measure.name]))
    runs = [[value for _, value in sorted(found)] for found in by_label.values() if len(found) >= _RISING]
    return bool(runs) and all(
        all(a <= b for a, b in pairwise(run)) and len(set(run)) > len(run) // 2 for run in runs
    )


def _accounts(schema: TableSchema) -> bool:
    """True for costs by category, as budgets and cost reports are: they may be added up without a time."""
    words = {word for c in schema.columns if c.is_numeric for word in c.words}
    return bool(words & _ACCOUNTED)


def _title(schema: TableSchema) -> str:
    """What a table is called; a sheet that is called a year goes by its file's name."""
    title = schema.table.title or schema.name
    stem = schema.table.source.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return stem if re.fullmatch(r"[\W\d_]*", title) else title


def _month_columns(schema: TableSchema) -> dict[str, Span]:
    year = year_in(schema.table.sheet, schema.table.title, schema.table.source)
    found = {
        c.name: told[0] for c in schema.columns if (told := span_of_cell(c.name, year)) and told[1] == "month"
    }
    return {name: span for name, span in found.items() if list(found.values()).count(span) == 1}


def _year_columns(schema: TableSchema) -> dict[str, int]:
    """Columns that are called years, where months are the rows and the table's name says of what."""
    found = {c.name: int(c.name) for c in schema.columns if _YEAR.fullmatch(c.name.strip()) and _is_amount(c)}
    return found if len(found) > 1 and len(_concepts_of(schema)) == 1 else {}


def _crossed(schema: TableSchema, rows: Sequence[KeyedRow]) -> Ledger | None:
    """Months down and years across."""
    head = next((c for c in schema.columns if c.is_text), None)
    years, concepts = _year_columns(schema), _concepts_of(schema)
    if head is None:
        return None
    name = _title(schema)
    measure = replace(
        measure_of(name, None), concepts=concepts, adds=not concepts & RATES, member="", total=False
    )
    entries, left = [], []
    for row in rows:
        said = str(row.cells[head.name] or "")
        for column, year in years.items():
            value, told = _amount(row.cells[column]), span_of_cell(said, year)
            if told is None or told[1] != "month":
                left.append(said or "–")
            elif value is not None:
                entries.append(Entry(told[0], {}, {measure.name: value}, row.number, schema.name))
    if len(left) > len(entries):
        return None
    return Ledger(
        title=name, grain="month", measures=(measure,), labels={}, entries=tuple(entries),
        sources=(schema.table.source,), schema=schema, left_out=tuple(dict.fromkeys(left)),
    )  # fmt: skip


def _concepts_of(schema: TableSchema) -> frozenset[str]:
    """What a table's name says that it measures."""
    return concepts_in(fold(f"{_title(schema)} {schema.table.source}".replace("_", " ")))


def _lasting(schema: TableSchema) -> tuple[ColumnSchema, ColumnSchema] | None:
    """The columns of when something began and when it ended, where a table has these two times alone."""
    moments = schema.moments()
    start = [c for c in moments if c.date_role == "start"]
    end = [c for c in moments if c.date_role == "end"]
    return (start[0], end[0]) if len(start) == len(end) == 1 and len(moments) == 2 else None


def _stops(schema: TableSchema) -> bool:
    """True for a log of stops with their begin and end."""
    return _lasting(schema) is not None and "downtime" in _concepts_of(schema)


def _called(lasting: tuple[ColumnSchema, ColumnSchema]) -> str:
    return f"{lasting[0].name} → {lasting[1].name}"


def _period_column(schema: TableSchema, rows: Sequence[KeyedRow]) -> ColumnSchema | None:
    lasting = _lasting(schema)
    if lasting is not None:
        return lasting[0]
    if schema.moments():
        return schema.moments()[0] if schema.moments()[0].date_role != "other" else None
    year = year_in(schema.table.sheet, schema.table.title, schema.table.source)
    for column in schema.columns:
        cells = [str(row.cells[column.name]) for row in rows if row.cells[column.name] not in (None, "")]
        cells = [cell for cell in cells if not is_total(cell)]
        if cells and sum(span_of_cell(cell, year) is not None for cell in cells) >= _MOSTLY * len(cells):
            return column if column.is_text or column.low != 1 else None
    return None


def _span(cell: object, year: int | None) -> tuple[Span, Grain] | None:
    if isinstance(cell, datetime):
        return around(cell.date(), "day"), "day"
    if isinstance(cell, date):
        return around(cell, "day"), "day"
    return span_of_cell(str(cell), year) if cell not in (None, "") else None


def _first_of_months(entries: Sequence[Entry]) -> bool:
    days = {entry.span.start for entry in entries if entry.span is not None}
    return len(days) >= _FEWEST_MONTHS and all(day.day == 1 for day in days)


def _is_amount(column: ColumnSchema) -> bool:
    return column.type in ("integer", "number") and not column.names_things and not column.counts_rows


def _measure(column: ColumnSchema, schema: TableSchema) -> Measure:
    about = f"{schema.table.title} {schema.table.source}".replace("_", " ")
    made = measure_of(column.name, column.unit, about=about, whole=column.type == "integer")
    if made.concepts <= {"target"} and made.of in ("", "money") and _budgets(schema):
        spent, planned = _SPENT & set(column.words), "budget" in column.words
        if spent or planned:
            of = {"cost", "target"} if planned else {"cost"}
            return replace(made, concepts=frozenset(of), adds=True)
    return made


def _budgets(schema: TableSchema) -> bool:
    """True where one column is the budget and another what was spent of it."""
    words = [set(c.words) for c in schema.columns if c.type in ("integer", "number")]
    return any("budget" in one for one in words) and any(_SPENT & one for one in words)


def _amount(cell: object) -> float | None:
    return (
        float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell else None
    )
