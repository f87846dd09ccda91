"""Whole logs are made as asked: state, rate, length, onset, changes; and refused where they cannot be."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from assistant.experts.series.concepts.labels import LabelledRange
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.simulate.report import report_json, sentence, simulate_log
from assistant.experts.series.simulate.simulation import METHODS, Order, learner_named

LABELS = (LabelledRange(first=700, last=799, label="leak"),)


@pytest.fixture(scope="module")
def log() -> SensorLog:
    rng = np.random.default_rng(0)
    flow = 50 + 2 * rng.normal(size=900)
    values = np.column_stack([flow, 0.1 * flow + 0.05 * rng.normal(size=900)])
    values[700:800, 1] -= 2.0
    return SensorLog(
        name="pump.csv",
        times=np.arange(900, dtype=np.int64) * 10_000_000,
        row=np.arange(900),
        values=values,
        names=("Flow", "Pressure"),
    )


def make(log: SensorLog, like: str, **more):
    order = Order(**({"rows": 200} | more))
    return simulate_log(log, like, order=order, labels=LABELS, train_until="600")


def test_a_state_is_made_after_its_onset(log) -> None:
    made = make(log, "leak", onset=80, series=3)
    pressure = made.values[:, :, 1]
    assert pressure[:, :80].mean() == pytest.approx(5.0, abs=0.2)
    assert pressure[:, 80:].mean() == pytest.approx(3.0, abs=0.2)
    assert made.changed.tolist() == [False] * 80 + [True] * 120
    whole = make(log, "normal", rows=2000).values[0]
    assert np.corrcoef(whole.T)[0, 1] > 0.9


def test_the_rate_and_the_length_are_those_asked_for(log) -> None:
    made = make(log, "leak for 10 min every 5 s", rows=None)
    assert made.values.shape == (1, 120, 2)
    assert made.step_seconds == 5.0
    steps = np.diff(made.times.astype(np.int64))
    assert (steps == 5_000_000).all()
    assert made.times[0].astype(np.int64) == int(log.times[-1]) + 5_000_000


def test_changes_are_put_in_with_their_size(log) -> None:
    plain, changed = make(log, "normal"), make(log, "normal, Flow shift by 30 and Pressure stuck")
    assert (changed.values[0, :, 0] - plain.values[0, :, 0]) == pytest.approx(np.full(200, 30.0))
    assert np.ptp(changed.values[0, :, 1]) == 0.0
    assert changed.changed.all()
    assert not plain.changed.any()


def test_what_was_made_is_told_and_written(log) -> None:
    made = make(log, "severe leak, oscillation on Flow at 0.01 Hz", series=2)
    file = io.StringIO()
    made.write(file)
    lines = list(csv.reader(io.StringIO(file.getvalue())))
    assert lines[0] == ["series", "timestamp", "Flow", "Pressure", "anomaly"]
    assert len(lines) == 401
    assert [float(cell) for cell in lines[1][2:4]] == pytest.approx(made.values[0, 0], rel=1e-5)
    body = json.loads(json.dumps(report_json(made, "en"), allow_nan=False))
    assert body["state"] == "leak"
    assert body["severity"] == 1.5
    assert body["changes"][0]["rows"] == 10.0
    assert body["fidelity"]["correlation_gap"] < 0.2
    assert 0.6 < body["fidelity"]["spread_ratio"] < 1.4
    french = sentence(made, "fr")
    assert "état leak, sévérité 150 %" in french
    assert "Flow oscillant de" in french
    assert "toutes les 10 lignes" in french


@pytest.mark.parametrize(
    ("like", "more", "said"),
    [
        ("leak", {"rows": None}, "how long"),
        ("leak", {"rows": 30_000_000}, "ask for less"),
        ("leak", {"onset": 200}, "leaves nothing"),
        ("leak at 5000 %", {}, "severity of 50"),
        ("oscillation on Flow at 3 Hz", {}, "cannot be seen"),
        ("fire", {}, "not understood"),
    ],
)
def test_what_cannot_be_made_is_refused(log, like, more, said) -> None:
    with pytest.raises(LogRefused, match=said):
        make(log, like, **more)


def test_the_method_named_is_the_one_that_learns(log) -> None:
    names = {}
    for method in METHODS:
        order = Order(rows=20, method=method)
        names[method] = learner_named(order.method).name
    assert names == {"bootstrap": "bootstrap", "flow": "flow"}


def test_too_few_normal_rows_are_refused(log) -> None:
    with pytest.raises(LogRefused, match="0 normal rows are known"):
        simulate_log(log, "leak", order=Order(rows=10), labels=LABELS)


def test_without_labels_the_whole_log_is_normal(log) -> None:
    made = simulate_log(log, "", order=Order(rows=50))
    assert made.state == "normal"
    assert made.learnt_rows == 900
