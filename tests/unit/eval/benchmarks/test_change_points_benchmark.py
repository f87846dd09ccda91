"""The logs hold the changes that they say, and figures keep groups apart."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from eval.benchmarks.change_points import events, figures, textbook, window_means
from eval.change_logs import ChangeLog, made_logs


def log(rows: tuple[int, ...], *, group: str, size: int = 600) -> ChangeLog:
    values = np.random.default_rng(0).normal(size=(size, 1))
    for row in rows:
        values[row:] += 5.0
    return ChangeLog(name="a", group=group, kind="level", values=values, rows=rows, margin=25, tuning=False)


def test_made_logs_change_where_they_say_and_differ_between_halves() -> None:
    logs, others = list(made_logs(2, tuning=False)), list(made_logs(2, tuning=True))
    assert [one.kind for one in logs[:5]] == ["level", "slope", "spread", "correlation", None]
    assert logs[4].rows == ()
    assert not np.array_equal(logs[0].values[:50], others[0].values[:50])
    level = logs[0]
    edges = [0, *level.rows, level.values.shape[0]]
    means = [level.values[a:b, 0].mean() for a, b in pairwise(edges)]
    assert min(abs(np.diff(means))) > 0.5 * level.values[: level.rows[0], 0].std()


def test_figures_of_a_perfect_finder_and_of_one_that_says_nothing() -> None:
    logs = [log((200, 400), group="with"), log((), group="without")]
    perfect = figures(logs, [list(one.rows) for one in logs])
    assert perfect == {
        "with_f1": 1.0,
        "with_recall": 1.0,
        "with_covering": 1.0,
        "without_false_per_log": 0.0,
    }
    assert figures(logs, [[], [7]])["with_f1"] == 0.0
    assert figures(logs, [[], [7]])["without_false_per_log"] == 1.0


@pytest.mark.parametrize("way", [textbook, window_means])
def test_baselines_find_plain_steps(way) -> None:
    one = log((200, 400), group="with")
    said = events(way(one), one.margin)
    assert len(said) == 2
    assert all(abs(a - b) <= 5 for a, b in zip(said, one.rows, strict=True))
