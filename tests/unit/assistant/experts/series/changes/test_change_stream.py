"""A live log's changes are told once, soon after they are certain, and in rows of the log."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.changes.change import Change
from assistant.experts.series.changes.find import Asked
from assistant.experts.series.changes.stream import ChangeStream


def watched(values: np.ndarray, *, kept: int = 1_500) -> list[tuple[int, Change]]:
    """The number of rows seen and the change, of each that is told."""
    stream = ChangeStream(values.shape[1], Asked(rate=0.001), kept=kept)
    return [(count, change) for count, row in enumerate(values, start=1) for change in stream.update(row)]


def test_a_step_is_told_once_and_soon() -> None:
    values = np.random.default_rng(0).normal(size=(600, 2))
    values[400:, 1] += 4.0
    ((seen, change),) = watched(values)
    assert 440 <= seen <= 465
    assert (change.kind, change.sensor) == ("level", 1)
    assert abs(change.row - 400) <= 3
    assert change.size == pytest.approx(4.0, abs=0.6)


def test_a_spike_and_a_hole_are_not_told() -> None:
    values = np.random.default_rng(1).normal(size=(560, 1))
    values[300:306] += 25.0
    values[450:480] = np.nan
    assert watched(values) == []


def test_memory_is_bounded_and_rows_stay_rows_of_the_log() -> None:
    values = np.random.default_rng(2).normal(size=(1_600, 1))
    values[1_000:] -= 3.0
    told = watched(values, kept=300)
    assert len(told) == 1
    assert abs(told[0][1].row - 1_000) <= 16
    assert told[0][0] <= 1_350


def test_another_number_of_readings_is_refused() -> None:
    with pytest.raises(ValueError, match="row of 2"):
        ChangeStream(2).update(np.zeros(3))
