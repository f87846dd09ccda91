"""Faults over HTTP: the object, corrections, and problems that say what mends them."""

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

LABELS = [{"start": 520, "end": 560, "label": "leak"}, {"start": "2024-03-01T00:11:40", "label": "hot"}]


@pytest.fixture
def log(knowledge: Knowledge) -> str:
    """An ingested log of 1,000 rows, one a second: pressure low from row 500 on, temperature high from 650."""
    rng = np.random.default_rng(0)
    values = rng.normal(size=(1000, 2))
    values[500:650, 0] -= 4.0
    values[650:800, 1] += 4.0
    times = np.datetime64("2024-03-01T00:00:00", "us") + np.arange(1000).astype("timedelta64[s]")
    names = ("Pressure", "Temperature")
    table = {"_row": np.arange(1000), "time": times, **{n: values[:, k] for k, n in enumerate(names)}}
    file = io.BytesIO()
    pq.write_table(pa.table(table), file)
    original, parquet = knowledge.objects.put_bytes(b"log"), knowledge.objects.put_bytes(file.getvalue())
    document = Document(
        id="doc-log", source="plant/logs/pump.csv", collection="plant", path="logs/pump.csv", media="table",
        sha256=original, revision=1, title="pump", language="und",
        ingested_at=datetime(2025, 1, 2, tzinfo=UTC),
    )  # fmt: skip
    ref = SeriesRef(
        id="series-1", source=document.source, name="pump", sensors=tuple(Sensor(name=n) for n in names),
        start=datetime(2024, 3, 1), end=datetime(2024, 3, 1, 0, 16, 39), row_count=1000, step_seconds=1.0,
        parquet=parquet,
    )  # fmt: skip
    with writer(knowledge.catalogue.engine).begin() as connection:
        key, _ = revisions.stage(connection, Revision(document=document, series=(ref,)))
        revisions.activate(connection, key)
    return "pump.csv"


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
