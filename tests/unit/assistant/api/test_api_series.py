"""Detection over HTTP: the object, and problems that say what mends them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from fastapi.testclient import TestClient

from retrieval import revisions
from retrieval.database import writer
from retrieval.knowledge import Knowledge
from retrieval.records import Document, Revision, Sensor, SeriesRef


@pytest.fixture
def log(knowledge: Knowledge) -> str:
    """An ingested log of 900 rows, one a second; its pressure is high in rows 600 to 699."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=(900, 2))
    values[600:700, 1] += 5.0
    times = np.datetime64("2024-03-01T00:00:00", "us") + np.arange(900).astype("timedelta64[s]")
    table = pa.table({"_row": np.arange(900), "time": times, "Flow": values[:, 0], "Pressure": values[:, 1]})
    file = io.BytesIO()
    pq.write_table(table, file)
    original, parquet = knowledge.objects.put_bytes(b"log"), knowledge.objects.put_bytes(file.getvalue())
    document = Document(
        id="doc-log", source="plant/logs/pump.csv", collection="plant", path="logs/pump.csv", media="table",
        sha256=original, revision=1, title="pump", language="und",
        ingested_at=datetime(2025, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    ref = SeriesRef(
        id="series-1", source=document.source, name="pump", sensors=(Sensor(name="Flow"), Sensor(name="Pressure")),
        start=datetime(2024, 3, 1), end=datetime(2024, 3, 1, 0, 14, 59), row_count=900, step_seconds=1.0,
        parquet=parquet,
    )  # fmt: skip
    with writer(knowledge.catalogue.engine).begin() as connection:
        key, _ = revisions.stage(connection, Revision(document=document, series=(ref,)))
        revisions.activate(connection, key)
    return "pump.csv"


def test_an_ingested_log_is_judged(client: TestClient, log: str) -> None:
    reply = client.post("/v1/series/detect", json={"log": log, "train_until": 300, "scores": True})
    assert reply.status_code == 200, reply.text
    body = reply.json()
    assert body["rows"] == len(body["scores"]) == len(body["is_anomaly"]) == 900
    assert any(
        a["sensors"][0]["name"] == "Pressure" and a["start_row"] <= 610 and a["end_row"] >= 695
        for a in body["anomalies"]
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"log": "nothing.csv"}, "no ingested log"),
        ({"log": "pump.csv", "sensors": ["Speed"]}, "Flow, Pressure"),
        ({"log": "pump.csv", "train_until": 3}, "at least 40"),
        ({"log": "pump.csv", "method": "magic"}, "auto"),
        ({"log": "/etc/passwd"}, "no ingested log"),
    ],
)
def test_what_cannot_be_judged_is_a_problem_document(client: TestClient, log: str, body, said) -> None:
    reply = client.post("/v1/series/detect", json=body)
    assert reply.status_code == 422
    assert said in reply.json()["detail"]
