"""Figures of the benchmark, and the copies that no clock can read."""

from __future__ import annotations

import numpy as np

from eval.benchmarks.skab import always, best_of_each, clock, cut, rates
from eval.skab_runs import Run


def run(rows: int = 1000) -> Run:
    labels = np.zeros(rows, dtype=bool)
    labels[600:900] = True
    return Run(number=1, values=np.arange(rows, dtype=float)[:, None], anomalous=labels)


def test_rates_leave_out_the_normal_part() -> None:
    said = np.zeros(1000, dtype=bool)
    said[:400] = True
    said[750:950] = True
    assert rates([run()], [said]) == {"f1": 2 * 150 / 500, "far": 50 / 300, "mar": 0.5}


def test_a_cut_takes_normal_rows_only_and_moves_the_fault() -> None:
    for seed in range(20):
        copy = cut(run(), np.random.default_rng(seed))
        assert copy.anomalous.sum() == 300
        assert np.array_equal(copy.values[:400], run().values[:400])
        assert 400 <= np.flatnonzero(copy.anomalous)[0] <= 600


def test_the_best_detector_of_each_file_is_taken() -> None:
    runs, half = [run(), run()], np.zeros(1000, dtype=bool)
    half[600:750] = True
    none, all_of_it = np.zeros(1000, dtype=bool), runs[0].anomalous
    said = best_of_each(runs, [[half, none], [none, all_of_it]])
    assert np.array_equal(said[0], half)
    assert np.array_equal(said[1], all_of_it)


def test_clock_and_always_look_at_no_reading() -> None:
    assert clock(np.zeros((1000, 1))).sum() == 401
    assert always(np.zeros((1000, 1))).all()
