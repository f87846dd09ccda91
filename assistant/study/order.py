"""Who sees which case under which condition, and when. Pure: knows numbers, no participant's answers.

Conditions come in blocks. Their order is a row of a Williams square, in which each condition stands at each
place and follows each other one equally often (Williams, 1949, "Experimental designs balanced for the
estimation of residual effects of treatments"). Cases are cut into as many sets as there are conditions, each
with as many wrong pieces of advice as the others; sets go round the conditions from one participant to the
next, so that after as many participants as conditions each case was decided once under each.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.study.records import Case, Condition, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One case of a participant's order.

    Attributes:
        position: From 0.
    """

    position: int
    case: str
    condition: Condition


def williams_square(size: int) -> list[list[int]]:
    """Rows of a square balanced for what comes directly before; twice ``size`` rows where it is odd."""
    zigzag = [0]
    for step in range(1, size):
        zigzag.append((step + 1) // 2 if step % 2 else size - step // 2)
    rows = [[(place + shift) % size for place in zigzag] for shift in range(size)]
    return rows if size % 2 == 0 else rows + [row[::-1] for row in rows]


def cells(study: Study) -> int:
    """How many different orders there are: rows of the square times rotations of the sets."""
    return len(williams_square(len(study.conditions))) * len(study.conditions)


def case_sets(cases: Sequence[Case], count: int, seed: int) -> list[list[Case]]:
    """The cases in ``count`` sets of equal sizes and equal numbers of wrong advice, within one."""
    shuffled = list(cases)
    random.Random(f"sets {seed}").shuffle(shuffled)
    dealt = [c for c in shuffled if not c.advice_right] + [c for c in shuffled if c.advice_right]
    return [dealt[number::count] for number in range(count)]


def turns(study: Study, cell: int) -> tuple[Turn, ...]:
    """The order of the participants of a cell.

    Args:
        cell: 0 to ``cells(study) - 1``.
    """
    count = len(study.conditions)
    conditions = list(study.conditions)
    random.Random(f"conditions {study.seed}").shuffle(conditions)
    square = williams_square(count)
    row = square[(cell % count + cell // count) % len(square)]
    sets = case_sets(study.cases, count, study.seed)
    found: list[Turn] = []
    for place, which in enumerate(row):
        block = list(sets[(which + cell) % count])
        random.Random(f"block {study.seed} {cell} {place}").shuffle(block)
        for case in block:
            found.append(Turn(position=len(found), case=case.id, condition=conditions[which]))
    return tuple(found)
