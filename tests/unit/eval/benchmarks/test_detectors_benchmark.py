"""Anomalies that are put in keep what they should keep, and figures are means of what was found."""

from __future__ import annotations

import numpy as np
import pytest

import eval.benchmarks.detectors as detectors
from assistant.settings import Settings
from eval.benchmark import RunOptions
from eval.benchmarks.nab import NabFile
from eval.detector_trials import KIND_NAMES, SEEDS, TrialLog, TrialPart, found_shares, machine_logs
from eval.made_cycles import MACHINES, WRONG_BEATS, cycle_log
from eval.skab_runs import Run


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("kind", WRONG_BEATS)
def test_a_wrong_beat_keeps_mean_and_deviation(machine, kind) -> None:
    log = cycle_log(machine, 3)
    beat = log.values[log.beats[5] : log.beats[6], 0]
    for way in (-1.0, 1.0):
        wrong = WRONG_BEATS[kind](beat, way)
        assert wrong.mean() == pytest.approx(beat.mean())
        assert wrong.std() == pytest.approx(beat.std())
        assert np.abs(wrong - beat).max() > 0.5 * beat.std()


def test_shapes_are_found_by_the_matrix_profile_and_not_by_the_level() -> None:
    (press, *_) = machine_logs(SEEDS[:1])
    shapes = {m: found_shares(press, m, SEEDS[:1]) for m in ("matrix_profile", "level")}
    assert shapes["matrix_profile"]["other_beat"][0] > 0.6 > 0.2 > shapes["level"]["other_beat"][0]


def test_a_log_without_beats_has_no_wrong_ones() -> None:
    rng = np.random.default_rng(0)
    part = TrialPart(learnt=(rng.normal(size=(400, 2)),), judged=(rng.normal(size=(600, 2)),))
    found = found_shares(TrialLog(name="noise", parts=(part,)), "level")
    assert found.keys() == {*KIND_NAMES, "false_alarms"}
    assert all(len(shares) == len(SEEDS) for shares in found.values())


def test_figures_are_means_over_logs_kinds_and_seeds() -> None:
    six = {kind: [0.2, 0.4, 0.6] for kind in KIND_NAMES}
    told = detectors.figures(
        [
            {**six, "false_alarms": [0.01] * 3},
            {**six, "warp": [1.0] * 3, "other_beat": [0.5] * 3, "false_alarms": [0.03] * 3},
        ]
    )
    assert told["found_six"] == pytest.approx(0.4)
    assert told["found_shapes"] == pytest.approx(0.75)
    assert told["found"] == pytest.approx((6 * 0.4 + 1.5) / 8)
    assert told["found_six_sd"] == pytest.approx(np.std([0.2, 0.4, 0.6]))
    assert told["found_shapes_sd"] == 0.0
    assert told["false_alarms"] == pytest.approx(0.02)


def test_a_run_goes_on_and_names_the_best_single_detector(monkeypatch, tmp_path) -> None:
    rng = np.random.default_rng(1)
    part = TrialPart(learnt=(rng.normal(size=(300, 2)),), judged=(rng.normal(size=(400, 2)),))
    values = rng.normal(size=(500, 2))
    values[450:480] += 6.0
    runs = [Run(number=0, values=values, anomalous=np.abs(np.arange(500) - 465) <= 15)]
    file = NabFile(name="a", values=values[:, 0], windows=((450, 480),))
    monkeypatch.setattr(detectors, "local_folder", lambda *args, **kwargs: tmp_path)
    monkeypatch.setattr(detectors, "trial_logs", lambda *args: [TrialLog(name="noise", parts=(part,))])
    monkeypatch.setattr(detectors, "load_runs", lambda folder: runs)
    monkeypatch.setattr(detectors.nab, "load_files", lambda folder: [file])
    monkeypatch.setattr(detectors, "METHODS", ("auto", "level", "spectral_residual"))
    options = RunOptions(
        settings=Settings(engine="scripted"), results=tmp_path / "out.jsonl", bench_data=tmp_path
    )
    first = detectors.Detectors().run(options)
    again = detectors.Detectors().run(options)
    assert again.scores == first.scores
    assert again.baselines == first.baselines
    assert any("9 of 9 pieces" in note for note in again.notes)
    assert {"level", "spectral_residual", "best_single", "best_single_of_each_log"} == first.baselines.keys()
    assert first.baselines["level"]["skab_f1"] > 0.8
