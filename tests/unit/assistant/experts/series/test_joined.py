"""Files of one log answer as one log; files that are no continuation stay apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.expert import SeriesExpert
from assistant.experts.series.joined import with_joined
from assistant.experts.series.read import read
from assistant.records import Question
from retrieval.records import Sensor, SeriesRef

from .conftest import EVERYTHING, FakeKnowledge, Folder

_FIRST = SeriesRef(
    id="0", source="plant/logs/M-77_20250106.csv", name="M-77_20250106", sensors=(Sensor(name="Current", unit="A"),),
    start=datetime(2025, 1, 6), end=datetime(2025, 1, 6, 23, 30), row_count=48, step_seconds=1800.0, parquet="a",
)  # fmt: skip


def _day(number: int, **changes: object) -> SeriesRef:
    shift = timedelta(days=number)
    name = f"M-77_{_FIRST.start + shift:%Y%m%d}"
    made = replace(
        _FIRST, id=str(number), source=f"plant/logs/{name}.csv", name=name, start=_FIRST.start + shift,
        end=_FIRST.end + shift,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def test_days_of_a_log_are_one_log_beside_them() -> None:
    refs = [_day(2), _day(0), _day(1), _day(9)]
    whole, *parts = with_joined(refs)
    assert [part.ref for part in parts] == refs
    assert [part.id for part in whole.parts] == ["0", "1", "2", "9"], "a missing week is no other log"
    assert (whole.ref.source, whole.ref.row_count) == (
        "plant/logs/M-77_*.csv",
        192,
    )
    assert (whole.ref.start, whole.ref.end) == (_day(0).start, _day(9).end)


@pytest.mark.parametrize(
    "other",
    [
        _day(1, sensors=(Sensor(name="Current", unit="mA"),)),
        _day(1, source="plant/logs/M-78B_20250107.csv"),
        _day(1, step_seconds=60.0),
        _day(0, id="1", source="plant/logs/M-77_20250108.csv", name="M-77_20250108"),
        _day(9, source="plant/logs/M-77_2.csv", name="M-77_2"),
    ],
    ids=["another unit", "another name", "another step", "the same time", "long after, without a date"],
)
def test_what_does_not_go_on_stays_apart(other: SeriesRef) -> None:
    assert [log.parts for log in with_joined([_day(0), other])] == [(), ()]


def test_numbered_files_that_follow_at_once_are_one_log() -> None:
    first = _day(0, source="p/run_1.csv", name="run_1")
    second = _day(1, source="p/run_2.csv", name="run_2")
    assert with_joined([second, first])[0].ref.source == "p/run_*.csv"


def test_a_question_over_days_is_answered_from_all_of_them(
    knowledge: FakeKnowledge, ask: Callable[..., Question]
) -> None:
    for day in (6, 7, 8):
        index = pd.date_range(f"2025-01-{day:02d}", periods=48, freq="30min")
        frame = pd.DataFrame({"Shaft torque": np.full(48, float(day))}, index=index)
        knowledge.add_log(f"plant/mill/X-77_202501{day:02d}.csv", frame, units={"Shaft torque": "Nm"})
    expert = SeriesExpert(knowledge)
    (found,) = expert.find(ask("What is the mean shaft torque of X-77?"), EVERYTHING).evidence
    assert found.statement is not None
    assert found.statement.startswith("7 N·m is the mean of Shaft torque")
    assert "144 readings" in found.statement
    assert (found.source, found.also) == (
        "plant/mill/X-77_20250106.csv",
        ("plant/mill/X-77_20250107.csv", "plant/mill/X-77_20250108.csv"),
    )
    (later,) = expert.find(
        ask("What was the maximum shaft torque of X-77 on 8 January 2025?"), EVERYTHING
    ).evidence
    assert (later.source, later.also) == ("plant/mill/X-77_20250108.csv", ())
    (highest, *_) = expert.find(
        ask("Which log of X-77 has the highest mean shaft torque?"), EVERYTHING
    ).evidence
    assert "X-77_20250108.csv" in (highest.statement or ""), "files are compared, not the whole"
    (named,) = expert.find(ask("What is the mean shaft torque in X-77_20250107.csv?"), EVERYTHING).evidence
    assert (named.source, "48 readings" in (named.statement or "")) == ("plant/mill/X-77_20250107.csv", True)


def test_a_joined_log_whose_files_have_numbers_for_names_is_not_named_by_every_question(tmp_path) -> None:
    known = FakeKnowledge(Folder(tmp_path))
    for number in range(3):
        times = pd.date_range(
            pd.Timestamp("2024-03-01") + pd.Timedelta(hours=number), periods=60, freq="1min"
        )
        known.add_log(f"runs/{number}.csv", pd.DataFrame({"Flow": np.ones(60)}, index=times))
    times = pd.date_range("2024-05-01", periods=60, freq="1min")
    known.add_log("chiller.csv", pd.DataFrame({"Tonnage": np.full(60, 7.0)}, index=times))
    logs = with_joined(known.catalogue.series())
    assert logs[0].parts
    assert logs[0].stem == ()
    reading = read("What was the mean tonnage of the chiller log?", logs).reading
    assert reading.plan is not None
    assert reading.plan.operand.log.ref.source == "chiller.csv"
