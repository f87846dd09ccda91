from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from eval.benchmarks.plant_questions import data_paths, is_on_texts, load_cases, load_scorer
from eval.errors import DataRefused


def record(**fields: object) -> dict[str, object]:
    base: dict[str, object] = {
        "id": "pq1", "question": "q?", "history": None, "language": "en", "kind": "table",
        "sources": ["a/t.csv"], "answer": "5", "answer_type": "number", "value": 5, "evidence": None,
    }  # fmt: skip
    return base | fields


def places(**fields: object) -> list[tuple[object, ...]]:
    (case,) = load_cases({"pq1": record(**fields)})
    return [(p.source, p.page, p.sensor, p.start, p.end, p.table) for p in case.evidence]


def test_evidence_of_each_kind() -> None:
    assert places(evidence={"file": "a/t.csv", "rows": "some", "n_rows": 3}) == [
        ("a/t.csv", None, None, None, None, True)
    ]
    window = {"sensor": "S", "start": "2020-06-04", "end": "2020-06-05"}
    assert places(evidence=[window], sources=["a/log.json"]) == [
        ("a/log.json", None, "S", datetime(2020, 6, 4), datetime(2020, 6, 5, 23, 59, 59, 999999), False)
    ]
    assert places(evidence={"page": 7, "rule": "V.1"}, sources=["d/rules.pdf"]) == [
        ("d/rules.pdf", 7, None, None, None, False)
    ]
    assert places() == []


def test_a_window_with_a_time_ends_at_that_time() -> None:
    window = {"sensor": "S", "start": "2020-06-04T01:00", "end": "2020-06-04T02:00"}
    assert places(evidence=window, sources=["a/log.json"])[0][4] == datetime(2020, 6, 4, 2)


def test_questions_and_rubrics_are_not_ingested(tmp_path: Path) -> None:
    for name in ("asset_ops/t.csv", "asset_ops/scenarios.jsonl", "fmea/f.csv", "fmea/questions.jsonl",
                 "skab/valve1/0.csv", "design_qa/rules.pdf", "design_qa/qa.csv"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    sources = {"asset_ops/t.csv", "fmea/f.csv", "skab/valve1/0.csv", "design_qa/rules.pdf"}
    names = [
        str(path.relative_to(tmp_path)) for path in data_paths(tmp_path, sources, cache=tmp_path / "cache")
    ]
    assert names == ["asset_ops/t.csv", "design_qa/rules.pdf", "fmea/f.csv", "skab"]


def test_questions_on_texts_need_nothing_else() -> None:
    assert is_on_texts(record(sources=["design_qa/rules.pdf", "fmea_qa/f.csv"]))
    assert not is_on_texts(record(sources=["asset_ops/t.csv", "fmea_qa/f.csv"]))


def test_a_scorer_needs_its_function(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(
        "def score(item, text, abstained):\n    return {'correct': True, 'score': 1.0, 'why': text}\n"
    )
    bad.write_text("x = 1\n")
    assert load_scorer(good)({}, "hello", False)["why"] == "hello"
    with pytest.raises(DataRefused, match="score"):
        load_scorer(bad)


def test_the_real_set_loads(bench_data: Path) -> None:
    lines = (bench_data / "plant_questions" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    records = {item["id"]: item for item in map(json.loads, lines)}
    cases = load_cases(records)
    scorer = load_scorer(bench_data / "plant_questions" / "score.py")
    right = [scorer(records[c.id], c.reference, not c.answerable)["correct"] for c in cases]
    assert len(cases) == len(lines)
    assert sum(right) >= 0.8 * len(right)
    answerable = [case for case in cases if case.answerable]
    assert all(place.source for case in answerable for place in case.evidence if place.sensor is None)
    sources = {source for item in records.values() for source in item["sources"]}
    paths = data_paths(bench_data, sources, cache=bench_data)
    assert not [path for path in paths if path.name in ("scenarios.jsonl", "questions.jsonl")]
