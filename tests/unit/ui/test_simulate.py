"""``assistant simulate`` on files: what is written can be read back as a log, and errors say what mends them."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import numpy as np
import pytest

from assistant.experts.series.detectors.log import find_log
from ui.cli import main


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """400 rows of two sensors."""
    rng = np.random.default_rng(0)
    values = rng.normal(loc=(5.0, 50.0), size=(400, 2))
    begin = datetime(2024, 3, 1)
    lines = ["time;Pressure;Temperature"]
    for row, (a, b) in enumerate(values):
        lines.append(f"{begin + timedelta(seconds=row):%Y-%m-%d %H:%M:%S};{a:.4f};{b:.4f}")
    path = tmp_path_factory.mktemp("logs") / "pump.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_what_is_written_is_a_log_again(log, tmp_path, capfd) -> None:
    out = tmp_path / "made.csv"
    with pytest.raises(SystemExit) as ended:
        main(["simulate", str(log), "--like", "Pressure shift by 3", "-n", "120", "-o", str(out), "--json"])
    assert ended.value.code == 0
    body = json.loads(capfd.readouterr().out)
    assert body["rows"] == 120
    assert body["out"] == str(out)
    again = find_log(str(out))
    assert again.names == ("Pressure", "Temperature")
    assert again.times.size == 120
    assert again.values.mean(axis=0) == pytest.approx([8.0, 50.0], abs=0.5)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--like", "fire", "-n", "10"), "not understood"),
        (("--like", "normal"), "how long"),
        (("--like", "normal", "-n", "10", "--labels", "nowhere.csv"), "no file of labels"),
    ],
)
def test_wrong_use_says_what_mends_it(log, tmp_path, capsys, more, said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["simulate", str(log), "-o", str(tmp_path / "x.csv"), *more])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()
