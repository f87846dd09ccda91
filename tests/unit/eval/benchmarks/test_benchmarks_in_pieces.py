"""Long benchmarks that are broken off go on and print the figures of a whole run."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

import eval.benchmarks.energy as energy
import eval.benchmarks.forecast as forecast
import eval.benchmarks.forecast_comparators as comparators
import eval.benchmarks.nab as nab
import eval.benchmarks.synthetic_faults as synthetic_faults
import eval.benchmarks.synthetic_series as synthetic
import eval.benchmarks.tep_faults as tep_faults
import eval.synthetic
from assistant.settings import Settings
from eval.benchmark import RunOptions
from eval.energy_sets import EnergySet
from eval.forecast_logs import ForecastLog


class Killed(Exception):
    """Stands for a run that is ended from outside."""


def options(path) -> RunOptions:
    return RunOptions(settings=Settings(engine="scripted"), results=path)


def broken_off(measure, after: int):
    """The measure, killed at its call number ``after`` and never asked the same again."""
    calls: list[object] = []

    def counted(*args, **kwargs):
        if len(calls) == after:
            calls.append(None)
            raise Killed
        calls.append(args)
        return measure(*args, **kwargs)

    return counted, calls


def log(name: str) -> ForecastLog:
    rng, at = np.random.default_rng(len(name)), np.arange(400)
    values = np.stack([np.sin(at / 3) + 0.1 * rng.normal(size=400), np.cumsum(rng.normal(size=400))], axis=1)
    return ForecastLog(
        name=name, group="made", tuning=False, values=values, step_seconds=60.0, horizon=20, cuts=2
    )


def test_forecast_goes_on_after_a_kill(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(forecast, "forecast_logs", lambda folder: [log("a"), log("bb")])
    whole = forecast.Forecast().run(options(tmp_path / "whole.jsonl"))
    counted, calls = broken_off(forecast.judged, 2)
    monkeypatch.setattr(forecast, "judged", counted)
    with pytest.raises(Killed):
        forecast.Forecast().run(options(tmp_path / "parts.jsonl"))
    parts = forecast.Forecast().run(options(tmp_path / "parts.jsonl"))
    assert len(calls) == 4 + 1
    assert parts.scores == whole.scores
    assert parts.baselines == whole.baselines
    assert parts.n == whole.n == 4
    assert any("2 of 4 pieces" in note for note in parts.notes)


def test_energy_goes_on_after_a_kill(monkeypatch, tmp_path) -> None:
    rng = np.random.default_rng(0)
    sets = {
        name: [
            EnergySet(
                name=f"{name} {k}",
                for_tuning=False,
                learnt=rng.normal(size=(80, 2)),
                usual=rng.normal(size=(40, 2)),
                strange=(rng.normal(size=(40, 2)) + 3.0,),
                visible=(0,),
            )
            for k in range(2)
        ]
        for name in ("skab", "tep")
    }
    monkeypatch.setattr(energy, "energy_groups", lambda folder, limit: sets)
    plain = {name: energy.MEASURES[name] for name in ("nearest_window", "mahalanobis")}
    monkeypatch.setattr(energy, "MEASURES", {"energy": (energy.mahalanobis, (0, 1)), **plain})
    whole = energy.Energy().run(options(tmp_path / "whole.jsonl"))
    counted, calls = broken_off(energy.mahalanobis, 5)
    monkeypatch.setattr(energy, "MEASURES", {"energy": (counted, (0, 1)), **plain})
    with pytest.raises(Killed):
        energy.Energy().run(options(tmp_path / "parts.jsonl"))
    parts = energy.Energy().run(options(tmp_path / "parts.jsonl"))
    assert len(calls) == 8 + 1
    assert parts.scores == whole.scores
    assert parts.baselines == whole.baselines


def test_synthetic_series_go_on_after_a_kill(monkeypatch, tmp_path) -> None:
    made = synthetic.SetOfSeries(series=synthetic.sines(40, 0), states=("sine",) * 40, normal="sine")

    def quick(real, series, *, seed):
        return float(abs(real.mean() - series.mean())) + seed

    drawn: list[int] = []

    def make(seed: int):
        drawn.append(seed)
        return synthetic.sines(40, 5)

    monkeypatch.setattr(synthetic, "makers", lambda found, updates: {"flow": make, "gaussian": make})
    monkeypatch.setattr(eval.synthetic, "predictive_score", quick)
    monkeypatch.setattr(eval.synthetic, "discriminative_score", quick)
    whole = synthetic.report("synthetic_sines", made, None, options(tmp_path / "whole.jsonl"))
    assert drawn == [0, 0]
    counted, _ = broken_off(quick, 2)
    monkeypatch.setattr(eval.synthetic, "discriminative_score", counted)
    with pytest.raises(Killed):
        synthetic.report("synthetic_sines", made, None, options(tmp_path / "parts.jsonl"))
    parts = synthetic.report("synthetic_sines", made, None, options(tmp_path / "parts.jsonl"))
    assert parts.scores == whole.scores
    assert parts.baselines == whole.baselines
    drawn.clear()
    synthetic.report("synthetic_sines", made, None, options(tmp_path / "parts.jsonl"))
    assert drawn == []


def test_tep_faults_go_on_after_a_kill(monkeypatch, tmp_path) -> None:
    faults = np.repeat(np.arange(16), 16)
    views = tep_faults.Views(
        plain=np.zeros((256, 2)), profiles=np.zeros((256, 2)), archive=np.zeros((1, 2)), faults=faults
    )
    cheap = {name: lambda labelled, test, seed, k=k: faults[test] * (seed % 2 == k) for k, name in
             enumerate(("concepts", "extra_trees"))}  # fmt: skip
    monkeypatch.setattr(tep_faults, "local_folder", lambda *args, **kwargs: tmp_path)
    monkeypatch.setattr(tep_faults, "load_fault_windows", lambda folder: None)
    monkeypatch.setattr(tep_faults, "look", lambda found: (views, {"mean": 0.9}))
    monkeypatch.setattr(tep_faults, "tellers", lambda views: cheap)
    monkeypatch.setattr(tep_faults, "unknown", lambda views, seed: {"unknown_flagged": 0.1 * seed})
    whole = tep_faults.TepFaults().run(options(tmp_path / "whole.jsonl"))
    assert whole.scores["unknown_flagged"] == pytest.approx(0.1)
    assert whole.n == 10
    counted, calls = broken_off(tep_faults.accuracies, 12)
    monkeypatch.setattr(tep_faults, "accuracies", counted)
    with pytest.raises(Killed):
        tep_faults.TepFaults().run(options(tmp_path / "parts.jsonl"))
    parts = tep_faults.TepFaults().run(options(tmp_path / "parts.jsonl"))
    assert len(calls) == 30 + 1
    assert parts.scores == whole.scores
    assert parts.baselines == whole.baselines


def test_forecast_comparators_go_on_after_a_kill(monkeypatch, tmp_path) -> None:
    logs = [log("a"), log("bb")]
    monkeypatch.setattr(comparators, "forecast_logs", lambda folder: logs)
    whole = comparators.ForecastComparators().run(options(tmp_path / "whole.jsonl"))
    counted, calls = broken_off(comparators.judged, 2)
    monkeypatch.setattr(comparators, "judged", counted)
    with pytest.raises(Killed):
        comparators.ForecastComparators().run(options(tmp_path / "parts.jsonl"))
    parts = comparators.ForecastComparators().run(options(tmp_path / "parts.jsonl"))
    assert len(calls) == 4 + 1
    assert parts.scores == whole.scores
    assert parts.baselines == whole.baselines
    assert parts.baselines["llm_digits"].keys() >= {"answered"}
    assert any("2 of 4 pieces" in note for note in parts.notes)


def test_nab_goes_on_after_a_kill(monkeypatch, tmp_path) -> None:
    rng = np.random.default_rng(0)
    files = [
        nab.NabFile(name=f"realKnownCause/{k}", values=rng.normal(size=600), windows=((400, 450),))
        for k in range(3)
    ]
    monkeypatch.setattr(nab, "local_folder", lambda *args, **kwargs: tmp_path)
    monkeypatch.setattr(nab, "load_files", lambda folder: files)
    whole = nab.Nab().run(options(tmp_path / "whole.jsonl"))
    counted, calls = broken_off(nab.watch, 1)
    monkeypatch.setattr(nab, "watch", counted)
    with pytest.raises(Killed):
        nab.Nab().run(options(tmp_path / "parts.jsonl"))
    parts = nab.Nab().run(options(tmp_path / "parts.jsonl"))
    assert len(calls) == 3 + 1
    assert parts.scores == whole.scores
    assert parts.baselines == whole.baselines


def test_synthetic_faults_go_on_after_a_kill(monkeypatch, tmp_path) -> None:
    faults = np.repeat(np.arange(16), 16)
    windows = SimpleNamespace(
        normal=np.random.default_rng(0).normal(size=(100, 2)), windows=np.zeros((256, 50, 2)), faults=faults
    )

    class Quick:
        def __init__(self, *args: object) -> None:
            pass

        def run(self, way: str, labelled, test, seed: int) -> dict[str, float]:
            return {"concepts_gain": 0.1 * seed + len(way), "concepts_both": float(labelled.size)}

    monkeypatch.setattr(synthetic_faults, "local_folder", lambda *args, **kwargs: tmp_path)
    monkeypatch.setattr(synthetic_faults, "load_fault_windows", lambda folder: windows)
    monkeypatch.setattr(synthetic_faults, "Trial", Quick)
    whole = synthetic_faults.SyntheticFaults().run(options(tmp_path / "whole.jsonl"))
    counted, calls = broken_off(Quick.run, 20)
    monkeypatch.setattr(Quick, "run", lambda self, *args: counted(self, *args))
    with pytest.raises(Killed):
        synthetic_faults.SyntheticFaults().run(options(tmp_path / "parts.jsonl"))
    parts = synthetic_faults.SyntheticFaults().run(options(tmp_path / "parts.jsonl"))
    assert len(calls) == 46 + 1
    assert parts.scores == whole.scores
    assert parts.baselines == whole.baselines
