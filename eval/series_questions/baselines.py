"""Trivial answers to made questions: what is right most often, and a guess by the readings' extremes.

Knows cases and files, no product.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from assistant.engines import Engine
from eval.case import Case
from eval.scorers.words import fold


class MostFrequent:
    """The most frequent right answer of the kind among other questions, the median where it is a number.

    Args:
        known: Questions of other logs, with their answers.
    """

    name = "most_frequent"
    slow = False

    def __init__(self, known: Sequence[Case]) -> None:
        self._answers: dict[str, str] = {}
        for kind in dict.fromkeys(case.kind for case in known):
            values = [case.value for case in known if case.kind == kind and case.value is not None]
            numbers = [float(v) for v in values if isinstance(v, int | float)]
            if numbers:
                unit = next(case.unit for case in known if case.kind == kind) or ""
                self._answers[kind] = f"{np.median(numbers):g} {unit}".strip()
            elif values:
                self._answers[kind] = str(Counter(map(str, values)).most_common(1)[0][0])

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:
        """Nothing."""

    def answer(self, case: Case) -> str:
        """The same for all questions of a kind."""
        return self._answers.get(case.kind, "").replace("T", " ")


class QuickGuess:
    """What a glance at the readings tells: the column that shares most words with the question, its mean
    where a number is asked for, the time of its farthest reading where a moment is, else its name."""

    name = "quick_guess"
    slow = False

    def __init__(self) -> None:
        self._frames: dict[str, pd.DataFrame] = {}

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:  # noqa: ARG002
        """Reads the files."""
        for path in sorted(file for top in paths for file in top.glob("*.csv")):
            semicolon = ";" in path.read_text(encoding="utf-8").partition("\n")[0]
            frame = pd.read_csv(path, sep=";" if semicolon else ",", decimal="," if semicolon else ".")
            frame.index = pd.to_datetime(frame.pop(str(frame.columns[0])))
            self._frames[path.stem] = frame

    def answer(self, case: Case) -> str:
        """A number, a moment or a name."""
        machine, column = self._column(case.question)
        readings = self._frames[machine][column]
        if case.answer_type == "number":
            return f"{readings.mean():.4g} {case.unit or ''}".strip()
        if case.answer_type == "date":
            return f"{(readings - readings.median()).abs().idxmax():%Y-%m-%d %H:%M}"
        if case.kind == "trend":
            half = len(readings) // 2
            return "rising" if readings[half:].mean() > readings[:half].mean() else "falling"
        return "yes" if case.kind == "cyclic" else column

    def _column(self, question: str) -> tuple[str, str]:
        asked = set(re.findall(r"[\w-]+", fold(question)))
        shared = {
            (machine, column): len(asked & set(re.findall(r"[\w-]+", fold(f"{machine} {column}"))))
            for machine, frame in self._frames.items()
            for column in map(str, frame.columns)
        }
        return max(shared, key=lambda pair: shared[pair])
