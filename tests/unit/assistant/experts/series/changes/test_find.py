"""Changes that were put in are found with their kind, row, size and end; what is no change is not told."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.changes.change import Change, Kind
from assistant.experts.series.changes.find import Asked, find_changes


def noise(rows: int, sensors: int = 1, *, seed: int = 0) -> np.ndarray:
    """Noise of deviation 1 whose neighbouring rows are alike."""
    shocks = np.random.default_rng(seed).normal(size=(rows, sensors))
    for row in range(1, rows):
        shocks[row] = 0.5 * shocks[row - 1] + 0.87 * shocks[row]
    return shocks


def only(found: tuple[Change, ...], kind: Kind) -> list[Change]:
    return [change for change in found if change.kind == kind]


def test_a_level_that_moved_for_good_is_told_with_its_row_and_size() -> None:
    values = 40.0 + noise(1_000)
    values[600:] += 3.0
    (change,) = find_changes(values)
    assert (change.kind, change.sensor, change.lasting) == ("level", 0, True)
    assert change.earliest <= 600 <= change.latest
    assert abs(change.row - 600) <= 5
    assert change.size == pytest.approx(3.0, abs=0.4)


def test_a_level_that_came_back_says_until_when() -> None:
    values = noise(1_500)
    values[500:900] -= 3.0
    down, up = only(find_changes(values), "level")
    assert abs(down.row - 500) <= 5
    assert down.until is not None
    assert abs(down.until - 900) <= 5
    assert up.size == pytest.approx(3.0, abs=0.4)


def test_a_bend_is_a_slope_and_no_step() -> None:
    values = 0.3 * noise(1_200)
    values[700:, 0] += 0.02 * np.arange(500)
    (change,) = find_changes(values)
    assert change.kind == "slope"
    assert change.earliest <= 700 <= change.latest
    assert change.before == pytest.approx(0.0, abs=0.001)
    assert change.after == pytest.approx(0.02, rel=0.1)


def test_a_spread_and_a_correlation_are_told_apart_from_levels() -> None:
    values = noise(2_400, 3)
    values[1_200:, 0] *= 3.0
    values[:900, 2] = 0.9 * values[:900, 1] + 0.44 * values[:900, 2]
    found = find_changes(values)
    assert {change.kind for change in found} == {"spread", "correlation"}
    (spread,) = only(found, "spread")
    assert abs(spread.row - 1_200) <= 24
    assert spread.after / spread.before == pytest.approx(3.0, rel=0.2)
    (tie,) = only(found, "correlation")
    assert (tie.sensor, tie.partner) == (1, 2)
    assert abs(tie.row - 900) <= 48
    assert tie.before > 0.7
    assert abs(tie.after) < 0.2


def test_spikes_seasons_and_holes_are_no_changes() -> None:
    rows = np.arange(2_000)
    values = noise(2_000, 2)
    values[:, 0] += 4.0 * np.sin(2 * np.pi * rows / 96)
    values[700:705, 0] += 30.0
    values[1_100:1_160, 1] = np.nan
    assert find_changes(values, Asked(step_seconds=900.0)) == ()


def test_changes_are_rarer_than_the_rate_where_nothing_changes() -> None:
    said = [find_changes(noise(800, seed=seed), Asked(rate=0.01)) for seed in range(25)]
    assert sum(bool(found) for found in said) <= 2


def test_a_wandering_signal_is_no_staircase() -> None:
    rng = np.random.default_rng(1)
    found = find_changes(np.cumsum(rng.normal(size=(2_000, 1)), axis=0), Asked(kinds=("level",)))
    assert len(found) <= 4


def test_constant_empty_and_short_sensors_have_none() -> None:
    values = np.full((200, 3), 5.0)
    values[:, 1] = np.nan
    values[:30, 2] = 1.0
    values[30:, 2] = np.nan
    assert find_changes(values) == ()


def test_a_set_point_that_moved_once_is_found_to_the_row() -> None:
    values = np.full((400, 1), 20.0)
    values[150:] = 25.0
    (change,) = only(find_changes(values), "level")
    assert (change.row, change.before, change.after) == (150, 20.0, 25.0)
