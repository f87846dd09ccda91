"""Figures against those worked out by hand, and against published tables of the chi-square distribution."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from assistant.reliability.figures import Observed, figures_of, trend_of
from assistant.reliability.register import Work

START = datetime(2031, 1, 1)
YEAR = Observed(start=START, end=START + timedelta(hours=1000))


def work(hour: float, *, failed: bool = True, **more: Any) -> Work:
    at = START + timedelta(hours=hour)
    values: dict[str, Any] = {
        "finished": None, "due": None, "is_open": False, "downtime": None, "labour": None, "cost": None,
    }  # fmt: skip
    return Work(
        machine="P-7", names=("P-7",), at=at, failed=failed, planned=not failed, row=cast(Any, None),
        **{**values, **more},
    )  # fmt: skip


def test_mtbf_is_up_time_by_failures() -> None:
    works = [work(100, downtime=30.0), work(400, downtime=10.0), work(600, failed=False, downtime=60.0)]
    found = figures_of("P-7", works, YEAR)
    assert found.mtbf == pytest.approx((1000 - 100) / 2)
    assert found.repair == pytest.approx(20.0)
    assert found.availability == pytest.approx(0.9)
    assert not found.elapsed


def test_interval_of_four_failures_in_a_thousand_hours() -> None:
    found = figures_of("P-7", [work(h) for h in (10, 200, 500, 900)], YEAR)
    assert found.mtbf_low == pytest.approx(2000 / 18.307, rel=1e-4)
    assert found.mtbf_high == pytest.approx(2000 / 2.7326, rel=1e-4)


def test_no_failure_has_a_lower_bound_only() -> None:
    found = figures_of("P-7", [work(10, failed=False)], YEAR)
    assert found.mtbf is None
    assert found.mtbf_high is None
    assert found.mtbf_low == pytest.approx(2000 / 5.9915, rel=1e-4)


def test_without_downtime_a_repair_lasts_from_report_to_end_and_nothing_is_available() -> None:
    found = figures_of("P-7", [work(10, finished=START + timedelta(hours=34))], YEAR)
    assert found.elapsed
    assert found.repair == pytest.approx(24.0)
    assert found.availability is None


@pytest.mark.parametrize(
    ("hours", "way"),
    [
        ((700, 800, 850, 900, 950, 980), "more"),
        ((10, 50, 90, 120, 200, 300), "fewer"),
        ((100, 250, 400, 550, 700, 900), "same"),
        ((700, 800, 900), "unknown"),
    ],
)
def test_trend(hours: tuple[float, ...], way: str) -> None:
    assert trend_of([START + timedelta(hours=h) for h in hours], YEAR).way == way


def test_laplace_by_hand() -> None:
    found = trend_of([START + timedelta(hours=h) for h in (600, 700, 800, 900, 1000)], YEAR)
    assert found.laplace == pytest.approx((800 - 500) / (1000 * (1 / 60) ** 0.5))
    assert (found.first, found.second) == (0, 5)
