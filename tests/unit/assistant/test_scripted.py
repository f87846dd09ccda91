from __future__ import annotations

import threading
from pathlib import Path

import pytest

from assistant.engines.scripted import ScriptedEngine
from assistant.errors import EngineUnavailable, SettingsError
from assistant.records import Message

ASK = (Message(role="user", content="Which pump leaks?"),)


def test_first_matching_line_replies() -> None:
    engine = ScriptedEngine([("valve", "A valve."), ("pump", "Pump P-101 leaks."), ("pump", "Never.")])
    assert "".join(engine.stream(ASK, max_tokens=20)) == "Pump P-101 leaks."


def test_stop_limit_and_silence() -> None:
    engine = ScriptedEngine([("pump", "one two three four")])
    assert "".join(engine.stream(ASK, max_tokens=2)).split() == ["one", "two"]
    assert "".join(engine.stream(ASK, max_tokens=9, stop=("three",))) == "one two "
    assert "".join(ScriptedEngine().stream(ASK, max_tokens=9)) == ""


def test_cancel_ends_the_stream() -> None:
    cancel = threading.Event()
    stream = ScriptedEngine([("pump", "one two three")]).stream(ASK, max_tokens=9, cancel=cancel)
    assert next(stream).strip() == "one"
    cancel.set()
    assert list(stream) == []


def test_script_file(tmp_path: Path) -> None:
    script = tmp_path / "script.jsonl"
    script.write_text('{"match": "pump", "reply": "Yes."}\n\n', encoding="utf-8")
    assert "".join(ScriptedEngine.from_file(script).stream(ASK, max_tokens=9)) == "Yes."
    script.write_text('{"match": "("}', encoding="utf-8")
    with pytest.raises(SettingsError, match="line 1"):
        ScriptedEngine.from_file(script)
    with pytest.raises(EngineUnavailable):
        ScriptedEngine.from_file(tmp_path / "none")
