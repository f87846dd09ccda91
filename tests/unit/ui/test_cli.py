"""The command line as scripts see it: help, what it loads, exit codes of wrong usage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.cli import main

ROOT = Path(__file__).resolve().parents[3]
COMMANDS = ("ingest", "sources", "forget", "reindex", "ask", "chat", "search", "serve", "drawing", "eval")
HEAVY = (
    "torch",
    "transformers",
    "fastapi",
    "gradio",
    "chromadb",
    "llama_index",
    "pandas",
    "pyarrow",
    "pydantic",
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ASSISTANT_KEYS", raising=False)


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--help") == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_starting_loads_nothing_heavy() -> None:
    code = f"import sys, ui.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    command = [sys.executable, "-c", code]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_opening_the_data_folder_loads_no_expert() -> None:
    """``sources``, ``forget``, ``ingest`` and ``report`` start without what answers questions."""
    answering = ("assistant.answer", "assistant.crossing", "assistant.experts.series.expert", "duckdb")
    names = (*HEAVY[:-2], *answering)
    code = f"import sys, assistant.build_knowledge; print([n for n in {names!r} if n in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(name, "--help") == 0
    shown = capsys.readouterr().out
    assert f"Example: assistant {name}" in shown
    assert "--json" in shown


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("ingest", "nowhere"), "does not exist"),
        (("ingest",), "Missing argument"),
        (("ask", "x", "--since", "soon"), "no date"),
        (("ask", "x", "--language", "de"), "unknown language"),
        (("ask", " "), "empty"),
        (("ask", "x", "--history", "turns.json"), "does not exist"),
        (("search", "x", "-k", "0"), "--top-k"),
        (("dance",), "dance"),
        (("ingest", ".", "--engine", "steam"), "steam"),
        (("ingest", ".", "--watch", "--json"), "--watch"),
        (("serve", "--host", "0.0.0.0", "--port", "0"), "ASSISTANT_KEYS"),
        (("eval",), "--list"),
        (("search", " "), "an order number"),
    ],
)
def test_wrong_usage_is_code_2_and_says_what_is_wrong(
    arguments: tuple[str, ...], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(*arguments) == 2
    said = capsys.readouterr().err
    assert word in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "arguments", [("ask", " "), ("ingest",), ("search", "pump", "-k", "0"), ("nothing",)]
)
def test_wrong_usage_is_one_object_too(arguments: tuple[str, ...], capfd: pytest.CaptureFixture[str]) -> None:
    assert _run(*arguments, "--json") == 2
    said = capfd.readouterr()
    told = json.loads(said.out)
    assert told["exit_code"] == 2
    assert told["error"] in said.err.replace("\n", " ")


def test_wrong_settings_are_code_2_and_one_object(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_INGEST__WORKERS", "many")
    assert _run("sources", "--json") == 2
    assert "ingest.workers" in json.loads(capfd.readouterr().out)["error"]


@pytest.mark.parametrize(
    "content", ["{", '{"role": "user"}', '[{"role": "user"}]', '[{"role": "ghost", "content": ""}]', "[1]"]
)
def test_a_history_that_is_none_is_wrong_usage(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "turns.json").write_text(content, encoding="utf-8")
    assert _run("ask", "x", "--history", "turns.json") == 2
    assert "turns.json" in capsys.readouterr().err.replace("\n", "")


def test_the_data_folder_of_the_command_wins_over_that_of_the_program(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert _run("--data", "outer", "sources", "--json") == 0
    assert (tmp_path / "outer" / "catalogue.sqlite").exists()
    assert _run("--data", "outer", "sources", "--data", "inner") == 0
    assert (tmp_path / "inner" / "catalogue.sqlite").exists()
    assert "assistant ingest PATH" in capfd.readouterr().out


def test_failures_are_code_1_with_a_message_and_one_object(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "catalogue.sqlite").write_bytes(b"this is no database, whatever it is called" * 200)
    assert _run("sources", "--json") == 1
    said = capfd.readouterr()
    assert "catalogue.sqlite" in json.loads(said.out)["error"]
    assert "Traceback" not in said.err


def test_letters_that_the_output_lacks_are_escaped() -> None:
    command = [sys.executable, "-c", "from ui.cli import main; main(['sources', '--data', '名前 café'])"]
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "\\u540d\\u524d café" in done.stdout.decode("latin-1")


def test_the_demo_without_a_plant_is_code_1_and_one_object(capfd: pytest.CaptureFixture[str]) -> None:
    assert _run("demo", "--json") == 1
    assert "samples/plant" in json.loads(capfd.readouterr().out)["error"]


def test_forgetting_what_is_not_there_is_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("forget", "nothing") == 1
    assert "assistant sources" in capsys.readouterr().err


def test_the_benchmarks_are_named_one_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    assert _run("eval", "--list") == 0
    assert "sample_plant" in capfd.readouterr().out.splitlines()
