"""``assistant similar`` on files: the object, the sentences, other files, and clear errors."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import numpy as np
import pytest
from typer.testing import CliRunner

from assistant.experts.series.detectors.log import find_log
from assistant.experts.series.detectors.report import detect_log
from ui.cli import app, main


def _write(path, seed: int, *leaks: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(2000, 2)) + np.array([50.0, 10.0])
    for at in leaks:
        values[at : at + 60] += [-8.0, 6.0]
    lines = ["time;Pressure;Flow"]
    for row, (pressure, flow) in enumerate(values):
        when = datetime(2024, 3, 1) + timedelta(minutes=row)
        lines.append(f"{when:%Y-%m-%d %H:%M:%S};{pressure:.4f};{flow:.4f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two leaks in one file, one in another, none in a third."""
    folder = tmp_path_factory.mktemp("logs")
    _write(folder / "pump.csv", 0, 500, 1500)
    _write(folder / "run_1.csv", 1, 900)
    _write(folder / "run_2.csv", 2)
    return folder


@pytest.fixture
def told(capfd):
    """Runs with ``--json`` and reads the object."""

    def tell(*words: str):
        with pytest.raises(SystemExit) as ended:
            main(["similar", *words, "--json"])
        out = json.loads(capfd.readouterr().out)
        return ended.value.code, out

    return tell


def test_the_object_tells_earlier_stretches_of_the_log_and_of_other_files(folder, told) -> None:
    code, body = told(
        str(folder / "pump.csv"), "--start", "2024-03-02T01:00", "--end", "2024-03-02T01:59",
        "--also", str(folder / "run_*.csv"),
    )  # fmt: skip
    assert code == 0
    assert body["verdict"] == "seen"
    assert (body["start_row"], body["end_row"]) == (1500, 1559)
    seen = {(one["place"], round(one["start_row"], -2)) for one in body["matches"] if one["seen"]}
    assert seen == {("same", 500), ("other", 900)}
    assert len(body["searched"]) == 3
    best = body["matches"][0]
    assert 0.6 <= best["likeness"] <= 1.0
    assert 0.0 < best["chance"] <= 0.05
    assert best["recorded"] == []


def test_an_anomaly_is_asked_about_by_its_number_and_rows_by_theirs(folder, told) -> None:
    log = str(folder / "pump.csv")
    _, by_rows = told(log, "--start", "1500", "--end", "1559")
    found = detect_log(find_log(log), train_until="400").found.episodes
    number = next(k for k, one in enumerate(found, start=1) if abs(one.start_row - 1500) < 16)
    _, by_number = told(log, "--anomaly", str(number), "--train-until", "400")
    assert abs(by_number["start_row"] - by_rows["start_row"]) < 20
    assert by_number["verdict"] == by_rows["verdict"] == "seen"


def test_it_is_said_in_french(folder) -> None:
    result = CliRunner().invoke(
        app, ["similar", str(folder / "pump.csv"), "--start", "1500", "--end", "1559", "--language", "fr"]
    )
    assert result.exit_code == 0
    assert "Déjà vu 1 fois" in result.stdout
    assert "(plus tôt)" in result.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "--start and --end, or --anomaly"),
        (["--start", "1"], 2, "--start and --end, or --anomaly"),
        (["--start", "1", "--end", "60", "--anomaly", "1"], 2, "--start and --end, or --anomaly"),
        (["--start", "100", "--end", "50"], 2, "ends (50) before it starts (100)"),
        (["--start", "1999", "--end", "2001"], 2, "has no row 2001"),
        (["--start", "soon", "--end", "later"], 2, "--start"),
        (["--start", "10", "--end", "12"], 2, "at least 10"),
        (["--anomaly", "99"], 2, "no anomaly 99"),
    ],
)
def test_errors_say_what_mends_them(folder, words, code, said, capfd) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["similar", str(folder / "pump.csv"), *words])
    assert ended.value.code == code
    assert said in " ".join(capfd.readouterr().err.replace("│", " ").split())
