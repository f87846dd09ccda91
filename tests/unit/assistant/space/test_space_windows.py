"""Windows of a log: what a sensor does is seen and said, and what is as usual is told once."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from assistant.experts.series.detectors.log import SensorLog
from assistant.space.windows import encode_windows, log_windows, sensor_kinds

ROWS = 3000


class Counting:
    """Embeds a text as the letters it holds."""

    name = "letters"

    def encode(self, texts):
        found = np.array(
            [[text.count(letter) for letter in "abcdefghij"] for text in texts], dtype=np.float32
        )
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)


def log(values) -> SensorLog:
    start = datetime(2031, 1, 1)
    moments = [
        int((start + timedelta(minutes=n) - datetime(1970, 1, 1)).total_seconds() * 1e6) for n in range(ROWS)
    ]
    return SensorLog(
        name="log",
        times=np.array(moments),
        row=np.arange(ROWS),
        values=values,
        names=("Temp", "Flow", "Dead"),
    )


def test_a_rise_is_seen_in_its_window_and_said() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(size=(ROWS, 3))
    values[1000:1050, 0] += 12.0
    values[:, 2] = 5.0
    values[200:260, 1] = np.nan
    found = log_windows(log(values))
    first = found[0]
    assert first.sensor == "Temp"
    assert first.first <= 1025 <= first.last
    assert "Temp above its usual level" in first.text
    assert {one.sensor for one in found} == {"Temp", "Flow"}
    assert any(one.text == "Flow as usual" for one in found)


def test_vectors_hold_words_and_kinds() -> None:
    values = np.random.default_rng(0).normal(size=(ROWS, 3))
    found = log_windows(log(values))
    from assistant.experts.series.concepts.dictionary import load_dictionary

    vectors = encode_windows(found, Counting())
    assert vectors.shape == (len(found), 10 + len(sensor_kinds(load_dictionary())))
    assert np.isfinite(vectors).all()


def test_a_log_of_few_rows_has_no_windows() -> None:
    short = log(np.zeros((ROWS, 3)))
    assert log_windows(short.rows(np.arange(ROWS) < 50)) == []
