"""Files and their windows, and that the live detector finds a departure when it comes."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from assistant.experts.series.detectors.online import OnlineStream
from eval.benchmarks.nab import load_files, scores_of, told_once, watch


def test_a_departure_is_found_live_and_what_comes_later_changes_nothing(tmp_path) -> None:
    rng = np.random.default_rng(0)
    values = 50 + rng.normal(size=2_000)
    values[1200:1260] += 8.0
    times = pd.date_range("2024-01-01", periods=values.size, freq="5min")
    folder = tmp_path / "realKnownCause"
    folder.mkdir()
    pd.DataFrame({"timestamp": times, "value": values}).to_csv(folder / "a.csv", index=False)
    window = [str(times[1190]), str(times[1289])]
    labels = {"realKnownCause/a.csv": [window]}
    (tmp_path / "combined_windows.json").write_text(json.dumps(labels), encoding="utf-8")
    files = load_files(tmp_path)
    assert files[0].windows == ((1190, 1289),)
    said = watch(files[0].values)
    news = np.array([one.news for one in said])
    assert scores_of(files, [news])["standard_score_industrial"] > 90
    stream = OnlineStream(learn=300)
    assert [stream.update(np.array([value])).news for value in files[0].values[:1250]] == list(news[:1250])


def test_a_departure_is_told_once() -> None:
    scores = np.array([0.0, 1.0, 3.0, 2.0, 3.0, 4.0])
    assert list(told_once(scores)) == [0.0, 1.0, 3.0, 0.0, 0.0, 4.0]
