"""Questions of our own over public logs, answers computed by pandas; and the plant questions' sensor part."""

from __future__ import annotations

import importlib.util
import json
import re
import time
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from series_logs import Catalogue, Frames, Objects, Plant, bench_files, read_plant

from assistant.experts.series import wording as w
from assistant.experts.series.expert import SeriesExpert
from assistant.records import Evidence, Finding, Message, Question
from retrieval.records import Scope, Sensor, SeriesRef

HERE = Path(__file__).parent
NEEDED = 0.97
"""Share of our own questions answered right."""


@pytest.fixture(scope="module")
def expert(bench_data: Path, tmp_path_factory: pytest.TempPathFactory) -> SeriesExpert:
    folder = tmp_path_factory.mktemp("parquet")
    return SeriesExpert(read_plant(bench_files(bench_data), bench_data, folder))


def find(expert: SeriesExpert, item: dict) -> Finding:
    turns = item.get("history") or ()
    if isinstance(turns, str):
        turns = [{"role": "user", "content": turns}, {"role": "assistant", "content": "…"}]
    history = tuple(Message(**turn) for turn in turns)
    text = item["question"]
    return expert.find(
        Question(text=text, asked=text, language=item.get("language", "en"), history=history), Scope()
    )


def best(finding: Finding) -> Evidence | None:
    return finding.evidence[0] if finding.evidence and finding.evidence[0].score >= 0.5 else None


def first_number(statement: str, sensors: str) -> float | None:
    """The first number that is part of no name."""
    for name in sorted(filter(None, sensors.split(", ")), key=len, reverse=True):
        statement = statement.replace(name, " ")
    text = re.sub(r"valve\d\S*|\S+\.csv|Chiller 6", " ", statement)
    match = re.search(r"(?<![\w.,:])-?\d+(?:[.,]\d+)?(?![\w:])", text)
    return float(match.group(0).replace(",", ".")) if match else None


def is_right(item: dict, expected: object, finding: Finding) -> bool:
    answer = best(finding)
    if expected == "refuse":
        return answer is None and finding.refusal is not None
    if answer is None or answer.statement is None:
        return False
    language = item.get("language", "en")
    if isinstance(expected, datetime):
        head = answer.statement[:90]
        whole_day = expected.time() == datetime.min.time()
        return w.day(expected, language) in head and (whole_day or w.clock(expected) in head)
    if isinstance(expected, list):
        comma = language == "fr"
        return all((str(x).replace(".", ",") if comma else str(x)) in answer.statement for x in expected)
    number = first_number(answer.statement, answer.sensor or "")
    return number is not None and abs(number - float(expected)) <= item.get("tolerance", 0.005) + 1e-9  # type: ignore[arg-type]


def test_our_questions(expert: SeriesExpert, bench_data: Path) -> None:
    frames = Frames(bench_data)
    items = [
        json.loads(line)
        for line in (HERE / "series_questions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(items) > 200
    wrong = []
    for item in items:
        finding = find(expert, item)
        if not is_right(item, frames.compute(item["expect"]), finding):
            answer = best(finding)
            wrong.append((item["question"], answer.statement if answer else finding.refusal))
    assert len(wrong) <= (1 - NEEDED) * len(items), (len(wrong), wrong)


def test_plant_questions_about_sensors(expert: SeriesExpert, bench_data: Path) -> None:
    folder = bench_data / "plant_questions"
    spec = importlib.util.spec_from_file_location("plant_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    logs = ("chiller6", "skab/")
    right = total = foreign = 0
    for item in map(json.loads, lines):
        finding = find(expert, item)
        answer = best(finding)
        if all(any(log in source for log in (*logs, "meter.csv")) for source in item["sources"]):
            text = answer.statement if answer else finding.refusal or ""
            right += scorer.score(item, text, answer is None)["correct"]
            total += 1
        elif not any(any(log in source for log in logs) for source in item["sources"]):
            foreign += answer is not None
    assert total >= 12
    assert right >= 0.9 * total
    assert foreign == 0, "questions about work orders, rules and FMEA are left to others"


def test_citations_name_the_sensor_and_the_window(expert: SeriesExpert, bench_data: Path) -> None:
    lines = (bench_data / "plant_questions" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    checked = 0
    for item in map(json.loads, lines):
        wanted, answer = item["evidence"], best(find(expert, item))
        if not isinstance(wanted, dict) or "start" not in wanted or answer is None:
            continue
        names = wanted["sensor"] if isinstance(wanted["sensor"], list) else [wanted["sensor"]]
        assert all(name in (answer.sensor or "") for name in names), item["id"]
        assert answer.start is not None
        assert answer.end is not None
        assert answer.start <= datetime.fromisoformat(wanted["end"]), item["id"]
        assert answer.end >= datetime.fromisoformat(wanted["start"]), item["id"]
        checked += 1
    assert checked >= 9


def test_a_million_rows_in_a_second(tmp_path: Path) -> None:
    rows = 1_000_000
    rng = np.random.default_rng(3)
    times = pd.date_range("2024-01-01", periods=rows, freq="1s").astype("datetime64[us]")
    frame = pd.DataFrame({"_row": np.arange(rows), "time": times})
    for name in ("Flow", "Power"):
        frame[name] = rng.normal(100, 5, rows)
    frame.to_parquet(tmp_path / "big.parquet", index=False)
    ref = SeriesRef(
        id="big", source="plant/big.csv", name="big", sensors=(Sensor(name="Flow"), Sensor(name="Power")),
        start=times[0].to_pydatetime(), end=times[-1].to_pydatetime(), row_count=rows, step_seconds=1.0,
        parquet="big.parquet",
    )  # fmt: skip
    big = SeriesExpert(Plant(Objects(tmp_path), Catalogue(logs=[ref])))
    big.find(Question(text="mean flow", asked="mean flow", language="en"), Scope())
    for text in (
        "mean flow of the big log",
        "how many readings of flow were above 110?",
        "longest run of flow above 100",
        "correlation of flow and power",
    ):
        began = time.perf_counter()
        finding = big.find(Question(text=text, asked=text, language="en"), Scope())
        seconds = time.perf_counter() - began
        assert finding.evidence, text
        assert seconds < 1.5, (text, seconds)
