"""How conditions hold together: alone, two or three at once, or two groups that are set beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.program import Condition

_MOST = 70
_FOR_THREE = 9
_STEP = 0.3
"""What each further condition must add to the words that are explained."""

Combined = tuple[tuple[Condition, ...], bool]


def combined(question: Asked, found: Sequence[Condition]) -> Iterator[Combined]:
    """No condition, each alone, then those together that explain most of the question."""
    yield (), False
    for condition in found:
        yield (condition,), False
    weighed = [(_worth(question, where), where, either) for where, either in _together(found)]
    weighed.sort(key=lambda one: -one[0])
    for _, where, either in weighed[:_MOST]:
        yield where, either


def _worth(question: Asked, where: Sequence[Condition]) -> float:
    at = frozenset().union(*(c.at for c in where))
    said = sum(question.weights[i] or 0.2 for i in at)
    return said + 0.3 * sum(c.whole for c in where) / len(where) - _STEP * len(where)


def _together(found: Sequence[Condition]) -> Iterator[Combined]:
    for left, right in combinations(found, 2):
        if _apart(left, right):
            same = left.rows & right.rows
            if left.column != right.column or left.test != right.test:
                if same and same not in (left.rows, right.rows):
                    yield (left, right), False
            elif left.test in ("is", "within", "called") and not same:
                yield (left, right), True
    for three in combinations(found[:_FOR_THREE], 3):
        columns = {c.column for c in three}
        if len(columns) == 3 and all(_apart(a, b) for a, b in combinations(three, 2)):
            same = frozenset.intersection(*(c.rows for c in three))
            if same and all(same != a.rows & b.rows for a, b in combinations(three, 2)):
                yield three, False


def _apart(left: Condition, right: Condition) -> bool:
    """True where they are said by different words; states of a row may share theirs with a comparison."""
    return not left.at & right.at or (
        left.test != "is" and right.test != "is" and left.column != right.column
    )
