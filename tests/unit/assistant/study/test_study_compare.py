"""Intervals with crossed clusters, the sign-flip test, verdicts and power."""

from __future__ import annotations

import math

import numpy as np
import pytest
from study_people import decision

from assistant.study.analysis.columns import columns_of
from assistant.study.analysis.compare import compare, sign_flip, together
from assistant.study.analysis.estimate import combined, rate, share
from assistant.study.analysis.power import Assumptions, difference_found, participants_needed, power_of


def test_people_who_are_alike_within_widen_the_interval() -> None:
    people, cases = np.repeat(np.arange(20), 10), np.tile(np.arange(10), 20)
    rng = np.random.default_rng(1)
    single = rng.random(200) < 0.5
    among = np.ones(200, dtype=bool)
    shared = np.repeat(rng.random(20) < 0.5, 10)
    alone, together_ = (rate(share(values, among), people, cases) for values in (single, shared))
    assert alone.error == pytest.approx(math.sqrt(0.25 / 200), rel=0.4)
    assert together_.error == pytest.approx(math.sqrt(0.25 / 20), rel=0.3)


def test_a_rate_of_nothing_has_an_interval_of_its_people() -> None:
    people, cases = np.repeat(np.arange(10), 4), np.tile(np.arange(4), 10)
    found = rate(share(np.zeros(40, dtype=bool), np.ones(40, dtype=bool)), people, cases)
    assert (found.value, found.low) == (0.0, 0.0)
    assert 0.2 < found.high < 0.4


def test_one_participant_gives_a_figure_and_no_interval() -> None:
    one = share(np.array([True, False]), np.ones(2, dtype=bool))
    found = combined([one], np.zeros(2, dtype=np.int64), np.arange(2))
    assert found.value == 0.5
    assert math.isnan(found.low)


def test_sign_flips_are_exact_for_few_and_refuse_fewer() -> None:
    assert sign_flip(np.full(6, 0.5)) == pytest.approx(2 / 64)
    assert math.isnan(sign_flip(np.full(5, 0.5)))
    assert sign_flip(np.array([1.0, -1.0] * 10)) > 0.9
    assert sign_flip(np.full(20, 0.3)) < 0.01


def test_a_large_difference_is_found_a_small_study_says_that_it_cannot_tell() -> None:
    def rows(people: int, right: int) -> list:
        return [
            decision(f"P{person}", f"c{number + 4 * side}", condition, right=True, initial="c",
                     final="a" if side == 0 or (number + person) % 4 >= right else "c")
            for person in range(people)
            for side, condition in enumerate(("explanation", "advice"))
            for number in range(4)
        ]  # fmt: skip

    found = compare("accuracy", columns_of(rows(12, 3)), "explanation", "advice", matters=0.1)
    assert found.estimate.value == pytest.approx(0.75)
    assert found.verdict == "differs"
    few = compare("accuracy", columns_of(rows(4, 3)), "explanation", "advice", matters=0.1)
    assert few.verdict == "cannot_tell"
    assert math.isnan(few.p)


def test_holm_spares_the_main_comparison() -> None:
    rows = [
        decision(
            f"P{k}", f"c{j}", condition, right=True, initial="c", final="a" if condition == "advice" else "c"
        )
        for k in range(8)
        for j, condition in enumerate(("advice", "explanation"))
    ]
    columns = columns_of(rows)
    one = compare("accuracy", columns, "explanation", "advice", matters=0.1, main=True)
    other = compare("switch", columns, "explanation", "advice", matters=0.1)
    found = together([one, other, other], matters=0.1)
    assert found[0].adjusted == one.p
    assert found[1].adjusted == pytest.approx(min(2 * other.p, 1.0))


def test_more_participants_are_needed_for_less() -> None:
    supposed = Assumptions(cases=5)
    needed = participants_needed(0.1, supposed)
    assert power_of(0.1, needed, supposed) >= 0.8 > power_of(0.1, needed - 1, supposed)
    assert participants_needed(0.05, supposed) > 3 * needed
    assert difference_found(needed, supposed) == pytest.approx(0.1, abs=0.01)
