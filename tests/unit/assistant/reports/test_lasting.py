"""A drift is told before it passes a limit; a daily cycle is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast

import numpy as np

from assistant.citations import CitationList
from assistant.experts.series.detectors.log import SensorLog
from assistant.experts.series.equipment_signals import Signals
from assistant.experts.series.names import describe
from assistant.reports.diagnostic.case import Case
from assistant.reports.diagnostic.lasting import lasting_points
from assistant.reports.diagnostic.signals import signal_findings
from retrieval.records import Sensor, SeriesRef

START = datetime(2031, 5, 1)
ROWS = 2_000
"""Every 15 minutes, about three weeks."""


def _case() -> Case:
    return Case(
        tag="COND-1", since=START, until=datetime(2031, 6, 1), language="en", signals=(), documents=(),
        cited=CitationList(), knowledge=cast("Any", None), tables=cast("Any", None), today=date(2031, 6, 2),
    )  # fmt: skip


def _log(*, drift: float) -> SensorLog:
    rows = np.arange(ROWS)
    chance = np.random.default_rng(5)
    pressure = 10 + chance.normal(0, 0.06, ROWS) + drift * np.clip((rows - 1_000) / 400, 0, 1)
    cycle = 20 + 3 * np.sin(2 * np.pi * rows / 96) + chance.normal(0, 0.3, ROWS)
    return SensorLog(
        name="log", times=int(np.datetime64(START, "us").astype(np.int64)) + 900_000_000 * rows, row=rows,
        values=np.column_stack([pressure, cycle]), names=("pressure (barg)", "air (degC)"),
    )  # fmt: skip


def test_a_drift_is_told_with_its_day_and_evidence() -> None:
    case = _case()
    told = lasting_points(case, "site/log.csv", _log(drift=1.4))
    assert told[0].text.startswith("pressure (barg): the slope went from ")
    assert "2031-05-11" in told[0].text
    assert all(one.citations for one in told)
    assert not any("air" in one.text for one in told)


def test_where_nothing_moved_nothing_is_told() -> None:
    assert lasting_points(_case(), "site/log.csv", _log(drift=0.0)) == []


def test_a_period_without_readings_is_not_told_as_normal() -> None:
    ref = SeriesRef(
        id="1", source="site/log.csv", name="log", sensors=(Sensor(name="pressure (barg)"),), start=START,
        end=datetime(2031, 5, 20), row_count=ROWS, step_seconds=900.0, parquet="",
    )  # fmt: skip
    signals = Signals(log=ref, sensors=tuple(describe(ref).measures))
    case = replace(_case(), since=datetime(2020, 1, 1), until=datetime(2020, 2, 1), signals=(signals,))
    found = signal_findings(case, drawn=False)
    assert found.section.empty == (
        "No sensor of COND-1 has readings in the period: nothing is said of its signals."
    )
