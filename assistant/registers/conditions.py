"""What a question may want of rows beside words and numbers: days, states, empty cells, limits, "not"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from assistant.experts.tables.programs.conditions import Asked, conditions
from assistant.experts.tables.programs.program import Condition
from assistant.experts.tables.programs.sheet import Sheet
from assistant.registers.against import against
from assistant.registers.aliases import Alias, called
from assistant.registers.column_types import look_of
from assistant.registers.days import aged, dated, dateless
from assistant.registers.limits import outside_limits, past_limits
from assistant.registers.met import NOT, met
from assistant.registers.progress import filled_in, progress
from assistant.registers.tags import lettered, tagged

_NEAR = 3
"""How many words before a value a "not" may stand."""
_MOST = 24


def stated(
    question: Asked,
    table: Sheet,
    today: date,
    aliases: Sequence[Alias] = (),
    titled: AbstractSet[int] = frozenset(),
) -> list[Condition]:
    """All conditions that words of the question may state, at most so many.

    Args:
        aliases: Tags that its words stand for.
        titled: Places of the words that name the table: alone they do not say some words of a cell.
    """
    undated = dateless(question, today)
    dates, tags = question.numbers.keys() - undated.numbers.keys(), question.reading.in_tags
    question = _tagless(undated)
    plain = [
        c
        for c in conditions(question, table)
        if not _is_by_chance(c, table, dates, tags)
        and not (c.whole < 1 and c.at <= titled)
        and not _is_synonym(c, question, table)
    ]
    more = [
        *tagged(question, table),
        *lettered(question, table),
        *aged(question, table),
        *called(aliases, table),
        *dated(question, table, today),
        *progress(question, table, today),
        *past_limits(question, table),
        *against(question, table),
        *outside_limits(question, table),
        *filled_in(question, table),
        *_negated(question, table, plain),
    ]
    taken = {(c.column, c.rows, c.at) for c in plain if c.whole == 1}
    kept: list[Condition] = []
    for condition in more:
        if (
            0 < len(condition.rows) < len(table.rows)
            and not _is_by_chance(condition, table, dates, tags)
            and (condition.column, condition.rows, condition.at) not in taken
        ):
            taken.add((condition.column, condition.rows, condition.at))
            kept.append(condition)
    return [*plain, *kept[:_MOST]]


def _tagless(question: Asked) -> Asked:
    """The question without the numbers of tags: 3021 of ``LT-3021`` and ``096`` are no limits."""
    tags = question.reading.in_tags
    own = {i: question.tokens[i].text for i in question.numbers}
    numbers = {
        i: n
        for i, n in question.numbers.items()
        if i not in tags and not (own[i].isdigit() and len(own[i]) > 1 and own[i].startswith("0"))
    }
    return replace(question, numbers=numbers)


def _is_by_chance(
    condition: Condition, table: Sheet, dates: AbstractSet[int], tags: AbstractSet[int]
) -> bool:
    """True where figures of the question's dates or tags are those of a cell that is neither.

    The 30 of ``30 Nov`` is no interval of 30 days, and the 11 of ``29/11`` no day of ``2026-11-23``.
    """
    kind = table.kinds[condition.column]
    if condition.test != "is":
        return False
    if kind == "date":
        return condition.whole < 1
    return condition.at <= dates or (kind == "number" and condition.at <= tags)


def _is_synonym(condition: Condition, question: Asked, table: Sheet) -> bool:
    """True where initials of people are what a word means and not what it says: a job is no ``BT``."""
    if condition.test != "is" or look_of(table, condition.column) != "initials":
        return False
    said = {question.tokens[i].norm for i in condition.at}
    return not any(said & set(table.rows[row][condition.column].norms) for row in condition.rows)


def _negated(question: Asked, table: Sheet, plain: Iterable[Condition]) -> Iterator[Condition]:
    negatives = [i for i, word in enumerate(question.norms) if word in NOT]
    for condition in plain:
        before = [i for i in negatives if 0 < min(condition.at) - i <= _NEAR]
        if condition.test == "is" and condition.whole == 1 and before:
            column = condition.column
            others = (
                r for r, row in enumerate(table.rows) if not row[column].empty and r not in condition.rows
            )
            yield met(column, "not", condition.text, others, condition.at | {before[-1]})
