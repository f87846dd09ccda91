"""Files of the sample plant in one space: trained, searched across kinds, honest about itself and about its age."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "plant"
PARTS = (
    "maintenance",
    "logs/historian_2025-09.csv",
    "drawings/PID-040-001.dxf",
    "reports/RCA-2025-014_P-101A.docx",
)
"""Of every kind one; pages that are read by text recognition would take most of the time."""


def test_the_plant_is_trained_and_searched_across_kinds(product: Any, tmp_path: Path) -> None:
    assert product.run("ingest", *(str(SAMPLES / part) for part in PARTS), "--json").code == 0
    trained = product.run("space", "train", "--json")
    assert trained.code == 0, trained.err
    body = trained.json
    assert set(body["items"]) == {"text", "row", "drawing", "window"}
    pairs = {(one["asking"], one["asked"]): one for one in body["quality"]}
    assert len(pairs) == 16
    assert pairs["drawing", "row"]["mrr"] > 3 * pairs["drawing", "row"]["chance_mrr"]

    tagged = product.run("space", "search", "P-101A", "--json").json
    assert tagged["concepts"] == ["P-101A"]
    assert all(each[0]["linked"] == ["P-101A"] for each in tagged["near"].values())
    assert set(tagged["near"]) == {"text", "row", "drawing", "window"}

    clogged = product.run("space", "search", "strainer clogged", "--json").json
    assert any("PDT-104A" in one["text"] for one in clogged["near"]["window"])
    assert not product.run("space", "search", "a recipe for apple pie", "--json").json["found"]

    placed = product.run(
        "space", "search", "--source", "historian_2025-09.csv", "--start", "2025-09-17", "--json"
    )
    assert placed.code == 0, placed.err
    assert placed.json["asked"]

    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "note.txt").write_text("P-101A was painted blue.\n", encoding="utf-8")
    assert product.run("ingest", str(tmp_path / "more"), "--json").code == 0
    assert "1 new" in product.run("space", "show", "--json").json["stale"]


def test_a_training_that_is_killed_or_stopped_leaves_the_space_before(product: Any, tmp_path: Path) -> None:
    register = tmp_path / "register.csv"
    rows = (f"P-{n};Pump of line {n % 5};Unit {n % 4}" for n in range(101, 131))
    register.write_text("\n".join(("Tag;Description;System", *rows)) + "\n", encoding="utf-8")
    assert product.run("ingest", str(register), "--json").code == 0
    served = product.serve()
    trained = _ended(served, served.post("/v1/space/train", json={}))
    assert trained["status"] == "done", trained
    assert trained["progress"] == 1.0
    assert set(trained["result"]["items"]) == {"row"}
    file = product.data / "space" / "space.safetensors"
    before = file.read_bytes()

    begun = served.post("/v1/space/train", json={"seed": 5})
    assert begun.status_code == 202
    _await(served, begun, lambda job: job["status"] == "running" and job["progress"] > 0)
    assert served.post("/v1/space/search", json={"q": "P-101"}).json()["concepts"] == ["P-101"]
    served.process.kill()
    served.process.wait()
    assert file.read_bytes() == before

    again = product.serve()
    left = again.get(begun.headers["location"]).json()
    assert left["status"] == "failed"
    assert "train it again" in left["result"]["error"]
    assert again.post("/v1/space/search", json={"q": "P-101"}).status_code == 200

    begun = again.post("/v1/space/train", json={"seed": 6})
    _await(again, begun, lambda job: job["status"] == "running" and job["progress"] > 0)
    again.process.send_signal(signal.SIGTERM)
    assert again.process.wait(timeout=15) == 0
    assert file.read_bytes() == before
    assert [found.name for found in file.parent.iterdir()] == [file.name]


def _ended(served: Any, begun: Any) -> dict[str, Any]:
    assert begun.status_code == 202, begun.text
    return _await(served, begun, lambda job: job["status"] in ("done", "failed"))


def _await(served: Any, begun: Any, reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    for _ in range(1500):
        job: dict[str, Any] = served.get(begun.headers["location"]).json()
        if reached(job):
            return job
        time.sleep(0.1)
    raise AssertionError(job)
