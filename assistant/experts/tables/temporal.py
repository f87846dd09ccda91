"""Rows that follow, or precede, rows of another table on the same equipment. Runs nothing itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.parse import Parsed, parse
from assistant.experts.tables.plan import AnyOf, flat
from assistant.experts.tables.quantities import HOURS, parse_number
from assistant.experts.tables.reading import Reading, read
from assistant.experts.tables.schema import TableSchema, quote
from assistant.experts.tables.sql_terms import Joins, where_sql
from assistant.experts.tables.words import name_words

_WINDOW = re.compile(
    r"(?:,?\s*)\b(?:within|in|inside|during|less than|no more than|at most|dans|sous|en moins "
    r"de)\s+(?:the |les |la |le )?(?:next |following |a |an |one |une? )?"
    r"(?P<n>\d+|two|three|four|five|six|seven|ten|fourteen|thirty|deux|trois|quatre|cinq|six|sept|dix|"
    r"quinze)?\s*"
    r"(?P<unit>hours?|heures?|days?|jours?|weeks?|semaines?|months?|mois)(?: (?:of|after|before|"
    r"following|apres|avant|suivante?s?|qui sui\w+)\b)?"
)
_AFTER_FIRST = re.compile(
    r"^(?:and |et )?(?P<cue>after|following|apres|suite a|before|prior to|"
    r"avant)\s+(?P<anchor>[^,?]+),\s*(?P<target>.+)$"
)
_PASSIVE = re.compile(
    r"^(?P<anchor>.+?)\s+(?:was|were|been|is|are|have been|has been|ont ete|a ete|"
    r"est|sont)?\s*(?P<cue>followed by|preceded by|suivie?s? (?:par|de|d')|"
    r"precedee?s? (?:par|de|d'))\s*(?P<target>.+)$"
)
_ACTIVE = re.compile(
    r"^(?P<target>.+?)\s+(?P<cue>followed|preceded|came after|came before|after|"
    r"following|before|suivi|ont suivi|apres|avant)\s+(?P<anchor>.+)$"
)
_UNITS = {
    "hour": "hour",
    "hours": "hour",
    "heure": "hour",
    "heures": "hour",
    "day": "day",
    "days": "day",
    "jour": "day",
    "jours": "day",
    "week": "week",
    "weeks": "week",
    "semaine": "week",
    "semaines": "week",
    "month": "month",
    "months": "month",
    "mois": "month",
}
_BACK = re.compile(r"before|prior|preced|avant")
_VERBS = re.compile(r"\b(followed|follow|follows|preceded|came|ont suivi|a suivi|suivi)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """Two restrictions and how they follow one another.

    Attributes:
        anchor: What came first in the question's words (``after the alerts``).
        target: What is asked for.
        relation: The shared column, from target to anchor; None where both are one table.
        hours: Longest time between them; None where none is said.
        backward: True where the target comes before the anchor.
    """

    anchor: Parsed
    target: Parsed
    left: str
    right: str
    hours: float | None
    backward: bool


def find_sequence(reading: Reading, index: TableIndex, tables: frozenset[str] | None) -> Sequence | None:
    """Reads a question of what followed what; None where it is none."""
    text = reading.folded.strip().rstrip("?").strip()
    window = _WINDOW.search(text)
    hours = None
    if window is not None:
        hours = (parse_number(window["n"]) if window["n"] else 1.0) or 1.0
        hours *= HOURS[_UNITS[window["unit"]]]
        after = window.group(0).rstrip().endswith(("of", "after", "apres"))
        text = f"{text[: window.start()]} {'after ' if after else ''}{text[window.end() :]}"
        text = re.sub(r"\s+", " ", text).strip()
    match = _AFTER_FIRST.match(text) or _PASSIVE.match(text) or (_ACTIVE.match(text) if hours else None)
    if match is None:
        return None
    anchor = _events(match["anchor"], reading, index, tables)
    target = _events(_VERBS.sub(" ", match["target"]), reading, index, tables)
    if anchor is None or target is None or (anchor.plan.table == target.plan.table and not anchor.plan.where):
        return None
    shared = _shared(target, anchor, index)
    if shared is None:
        return None
    return Sequence(
        anchor=anchor,
        target=_asked(target),
        left=shared[0],
        right=shared[1],
        hours=hours,
        backward=bool(_BACK.search(match["cue"])),
    )


def _events(text: str, reading: Reading, index: TableIndex, tables: frozenset[str] | None) -> Parsed | None:
    """The dated rows that a part of the question speaks of, the table named by its words first."""
    part = read(text, language=reading.language)
    plans = [p for p in parse(part, index, tables=tables) if p.moment is not None and p.plan.coverage >= 0.6]
    return plans[0] if plans else None


def _asked(target: Parsed) -> Parsed:
    """The columns asked for stay, whatever kind of query the part was by itself."""
    plan = target.plan
    shown = plan.show or tuple(
        e for e in (*plan.group, *((plan.target,) if plan.target else ())) if e is not None
    )
    return replace(target, plan=replace(plan, show=shown))


def _shared(target: Parsed, anchor: Parsed, index: TableIndex) -> tuple[str, str] | None:
    """The column on which both stand: one that is restricted if there is one, else what names equipment."""
    if target.plan.table == anchor.plan.table:
        names = [c.name for c in target.schema.columns if c.part in ("name", "code") and c.head]
        return (names[0], names[0]) if names else None
    restricted = {
        f.expr.name for f in (*flat(anchor.plan.where), *flat(target.plan.where)) if f.expr.via is None
    }
    pairs = [
        (r.column, r.other_column)
        for r in index.relations_of(target.plan.table)
        if r.other == anchor.plan.table
    ]
    pairs += [
        (r.other_column, r.column)
        for r in index.relations_of(anchor.plan.table)
        if r.other == target.plan.table
    ]
    ranked = sorted(((_rank(pair, restricted, target.schema), pair) for pair in pairs), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] >= 1 else None


_EQUIPMENT = frozenset("equipment asset machine tag unit equipement repere pump pompe chiller".split())


def _rank(pair: tuple[str, str], restricted: set[str], schema: TableSchema) -> int:
    """How much two columns look like the equipment that both tables are about."""
    column = schema.column(pair[0])
    words = {*column.words, *name_words(pair[1])}
    return 3 * (set(pair) <= restricted) + 2 * bool(column.head) + bool(words & _EQUIPMENT)


def sequence_sql(found: Sequence) -> str:
    """The target's rows that have an anchor's row before (or after) them, nearest first."""
    target, anchor = found.target, found.anchor
    assert target.moment is not None
    assert anchor.moment is not None
    left, right = Joins(target.plan.table, prefix="t"), Joins(anchor.plan.table, prefix="a")
    b, a = f"t.{quote(target.moment)}", f"a.{quote(anchor.moment)}"
    first, second = (b, a) if found.backward else (a, b)
    gap = f"date_diff('second', {first}, {second}) / 3600.0"
    where_target = tuple(
        item
        for item in target.plan.where
        if isinstance(item, AnyOf) or (item.expr.name, item.condition) != (target.moment, "period")
    )
    conditions = [
        where_sql(where_target, left),
        where_sql(anchor.plan.where, right),
        f"{second} > {first}",
        f"{second} <= {first} + INTERVAL '{round((found.hours or 0) * 60)} minutes'" if found.hours else "",
    ]
    key = target.schema.key
    label = {n for s in target.plan.show for n in (target.schema.label_of(s.name),) if n}
    names = [
        n for n in (key, *(e.name for e in target.plan.show), *sorted(label), target.moment, found.left) if n
    ]
    columns = ", ".join(f"t.{quote(n)}" for n in dict.fromkeys(names))
    return (
        f"SELECT t._row, min({gap}) AS hours, {columns}\n{left.source()}\n"
        f"JOIN {quote(anchor.plan.table)} AS a ON lower(t.{quote(found.left)}) = "
        f"lower(a.{quote(found.right)})\n"
        + "".join(line + "\n" for line in right.lines())
        + "WHERE "
        + "\n  AND ".join(c for c in conditions if c)
        + f"\nGROUP BY t._row, {columns}\nORDER BY "
        f"{b}\nLIMIT 50"
    )
