"""``assistant confirm`` without a model: what was confirmed is listed and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.registers.confirmed import ConfirmedBook
from assistant.registers.shape import Shape
from ui.cli import main

SHAPE = Shape(
    source="m.csv", register="m", tell="cells", pick="all", either=False, column="Hall", by="", other="",
    where=(),
)  # fmt: skip


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_confirmations_are_listed_and_taken_back(data: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert _run("confirm") == 0
    assert "nothing was confirmed yet" in capfd.readouterr().err
    kept = ConfirmedBook(data).confirm("where is it", "en", SHAPE, "Hall: south.")
    assert _run("confirm") == 0
    assert "Hall: south. (m.csv" in capfd.readouterr().out
    assert _run("confirm", "--json") == 0
    assert [one["id"] for one in json.loads(capfd.readouterr().out)["confirmed"]] == [kept.id]
    assert _run("confirm", "--withdraw", kept.id) == 0
    assert ConfirmedBook(data).all() == ()
    capfd.readouterr()
    assert _run("confirm", "--withdraw", kept.id) == 2
    assert "no confirmed reading" in capfd.readouterr().err


def test_a_question_without_its_reading_is_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    assert _run("confirm", "where is it") == 2
    assert "the reading that it means" in capfd.readouterr().err
