"""From two revisions, a copy and a torn file to the report, the answer in force, and back after forgetting."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from retrieval.knowledge import Knowledge, KnowledgeSettings
from retrieval.records import Scope

EVERYTHING = Scope()
RULE = "4.2 Vibration\n\nThe overall vibration of pump P-101 shall not exceed {} mm/s at full load. {}\n"
CHECKS = " ".join(f"Check {number} of the list is done before the pump starts." for number in range(20))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "old").mkdir(parents=True)
    (folder / "old" / "standard_revA.txt").write_text(RULE.format("7.1", CHECKS), encoding="utf-8")
    (folder / "standard_revB.txt").write_text(RULE.format("4.5", CHECKS), encoding="utf-8")
    (folder / "copie.txt").write_text(RULE.format("4.5", CHECKS), encoding="utf-8")
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7\ntorn")
    return folder


QUERY = "vibration of P-101 shall not exceed"


def _limits(product: Any, scope: Scope = EVERYTHING) -> dict[str, str]:
    knowledge = Knowledge.open(product.data, settings=KnowledgeSettings())
    try:
        hits = [hit.chunk for hit in knowledge.search(QUERY, scope=scope) if "exceed" in hit.chunk.text]
        return {chunk.source: "7.1" if "7.1" in chunk.text else "4.5" for chunk in hits}
    finally:
        knowledge.close()


def test_the_report_and_the_revision_in_force(product: Any, archive: Path, tmp_path: Path) -> None:
    page = tmp_path / "out" / "rapport.html"
    done = product.run("ingest", str(archive), "--json", "--report", str(page), "--language", "fr")
    assert done.code == 3, done.err
    body = done.json
    assert [file["source"] for file in body["quarantined"]] == ["site/torn.pdf"]
    assert {m["source"]: m["by"] for f in body["revisions"] for m in f["members"]} == {
        "site/standard_revB.txt": None,
        "site/old/standard_revA.txt": "site/standard_revB.txt",
    }
    assert body["alike"] == [
        {"sources": ["site/copie.txt", "site/standard_revB.txt"], "likeness": "copy", "resemblance": 1.0}
    ]
    assert "remplacé par site/standard_revB.txt" in page.read_text(encoding="utf-8")
    kept = Path(body["file"])
    assert kept.is_relative_to(product.data)
    assert json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))["revisions"] == body["revisions"]

    assert _limits(product) == {"site/standard_revB.txt": "4.5", "site/copie.txt": "4.5"}
    assert _limits(product, Scope(sources=("old/standard_revA.txt",))) == {
        "site/old/standard_revA.txt": "7.1"
    }
    asked = product.run("search", QUERY, "--revision", "A", "--json")
    assert {hit["source"] for hit in asked.json["hits"]} == {"site/old/standard_revA.txt"}

    listed = product.run("sources", "--report", str(tmp_path / "all.md"))
    assert "site/old/standard_revA.txt  (text, replaced by site/standard_revB.txt)" in listed.out
    assert "alike: copies of one file: site/copie.txt, site/standard_revB.txt" in listed.out
    assert "| text | 3 |" in (tmp_path / "all.md").read_text(encoding="utf-8")

    assert product.run("forget", "site/standard_revB.txt").code == 0
    assert "site/old/standard_revA.txt" in _limits(product)
    again = product.run("ingest", str(archive), "--json")
    assert [file["source"] for file in again.json["ingested"]] == ["site/standard_revB.txt"]
    assert "site/old/standard_revA.txt" not in _limits(product)


def test_a_report_in_no_known_format_is_refused_before_work_begins(product: Any, archive: Path) -> None:
    done = product.run("ingest", str(archive), "--report", "report.docx")
    assert done.code == 2
    assert ".html, .htm, .md, .json" in " ".join(done.err.split())
    assert not product.data.exists()
