"""Made machines are what they are said to be, and answers are judged by that."""

from __future__ import annotations

import csv
import json
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from eval.benchmarks.trends import WORDINGS, OneLine, is_right, questions
from eval.made_courses import COURSES, Machine, write_machines


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Machine]]:
    folder = tmp_path_factory.mktemp("machines")
    return folder, write_machines(folder, len(COURSES), seed=3)


def _vibration(folder: Path, machine: Machine) -> tuple[list[datetime], np.ndarray]:
    with (folder / f"log_{machine.tag}.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return [datetime.fromisoformat(row[0]) for row in rows], np.array([float(row[1]) for row in rows])


def test_the_log_goes_as_the_truth_says(made: tuple[Path, list[Machine]]) -> None:
    folder, machines = made
    by_course = {machine.course: machine for machine in machines}
    rising = by_course["rising"]
    at, values = _vibration(folder, rising)
    assert rising.onset is not None
    assert rising.reaches is not None
    begin = at.index(rising.onset)
    slope = np.polyfit(np.arange(len(at) - begin), values[begin:], 1)[0] * 144
    assert slope == pytest.approx(rising.per_day, rel=0.15)
    left = (rising.limit - values[-50:].mean()) / slope
    assert abs(at[-1] + timedelta(days=left) - rising.reaches) < timedelta(days=1.5)
    stopped = by_course["stopped"]
    assert stopped.stopped is not None
    at, values = _vibration(folder, stopped)
    assert values[at.index(stopped.stopped)] < 0.1 < values[at.index(stopped.stopped) - 1]


def test_answers_are_judged_by_the_truth(made: tuple[Path, list[Machine]]) -> None:
    rising, stopped, steady = made[1][:3]
    assert rising.onset is not None
    assert rising.reaches is not None
    assert is_right(rising, "now_up", "Yes. It has been rising.")
    assert not is_right(rising, "now_up", "No. It has been steady.")
    assert is_right(steady, "now_level", "Oui. Stable.")
    assert is_right(rising, "begin_up", f"It began to rise on {rising.onset:%Y-%m-%d}.")
    assert not is_right(
        rising, "begin_up", f"It began to rise on {rising.onset - timedelta(days=4):%Y-%m-%d}."
    )
    assert is_right(rising, "limit", f"About {rising.reaches:%Y-%m-%d}: it reaches H.")
    assert not is_right(rising, "limit", "Not at its present course.")
    assert is_right(steady, "limit", "Pas au rythme actuel.")
    assert is_right(rising, "rate", f"{rising.per_day:.2f} mm/s a day: it rises.")
    assert is_right(rising, "rate", f"{rising.per_day / 24:.4f} mm/s an hour: it rises.")
    assert is_right(stopped, "what_before_stop", f"{stopped.sensor} vibration rose.")
    assert not is_right(
        stopped, "what_before_stop", f"{stopped.sensor} rose. IT-{200 + stopped.number} fell."
    )


def test_every_aim_has_wordings_of_both_languages_and_the_line_answers(
    made: tuple[Path, list[Machine]],
) -> None:
    folder, machines = made
    asked = list(questions(machines, json.loads(WORDINGS.read_text(encoding="utf-8"))))
    assert len({case.id for case, _, _ in asked}) == len(asked)
    assert all("{" not in case.question for case, _, _ in asked)
    line = OneLine({case.id: (machine, aim) for case, machine, aim in asked})
    line.prepare((folder,), None, folder)  # type: ignore[arg-type]
    told = {aim: line.answer(case) for case, machine, aim in asked if machine.course == "rising"}
    assert told["now_up"] == "Yes."
    assert not is_right(machines[0], "begin_up", told["begin_up"])
