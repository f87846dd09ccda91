"""The forecast benchmark on small signals: what is cut, what is seen, what is compared."""

from __future__ import annotations

import json

import numpy as np
import pytest

import eval.benchmarks.forecast as benchmark
import eval.benchmarks.forecast_comparators as comparators
from assistant.engines.scripted import ScriptedEngine
from assistant.experts.series.forecast.language import LanguageForecaster
from assistant.settings import Settings
from eval.benchmark import RunOptions
from eval.forecast_logs import ForecastLog


def log(name: str, *, tuning: bool, group: str = "made") -> ForecastLog:
    rng, at = np.random.default_rng(len(name)), np.arange(400)
    wave = 5 + np.sin(2 * np.pi * at / 20) + 0.1 * rng.normal(size=400)
    values = np.stack([wave, np.full(400, 3.0), np.cumsum(rng.normal(size=400))], axis=1)
    values[100:104, 0] = np.nan
    return ForecastLog(
        name=name, group=group, tuning=tuning, values=values, step_seconds=60.0, horizon=20, cuts=2
    )


def test_cuts_lie_in_the_last_half_and_leave_the_horizon() -> None:
    assert log("a", tuning=True).places() == [200, 380]


def test_what_comes_after_the_cut_changes_no_forecast(monkeypatch) -> None:
    seen = []
    real = benchmark.forecast

    def watched(values, *args, **kwargs):
        seen.append(values.shape)
        return real(values, *args, **kwargs)

    monkeypatch.setattr(benchmark, "forecast", watched)
    rows = benchmark.judged(log("a", tuning=False), 200)
    assert seen == [(200, 2)]  # the constant sensor has no scale and is left out
    by_model = {row["model"]: row for row in rows}
    assert {"auto", "naive", "linear", "base_rate"} <= by_model.keys()
    assert by_model["auto"]["mase"] < by_model["naive"]["mase"]
    assert 0 <= by_model["auto"]["coverage_90"] <= 1


def test_the_report_is_of_the_held_out_half(monkeypatch, tmp_path) -> None:
    logs = [log("a", tuning=True), log("bb", tuning=False), log("ccc", tuning=False, group="other")]
    monkeypatch.setattr(benchmark, "forecast_logs", lambda folder: logs)
    options = RunOptions(settings=Settings(engine="scripted"), results=tmp_path / "out.jsonl")
    report = benchmark.Forecast().run(options)
    assert report.n == 4
    assert report.baselines["naive"]["relative"] == pytest.approx(1.0)
    assert report.scores["relative"] < 1.0
    best = min(v["relative"] for k, v in report.baselines.items() if k != "base_rate")
    assert report.scores["relative_to_best_single"] == pytest.approx(report.scores["relative"] / best)
    pieces = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [piece["piece"] for piece in pieces[1:]] == [
        "made bb 200", "made bb 380", "other ccc 200", "other ccc 380",
    ]  # fmt: skip
    assert all(len(piece["found"]) == 1 + 1 + 9 for piece in pieces[1:])


def test_comparators_are_asked_on_the_same_cases(monkeypatch, tmp_path) -> None:
    logs = [log("a", tuning=True), log("bb", tuning=False), log("ccc", tuning=False)]
    monkeypatch.setattr(comparators, "forecast_logs", lambda folder: logs)
    options = RunOptions(settings=Settings(engine="scripted"), results=tmp_path / "out.jsonl", limit=3)
    report = comparators.ForecastComparators().run(options)
    assert report.n == 3
    assert report.scores["n"] == report.baselines["naive"]["n"] == 3
    assert {"llm_digits", "llm_sentences"} <= report.baselines.keys()
    assert 0 <= report.baselines["llm_digits"]["answered"] <= 1
    assert any("foundation" in note for note in report.notes)
    assert report.scores["mase"] < report.baselines["naive"]["mase"]


def test_cases_go_round_the_held_out_logs() -> None:
    logs = [log("a", tuning=True), log("bb", tuning=False), log("ccc", tuning=False)]
    assert [(one.name, cut) for one, cut in comparators.chosen(logs, 3)] == [
        ("bb", 200),
        ("ccc", 200),
        ("bb", 380),
    ]


def test_a_comparator_that_fails_is_said_and_left_out() -> None:
    broken = LanguageForecaster(ScriptedEngine(), name="llm_digits")

    def fail(*args, **kwargs):
        from assistant.errors import EngineUnavailable

        raise EngineUnavailable("no weights")

    broken.engine.stream = fail  # type: ignore[method-assign]
    found = comparators.judged(log("bb", tuning=False), 200, [broken])
    assert found["failed"] == {"llm_digits": "no weights"}
    assert found["errors"].keys() == {"auto", "naive"}
    again = comparators.judged(log("bb", tuning=False), 200, [broken], found["failed"])
    assert not again["failed"]
    assert not again["written"]
