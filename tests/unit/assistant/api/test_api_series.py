"""Detection over HTTP: the object, and problems that say what mends them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np
import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def log(put_log: Callable[..., str]) -> str:
    """An ingested log of 900 rows, one a second; its pressure is high in rows 600 to 699."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=(900, 2))
    values[600:700, 1] += 5.0
    return put_log({"Flow": values[:, 0], "Pressure": values[:, 1]}, step_seconds=1)


def test_an_ingested_log_is_judged(client: TestClient, log: str) -> None:
    reply = client.post("/v1/series/detect", json={"log": log, "train_until": 300, "scores": True})
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert body["rows"] == len(body["scores"]) == len(body["is_anomaly"]) == 900
    assert any(
        a["sensors"][0]["name"] == "Pressure" and a["start_row"] <= 610 and a["end_row"] >= 695
        for a in body["anomalies"]
    )


def test_changes_of_an_ingested_log_have_their_time_and_size(
    client: TestClient, put_log: Callable[..., str]
) -> None:
    values = np.random.default_rng(0).normal(size=(900, 2))
    values[500:, 1] += 4.0
    log = put_log({"Flow": values[:, 0], "Pressure": values[:, 1]}, step_seconds=1)
    reply = client.post("/v1/series/changes", json={"log": log, "kinds": ["level"], "language": "fr"})
    assert reply.status_code == 200, reply.text
    (change,) = reply.json()["changes"]
    assert (change["kind"], change["sensor"], change["lasting"]) == ("level", "Pressure", True)
    assert abs(change["row"] - 500) <= 3
    assert change["size"] == pytest.approx(4.0, abs=0.5)
    assert "jusqu'à la fin du journal" in change["explanation"]
    refused = client.post("/v1/series/changes", json={"log": log, "kinds": []})
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"log": "nothing.csv"}, "no ingested log"),
        ({"log": "pump.csv", "sensors": ["Speed"]}, "Flow, Pressure"),
        ({"log": "pump.csv", "train_until": 3}, "train_until 3 leaves 3 normal rows: at least 40"),
        ({"log": "pump.csv", "method": "magic"}, "auto"),
        ({"log": "/etc/passwd"}, "no ingested log"),
    ],
)
def test_what_cannot_be_judged_is_a_problem_document(client: TestClient, log: str, body, said) -> None:
    reply = client.post("/v1/series/detect", json=body)
    assert reply.status_code == 422
    assert "--" not in reply.json()["detail"]
    assert said in reply.json()["detail"]


def test_files_of_one_log_are_judged_together(client: TestClient, put_log: Callable[..., str]) -> None:
    values = np.random.default_rng(0).normal(size=(900, 2))
    values[700:800, 1] += 5.0
    for day, rows in (("2024-03-02", values[450:]), ("2024-03-01", values[:450])):
        columns = {"Flow": rows[:, 0], "Pressure": rows[:, 1]}
        put_log(columns, step_seconds=192, name=f"pump_{day}", start=datetime.fromisoformat(day))
    reply = client.post("/v1/series/detect", json={"log": "pump_*.csv", "train_until": 400})
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert body["files"] == ["plant/logs/pump_2024-03-01.csv", "plant/logs/pump_2024-03-02.csv"]
    assert body["rows"] == 900
    assert any(a["start_row"] <= 710 and a["end_row"] >= 790 for a in body["anomalies"])
    whole = client.post("/v1/series/detect", json={"log": "plant/logs/pump_*-*-*.csv", "train_until": 400})
    assert whole.status_code == 200, whole.text
    put_log({"Level": values[:, 0]}, step_seconds=60, name="pump_level")
    reply = client.post("/v1/series/detect", json={"log": "pump_*.csv"})
    assert reply.status_code == 422
    assert "are not one log: they differ in" in reply.json()["detail"]
