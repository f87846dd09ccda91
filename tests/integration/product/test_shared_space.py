"""Files of the sample plant in one space: trained, searched across kinds, honest about itself and about its age."""

from __future__ import annotations

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
