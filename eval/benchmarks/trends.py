"""Questions after the course of a reading: since when it rises, how fast, when it meets a limit.

Protocol: ``eval/made_courses.py`` makes thirty days of fifteen machines (vibration, bearing temperature,
motor current): five courses, known onset, stop, slope and limit; noise of 0.05 to 0.5 mm/s on rises of 2 to
5. They are ingested and asked through ``Assistant.ask``. The wordings of ``developed`` were written with the
patterns; those of ``held_out`` by somebody who had not seen them. Right is: yes or no as it is; an onset
within two days; a rate within a fifth; a day of the limit within a quarter of what is left, at least a day,
or that it is not met; before a stop the vibration named, and no sensor that stayed. The baseline lays one
straight line through the whole log and answers from that.
"""

from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np

from assistant.engines import Engine
from eval.benchmark import Grade, RunOptions, Task
from eval.case import Case, CaseLanguage, Score
from eval.made_courses import Machine, write_machines
from eval.question_run import run_questions
from eval.report import EvalReport
from eval.scorers.dates import find_dates
from eval.scorers.words import without_markers

WORDINGS = Path(__file__).with_name("data") / "trends" / "wordings.json"
MACHINES = 15
_SEED = 7
_AIMS: Mapping[str, tuple[str, ...]] = {
    "rising": ("begin_up", "now_up", "now_level", "rate", "limit"),
    "stopped": ("begin_up", "now_up", "before_stop_up", "what_before_stop", "limit"),
    "steady": ("now_up", "now_level", "limit"),
    "falling": ("begin_down", "now_up", "now_level"),
    "risen": ("begin_up", "now_up", "now_level"),
}
_YES = {("rising", "now_up"), ("stopped", "before_stop_up")} | {
    (course, "now_level") for course in ("steady", "falling", "risen")
}
_ONSET = timedelta(days=2)
_RATE = 0.2
_LEFT = 0.25
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")

Wordings = Mapping[str, Mapping[str, Mapping[str, Sequence[str]]]]
"""By part, aim and language."""


class Trends:
    """The benchmark ``trends``; needs no benchmark data."""

    name = "trends"

    def run(self, options: RunOptions) -> EvalReport:
        """Makes the machines, ingests and asks."""
        wordings = json.loads(WORDINGS.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory(prefix="assistant-eval-") as place:
            folder = Path(place) / "machines"
            folder.mkdir()
            machines = write_machines(folder, MACHINES, seed=_SEED)
            asked = list(questions(machines, wordings))
            truths = {case.id: (machine, aim) for case, machine, aim in asked}
            task = Task(
                name=self.name,
                cases=tuple(case for case, _, _ in asked),
                paths=(folder,),
                grade=partial(grade, truths),
                baselines=(OneLine(truths),),
            )
            return run_questions(task, options)


def questions(machines: Sequence[Machine], wordings: Wordings) -> Iterator[tuple[Case, Machine, str]]:
    """Each aim of each machine in both languages, in a wording of each part."""
    languages: tuple[CaseLanguage, ...] = ("en", "fr")
    for part, aims in wordings.items():
        for machine in machines:
            for aim in _AIMS[machine.course]:
                for language in languages:
                    options = aims[aim][language]
                    text = options[(machine.number // 5 + machine.number) % len(options)]
                    x = machine.sensor if machine.number % 2 else f"the vibration of {machine.tag}"
                    if language == "fr" and not machine.number % 2:
                        x = f"la vibration de {machine.tag}"
                    asked = text.replace("{x}", x).replace("{m}", machine.tag)
                    case = Case(
                        id=f"{machine.tag}-{aim}-{language}-{part}",
                        question=asked[:1].upper() + asked[1:] if text[:1] == "{" else asked,
                        answer_type="text",
                        value="",
                        kind=part,
                        language=language,
                    )
                    yield case, machine, aim


def grade(truths: Mapping[str, tuple[Machine, str]], case: Case, answer: str, abstained: bool) -> Grade:
    """Right, declined or wrong, over all, by part and by aim."""
    machine, aim = truths[case.id]
    right = not abstained and is_right(machine, aim, without_markers(answer))
    outcome = {
        "right": float(right),
        "declined": float(abstained),
        "wrong": float(not right and not abstained),
    }
    metrics = {**outcome, f"right_{aim}": float(right)}
    for name, value in outcome.items():
        metrics[f"{name}_{case.kind}"] = value
        metrics[f"{name}_{case.kind}_{case.language}"] = value
    return Grade(score=Score(value=float(right), correct=right, why=aim), metrics=metrics)


def is_right(machine: Machine, aim: str, answer: str) -> bool:
    """Whether an answer says what is true of a machine."""
    if aim in ("now_up", "now_level", "before_stop_up"):
        yes = (machine.course, aim) in _YES
        return answer.lower().startswith(("yes", "oui") if yes else ("no.", "no,", "non"))
    if aim == "what_before_stop":
        return machine.sensor in answer and not any(
            f"{kind}-{200 + machine.number}" in answer for kind in ("TT", "IT")
        )
    if aim == "rate":
        said = _NUMBER.search(answer)
        hourly = " an hour" in answer[:40] or " par heure" in answer[:40]
        value = float(said[0].replace(",", ".")) * (24 if hourly else 1) if said else 0.0
        return abs(value - machine.per_day) <= _RATE * machine.per_day
    told = next((datetime(d.year, d.month, d.day) for d in find_dates(answer) if d.year), None)
    if aim == "limit":
        if machine.reaches is None:
            return answer.lower().startswith(("not ", "no", "pas ", "non"))
        left = max(timedelta(days=1), _LEFT * (machine.reaches - datetime(2031, 3, 31)))
        return (
            told is not None
            and not answer.lower().startswith(("not", "pas"))
            and abs(told - machine.reaches) <= left
        )
    return told is not None and machine.onset is not None and abs(told - machine.onset) <= _ONSET


class OneLine:
    """The baseline ``one_line``: one straight line through the whole log."""

    name = "one_line"
    slow = False

    def __init__(self, truths: Mapping[str, tuple[Machine, str]]) -> None:
        self._truths = truths
        self._lines: dict[str, tuple[datetime, float, float]] = {}

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:  # noqa: ARG002
        """Lays the lines."""
        for path in sorted(paths[0].glob("log_*.csv")):
            with path.open(encoding="utf-8") as file:
                rows = list(csv.reader(file))[1:]
            values = np.array([float(row[1]) for row in rows])
            slope, offset = np.polyfit(np.arange(values.size), values, 1)
            end = datetime.fromisoformat(rows[-1][0])
            self._lines[path.stem.removeprefix("log_")] = (end, slope * 144, offset + slope * values.size)

    def answer(self, case: Case) -> str:
        """What the line says."""
        machine, aim = self._truths[case.id]
        end, per_day, last = self._lines[machine.tag]
        if aim in ("now_up", "before_stop_up"):
            return "Yes." if per_day > 0 else "No."
        if aim == "now_level":
            return "No."
        if aim == "what_before_stop":
            return ""
        if aim == "rate":
            return f"{per_day:.3f} mm/s a day"
        if aim == "limit":
            days = (machine.limit - last) / per_day if per_day > 0 else -1.0
            return f"{end + timedelta(days=min(days, 3650)):%Y-%m-%d}" if days > 0 else "Not reached."
        return f"{end - timedelta(days=30):%Y-%m-%d}"
