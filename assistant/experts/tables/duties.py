"""What things are for: rows of a list that describes each, found by name or by work. Builds no plan.

``compressor | compresses the refrigerant …`` answers "what does the compressor do?" and "which component
compresses the refrigerant?". Logs and registers of events describe what happened and are no such lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.rowsearch import FoundRows
from assistant.experts.tables.run import Runner
from assistant.experts.tables.schema import ColumnSchema, TableSchema, quote
from assistant.words import content_stems, stem, tokens

_TELLS = frozenset("explanation description definition function purpose role duty fonction".split())
_THING = r"(?:the |an? |our |le |la |les |l['’]|un |une )?(?P<{}>[^?,;]+?)"
_OF_THING = re.compile(
    r"\W*(?:(?:what|que)(?:['’]s| is| are)?(?: the)? (?:purpose|function|role|job|task|duty) of "
    rf"{_THING.format('of')}"
    rf"|what (?:does|do) {_THING.format('does')} (?:actually )?do"
    rf"|what(?:['’]s| is| are) {_THING.format('for')} (?:used |there |good )?for"
    rf"|what(?:['’]s| is| are) {_THING.format('what')}"
    rf"|quel(?:le)? est (?:le role|la fonction|le but) (?:de |du |de l['’]|des ){_THING.format('role')}"
    rf"|a quoi ser(?:t|vent) {_THING.format('sert')})\W*"
)
_BY_WORK = re.compile(
    r"\W*(?:which|what) (?P<noun>[a-z]+(?: [a-z]+)??) (?P<work>[a-z]{3,}s (?:the |an? )?[a-z].+?)\W*"
)
_MOST_ROWS = 500
_MOST_TOLD = 4
_WHOLE, _SHARED = 1.0, 0.85
"""Coverage of the one row that is meant, and of one among several."""


@dataclass(frozen=True, slots=True)
class _List:
    """A table that describes things, with the columns of their names and of what is told of each."""

    schema: TableSchema
    name: ColumnSchema
    told: ColumnSchema


def duty_of(reading: Reading, index: TableIndex, runner: Runner, tables: Iterable[str]) -> FoundRows | None:
    """What a thing is for, or the things that do something; None where no list tells.

    Raises:
        QueryRefused: A query could not be run.
    """
    asked = reading.folded.strip()
    thing, work = _OF_THING.fullmatch(asked), _BY_WORK.fullmatch(asked)
    if thing is None and work is None:
        return None
    within = set(tables)
    for found in filter(None, (_list_of(s) for s in index.schemas if s.name in within)):
        if thing is not None:
            told = _of_thing(next(filter(None, thing.groups())), found, runner)
        else:
            told = _by_work(work["noun"], work["work"], found, runner) if work is not None else None
        if told is not None:
            return told
    return None


def asks_duty(reading: Reading) -> bool:
    """True for "what does X do?", which no cell that merely stands beside X answers."""
    asked = _OF_THING.fullmatch(reading.folded.strip())
    return asked is not None and asked["does"] is not None


def _list_of(schema: TableSchema) -> _List | None:
    """The list that a table is; None for logs, and for tables that name or describe nothing."""
    if schema.moments() or schema.rows > _MOST_ROWS:
        return None
    told = next((c for c in schema.columns if set(c.words) & _TELLS and c.part == "prose"), None)
    names = (c for c in schema.columns if c is not told and c.is_text and c.part in ("name", "key", "code"))
    name = next((c for c in names if c.distinct == c.filled == schema.rows), None)
    return _List(schema, name, told) if told is not None and name is not None else None


def _of_thing(thing: str, found: _List, runner: Runner) -> FoundRows | None:
    """The row whose name the words end with, the rest naming what it is part of."""
    said = content_stems(thing)
    if not said:
        return None
    rows = _rows(found, runner)
    named = [(row, content_stems(str(row[found.name.name]))) for row in rows]
    whole = [(row, own) for row, own in named if own and set(own) <= set(said)]
    best = max(whole, key=lambda pair: len(pair[1]), default=None)
    if best is None:
        return None
    others = {word for value in best[0].values() for word in content_stems(str(value))}
    if not set(said) <= others | set(content_stems(" ".join(found.schema.words))):
        return None
    return _found(found, [best[0]], found.told, found.name, said)


def _by_work(noun: str, work: str, found: _List, runner: Runner) -> FoundRows | None:
    """The rows that tell of such work, first those that begin with it; the noun must be that of the names."""
    if not set(content_stems(noun)) <= set(content_stems(" ".join((*found.name.words, *found.schema.words)))):
        return None
    columns = set(content_stems(" ".join(word for c in found.schema.columns for word in c.words)))
    verb, said = _verb(work), set(content_stems(work)) - columns
    rows = _rows(found, runner)
    holding = [row for row in rows if said <= set(content_stems(str(row[found.told.name])))]
    doing = [row for row in holding if _verb(str(row[found.told.name])) == verb]
    told = doing or holding
    if not told or len(told) > _MOST_TOLD or len(said) < 2:
        return None
    return _found(found, told, found.name, found.told if len(told) == 1 else None, sorted(said))


def _verb(text: str) -> str:
    words = tokens(text)
    return stem(words[0]) if words else ""


def _rows(found: _List, runner: Runner) -> list[dict[str, object]]:
    columns = ", ".join(quote(c.name) for c in found.schema.columns)
    sql = f"SELECT _row, {columns} FROM {quote(found.schema.name)} ORDER BY _row"  # noqa: S608
    result = runner.run(sql, rows=_MOST_ROWS)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def _found(
    found: _List,
    rows: Sequence[dict[str, object]],
    column: ColumnSchema,
    beside: ColumnSchema | None,
    said: Sequence[str],
) -> FoundRows:
    numbers = tuple(int(str(row["_row"])) for row in rows)
    columns = ", ".join(quote(c.name) for c in found.schema.columns)
    sql = (
        f"SELECT _row, {columns} FROM {quote(found.schema.name)} "  # noqa: S608
        f"WHERE _row IN ({', '.join(map(str, numbers))})"
    )
    return FoundRows(
        schema=found.schema,
        column=column.name,
        cells=tuple(str(row[column.name]) for row in rows),
        context=f"{beside.name} {rows[0][beside.name]}" if beside is not None else " ".join(said),
        numbers=numbers,
        rows=tuple(tuple(row[c.name] for c in found.schema.columns) for row in rows),
        sql=sql,
        coverage=_WHOLE if len(rows) == 1 else _SHARED,
        matched=tuple(said),
    )
