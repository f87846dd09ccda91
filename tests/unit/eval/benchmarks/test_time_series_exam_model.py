"""The language model reads the same questions, and what it says becomes an option."""

from __future__ import annotations

import json

import numpy as np
import pytest

import eval.benchmarks.time_series_exam_model as benchmark
from assistant.engines.scripted import ScriptedEngine
from assistant.settings import Settings
from eval.benchmark import RunOptions
from eval.series_exam.language import digits, facts, named
from eval.series_exam.options import Exercise


def exercise(question: str = "Is the time series stationary?") -> Exercise:
    at = np.arange(500)
    return Exercise(question=question, options=("Yes", "No"), series=(np.sin(at / 8), 0.01 * at))


@pytest.mark.parametrize(
    ("reply", "place"),
    [
        ("B", 1),
        ("A) Yes", 0),
        ("The answer is B.", 1),
        ("No, it is not.", 1),
        ("I cannot tell", None),
        ("", None),
    ],
)
def test_a_reply_names_an_option(reply: str, place: int | None) -> None:
    assert named(reply, ("Yes", "No")) == place


def test_the_model_reads_both_series() -> None:
    lines = digits(exercise()).splitlines()
    assert len(lines) == 2
    assert all(line.count(",") == 63 for line in lines)
    assert lines[1].startswith("Time series 2: 100, ")
    assert lines[1].endswith(" 900")
    first, second = facts(exercise()).splitlines()
    assert "a cycle of 50 values" in first
    assert "a line rises by 4.99 over all" in second


def test_every_way_answers_the_same_held_out_questions(monkeypatch, tmp_path) -> None:
    folder = tmp_path / "time_series_exam"
    folder.mkdir()
    entries = [
        {
            "id": number,
            "question": "Is the time series stationary?" if number < 6 else "Which colour is it?",
            "options": ["Yes", "No"],
            "answer": "Yes",
            "ts": str(np.random.default_rng(number).normal(size=200).tolist()),
            "subcategory": "s",
        }
        for number in range(10)
    ]
    (folder / "qa_dataset.json").write_text(json.dumps(entries), encoding="utf-8")
    engine = ScriptedEngine([("colour.*", "A"), ("mean", "B"), (".", "Nobody knows")])
    monkeypatch.setattr(benchmark, "build_engine", lambda settings: engine)
    monkeypatch.setattr(benchmark, "choose", lambda one: 0 if "stationary" in one.question else None)
    options = RunOptions(
        settings=Settings(engine="scripted"), results=tmp_path / "out.jsonl", bench_data=tmp_path, limit=5
    )
    report = benchmark.TimeSeriesExamModel().run(options)
    assert report.n == 5
    assert report.baselines["measures"] == {"accuracy": 0.6, "silent": 0.4}
    assert report.scores == {"accuracy": 1.0, "silent": 0.0}
    assert report.baselines["model_reads_digits"] == {"accuracy": 0.4, "silent": 0.6}
    assert report.baselines["model_reads_facts"]["silent"] == 0.0
    assert report.baselines["chance"]["accuracy"] == 0.5
    count = len(engine.prompts)
    assert benchmark.TimeSeriesExamModel().run(options).scores == report.scores
    assert len(engine.prompts) == count
