"""Rates over runs, and runs that lie on their side."""

from __future__ import annotations

import numpy as np
import pytest

from eval.benchmarks.tep_detection import FAULT_FROM, rates
from eval.normal_runs import read_tep


def test_rates_count_the_fault_alone() -> None:
    normal = np.zeros(200, dtype=bool)
    normal[:2] = True
    fault = np.zeros(FAULT_FROM + 100, dtype=bool)
    fault[:FAULT_FROM] = True
    fault[FAULT_FROM : FAULT_FROM + 25] = True
    found = rates([normal, fault, fault, ~fault])
    assert found["false_alarm_rate"] == pytest.approx(0.01)
    assert found["detection_rate"] == pytest.approx((0.25 + 0.25 + 0.75) / 3)
    assert found["detection_rate_without_3_9_15"] == pytest.approx(0.25)


def test_a_run_on_its_side_is_turned(tmp_path) -> None:
    run = np.arange(520.0).reshape(10, 52)
    np.savetxt(tmp_path / "a.dat", run)
    np.savetxt(tmp_path / "b.dat", run.T)
    assert np.array_equal(read_tep(tmp_path / "a.dat"), read_tep(tmp_path / "b.dat"))
