"""Synthetic series over HTTP: as asked in words, bounded, with problems that say what mends them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def log(put_log: Callable[..., str]) -> str:
    """An ingested log of 400 rows, one a minute: pressure follows flow, and is low in rows 300 to 399."""
    rng = np.random.default_rng(0)
    flow = 50 + rng.normal(size=400)
    pressure = 0.1 * flow + 0.02 * rng.normal(size=400)
    pressure[300:] -= 2.0
    return put_log({"Flow": flow, "Pressure": pressure}, step_seconds=60)


def test_a_leak_is_made_as_asked_in_french(client: TestClient, log: str) -> None:
    request = {
        "log": log, "like": "fuite, Flow figé, toutes les 30 s", "rows": 40, "count": 2, "onset": 10,
        "labels": [{"start": 310, "end": 399, "label": "fuite"}], "train_until": 300, "language": "fr",
    }  # fmt: skip
    reply = client.post("/v1/series/simulate", json=request)
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert body["object"] == "series.simulation"
    assert body["said"].startswith("2 série(s) de 40 lignes toutes les 30 s, état fuite")
    values = np.array(body["values"])
    assert values.shape == (2, 40, 2)
    assert len(body["times"]) == 40
    assert body["anomaly"] == [0] * 10 + [1] * 30
    assert np.ptp(values[0, 10:, 0]) == 0
    assert values[:, :10, 1].mean() - values[:, 10:, 1].mean() == pytest.approx(2.0, abs=0.3)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"like": "fire"}, "not understood"),
        ({"rows": None}, "how long"),
        ({"rows": 2_000_000}, "ask for less"),
        ({"rows": None, "like": "normal for 3000 days"}, "ask for less"),
        ({"rows": 0}, "rows"),
        ({"method": "magic"}, "method"),
        ({"sensors": ["Torque"]}, "Torque"),
        ({"train_until": 20}, "at least 40"),
    ],
)
def test_what_cannot_be_made_says_why(client: TestClient, log: str, change: dict, said: str) -> None:
    request = {"log": log, "like": "normal", "rows": 20, "train_until": 300} | change
    reply = client.post("/v1/series/simulate", json=request)
    assert reply.status_code == 422
    assert said in reply.text
