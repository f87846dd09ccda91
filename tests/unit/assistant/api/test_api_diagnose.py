"""Faults over HTTP: the object, corrections, and problems that say what mends them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from fastapi.testclient import TestClient

LABELS = [{"start": 520, "end": 560, "label": "leak"}, {"start": "2024-03-01T00:11:40", "label": "hot"}]


@pytest.fixture
def log(put_log: Callable[..., str]) -> str:
    """An ingested log of 1,000 rows, one a second: pressure low from row 500 on, temperature high from 650."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=(1000, 2))
    values[500:650, 0] -= 4.0
    values[650:800, 1] += 4.0
    return put_log({"Pressure": values[:, 0], "Temperature": values[:, 1]}, step_seconds=1)


def test_faults_of_an_ingested_log_are_told_in_french(client: TestClient, log: str) -> None:
    request = {"log": log, "labels": LABELS, "train_until": 400, "window": 40, "language": "fr"}
    reply = client.post("/v1/series/diagnose", json=request)
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert body["object"] == "series.diagnosis"
    assert body["faults"] == ["normal", "hot", "leak"]
    told = {e["fault"]: e for e in body["episodes"]}
    assert abs(told["leak"]["start_row"] - 500) <= 25
    assert abs(told["hot"]["end_row"] - 799) <= 25
    assert told["leak"]["concepts"][0]["concept"].endswith(":Pressure")
    assert "Modes de défaillance possibles" in told["leak"]["explanation"]


def test_a_correction_is_heard(client: TestClient, log: str) -> None:
    corrections = [{"concept": "*:Temperature", "action": "remove"}]
    request = {"log": log, "labels": LABELS, "train_until": 400, "window": 40, "corrections": corrections}
    body = client.post("/v1/series/diagnose", json=request).json()
    assert body["corrections"]["given"] == 1
    named = {c["concept"] for e in body["episodes"] for c in e["concepts"]}
    assert named
    assert not any(name.endswith(":Temperature") for name in named)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"labels": []}, "labels"),
        ({"labels": [{"start": 5000, "label": "leak"}]}, "no row 5000"),
        ({"labels": [{"start": 20, "label": "leak"}]}, "leak is labelled from row 20"),
        ({"train_until": None}, "normal"),
        ({"window": 9}, "window"),
        ({"sensors": ["Torque"]}, "Torque"),
        ({"corrections": [{"concept": "fire:*", "action": "remove"}]}, "no concept"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_done_says_why(client: TestClient, log: str, change: dict, said: str) -> None:
    request = {"log": log, "labels": LABELS, "train_until": 400, "window": 40} | change
    reply = client.post("/v1/series/diagnose", json=request)
    assert reply.status_code == 422
    assert said in reply.text
