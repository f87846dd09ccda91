"""``assistant study``: what each command prints and how wrong use ends."""

from __future__ import annotations

import io
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
        main(["study", *arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def _json(capfd: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert _run(*arguments, "--json") == 0
    return json.loads(capfd.readouterr().out)


def test_from_the_example_to_results(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "study.toml" in _json(capfd, "new", "mine")["files"]
    checked = _json(capfd, "check", "mine")
    assert checked["ready"]
    assert checked["wrong_share"] == 0.4
    opened = _json(capfd, "open", "mine", "--codes", "2")
    assert len(opened["codes"]) == 2
    assert opened["page"] == "/study/sample-plant"
    lines = ["fr", "oui", "long", *["x", "a", "50"] * 2]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    stopped = _json(capfd, "run", "mine", "--participant", "t1")
    assert not stopped["finished"]
    assert stopped["participant"] == "T1"
    monkeypatch.setattr("sys.stdin", io.StringIO("a\n50\n" + "12\n50\n" * 40))
    _run("run", "sample-plant", "--participant", "T1")
    assert "Votre décision" in capfd.readouterr().out
    people = {one["participant"]: one for one in _json(capfd, "status", "sample-plant")["participants"]}
    assert people["T1"]["begun"]
    assert not people[opened["codes"][0]]["begun"]
    exported = _json(capfd, "export", "sample-plant", "-o", "d.csv")
    assert exported["decisions"] == people["T1"]["decided"] > 0
    found = _json(capfd, "results", "sample-plant", "-o", "r.html", "--language", "fr")
    assert "few_participants" in found["cautions"]
    assert (tmp_path / "r.html").is_file()
    assert _json(capfd, "withdraw", "sample-plant", "--participant", "T1")["withdrawn"] == "T1"
    assert _run("results", "sample-plant") == 2


def test_nobody_takes_part_who_does_not_agree(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _run("new", "mine")
    capfd.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("en\nn\n"))
    assert not _json(capfd, "run", "mine", "--participant", "T1")["finished"]
    assert not _json(capfd, "status", "sample-plant")["participants"][0]["begun"]


def test_power_and_wrong_use(capfd: pytest.CaptureFixture[str]) -> None:
    assert 10 < _json(capfd, "power", "--difference", "0.2", "--cases", "8")["participants"] < 40
    assert _run("check", "nowhere") == 2
    assert "assistant study new" in capfd.readouterr().err
    assert _run("run", "nothing", "--participant", "T1") == 2
    _run("new", "mine")
    assert _run("new", "mine") == 2
    assert _run("run", "mine", "--participant", "Marie") == 2
