"""``assistant forecast`` on files: the object, the table, limits, pictures and clear errors."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import numpy as np
import pytest
from matplotlib.figure import Figure
from typer.testing import CliRunner

from ui.cli import app, main

BEGIN = datetime(2024, 3, 1)


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    """600 rows, one in ten minutes, 20 of them absent: a vibration that rises to 6, a daily temperature."""
    rng = np.random.default_rng(0)
    at = np.arange(600)
    vibration = 3 + 0.005 * at + 0.05 * rng.normal(size=600)
    temperature = 60 + 5 * np.sin(2 * np.pi * at / 144) + 0.2 * rng.normal(size=600)
    lines = ["time;Vibration mm/s;Bearing temperature"]
    for row in at:
        if 200 <= row < 220:
            continue
        when = BEGIN + timedelta(minutes=10 * int(row))
        vib = "" if row == 300 else f"{vibration[row]:.4f}"
        lines.append(f"{when:%Y-%m-%d %H:%M:%S};{vib};{temperature[row]:.4f}")
    path = tmp_path_factory.mktemp("logs") / "pump.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(*words: str):
    return CliRunner().invoke(app, ["forecast", *words])


@pytest.fixture
def told(capfd):
    """Runs with ``--json`` and reads the object."""

    def tell(*words: str):
        with pytest.raises(SystemExit) as ended:
            main(["forecast", *words, "--json"])
        assert ended.value.code == 0
        return json.loads(capfd.readouterr().out)

    return tell


def test_the_object_forecasts_each_sensor_over_the_gap(log, told, tmp_path) -> None:
    points = tmp_path / "points.csv"
    body = told(str(log), "--horizon", "24h", "--points", str(points))
    assert body["horizon"] == 144
    assert body["step_seconds"] == 600
    assert body["from"] == (BEGIN + timedelta(minutes=6000)).isoformat()
    vibration, temperature = body["forecasts"]
    assert body["estimated_steps"] == {vibration["sensor"]: 21, temperature["sensor"]: 20}
    truth = 60 + 5 * np.sin(2 * np.pi * np.arange(600, 744) / 144)
    said = np.array([p["value"] for p in temperature["points"]])
    assert temperature["season_seconds"] == 86_400
    assert np.abs(said - truth).mean() < 0.5
    assert all(p["low"] <= p["value"] <= p["high"] for one in body["forecasts"] for p in one["points"])
    tried = temperature["backtest"]["mase_by_model"]
    assert temperature["backtest"]["mase_seasonal_naive"] == tried["seasonal_naive"]
    assert temperature["backtest"]["mase_naive"] == tried["naive"]
    assert {"naive", "seasonal_naive", "linear"} <= tried.keys()
    assert temperature["backtest"]["mase"] < 0.5 * tried["naive"]
    lines = points.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "sensor,timestamp,value,low,high"
    assert len(lines) == 1 + 2 * 144


def test_the_time_to_a_limit_and_its_interval(log, told) -> None:
    body = told(str(log), "--horizon", "140", "--sensors", "Vibration mm/s", "--limit", "Vibration mm/s=6.3")
    found = body["forecasts"][0]["limit"]
    assert found["direction"] == "above"
    assert found["probability"] > 0.9
    begin, at, end = (datetime.fromisoformat(found[key]) for key in ("earliest", "time", "latest"))
    crossing = BEGIN + timedelta(minutes=10 * 660)  # where the line is at 6.3; noise reaches it earlier
    assert begin <= at <= end
    assert crossing - timedelta(hours=8) <= at <= crossing + timedelta(hours=2)


def test_the_table_and_the_sentences_in_french(log, tmp_path, monkeypatch) -> None:
    drawn = []
    monkeypatch.setattr(Figure, "suptitle", lambda self, text, **how: drawn.append(text))
    picture = tmp_path / "out.png"
    words = ("--horizon", "20", "--language", "fr", "--limit", "20", "--plot", str(picture))
    ended = run(str(log), *words)
    assert ended.exit_code == 0, ended.output
    assert "n'atteint pas 20 d'ici le 5 mars 2024 à 07:10" in ended.output
    assert "intervalle à 90 %" in ended.output
    assert "(dernière valeur : " in ended.output
    assert " ; une saison avant : " in ended.output
    rows = [line for line in ended.output.splitlines() if line.startswith("  2024-")]
    assert len(rows) == 2 * 11
    assert "," in rows[0].split()[2]
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert drawn == [f"{log.name} : 20 pas, intervalle à 90 %"]


def test_a_page_instead_of_a_picture(log, tmp_path) -> None:
    page = tmp_path / "out.html"
    assert run(str(log), "--horizon", "10", "--method", "naive", "--plot", str(page)).exit_code == 0
    assert "<html" in page.read_text(encoding="utf-8")[:2000].lower()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--horizon", "soon"), "a number of rows (48) or a length of time"),
        (("--horizon", "0"), "shorter than the log's step"),
        (("--horizon", "10s"), "shorter than the log's step"),
        (("--horizon", "40d"), "a quarter"),
        (("--horizon", "10", "--sensors", "Flow"), "there are Vibration mm/s, Bearing temperature"),
        (("--horizon", "10", "--limit", "Flow=3"), "there are Vibration mm/s, Bearing temperature"),
        (("--horizon", "10", "--method", "foundation"), "ASSISTANT_FORECAST__FOUNDATION_MODEL"),
    ],
)
def test_what_cannot_be_forecast_says_what_mends_it(log, words, said, capfd) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["forecast", str(log), *words])
    assert ended.value.code == 2
    assert said in capfd.readouterr().err.replace("\n", " ")


@pytest.mark.parametrize("limit", ["high", "=4", "Vibration=nan"])
def test_a_limit_is_a_number(log, limit) -> None:
    ended = run(str(log), "--horizon", "5", "--limit", limit)
    assert ended.exit_code == 2


def test_one_named_method_is_used_alone(log, told) -> None:
    body = told(str(log), "--horizon", "6", "--method", "autoreg")
    assert all(one["models"] == ["autoreg"] for one in body["forecasts"])
