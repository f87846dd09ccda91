"""Forecasts on real logs: the halves share no file, and what is chosen beats the last value."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.benchmarks.forecast import judged
from eval.forecast_logs import ForecastLog, forecast_logs


@pytest.fixture(scope="module")
def logs(bench_data: Path) -> list[ForecastLog]:
    return forecast_logs(bench_data)


def test_the_halves_share_no_file(logs) -> None:
    tuning = {(log.group, log.name) for log in logs if log.tuning}
    held_out = {(log.group, log.name) for log in logs if not log.tuning}
    assert len(tuning) >= 13
    assert len(held_out) >= 16
    assert not tuning & held_out
    assert all(min(log.places()) >= 0.4 * log.values.shape[0] for log in logs)


def test_a_day_of_a_rooms_temperature_is_forecast_better_than_by_the_last_value(logs) -> None:
    room = next(log for log in logs if log.group == "nab_ambient")
    cuts = [judged(room, cut) for cut in room.places()[::4]]
    mase = {m: sum(r["mase"] for rows in cuts for r in rows if r["model"] == m) for m in ("auto", "naive")}
    assert mase["auto"] < 0.8 * mase["naive"]
