"""Slow changes that were learnt as normal are told; cycles, steps, wandering and alarms are not."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.detectors.report import detect_log
from assistant.experts.series.detectors.slow import slow_changes

ROWS = 3_000


def steady(seed: int = 0) -> np.ndarray:
    return 5 + 0.1 * np.random.default_rng(seed).normal(size=ROWS)


def crept(seed: int = 0) -> np.ndarray:
    return steady(seed) + np.interp(np.arange(ROWS), [1_000, 2_000], [0, 3])


def found(*columns: np.ndarray, alarm: np.ndarray | None = None) -> list[int]:
    quiet = np.zeros(ROWS, dtype=bool) if alarm is None else alarm
    return [one.sensor for one in slow_changes(np.stack(columns, axis=1), quiet)]


def test_a_sensor_that_creeps_is_found_with_where_it_came_from_and_went() -> None:
    (one,) = slow_changes(np.stack([steady(), crept()], axis=1), np.zeros(ROWS, dtype=bool))
    assert one.sensor == 1
    assert 900 <= one.first <= 1_100
    assert 1_900 <= one.last <= 2_100
    assert one.start == pytest.approx(5, abs=0.2)
    assert one.end == pytest.approx(8, abs=0.2)


def test_cycles_and_steps_and_noise_are_no_slow_change() -> None:
    at = np.arange(ROWS)
    assert found(steady(), 5 + 3 * np.sin(at / 150), steady() + np.where(at > 1_500, 4, 0)) == []


def test_a_trip_at_the_end_of_the_way_is_no_part_of_it() -> None:
    tripped = np.where(np.arange(ROWS) < 2_000, crept(), 0.0)
    (one,) = slow_changes(tripped[:, None], np.zeros(ROWS, dtype=bool))
    assert one.end == pytest.approx(8, abs=0.3)


def test_what_is_in_alarm_is_not_told_again() -> None:
    alarm = np.zeros(ROWS, dtype=bool)
    alarm[1_200:2_000] = True
    assert found(crept(), alarm=alarm) == []


def test_empty_blocks_and_short_logs_are_borne() -> None:
    holed = crept()
    holed[1_400:1_600] = np.nan
    assert found(holed, np.full(ROWS, np.nan)) in ([0], [])
    assert slow_changes(crept()[:60, None], np.zeros(60, dtype=bool)) == ()


def test_the_note_names_what_to_say_and_goes_where_it_was_said() -> None:
    values = np.stack([steady(1), crept(2)], axis=1)
    log = SensorLog(
        name="made", times=60_000_000 * np.arange(ROWS), row=np.arange(ROWS), values=values, names=("A", "B")
    )
    report = detect_log(log)
    (told,) = [note for note in report.notes if "--train-until" in note and "B went from" in note]
    assert report.normal_until in told
    assert "A went" not in told
    again = detect_log(log, train_until=report.normal_until)
    assert not again.slow
    assert again.found.alarm[1_500:2_000].mean() > 0.5
    (french,) = [note for note in detect_log(log, language="fr").notes if "B est passé de" in note]
    assert "01/01/1970" in french
