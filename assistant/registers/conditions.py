"""What a question may want of rows beside words and numbers: days, states, empty cells, limits, "not"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.experts.tables.programs.conditions import Asked, conditions
from assistant.experts.tables.programs.program import Condition
from assistant.experts.tables.programs.sheet import Sheet
from assistant.registers.against import against
from assistant.registers.aliases import Alias, called
from assistant.registers.days import aged, dated, dateless
from assistant.registers.limits import outside_limits, past_limits
from assistant.registers.met import NOT, met
from assistant.registers.progress import filled_in, progress
from assistant.registers.tags import lettered, tagged

_NEAR = 3
"""How many words before a value a "not" may stand."""
_MOST = 24


def stated(question: Asked, table: Sheet, today: date, aliases: Sequence[Alias] = ()) -> list[Condition]:
    """All conditions that words of the question may state, at most so many.

    Args:
        aliases: Tags that its words stand for.
    """
    question = dateless(question)
    plain = conditions(question, table)
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
            and (condition.column, condition.rows, condition.at) not in taken
        ):
            taken.add((condition.column, condition.rows, condition.at))
            kept.append(condition)
    return [*plain, *kept[:_MOST]]


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
