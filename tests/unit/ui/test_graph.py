"""``assistant graph`` over an empty data folder: what it prints and how wrong queries end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.cli import main


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_query_prints_rows_or_one_object(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    query = "SELECT ?l { plant:Clause rdfs:label ?l }"
    assert _run("graph", "query", query) == 0
    assert capfd.readouterr().out.splitlines() == ["l", "Numbered clause of a document"]
    (tmp_path / "q.rq").write_text(query, encoding="utf-8")
    assert _run("graph", "query", "@q.rq", "--json") == 0
    body = json.loads(capfd.readouterr().out)
    assert body["results"]["bindings"][0]["l"]["value"] == "Numbered clause of a document"


def test_the_graph_is_written_and_its_terms_are_listed(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert _run("graph", "export", "-o", "plant.ttl") == 0
    assert "plant:Clause" in (tmp_path / "plant.ttl").read_text(encoding="utf-8")
    assert _run("graph", "terms") == 0
    assert "prefixes: plant, item, sosa" in capfd.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "DROP ALL"),
        ("query", "SELECT * { SERVICE <http://example.org/> { ?a ?b ?c } }"),
        ("export", "-o", "plant.doc"),
    ],
)
def test_what_is_refused_ends_with_two(arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    assert _run("graph", *arguments) == 2
    assert "assistant: " in capfd.readouterr().err
