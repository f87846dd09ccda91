"""Forecasts over HTTP: the object, limits, and problems that say what mends them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def log(put_log: Callable[..., str]) -> str:
    """An ingested log of 400 rows, one a minute, of a pressure that rises by 1 in 100 rows."""
    values = 2 + 0.01 * np.arange(400) + 0.01 * np.random.default_rng(0).normal(size=400)
    return put_log({"Pressure": values}, step_seconds=60)


def test_an_ingested_log_is_forecast_with_its_limit(client: TestClient, log: str) -> None:
    request = {"log": log, "horizon": "1h", "limits": [{"value": 6.3}], "language": "fr"}
    reply = client.post("/v1/series/forecast", json=request)
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert body["object"] == "series.forecast"
    assert body["horizon"] == 60
    one = body["forecasts"][0]
    assert one["points"][-1]["value"] == pytest.approx(6.59, abs=0.1)
    assert one["points"][-1]["time"] == "2024-03-01T07:39:00"
    assert "2024-03-01T07:0" in one["limit"]["time"] or "2024-03-01T07:1" in one["limit"]["time"]
    assert "Pressure atteint 6,3" in one["explanation"]


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"log": "other.csv"}, 422, "no ingested log 'other.csv'"),
        ({"horizon": 300}, 422, "a quarter"),
        ({"horizon": 10**400}, 422, "1000000000"),
        ({"horizon": "9" * 40}, 422, "beyond any log"),
        ({"sensors": ["Flow"]}, 422, "there are Pressure"),
        ({"method": "prophet"}, 422, "foundation"),
        ({"method": "foundation"}, 422, "ASSISTANT_FORECAST__FOUNDATION_MODEL"),
        ({"limits": [{"value": "high"}]}, 422, "number"),
        ({"coverage": 1.0}, 422, "0.99"),
    ],
)
def test_problems_say_what_mends_them(client: TestClient, log: str, change, status, said) -> None:
    reply = client.post("/v1/series/forecast", json={"log": log, "horizon": 10, **change})
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"].startswith("application/problem+json")
    assert said in reply.json()["detail"]
