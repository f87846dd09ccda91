"""JSON as plants and their historians export it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.json_records import is_json, parse_json


def _file(tmp_path: Path, value: object, *, name: str = "data.json") -> Path:
    path = tmp_path / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def test_records_with_nested_keys(tmp_path: Path) -> None:
    records = [{"id": "A1", "size": {"length": 2.5, "tags": ["x", "y"]}}, {"id": "A2", "ok": True}]
    table = parse_json(_file(tmp_path, records)).tables[0]
    assert [(c.name, c.type) for c in table.columns] == [
        ("id", "text"),
        ("size.length", "number"),
        ("size.tags", "text"),
        ("ok", "boolean"),
    ]
    assert table.rows["size.tags"].to_pylist() == ["x; y", None]


def test_readings_become_a_log(tmp_path: Path) -> None:
    records = [
        {"asset_id": "Chiller 6", "timestamp": f"2020-06-01T{i:02d}:00:00", "Chiller 6 Power": i + 0.5}
        for i in range(24)
    ]
    records.append({"asset_id": "Chiller 6", "timestamp": "2020-06-01T04:05:06", "Run Status": 1.0})
    document = parse_json(_file(tmp_path, records))
    assert document.media == "log"
    assert document.equipment == ("Chiller 6",)
    assert document.series[0].rows.num_rows == 25


def test_columns_of_equal_length(tmp_path: Path) -> None:
    table = parse_json(_file(tmp_path, {"name": ["a", "b", "c"], "n": [1, 2, 3]})).tables[0]
    assert table.rows["n"].to_pylist() == [1, 2, 3]


def test_lists_under_keys_and_the_rest_as_text(tmp_path: Path) -> None:
    value = {
        "plant": {"name": "Sorval"},
        "pumps": [{"tag": "P-1"}],
        "valves": [{"tag": "V-1"}, {"tag": "V-2"}],
    }
    document = parse_json(_file(tmp_path, value))
    assert [table.name for table in document.tables] == ["data pumps", "data valves"]
    assert any("plant.name: Sorval" in block.text for block in document.blocks)


def test_one_record_a_line(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": f"A{i}", "n": i}) for i in range(30))
    document = parse_json(_file(tmp_path, lines + "\nbroken {\n", name="data.jsonl"))
    assert document.tables[0].rows.num_rows == 30
    assert any("1 lines" in warning for warning in document.warnings)


def test_what_is_no_json(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no valid JSON"):
        parse_json(_file(tmp_path, "{cut off"))


def test_nesting_without_end(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="nested"):
        parse_json(_file(tmp_path, "[" * 200_000))


def test_is_json(tmp_path: Path) -> None:
    assert is_json(_file(tmp_path, '{"a": 1}\n{"a": 2}\n'))
    assert not is_json(_file(tmp_path, "[1] see the manual"))
