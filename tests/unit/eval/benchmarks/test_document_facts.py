from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.benchmark import RunOptions
from eval.benchmarks.document_facts import DocumentFacts, Fact, by_group, load_facts, spread
from eval.errors import DataMissing

FACTS = [
    {
        "file": "a.csv",
        "page": None,
        "question": "Mass of P-101?",
        "needles": ["P-101", "12,5"],
        "text_layer": True,
    },
    {"file": "a.csv", "page": None, "question": "Mass of P-109?", "needles": ["P-109"], "text_layer": True},
    {"file": "b.txt", "page": None, "question": "Who?", "needles": [["Bob", "Ben"]], "text_layer": False},
]


def write(folder: Path) -> Path:
    documents = folder / "documents"
    documents.mkdir()
    (documents / "facts.jsonl").write_text("\n".join(map(json.dumps, FACTS)), "utf-8")
    (documents / "a.csv").write_text("Tag;Mass [kg]\nP-101;12,5\nP-102;13,5\nP-103;14,5\n", "utf-8")
    (documents / "b.txt").write_text("The bearing was replaced by Ben on Monday.\n", "utf-8")
    return documents


def fact(text_layer: bool) -> Fact:
    return Fact(file="a", page=1, question="?", needles=("5",), text_layer=text_layer)


def test_facts_are_found_where_they_are_and_only_there(tmp_path: Path) -> None:
    write(tmp_path)
    results = tmp_path / "facts.jsonl"
    options = RunOptions(
        settings=Settings(data=tmp_path, engine="scripted"), results=results, bench_data=tmp_path
    )
    report = DocumentFacts().run(options)
    assert report.scores == {"facts": pytest.approx(2 / 3), "facts_text_layer": 0.5, "facts_ocr": 1.0}
    assert report.baselines["plain_text"]["facts"] == pytest.approx(2 / 3)
    assert report.errors == 0
    verdicts = [json.loads(line)["product"] for line in results.read_text("utf-8").splitlines()]
    assert verdicts == [True, False, True]


def test_scores_are_told_apart() -> None:
    values = by_group([fact(True), fact(False), fact(True)], [True, False, False])
    assert values == {"facts": [1, 0, 0], "facts_text_layer": [1, 0], "facts_ocr": [0]}


def test_part_of_the_facts_is_spread_over_all() -> None:
    facts = [fact(True)] * 9 + [fact(False)]
    assert len(spread(facts, 4)) == 4
    assert spread(facts, None) == tuple(facts)


def test_line_that_is_no_fact_is_named(tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text('{"file": "a", "page": 1, "question": "?", "needles": [], "text_layer": true}', "utf-8")
    with pytest.raises(DataMissing, match="needles"):
        load_facts(path)
