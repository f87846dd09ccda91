from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assistant.experts.series import operations as ops

MINUTE = 60 * ops.SECOND


def minutes(*values: float) -> np.ndarray:
    return (np.array(values) * MINUTE).astype(np.int64)


def mask(text: str) -> np.ndarray:
    return np.array([c == "x" for c in text])


def test_runs() -> None:
    found = ops.runs(mask("xx..x.xxx"))
    assert [(r.first, r.last, r.readings) for r in found] == [(0, 1, 2), (4, 4, 1), (6, 8, 3)]
    assert ops.runs(mask("")) == []
    assert ops.runs(mask("...")) == []


@given(st.lists(st.booleans(), max_size=60))
def test_runs_hold_every_true_reading_once(values: list[bool]) -> None:
    covered = [i for run in ops.runs(np.array(values, dtype=bool)) for i in range(run.first, run.last + 1)]
    assert covered == [i for i, value in enumerate(values) if value]


def test_a_reading_holds_until_the_next_but_not_over_a_gap() -> None:
    times = minutes(0, 1, 2, 60, 61)
    assert ops.hold_seconds(times, 60).tolist() == [60, 60, 180, 60, 60]
    assert ops.duration_seconds(times, mask("xx..x"), 60) == 180


def test_gaps() -> None:
    (gap,) = ops.gaps(minutes(0, 1, 2, 5, 6), 60)
    assert gap.seconds == 180
    assert ops.gaps(minutes(0), 60) == []


def test_stuck_values_leave_rest_out() -> None:
    values = np.array([1.0, 2, 2, 2, 2, 3, 0, 0, 0, 0])
    assert ops.stuck_runs(values, readings=3) == [ops.Run(1, 4)]
    assert ops.stuck_runs(values, readings=3, resting=None) == [ops.Run(1, 4), ops.Run(6, 9)]


def test_a_run_lasts_until_the_next_reading() -> None:
    times = minutes(0, 1, 2, 5, 6)
    first, last = ops.run_bounds(mask("xxx.x"))
    assert ops.run_seconds(times, first, last, 60).tolist() == [300, 60]
    assert ops.run_seconds(times[:0], first[:0], last[:0], 60).tolist() == []


def test_expected_readings() -> None:
    assert ops.expected_readings(0, 86400 * ops.SECOND - 900 * ops.SECOND, 900) == 96
