"""A diagnostic report from the command line and the API, over the sample plant as users have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
from machine_reports import bodies_with_facts, made_report

from eval.benchmarks.diagnostic_report import load_diagnostic_facts

_KNOWN_GAPS = 2
"""Facts that are not in their section yet, see docs/benchmarks.md."""


def test_reports_of_the_sample_plant(plant_product: Any, tmp_path: Path) -> None:
    product = plant_product
    _facts_stand_in_their_sections(product)
    _bad_input_is_told(product, tmp_path)
    _french_and_a_period_of_its_own(product, tmp_path)
    _by_the_api(product)


def _facts_stand_in_their_sections(product: Any) -> None:
    bodies = bodies_with_facts(product, "diagnostic", load_diagnostic_facts(), known_gaps=_KNOWN_GAPS)
    whole = bodies["P-101A"]
    assert any(point["citations"] for point in whole["summary"])
    signals = next(one for one in whole["sections"] if one["key"] == "signals")
    told = [point["text"] for point in signals["points"]]
    assert any(
        "stood still from 18 September 2025 at 03:43 to 23 September 2025 at 14:04" in text for text in told
    )
    assert not any(text.startswith("PT-103A discharge pressure was below") for text in told)  # it stood
    assert any(text.endswith("Then P-101A stood still.") for text in told)


def _bad_input_is_told(product: Any, folder: Path) -> None:
    unknown = product.run("report", "diagnostic", "--equipment", "P-999Z")
    assert unknown.code == 2
    assert "no source names the equipment 'P-999Z'" in unknown.err
    ending = product.run("report", "diagnostic", "--equipment", "P-101A", "-o", str(folder / "r.xlsx"))
    assert ending.code == 2
    assert ".docx" in ending.err
    period = product.run(
        "report", "diagnostic", "--equipment", "P-101A", "--since", "2025-05-01", "--until", "2025-04-01"
    )
    assert period.code == 2
    kind = product.run("report", "horoscope", "--equipment", "P-101A")
    assert kind.code == 2


def _french_and_a_period_of_its_own(product: Any, folder: Path) -> None:
    out = folder / "rapport.html"
    done = product.run(
        "report", "diagnostic", "--equipment", "p101a", "--since", "2025-01-01", "--until", "2025-02-28",
        "--language", "fr", "-o", str(out),
    )  # fmt: skip
    assert done.code == 0, done.err
    page = out.read_text(encoding="utf-8")
    assert "du 1er janvier 2025 au 28 février 2025" in page
    assert "Sans lecture sur la période" in page
    assert "95,2" not in page, "what happened in September is not of this period"


def _by_the_api(product: Any) -> None:
    server = product.serve()
    refused = server.post("/v1/reports", json={"equipment": "P-999Z"})
    assert refused.status_code == 422
    assert "P-999Z" in refused.json()["detail"]
    where, report = made_report(server, {"kind": "diagnostic", "equipment": "S-101A"})
    assert report["equipment"] == "S-101A"
    pdf = server.get(f"{where}/file?format=pdf")
    assert pdf.content.startswith(b"%PDF")
    assert server.get(f"{where}/file?format=exe").status_code == 422
    assert json.loads(server.get(f"{where}/file?format=json").content)["kind"] == "diagnostic"
    assert server.get("/v1/reports/none").status_code == 404
    gone = server.get("/v1/documents?source=*S-101A_strainer*").json()["data"][0]
    assert httpx.delete(f"{server.url}/v1/documents/{gone['id']}", timeout=60).status_code == 200
    assert server.get(f"{where}/file?format=pdf").status_code == 404, "a forgotten source is quoted no more"
