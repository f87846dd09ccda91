"""From a question to the plan that explains most of it. Knows the index, writes no SQL."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.conditions import find_conditions
from assistant.experts.tables.draft import Draft
from assistant.experts.tables.failures import tells_failures
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.intents import INTENTS
from assistant.experts.tables.left_out import asked_name
from assistant.experts.tables.link import Link, Links, link
from assistant.experts.tables.mixed_units import mixes_units
from assistant.experts.tables.period import Period
from assistant.experts.tables.plan import Filter, Plan, flat
from assistant.experts.tables.quantity_ends import asks_unheld_quantity, lists_regardless
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.unit_column import with_unit
from assistant.experts.tables.weigh import weigh
from assistant.experts.tables.words import name_words, norms, stems

TABLES_TRIED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A plan with what the parser knew when it made it.

    Attributes:
        outside: Periods that the table does not cover, with its first and last time.
        used: Positions of the words that the plan explains.
        named: True where words of the question name the table.
        conflicts: Words that name several values of one column, and no row.
        unknown: The thing asked for, where no column is it.
        moment: The date column in force.
    """

    plan: Plan
    schema: TableSchema
    outside: tuple[tuple[Period, datetime, datetime], ...] = ()
    used: frozenset[int] = frozenset()
    named: bool = False
    conflicts: tuple[str, ...] = ()
    unknown: str = ""
    moment: str | None = None


def parse(
    reading: Reading, index: TableIndex, *, links: Links | None = None, tables: frozenset[str] | None = None
) -> list[Parsed]:
    """Plans for a question, the best first; one a table.

    Args:
        tables: Names of the tables that may be used; all where it is None.
    """
    known = links if links is not None else link(reading, index)
    promising = sorted(
        (
            s
            for s in index.schemas
            if (tables is None or s.name in tables) and (known.of(s.name) or tells_failures(reading, s))
        ),
        key=lambda s: -promise(reading, known, s),
    )
    found = [
        parsed
        for s in promising[:TABLES_TRIED]
        if (parsed := parse_over(reading, index, known, s)) is not None
    ]
    return sorted(found, key=lambda parsed: -parsed.plan.score)


def promise(reading: Reading, links: Links, schema: TableSchema) -> float:
    """How much of a question a table explains at most, quickly."""
    best: dict[int, float] = {}
    for found in links.of(schema.name):
        for position in found.words:
            if not reading.is_stop(position):
                weight = found.score * (0.4 if reading.is_chatter(position) else 1.0)
                best[position] = max(best.get(position, 0.0), weight)
    return sum(best.values()) + tells_failures(reading, schema)


def parse_over(reading: Reading, index: TableIndex, links: Links, schema: TableSchema) -> Parsed | None:
    """The plan for one base table."""
    draft = Draft(reading, schema, index, links)
    if not draft.links and not tells_failures(reading, schema):
        return None
    conditions = find_conditions(draft)
    ask = Ask(draft, conditions)
    if asks_unheld_quantity(ask):
        return None
    plan = next(filter(None, (intent(ask) for intent in INTENTS)), None)
    if plan is None or mixes_units(schema, plan) or lists_regardless(ask, plan):
        return None
    return _finished(draft, conditions, plan)


def _is_told(draft: Draft, conditions: Conditions, link: Link) -> bool:
    """True where a column says what the table is, or is told with a condition (code beside name)."""
    if all(
        set(stems(draft.reading.tokens[i].norm)) & {s for w in draft.schema.words for s in stems(w)}
        for i in link.words
    ):
        return True
    for item in flat(conditions.all):
        if item.condition != "in":
            continue
        names = {item.expr.name, draft.schema.label_of(item.expr.name), draft.schema.code_of(item.expr.name)}
        if item.expr.via is not None:
            names |= {item.expr.via.column, item.expr.via.other_column}
        if link.column in names:
            return True
    return False


def _without_own_numbers(plan: Plan) -> Plan:
    """The plan without numbers that only stand in a column's name; that column is shown.

    ``IEA 15 MW turbine`` heads a column of values; one of them may be 15.
    """
    own = [
        item
        for item in plan.where
        if isinstance(item, Filter)
        and item.condition == "in"
        and item.words[:1].isdigit()
        and set(norms(item.words)) <= set(norms(item.expr.name))
    ]
    kept = tuple(item for item in plan.where if item not in own)
    if plan.kind != "rows" or not own or not kept:
        return plan
    return replace(plan, where=kept, show=plan.show or (own[0].expr,))


def _finished(draft: Draft, conditions: Conditions, plan: Plan) -> Parsed:
    for found in draft.open("table"):
        draft.use_link(found)
    named = {*name_words(draft.schema.table.name), *name_words(draft.schema.table.title)}
    draft.use((i for i, token in enumerate(draft.reading.tokens) if token.norm in named), 0.9)
    for found in draft.open("column"):
        if _is_told(draft, conditions, found):
            draft.use_link(found)
    plan = with_unit(draft.schema, _without_own_numbers(plan))
    assumptions = tuple(dict.fromkeys((*conditions.assumptions, *plan.assumptions)))
    plan = replace(plan, assumptions=assumptions, subject=draft.schema.name)
    return Parsed(
        plan=weigh(draft, plan),
        schema=draft.schema,
        outside=tuple(conditions.outside),
        used=frozenset(draft.used),
        named=any(k.kind == "table" for k in draft.links),
        conflicts=tuple(conditions.conflicts),
        unknown=" ".join(draft.reading.tokens[i].text for i in asked_name(draft) if i not in draft.used),
        moment=conditions.moment.name if conditions.moment else None,
    )
