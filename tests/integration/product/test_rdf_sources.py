"""RDF files through the product: alone and zipped, revised, refused, forgotten, and killed in the middle."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path
from typing import Any

from data_folder import came_in, state

MODEL = """@prefix m: <https://mill.example/m{number}#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
m:Machine a rdfs:Class ; rdfs:label "machine {number}"@en .
m:Saw rdfs:subClassOf m:Machine ; rdfs:label "band saw"@en , "scie à ruban"@fr ;
  rdfs:comment "Saw whose blade is an endless band{more}."@en , "Scie dont la lame est une bande sans fin."@fr .
m:a a m:Saw ; rdfs:label "SW-12" .
"""
JOINED = (
    "SELECT ?kind { item:tag_SW-12 plant:kind 'Band saw' ; a ?class . ?class rdfs:label ?kind "
    "FILTER(strstarts(str(?class), 'https://mill.example/') && lang(?kind) = 'en') }"
)


def model(number: int = 1, more: str = "") -> str:
    return MODEL.replace("{number}", str(number)).replace("{more}", more)


def kinds(product: Any) -> list[str]:
    asked = product.run("graph", "query", JOINED, "--json")
    assert asked.code == 0, asked.err
    return [row["kind"]["value"] for row in asked.json["results"]["bindings"]]


def test_a_model_is_a_source_like_any_other(product: Any, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "machines.csv").write_text(
        "Tag;Type\nSW-12;Band saw\nSW-13;Band saw\nDK-5;Kiln\n", encoding="utf-8"
    )
    (site / "mill.ttl").write_text(model(), encoding="utf-8")
    (site / "cut.ttl").write_text(model()[:-60], encoding="utf-8")
    with zipfile.ZipFile(site / "models.zip", "w") as archive:
        archive.writestr("other.ttl", model(2))
    first = product.run("ingest", str(site), "--json")
    assert first.code == 3, first.err
    assert [q["source"] for q in first.json["quarantined"]] == ["site/cut.ttl"]
    assert "no Turtle that can be read" in first.json["quarantined"][0]["reason"]
    assert "site/models.zip/attachments/other.ttl" in came_in(product.data)
    assert kinds(product) == ["band saw", "band saw"]  # by both models
    answer = product.run("ask", "What is a band saw?", "--json").json
    assert "endless band" in answer["answer"]
    assert answer["citations"][0]["label"].startswith("https://mill.example/m")
    assert not answer["abstained"]

    (site / "mill.ttl").write_text(model(1, " of steel"), encoding="utf-8")
    product.run("ingest", str(site / "mill.ttl"), "--json")
    found = product.run("search", "band of steel", "--json").json
    assert any("band of steel" in hit["text"] for hit in found["hits"])
    assert product.run("forget", "site/models.zip").code == 0
    assert kinds(product) == ["band saw"]
    assert product.run("forget", "site/mill.ttl").code == 0
    assert kinds(product) == []


def test_a_kill_in_the_middle_leaves_what_a_clean_run_gives(product: Any, tmp_path: Path) -> None:
    site = tmp_path / "many"
    site.mkdir()
    for number in range(40):
        (site / f"model {number:02}.ttl").write_text(model(number), encoding="utf-8")
    clean = tmp_path / "clean"
    assert product.run("--data", str(clean), "ingest", str(site)).code == 0
    process = product.start("ingest", str(site))
    while process.poll() is None and not came_in(product.data):
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert came_in(product.data), "the kill came before the first file was in"
    asked = product.run("graph", "query", "SELECT ?c { ?c rdfs:label 'band saw'@en }", "--json")
    assert len(asked.json["results"]["bindings"]) == len(came_in(product.data))
    assert product.run("ingest", str(site)).code == 0
    assert state(product.data) == state(clean)
