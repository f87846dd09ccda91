"""Simulated participants: what they were made to do is what the analysis finds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.study.analysis.columns import columns_of
from eval.baselines.study_intervals import crossed_bootstrap, plain_interval
from eval.benchmarks.study_recovery import found_figures, trials
from eval.study_people import made_study, simulated, through_the_store

TRIALS = {one.behaviour.name: one for one in trials()}


@pytest.mark.parametrize(("name", "rair", "rsr"), [("never", 0.0, 1.0), ("always", 1.0, 0.0)])
def test_people_without_chance_are_found_exactly(name: str, rair: float, rsr: float) -> None:
    trial = TRIALS[name]
    rows = simulated(trial.study, trial.behaviour, 9, seed=3)
    found = found_figures(columns_of(rows), list(trial.truths))
    assert found["rair_explanation"].value == rair
    assert found["rsr_advice"].value == rsr
    assert found["mediation"].value == 0.0


def test_many_people_come_near_their_parameters() -> None:
    for name, trial in TRIALS.items():
        rows = simulated(trial.study, trial.behaviour, 2000, seed=5)
        for figure, one in found_figures(columns_of(rows), list(trial.truths)).items():
            assert one.value == pytest.approx(trial.truths[figure], abs=0.06), (name, figure)


def test_the_store_keeps_the_same_protocol_as_memory(tmp_path: Path) -> None:
    trial = TRIALS["delegates"]
    kept = through_the_store(trial.study, trial.behaviour, 2, 1, tmp_path)
    made = simulated(trial.study, trial.behaviour, 2, seed=1)
    seen = [Counter((one.participant, one.case, one.condition) for one in rows) for rows in (kept, made)]
    assert seen[0] == seen[1]
    assert len(kept) == 40
    assert any(one.delegated for one in kept)


def test_the_crossed_bootstrap_is_wider_than_plain_intervals() -> None:
    columns = columns_of(simulated(made_study(), TRIALS["rightly"].behaviour, 24, seed=2))
    (low, high), (inner, outer) = plain_interval(columns), crossed_bootstrap(columns, seed=1)
    assert outer - inner > high - low > 0
