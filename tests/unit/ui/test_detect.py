"""``assistant detect`` on files: the contract's object, scores, pictures and clear errors."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import numpy as np
import pytest
from typer.testing import CliRunner

from ui.cli import app, main


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """1,200 rows of three sensors; the second stands high in rows 800 to 899, the label column says so."""
    rng = np.random.default_rng(0)
    values = rng.normal(loc=(5.0, 50.0, 500.0), size=(1200, 3))
    values[800:900, 1] += 4.0
    path = tmp_path_factory.mktemp("logs") / "pump.csv"
    begin = datetime(2024, 3, 1)
    lines = ["time;Flow;Pressure;Power;anomaly"]
    for row, one in enumerate(values):
        cells = [f"{v:.4f}" for v in one]
        if row == 300:
            cells[0] = ""
        lines.append(
            ";".join(
                [f"{begin + timedelta(seconds=row):%Y-%m-%d %H:%M:%S}", *cells, str(int(800 <= row < 900))]
            )
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(*words: str):
    return CliRunner().invoke(app, ["detect", *words])


@pytest.fixture
def told(capfd):
    """Runs with ``--json`` and reads the object, which goes past Python's own standard output."""

    def tell(*words: str):
        with pytest.raises(SystemExit) as ended:
            main(["detect", *words, "--json"])
        assert ended.value.code == 0
        return json.loads(capfd.readouterr().out)

    return tell


def test_the_object_and_the_scores_are_those_of_the_contract(log, told, tmp_path) -> None:
    scores = tmp_path / "scores.csv"
    body = told(str(log), "--train-until", "400", "--scores", str(scores))
    assert body["rows"] == 1200
    assert body["sensors"] == ["Flow", "Pressure", "Power"]
    assert body["trained_on_rows"] == 400
    assert body["estimated_readings"] == {"Flow": 1}
    longest = max(body["anomalies"], key=lambda a: a["end_row"] - a["start_row"])
    assert abs(longest["start_row"] - 800) <= 10
    assert abs(longest["end_row"] - 899) <= 16
    assert longest["start"] == (datetime(2024, 3, 1) + timedelta(seconds=longest["start_row"])).isoformat()
    assert longest["sensors"][0]["name"] == "Pressure"
    assert longest["sensors"][0]["direction"] == "high"
    assert "Pressure above its usual level" in longest["explanation"]
    lines = scores.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "timestamp,score,is_anomaly"
    assert len(lines) == 1201
    marked = {n for n, line in enumerate(lines[1:]) if line.endswith(",1")}
    ranges = {n for a in body["anomalies"] for n in range(a["start_row"], a["end_row"] + 1)}
    assert marked == ranges


def test_until_a_time_is_the_same_as_until_its_row(log, told) -> None:
    by_time = told(str(log), "--train-until", "2024-03-01T00:06:39")
    by_row = told(str(log), "--train-until", "400")
    assert by_time == by_row


def test_without_a_normal_part_the_calm_rows_are_learnt(log, told) -> None:
    body = told(str(log))
    assert any(a["start_row"] <= 820 and a["end_row"] >= 880 for a in body["anomalies"])


def test_french_and_chosen_sensors(log) -> None:
    done = run(str(log), "--train-until", "400", "--sensors", "pressure,flow", "--language", "fr")
    assert "Pressure au-dessus de son niveau habituel" in done.stdout
    assert "Power" not in done.stdout


def test_french_from_the_first_line_to_the_last(log) -> None:
    said = run(str(log), "--train-until", "400", "--language", "fr").output
    assert "1200 lignes, 3 capteurs, " in said
    assert "détecteurs : level" in said
    assert "rows" not in said
    assert "1 sensor, " in run(str(log), "--train-until", "400", "--sensors", "Flow").output
    assert "1200 lignes, 3 capteurs, " in run(str(log), "--changes", "--language", "fr").output


@pytest.mark.parametrize("ending", ["png", "html"])
def test_pictures(log, tmp_path, ending) -> None:
    path = tmp_path / f"plot.{ending}"
    assert run(str(log), "--train-until", "400", "--plot", str(path)).exit_code == 0
    content = path.read_bytes()
    wanted = b"\x89PNG\r\n\x1a\n" if ending == "png" else b"<html"
    assert wanted in content[:40]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sensors", "Speed"), "there are Flow, Pressure, Power"),
        (("--train-until", "5"), "at least 40"),
        (("--train-until", "5000"), "1200 rows only"),
        (("--train-until", "soon"), "soon"),
        (("--plot", "plot.gif"), ".png"),
    ],
)
def test_bad_input_is_wrong_usage_and_says_what_mends_it(log, capsys, words, said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["detect", str(log), *words])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_no_log(tmp_path, capsys) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Nothing was measured.\n" * 30, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["detect", str(path)])
    assert ended.value.code == 2
    assert "holds no sensor log" in capsys.readouterr().err


def test_changes_are_told_instead_of_anomalies(log, told) -> None:
    body = told(str(log), "--changes")
    assert set(body) == {"log", "rows", "sensors", "changes"}
    up, down = [change for change in body["changes"] if change["kind"] == "level"]
    assert {up["sensor"], down["sensor"]} == {"Pressure"}
    assert abs(up["row"] - 800) <= 3
    assert up["until"] == down["time"]
    assert down["lasting"]
    assert not up["lasting"]


def test_changes_in_words_and_what_they_do_not_go_with(log) -> None:
    result = run(str(log), "--changes", "--sensors", "Pressure")
    assert result.exit_code == 0, result.output
    assert "Pressure: the level went from 50" in result.output
    assert run(str(log), "--changes", "--train-until", "400").exit_code == 2
    assert run(str(log), "--changes", "--scores", "s.csv").exit_code == 2


def test_changes_are_drawn(log, told, tmp_path) -> None:
    picture = tmp_path / "changes.png"
    assert told(str(log), "--changes", "--plot", str(picture))["changes"]
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("language", "hidden"),
    [("en", "weaker anomalies are not shown"), ("fr", "plus faibles ne sont pas montrées")],
)
def test_of_many_anomalies_the_strongest_are_shown_under_their_numbers(
    log, told, monkeypatch, language, hidden
) -> None:
    options = (str(log), "--train-until", "400", "--false-alarm-rate", "0.1")
    found = told(*options)["anomalies"]
    strongest = next(n for n, one in enumerate(found, start=1) if one["start_row"] <= 850 <= one["end_row"])
    assert 1 < strongest < len(found)
    monkeypatch.setattr("ui.commands.detect._SHOWN", 1)
    shown = run(*options, "--language", language)
    numbers = [line.partition(".")[0] for line in shown.stdout.splitlines() if ". score" in line]
    assert numbers == [str(strongest)]
    assert f"{len(found) - 1} " in shown.stderr
    assert hidden in shown.stderr
