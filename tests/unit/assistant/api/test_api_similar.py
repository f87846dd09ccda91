"""Stretches like one over HTTP: all ingested logs are looked through; problems say what mends them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np
import pytest
from fastapi.testclient import TestClient


def _readings(seed: int, *leaks: int) -> dict[str, np.ndarray]:
    values = np.random.default_rng(seed).normal(size=(1500, 2)) + np.array([50.0, 10.0])
    for at in leaks:
        values[at : at + 60] += [-8.0, 6.0]
    return {"Pressure": values[:, 0], "Flow": values[:, 1]}


@pytest.fixture
def log(put_log: Callable[..., str]) -> str:
    """Two logs of the same sensors, each with one leak."""
    put_log(_readings(1, 400), step_seconds=60, name="old", start=datetime(2023, 3, 1))
    return put_log(_readings(0, 900), step_seconds=60)


def test_the_like_is_found_in_another_log(client: TestClient, log: str) -> None:
    reply = client.post("/v1/series/similar", json={"log": log, "start": 900, "end": 959, "language": "fr"})
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert body["object"] == "series.similar"
    assert body["verdict"] == "seen"
    best = body["matches"][0]
    assert (best["source"], best["place"]) == ("plant/logs/old.csv", "other")
    assert abs(best["start_row"] - 400) < 16
    assert best["start"].startswith("2023-03-01T06:")
    assert "Déjà vu" in body["told"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"log": "other.csv"}, "no ingested log 'other.csv'"),
        ({"start": 5000}, "has no row 5000"),
        ({"end": None}, "either start and end, or anomaly"),
        ({"anomaly": 1}, "either start and end, or anomaly"),
        ({"end": 903}, "at least 10"),
        ({"sensors": ["Level"]}, "there are Pressure"),
        ({"top": 1000}, "50"),
        ({"start": "x" * 200}, "100"),
    ],
)
def test_problems_say_what_mends_it(client: TestClient, log: str, change, said) -> None:
    reply = client.post("/v1/series/similar", json={"log": log, "start": 900, "end": 959, **change})
    assert reply.status_code == 422, reply.text
    assert said in reply.text
