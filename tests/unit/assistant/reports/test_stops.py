"""What is judged of a log: the rows in which the machine ran."""

from __future__ import annotations

from datetime import datetime

import numpy as np

from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.equipment_signals import Signals
from assistant.experts.series.names import describe
from assistant.reports.diagnostic.stops import Stops, while_running
from retrieval.records import Sensor, SeriesRef

START = datetime(2025, 5, 1)


def _log() -> tuple[Signals, SensorLog]:
    sensors = (Sensor(name="IT7 current", unit="A"), Sensor(name="PT8 pressure", unit="bar"))
    ref = SeriesRef(
        id="1", source="plant/log.csv", name="log", sensors=sensors, start=START,
        end=datetime(2025, 5, 1, 1, 39), row_count=100, step_seconds=60.0, parquet="",
    )  # fmt: skip
    measures = tuple(describe(ref).measures)
    values = np.column_stack([np.full(100, 210.0), np.full(100, 4.0)])
    values[60:, :] = 0.0
    times = int(np.datetime64(START, "us").astype(np.int64)) + 60_000_000 * np.arange(100)
    log = SensorLog(
        name="log", times=times, row=np.arange(100), values=values, names=tuple(one.name for one in sensors)
    )
    return Signals(log=ref, sensors=measures[1:], drives=measures[:1]), log


def test_rows_of_a_standstill_are_left_out_and_the_last_reading_is_one_of_running() -> None:
    signals, log = _log()
    running = while_running(signals, log)
    assert running.times.size == 60
    assert running.values[-1, 1] == 4.0
    assert running.row[-1] == 59


def test_without_a_drive_nothing_is_left_out() -> None:
    signals, log = _log()
    alone = Signals(log=signals.log, sensors=signals.sensors)
    assert while_running(alone, log).times.size == 100


def test_a_drive_that_never_runs_takes_nothing_out() -> None:
    signals, log = _log()
    still = log.rows(np.arange(100) >= 60)
    assert while_running(signals, still).times.size == 40


def test_a_stretch_leads_to_a_standstill_that_follows_within_a_few_steps() -> None:
    stops = Stops((), _log()[1], (datetime(2025, 5, 1, 1, 0),))
    assert stops.follow(datetime(2025, 5, 1, 0, 57), 60.0)
    assert not stops.follow(datetime(2025, 5, 1, 0, 50), 60.0)
    assert not stops.follow(datetime(2025, 5, 1, 1, 1), 60.0)
