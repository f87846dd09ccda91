"""From a parsed question to evidence: runs the plan, tells the result, or what the tables lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.experts.tables.called import calls
from assistant.experts.tables.citing import cited, held_cell
from assistant.experts.tables.class_rows import ClassRows, Known
from assistant.experts.tables.counted import counted_rows, of_one_row
from assistant.experts.tables.crosstab import Crossed
from assistant.experts.tables.describe import column_words, known_columns, known_values, where_words
from assistant.experts.tables.figures import cell, hours, listed
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.left_out import names_values
from assistant.experts.tables.link import Links, Missing
from assistant.experts.tables.parse import Parsed
from assistant.experts.tables.plan import Filter, Plan
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.rowsearch import FoundRows
from assistant.experts.tables.run import Result, Runner
from assistant.experts.tables.say import tell_result
from assistant.experts.tables.schema import quote
from assistant.experts.tables.sql import ROWS_SHOWN, build, with_group
from assistant.experts.tables.sql_terms import literal
from assistant.experts.tables.teller import Teller, Told
from assistant.experts.tables.temporal import Sequence as Sequence_
from assistant.experts.tables.temporal import sequence_sql
from assistant.experts.tables.text_to_sql import Written, tell
from assistant.experts.tables.wording import CAVEATS, REFUSALS, SENTENCES, say
from assistant.records import Cell, Evidence, Rows
from retrieval.records import Language

_WRITTEN = 0.75
"""Confidence in a query that a capable model wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Evidence with the plan behind it.

    Attributes:
        found: False where the query gave no rows.
        names: What was found, as words that a next step can look for.
        firm: True where words of the question name a row and a column, or steps that follow each other.
    """

    evidence: Evidence
    plan: Plan
    found: bool
    names: tuple[str, ...] = ()
    firm: bool = False


def answer(reading: Reading, index: TableIndex, parsed: Parsed, runner: Runner) -> Answered:
    """Runs a plan and tells its result.

    Raises:
        QueryRefused: The query could not be run.
    """
    plan = parsed.plan
    query = build(plan, index)
    result = runner.run(query.text)
    single = of_one_row(plan, index, result)
    if single is not None:
        return answer(reading, index, replace(parsed, plan=single), runner)
    teller = Teller(reading, index, plan, naming=lambda item: _names_of(item, index, plan, runner))
    told = tell_result(teller, result)
    total, numbers = _matched(plan, result, query.rows, runner)
    shown = counted_rows(plan, index, runner) or result
    empty = 0.45 if plan.kind == "rows" or not names_values(reading, plan.where) else 0.75
    score = plan.score if told.found else plan.score * empty
    table = parsed.schema.table
    others = tuple(dict.fromkeys(index.schema(name).table.source for name in query.tables[1:]))
    caveats = tuple(
        say(CAVEATS, a.kind, reading.language).format(*_arguments(a.kind, a.words)) for a in plan.assumptions
    )
    evidence = cited(
        parsed.schema,
        quote=_quote(plan, told, reading.language),
        score=round(min(0.99, score), 3),
        statement=told.statement,
        sql=query.text,
        values=told.values,
        caveats=caveats,
        also=tuple(source for source in others if source != table.source),
        rows=Rows(
            columns=tuple(c for c in shown.columns if c != "_row"),
            values=_cells(shown),
            total=len(shown.rows),
            matched=total,
            row_numbers=numbers,
        ),
    )
    return Answered(evidence=evidence, plan=plan, found=told.found, names=_found_names(plan, result, index))


def _found_names(plan: Plan, result: Result, index: TableIndex) -> tuple[str, ...]:
    """The groups, rows or values of a result, at most three, as they stand in the table."""
    if plan.kind == "groups" and (plan.limit == 1 or plan.rank or plan.having):
        return tuple(" ".join(str(v) for v in row[: len(plan.group)]) for row in result.rows[:3])
    if plan.kind == "rows" and plan.target is not None:
        return tuple(str(row[0]) for row in result.rows[:3] if row[0] is not None)
    if plan.kind == "extreme" and plan.show and not plan.when:
        return tuple(dict.fromkeys(str(row[2]) for row in result.rows if row[2] is not None))[:3]
    key = index.schema(plan.table).key
    if plan.kind in ("rows", "extreme") and key is not None and key in result.columns:
        place = result.columns.index(key)
        return tuple(str(row[place]) for row in result.rows[:3])
    return ()


def crossed_evidence(crossed: Crossed, runner: Runner) -> Answered:
    """Evidence of cells where a row and a column cross.

    Raises:
        QueryRefused: The query could not be run.
    """
    result = runner.run(crossed.sql)
    score = crossed.coverage**1.75
    evidence = cited(
        crossed.schema,
        quote=crossed.statement,
        score=round(min(0.95, score), 3),
        statement=crossed.statement,
        sql=crossed.sql,
        values=crossed.values,
        rows=Rows(
            columns=tuple(c for c in result.columns if c != "_row"),
            values=_cells(result),
            total=len(result.rows),
            matched=len(result.rows),
            row_numbers=(crossed.number,),
        ),
    )
    plan = Plan(
        kind="rows",
        table=crossed.schema.name,
        score=score,
        coverage=crossed.coverage,
        explained=crossed.explained,
        unexplained=crossed.unexplained,
    )
    return Answered(evidence=evidence, plan=plan, found=True, names=crossed.values[:1], firm=True)


def row_evidence(reading: Reading, found: FoundRows) -> Answered:
    """Evidence of rows that hold the question's words."""
    shown = listed([c.rstrip(".") for c in found.cells[:4]], reading.language)
    statement = say(SENTENCES, "row_cell", reading.language).format(
        cell=shown, column=found.column, context=found.context
    )
    names = tuple(c.name for c in found.schema.columns)
    score = round(min(0.95, 0.95 * found.coverage**2.2 / (1 + 0.12 * (len(found.numbers) - 1))), 3)
    evidence = cited(
        found.schema,
        quote=f"{found.context} · {found.column}: {shown}",
        score=score,
        statement=statement,
        sql=found.sql,
        values=found.cells[:4],
        rows=Rows(
            columns=names,
            values=tuple(tuple(held_cell(v) for v in row) for row in found.rows),
            total=len(found.rows),
            matched=len(found.rows),
            row_numbers=found.numbers,
        ),
    )
    plan = Plan(kind="rows", table=found.schema.name, score=score, coverage=found.coverage)
    key = found.schema.key
    place = names.index(key) if key in names else None
    keys = tuple(str(row[place]) for row in found.rows) if place is not None else ()
    return Answered(evidence=evidence, plan=plan, found=True, names=keys or found.cells[:2])


def of_its_class(answered: Answered, known: Known, rows: ClassRows, language: Language) -> Answered:
    """The rows of the classes that a thing falls into, with what its register says of it."""
    evidence = answered.evidence
    one = len(rows.values) == 1 and answered.plan.show and evidence.values
    statement = say(SENTENCES, "of_class" if one else "of_classes", language).format(
        told=(evidence.statement or "").rstrip("."),
        tag=known.tag,
        why=rows.why,
        classes=rows.values[0],
        values=listed(list(evidence.values[: len(answered.plan.show)]), language),
        column=listed([shown.name for shown in answered.plan.show], language),
    )
    evidence = replace(
        evidence,
        statement=statement,
        quote=f"{evidence.quote}; {rows.why}",
        values=(*evidence.values, rows.why),
        also=tuple(dict.fromkeys((*evidence.also, known.source))),
    )
    return replace(answered, evidence=evidence)


def sequence_evidence(reading: Reading, index: TableIndex, found: Sequence_, runner: Runner) -> Answered:
    """Evidence of rows that follow, or precede, others.

    Raises:
        QueryRefused: The query could not be run.
    """
    sql = sequence_sql(found)
    result = runner.run(sql)
    teller = Teller(reading, index, found.target.plan)
    before = where_words(found.anchor.plan.where, reading.language)
    rows = [", ".join(cell(v, reading.language) for v in row[2:] if v is not None) for row in result.rows]
    window = hours(found.hours, reading.language, "day") if found.hours else ""
    key = "sequence" if rows else "sequence_none"
    statement = say(SENTENCES, key, reading.language).format(
        rows="; ".join(rows[:6]),
        n=len(rows),
        noun=teller.noun(max(2, len(rows))),
        cond=teller.cond(),
        window=window,
        before=before,
        cue=say(SENTENCES, "backward" if found.backward else "forward", reading.language),
    )
    table, other = found.target.schema.table, found.anchor.schema.table
    score = round(min(0.97, min(found.anchor.plan.coverage, found.target.plan.coverage) ** 1.3), 3)
    evidence = cited(
        found.target.schema,
        quote=f"{before} → {'; '.join(rows[:6]) or '0'}",
        score=score,
        statement=statement,
        also=(other.source,) if other.source != table.source else (),
        sql=sql,
        values=tuple(rows[:20]),
        rows=Rows(
            columns=result.columns[1:],
            values=_cells(result),
            total=len(result.rows),
            matched=len(result.rows),
            row_numbers=tuple(int(str(row[0])) for row in result.rows)[:200],
        ),
    )
    key_name = index.schema(table.name).key
    names = (
        tuple(str(row[result.columns.index(key_name)]) for row in result.rows[:3])
        if key_name in result.columns
        else ()
    )
    return Answered(evidence=evidence, plan=found.target.plan, found=bool(rows), names=names, firm=True)


def engine_evidence(reading: Reading, index: TableIndex, written: Written) -> Answered:
    """Evidence of a query that a language model wrote and our checks let through."""
    names = written.tables or (index.schemas[0].name,)
    table = index.schema(names[0]).table
    others = tuple(dict.fromkeys(index.schema(n).table.source for n in names[1:]))
    statement = tell(written.result, reading.language)
    values = tuple(cell(v, reading.language) for row in written.result.rows[:12] for v in row)
    evidence = cited(
        index.schema(names[0]),
        quote=statement,
        score=_WRITTEN if written.result.rows else _WRITTEN / 2,
        statement=statement,
        sql=written.sql,
        values=values,
        also=tuple(s for s in others if s != table.source),
        caveats=written.assumptions,
        rows=Rows(
            columns=written.result.columns, values=_cells(written.result), total=len(written.result.rows)
        ),
    )
    return Answered(
        evidence=evidence, plan=Plan(kind="rows", table=table.name), found=bool(written.result.rows)
    )


def _arguments(kind: str, words: Sequence[str]) -> tuple[str, ...]:
    """The words of an assumption as its sentence takes them."""
    if kind == "many_values":
        return words[0], words[1], ", ".join(words[2:])
    if kind == "either_column":
        return words[0], words[1], ", ".join(words[2:])
    return tuple(words)


def _quote(plan: Plan, told: Told, language: Language) -> str:
    conditions = where_words(plan.where, language)
    shown = "; ".join(told.values[:12]) or "0"
    figure = column_words(plan.measure or plan.target, language)
    parts = [part for part in (conditions, figure) if part]
    return f"{' · '.join(parts)}: {shown}" if parts else shown


def _matched(plan: Plan, result: Result, statement: str, runner: Runner) -> tuple[int, tuple[int, ...]]:
    """How many rows went in, and the first of them; for a winner of groups, the winner's rows."""
    if plan.kind in ("extreme", "rows") and result.columns[:1] == ("_row",):
        numbers = tuple(int(str(row[0])) for row in result.rows)
        return len(numbers), numbers[:200]
    if plan.kind == "groups" and (plan.limit == 1 or plan.rank or plan.having) and len(result.rows) == 1:
        statement = with_group(plan, [held_cell(v) for v in result.rows[0][: len(plan.group)]])
    rows = runner.run(statement).rows
    return (int(str(rows[0][0])) if rows else 0), tuple(int(str(row[1])) for row in rows)


def _cells(result: Result) -> tuple[tuple[Cell, ...], ...]:
    skip = 1 if result.columns[:1] == ("_row",) else 0
    return tuple(tuple(held_cell(v) for v in row[skip:]) for row in result.rows[:ROWS_SHOWN])


def _names_of(item: Filter, index: TableIndex, plan: Plan, runner: Runner) -> str:
    """The names of codes, or the codes of names, in brackets; nothing where there are many."""
    if item.condition != "in" or len(item.values) > 3:
        return ""
    table = item.expr.via.other if item.expr.via is not None else plan.table
    schema = index.schema(table)
    other = schema.code_of(item.expr.name) or schema.label_of(item.expr.name)
    if other is None and item.expr.via is None:
        found = index.label_of(plan.table, item.expr.name)
        if found is not None and found[0] is not None:
            table, other = found[0].other, found[1]
            column = found[0].other_column
        else:
            return ""
    elif other is None or schema.key == item.expr.name:
        return ""
    else:
        column = item.expr.name
    values = ", ".join(literal(v) for v in item.values)
    rows = runner.run(
        f"SELECT DISTINCT {quote(other)} FROM {quote(table)} WHERE {quote(column)} IN ({values}) AND "  # noqa: S608
        f"{quote(other)} IS NOT NULL LIMIT 4"
    ).rows
    names = [str(row[0]) for row in rows]
    return f" ({', '.join(names)})" if 0 < len(names) <= 3 else ""


def refuse(reading: Reading, index: TableIndex, links: Links, plans: Sequence[Parsed]) -> str | None:
    """A sentence that says what the tables do not hold, where the question is clearly about them."""
    language = reading.language
    best = plans[0] if plans else None
    for missing in sorted(links.missing, key=lambda m: best is None or m.table != best.plan.table):
        schema = index.schema(missing.table)
        if best is not None and missing.end - 1 not in best.used:
            if not any(_is_spoken_of(other, links, best) for other in links.missing):
                if index.cells_with(missing.words):
                    continue  # it stands in a cell beside other words
                return say(REFUSALS, "nowhere", language).format(words=missing.words)
            return say(REFUSALS, "value", language).format(
                words=missing.words,
                column=missing.column,
                table=schema.table.title or schema.name,
                known=known_values(index, missing.table, missing.column),
            )
    if (
        best is not None
        and best.outside
        and (best.plan.score >= 0.6 or (best.named and best.plan.coverage >= 0.75))
    ):
        period, low, high = best.outside[0]
        return say(REFUSALS, "period", language).format(
            table=best.schema.table.title or best.schema.name,
            column=best.moment or "",
            low=low.date(),
            high=high.date(),
            words=period.words,
        )
    return None


def _is_spoken_of(missing: Missing, links: Links, best: Parsed) -> bool:
    """True where a question speaks of the table or the column that lacks a value, not only of a like code."""
    kinds = {
        link.kind
        for link in links.of(missing.table)
        if link.kind != "column" or link.column == missing.column
    }
    return missing.table == best.plan.table or bool(kinds & {"table", "column"})


def refuse_rest(reading: Reading, plans: Sequence[Parsed]) -> str | None:
    """What is missing where the question names a table and no way to answer was sure: a row, or a column."""
    best = plans[0] if plans else None
    if best is None or not best.named or best.plan.coverage < 0.5 or not (best.conflicts or best.unknown):
        return None
    if not calls(reading, best.schema):
        return None
    words = (*best.conflicts, best.unknown)[0]
    return say(REFUSALS, "rows" if best.conflicts else "column", reading.language).format(
        table=best.schema.table.title or best.schema.name,
        words=words,
        known=known_columns(best.schema, words, reading.language),
    )
