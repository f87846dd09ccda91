"""Two leaks of one pump, the first with its work order: asked by the command, in the chat and in the report."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

_START = datetime(2025, 3, 1)
_ROWS = 4_000


def _plant(folder: Path) -> Path:
    folder.mkdir()
    rng = np.random.default_rng(0)
    values = rng.normal(size=(_ROWS, 3)) * np.array([0.1, 1.0, 0.3]) + np.array([5.0, 100.0, 40.0])
    for at in (1000, 3000):
        values[at : at + 90] += np.array([-0.8, 9.0, 0.0])
    lines = ["Time,PT-31A discharge pressure [bar],FT-32A flow [m3/h],IT-33A motor current [A]"]
    for row, reading in enumerate(values):
        when = _START + timedelta(minutes=5 * row)
        lines.append(f"{when:%Y-%m-%d %H:%M},{reading[0]:.3f},{reading[1]:.2f},{reading[2]:.2f}")
    (folder / "historian.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "instruments.csv").write_text(
        "tag,service,equipment,unit\n"
        "PT-31A,discharge pressure,P-30A,bar\nFT-32A,flow,P-30A,m3/h\nIT-33A,motor current,P-30A,A\n"
        "PT-31B,discharge pressure,P-30B,bar\n",
        encoding="utf-8",
    )
    leak = _START + timedelta(minutes=5 * 1000, hours=20)
    orders = ["order,reported,equipment,description,status"]
    for number in range(12):
        when = _START - timedelta(days=20 + number)
        orders.append(f"WO-{4100 + number},{when:%Y-%m-%d %H:%M},P-30B,Lubrication,closed")
    orders.append(f"WO-4200,{leak:%Y-%m-%d %H:%M},P-30A,Casing gasket leaking: gasket replaced,closed")
    (folder / "work_orders.csv").write_text("\n".join(orders) + "\n", encoding="utf-8")
    return folder


def test_an_earlier_leak_is_found_with_its_work_order(product: Any, tmp_path: Path) -> None:
    assert product.run("ingest", str(_plant(tmp_path / "plant")), "--json").code == 0
    begin, end = (_START + timedelta(minutes=5 * row) for row in (3000, 3089))
    done = product.run(
        "similar", "historian.csv", "--start", begin.isoformat(), "--end", end.isoformat(), "--json"
    )
    assert done.code == 0, done.err
    body = done.json
    assert body["verdict"] == "seen"
    best = body["matches"][0]
    assert best["place"] == "same"
    assert abs(best["start_row"] - 1000) < 30
    assert any(
        "gasket" in one["told"] and one["source"].endswith("work_orders.csv") for one in best["recorded"]
    )

    asked = product.run("ask", "Has this happened before on P-30A?", "--json")
    assert asked.code == 0, asked.err
    assert "Seen once elsewhere" in asked.json["answer"]
    assert "gasket replaced" in asked.json["answer"]
    cited = {one["source"].rsplit("/", 1)[-1] for one in asked.json["citations"]}
    assert {"historian.csv", "work_orders.csv"} <= cited

    report = product.run("report", "diagnostic", "--equipment", "P-30A", "--language", "fr", "--json")
    assert report.code == 0, report.err
    section = next(one for one in report.json["sections"] if one["key"] == "seen_before")
    assert section["title"] == "Déjà vu"
    assert any("gasket" in one["text"] for one in section["points"])
    assert all(one["citations"] for one in section["points"])
