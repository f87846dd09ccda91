from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from eval import parse_probe
from eval.benchmarks.parse_throughput import (
    PEER,
    Run,
    multiset_f1,
    notes,
    parsers,
    run_parser,
    scores,
)
from eval.errors import EvalError
from eval.labelled_pages import Labels, write_pages


def test_agreement_of_texts() -> None:
    assert multiset_f1(["a", "b"], ["b", "a"]) == 1.0
    assert multiset_f1(["7.5"], ["7.50"]) == 1.0
    assert multiset_f1(["a", "a"], ["a"]) == pytest.approx(2 / 3)
    assert multiset_f1([], ["a"]) == 0.0


def test_labelled_pages_are_read_as_labelled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = write_pages(tmp_path / "a.pdf", pages=3)
    assert (len(labels.headings), len(labels.cells)) == (6, 96)
    assert parse_probe.main("product", str(tmp_path / "a.pdf")) == 0
    answer = json.loads(capsys.readouterr().out)
    found = scores(Run(**answer), labels)
    assert answer["pages"] == 3
    assert found["headings_f1"] > 0.9
    assert found["table_cells_f1"] > 0.9
    assert answer["peak_bytes"] > 0
    assert parse_probe.main("pypdf", str(tmp_path / "a.pdf"), str(tmp_path / "a.pdf")) == 0
    assert scores(Run(**json.loads(capsys.readouterr().out)), labels)["headings_f1"] == 0.0


def test_pages_are_the_same_each_time(tmp_path: Path) -> None:
    first, second = (write_pages(tmp_path / name, pages=2) for name in ("a.pdf", "b.pdf"))
    assert first == second
    assert isinstance(first, Labels)


def test_peer_runs_only_where_it_is(tmp_path: Path) -> None:
    assert set(parsers(tmp_path)) == {"product", "pypdf"}
    peer = tmp_path / PEER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    peer.parent.mkdir(parents=True)
    peer.touch()
    assert "unstructured_fast" in parsers(tmp_path)
    assert "not measured" in notes(["pypdf"])[0]
    assert "tokenizer" in notes(["unstructured_fast"])[0]


def test_parser_that_fails_is_told() -> None:
    with pytest.raises(EvalError, match="no answer"):
        run_parser([sys.executable, "-c", "raise SystemExit(3)"])
