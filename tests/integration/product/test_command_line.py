"""The command line as scripts see it: help, exit codes, standard output, times."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[3]


COMMANDS = ("ingest", "sources", "forget", "reindex", "ask", "chat", "search", "serve", "eval")
HEAVY = (
    "torch",
    "transformers",
    "fastapi",
    "gradio",
    "chromadb",
    "llama_index",
    "pandas",
    "pyarrow",
    "sqlalchemy",
    "pydantic",
)


def test_help_names_the_commands_and_loads_nothing_heavy(run: Run) -> None:
    shown = run("--help")
    assert shown.code == 0
    assert all(name in shown.out for name in COMMANDS)
    code = f"import sys, ui.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, name: str) -> None:
    shown = run(name, "--help")
    assert shown.code == 0
    assert f"Example: assistant {name}" in shown.out
    assert "--json" in shown.out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("ingest", "nowhere"), "does not exist"),
        (("ingest",), "Missing argument"),
        (("ask", "x", "--since", "soon"), "no date"),
        (("ask", " "), "empty"),
        (("search", "x", "-k", "0"), "--top-k"),
        (("dance",), "dance"),
        (("ingest", ".", "--engine", "steam"), "steam"),
        (("ingest", ".", "--watch", "--json"), "--watch"),
        (("serve", "--host", "0.0.0.0", "--port", "0"), "ASSISTANT_KEYS"),
        (("eval",), "--list"),
    ],
)
def test_wrong_usage_is_code_2_and_says_what_is_wrong(
    run: Run, arguments: tuple[str, ...], word: str
) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert word in done.err
    assert "Traceback" not in done.err


def test_wrong_settings_are_code_2(run: Run) -> None:
    done = run("sources", "--json", extra={"ASSISTANT_INGEST__WORKERS": "many"})
    assert done.code == 2
    assert "ingest.workers" in done.json["error"]


def test_failures_are_code_1_with_a_message_and_one_object(run: Run, data: Path) -> None:
    data.mkdir()
    (data / "catalogue.sqlite").write_bytes(b"this is no database, whatever it is called" * 200)
    done = run("sources", "--json")
    assert done.code == 1
    assert "catalogue.sqlite" in done.json["error"]
    assert "Traceback" not in done.err


def test_an_empty_catalogue_says_what_to_do(run: Run) -> None:
    assert "assistant ingest" in run("sources").out
    done = run("forget", "nothing")
    assert (done.code, "assistant sources" in done.err) == (1, True)


def test_from_files_to_a_cited_answer(run: Run, plant: Path) -> None:
    report = run("ingest", str(plant), "--json")
    assert report.code == 0, report.err
    kinds = {file["source"]: file["kind"] for file in report.json["ingested"]}
    assert kinds == {
        "plant/standard.txt": "text",
        "plant/reports/note d'été.txt": "text",
        "plant/work_orders.csv": "table",
    }
    assert [source["source"] for source in run("sources", "--json").json["sources"]] == sorted(kinds)
    hits = run("search", "vibration of P-101", "-k", "3", "--json").json["hits"]
    assert hits[0]["source"] == "plant/standard.txt"
    answer = run("ask", "What is the vibration limit of pump P-101?", "--json").json
    assert not answer["abstained"]
    assert "4.5" in answer["answer"]
    assert answer["citations"][0]["source"] == "plant/standard.txt"
    turns = run("chat", "--json", stdin="What is the vibration limit of pump P-101?\n").json["turns"]
    assert turns[0]["answer"] == answer["answer"]
    assert run("forget", "work_orders.csv", "--json").json == {"forgotten": ["plant/work_orders.csv"]}
    assert run("reindex", "--json").json["sources"] == 2
    assert len(run("sources", "--json").json["sources"]) == 2


def test_what_one_command_ingests_again_is_skipped(run: Run, plant: Path) -> None:
    run("ingest", str(plant))
    again = run("ingest", str(plant / "standard.txt"), "--json").json
    assert [file["source"] for file in again["skipped"]] == ["plant/standard.txt"]
