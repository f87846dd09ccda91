"""From files to a cited answer by commands alone, each a process of its own."""

from __future__ import annotations

from typing import Any

QUESTION = "What is the vibration limit of pump P-101?"


def test_from_files_to_a_cited_answer(product: Any) -> None:
    plant = product.plant()
    report = product.run("ingest", str(plant), "--json")
    assert report.code == 0, report.err
    kinds = {file["source"]: file["kind"] for file in report.json["ingested"]}
    assert kinds == {
        "plant/standard.txt": "text",
        "plant/reports/note d'été.txt": "text",
        "plant/work_orders.csv": "table",
    }
    assert [source["source"] for source in product.run("sources", "--json").json["sources"]] == sorted(kinds)
    hits = product.run("search", "vibration of P-101", "-k", "3", "--json").json["hits"]
    assert hits[0]["source"] == "plant/standard.txt"
    answer = product.run("ask", QUESTION, "--json").json
    assert not answer["abstained"]
    assert "4.5" in answer["answer"]
    assert answer["citations"][0]["source"] == "plant/standard.txt"
    turns = product.run("chat", "--json", stdin=QUESTION + "\n").json["turns"]
    assert turns[0]["answer"] == answer["answer"]
    again = product.run("ingest", str(plant / "standard.txt"), "--json").json
    assert [file["source"] for file in again["skipped"]] == ["plant/standard.txt"]
    assert product.run("forget", "work_orders.csv", "--json").json == {"forgotten": ["plant/work_orders.csv"]}
    assert product.run("reindex", "--json").json["sources"] == 2
    assert len(product.run("sources", "--json").json["sources"]) == 2


def test_an_empty_catalogue_says_what_to_do(product: Any) -> None:
    done = product.run("ask", QUESTION, "--json")
    assert done.code == 0
    assert done.json["abstained"]
    assert "assistant ingest" in done.err
