"""``assistant space``: what cannot be asked is refused before anything is opened."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from ui.cli import app, main


@pytest.mark.parametrize(
    "words", [[], ["bearing", "--source", "a.csv"], ["bearing", "--page", "2"], ["x", "-k", "0"]]
)
def test_half_questions_are_wrong_usage(words, tmp_path) -> None:
    done = CliRunner().invoke(app, ["--data", str(tmp_path), "space", "search", *words])
    assert done.exit_code == 2


def test_without_a_space_the_command_says_what_to_do(tmp_path, capfd) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path), "space", "show", "--json"])
    assert ended.value.code == 2
    out = capfd.readouterr().out
    assert "assistant space train" in json.dumps(json.loads(out))
