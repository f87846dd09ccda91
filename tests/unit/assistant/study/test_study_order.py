"""Orders: every condition at every place, every case under every condition, wrong advice spread."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from study_people import study

from assistant.study.order import case_sets, cells, turns, williams_square
from assistant.study.records import Condition


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_each_condition_stands_everywhere_and_follows_each_other_one_equally_often(size: int) -> None:
    square = williams_square(size)
    for place in range(size):
        assert set(Counter(row[place] for row in square).values()) == {len(square) // size}
    followed = Counter(pair for row in square for pair in pairwise(row))
    assert len(followed) == size * (size - 1)
    assert len(set(followed.values())) == 1


@pytest.mark.parametrize(
    "conditions", [("alone", "advice", "explanation"), ("alone", "advice", "explanation", "delegation")]
)
def test_cases_go_round_the_conditions(conditions: tuple[Condition, ...]) -> None:
    small = study(cases=12, wrong=4, conditions=conditions)
    seen = [(turn.case, turn.condition) for cell in range(len(conditions)) for turn in turns(small, cell)]
    assert set(Counter(seen).values()) == {1}
    assert len(seen) == 12 * len(conditions)
    orders = [
        tuple(dict.fromkeys(turn.condition for turn in turns(small, cell))) for cell in range(cells(small))
    ]
    assert set(Counter(orders).values()) == {len(conditions)}
    for cell in range(cells(small)):
        assert len({turn.case for turn in turns(small, cell)}) == 12


def test_wrong_advice_is_spread_over_the_sets() -> None:
    sets = case_sets(study(cases=15, wrong=6).cases, 3, seed=4)
    assert [sum(not one.advice_right for one in part) for part in sets] == [2, 2, 2]
    assert [len(part) for part in sets] == [5, 5, 5]
