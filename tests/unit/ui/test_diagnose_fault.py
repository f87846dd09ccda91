"""``assistant diagnose-fault`` on files: the object, the model, corrections and clear errors."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import numpy as np
import pytest
from typer.testing import CliRunner

from ui.cli import app, main


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A log of 1,000 rows of two sensors with a leak in rows 500 to 649 and heat in 650 to 799, and labels."""
    rng = np.random.default_rng(0)
    values = rng.normal(loc=(5.0, 50.0), size=(1000, 2))
    values[500:650, 0] -= 4.0
    values[650:800, 1] += 4.0
    place = tmp_path_factory.mktemp("logs")
    begin = datetime(2024, 3, 1)
    lines = ["time;Pressure;Temperature"]
    for row, (a, b) in enumerate(values):
        lines.append(f"{begin + timedelta(seconds=row):%Y-%m-%d %H:%M:%S};{a:.4f};{b:.4f}")
    (place / "pump.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (place / "labels.csv").write_text("start,end,label\n520,560,leak\n700,740,heat\n", encoding="utf-8")
    (place / "corrections.json").write_text(
        json.dumps([{"concept": "*:Temperature", "action": "remove"}]), encoding="utf-8"
    )
    return place


def words(folder, *more: str) -> list[str]:
    return ["diagnose-fault", str(folder / "pump.csv"), "--labels", str(folder / "labels.csv"), *more]


def test_the_object_tells_the_stretches(folder, capfd) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words(folder, "--train-until", "400", "--window", "40", "--json"))
    assert ended.value.code == 0
    body = json.loads(capfd.readouterr().out)
    told = {e["fault"]: e for e in body["episodes"]}
    assert set(told) == {"normal", "leak", "heat"}
    assert abs(told["leak"]["start_row"] - 500) <= 25
    assert body["rows"] == 1000
    assert body["normal_rows"] == 400


def test_people_read_the_model_and_what_corrections_change(folder) -> None:
    more = ("--train-until", "400", "--window", "40", "--model", "--language", "fr")
    plain = CliRunner().invoke(app, words(folder, *more))
    assert plain.exit_code == 0, plain.output
    assert "level_low:Pressure : Pressure en dessous de son niveau habituel" in plain.output
    assert "1000 lignes, " in plain.output
    assert "% étiquetées comme défaut, 3 états" in plain.output
    assert "not tested" not in plain.output
    corrected = CliRunner().invoke(
        app, words(folder, *more, "--corrections", str(folder / "corrections.json"))
    )
    assert corrected.exit_code == 0, corrected.output
    assert ":Temperature :" in plain.output
    assert ":Temperature :" not in corrected.output
    assert "corrections change" in corrected.output


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ((), "label such rows 'normal'"),
        (("--train-until", "2"), "at least 40 are needed"),
        (("--train-until", "400", "--sensors", "Torque"), "Torque"),
        (("--train-until", "400", "--corrections", "nowhere.json"), "no file of corrections"),
        (("--train-until", "400", "--labels", "nowhere.csv"), "no file of labels"),
    ],
)
def test_wrong_use_says_what_mends_it(folder, capsys, more, said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words(folder, *more))
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
