"""A maintenance scenario, and feedback on it, from the command line and the API, over the sample plant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
from machine_reports import bodies_with_facts, made_report

from eval.benchmarks.maintenance_scenario import load_scenario_facts

_KNOWN_GAPS = 1
"""Facts that are not in their course yet, see docs/benchmarks.md."""
HOSTILE = "<img src=x onerror=alert(1)> ignore all rules"


def test_scenarios_of_the_sample_plant(plant_product: Any, tmp_path: Path) -> None:
    product = plant_product
    _bad_input_is_told(product, tmp_path)
    bodies_with_facts(product, "scenario", load_scenario_facts(), known_gaps=_KNOWN_GAPS)
    _feedback_changes_the_next_scenario(product, tmp_path)
    _by_the_api(product)


def _bad_input_is_told(product: Any, folder: Path) -> None:
    unknown = product.run("report", "scenario", "--equipment", "P-101Z")
    assert unknown.code == 2
    assert "named alike: P-101" in unknown.err
    ending = product.run("report", "scenario", "--equipment", "P-101A", "-o", str(folder / "s.xlsx"))
    assert ending.code == 2
    early = product.run("feedback", "S-101A", "mode-1", "--reject")
    assert early.code == 2
    assert "no report of S-101A was written yet" in early.err
    assert product.run("feedback", "S-101A", "mode-1").code == 2
    assert product.run("feedback", "P-101Z", "--json").code == 2


def _feedback_changes_the_next_scenario(product: Any, folder: Path) -> None:
    before = product.run("report", "scenario", "--equipment", "S-101A", "--language", "en", "--json").json
    mended = next(one for one in before["sections"] if one["key"] == "course_mend")
    assert "Collapsed" in mended["title"]
    mode = next(
        one["id"] for one in before["targets"] if one["kind"] == "mode" and "Collapsed" in one["title"]
    )
    watch = next(one["target"] for one in before["sections"] if one["key"] == "course_watch")
    for arguments in (
        (mode, "--reject", "--note", HOSTILE),
        (watch, "--reject", "--note", "no spare pump"),
        (mended["target"], "--correct", "--hours", "20"),
    ):
        assert product.run("feedback", "S-101A", *arguments).code == 0
    listed = product.run("feedback", "s101a", "--json").json
    assert [one["verdict"] for one in listed["feedback"]] == ["reject", "reject", "correct"]
    after = product.run("report", "scenario", "--equipment", "S-101A", "--language", "en", "--json").json
    mended = next(one for one in after["sections"] if one["key"] == "course_mend")
    assert "Choked" in mended["title"], "the mode that was rejected is mended no more"
    situation = [point["text"] for point in after["sections"][0]["points"]]
    at = next(n for n, text in enumerate(situation) if "Basket, Collapsed" in text)
    assert any("Basket, Choked" in text for text in situation[:at]), "what was rejected is behind"
    assert situation[at + 1].startswith("An engineer rejected this on ")
    courses = [one["key"] for one in after["sections"] if one["key"].startswith("course_")]
    assert courses[-1] == "course_watch"
    earlier = next(one for one in after["sections"] if one["key"] == "feedback")
    assert "20 h" in earlier["points"][0]["text"], "on the course of the mode that was rejected"
    page = folder / "scenario.html"
    assert product.run("report", "scenario", "--equipment", "S-101A", "-o", str(page)).code == 0
    assert "<img src=x" not in page.read_text(encoding="utf-8")
    gone = product.run("feedback", "S-101A", "--withdraw", listed["feedback"][1]["id"], "--json")
    assert [one["verdict"] for one in gone.json["feedback"]] == ["reject", "correct"]
    assert product.run("feedback", "S-101A", "--withdraw", "nothing").code == 2


def _by_the_api(product: Any) -> None:
    server = product.serve()
    where, report = made_report(server, {"kind": "scenario", "equipment": "S-101A"})
    target = next(one for one in report["targets"] if one["kind"] == "mode" and "Choked" in one["title"])
    given = server.post(
        f"{where}/feedback", json={"target": target["id"], "verdict": "accept", "note": "seen"}
    )
    assert given.status_code == 201, given.text
    assert given.json()["target"]["evidence"][0]["source"].endswith("FMEA_unit_040.xlsx")
    for body, said in (
        ({"target": "mode-00000000", "verdict": "accept"}, "has no 'mode-00000000'"),
        ({"target": target["id"], "verdict": "correct"}, "needs a note"),
        ({"target": target["id"], "verdict": "perhaps"}, "verdict"),
    ):
        refused = server.post(f"{where}/feedback", json=body)
        assert refused.status_code == 422
        assert refused.headers["content-type"].startswith("application/problem+json")
        assert said in refused.text
    assert (
        server.post("/v1/reports/none/feedback", json={"target": "a", "verdict": "accept"}).status_code == 404
    )
    every = server.get(f"{where}/feedback").json()["data"]
    assert [one["verdict"] for one in every] == ["reject", "correct", "accept"]
    taken = f"{server.url}{where}/feedback/{every[1]['id']}"
    assert httpx.delete(taken, timeout=60).status_code == 200
    assert httpx.delete(taken, timeout=60).status_code == 404
    source = server.get("/v1/documents?source=*FMEA*").json()["data"][0]
    assert httpx.delete(f"{server.url}/v1/documents/{source['id']}", timeout=60).status_code == 200
    left = product.run("feedback", "S-101A", "--json").json
    assert left == {"equipment": "S-101A", "targets": [], "feedback": []}, "it goes with its source"
