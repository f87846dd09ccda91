"""Made logs hold what is said of them."""

from __future__ import annotations

import numpy as np

from eval.series_questions.signals import made_log


def test_attributes_are_in_the_readings() -> None:
    log = made_log(0, 3)
    trend, shift, stuck = log.of("trend"), log.of("shift"), log.of("stuck")
    half = log.rows // 2
    moved = trend.values[half:].mean() - trend.values[:half].mean()
    assert abs(moved - trend.rise / 2) < 0.3 * abs(trend.rise)
    assert shift.change is not None
    at = shift.change.first
    assert abs(shift.values[at:].mean() - shift.values[:at].mean() - shift.change.size) < shift.noise
    assert stuck.change is not None
    assert np.ptp(stuck.values[stuck.change.first : stuck.change.last + 1]) == 0.0


def test_a_follower_is_its_leader_later() -> None:
    log = made_log(1, 3)
    leader, follower = log.of("season"), log.of("follower")
    lag = follower.lag_rows

    def alike(shift: int) -> float:
        return float(np.corrcoef(leader.values[: log.rows - shift], follower.values[shift:])[0, 1])

    assert lag > 0
    assert alike(lag) > max(alike(0), alike(lag + leader.season_rows // 2))


def test_a_trip_log_stands_still_after_two_sensors_drifted() -> None:
    log = made_log(2, 3)
    assert log.trip is not None
    first, second = log.of("first").change, log.of("second").change
    assert first is not None
    assert second is not None
    assert first.first < second.first < log.trip.first
    power = log.of("power").values
    assert np.all(power[log.trip.first : log.trip.last + 1] == 0.0)
    assert np.all(power[: log.trip.first] > 0.0)


def test_a_seed_repeats_and_another_does_not() -> None:
    assert np.array_equal(made_log(0, 3).sensors[0].values, made_log(0, 3).sensors[0].values)
    assert made_log(0, 3).of("trend").rise != made_log(0, 4).of("trend").rise
