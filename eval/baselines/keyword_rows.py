"""Rows of CSV files that share most with a question (BM25), quoted up to a number of words. No model."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.engines import Engine
from assistant.words import content_words, stem
from eval.case import Case

_K1, _B = 1.2, 0.75


class KeywordRows:
    """The baseline ``keyword_rows``: rows as ``column: value``, one a line, the best first.

    Args:
        length: How many words the answer to a case may have at most; at least one row is quoted.
    """

    name = "keyword_rows"
    slow = False

    def __init__(self, length: Callable[[Case], int]) -> None:
        self._length = length
        self._rows: list[str] = []
        self._bags: list[Counter[str]] = []

    def prepare(self, paths: Sequence[Path], engine: Engine, folder: Path) -> None:  # noqa: ARG002
        """Reads the rows of all CSV files."""
        self._rows = [row for path in paths if path.suffix.lower() == ".csv" for row in _rows(path)]
        self._bags = [_bag(row) for row in self._rows]

    def answer(self, case: Case) -> str:
        """The rows, best first."""
        left = self._length(case)
        told: list[str] = []
        for row in self._ranked(case.question):
            left -= len(row.split())
            if left < 0 and told:
                break
            told.append(row)
        return "\n".join(told)

    def _ranked(self, question: str) -> list[str]:
        sizes = [sum(bag.values()) for bag in self._bags]
        usual = sum(sizes) / max(len(sizes), 1)
        scores = [0.0] * len(self._bags)
        for word in _bag(question):
            holding = sum(word in bag for bag in self._bags)
            idf = math.log(1 + (len(self._bags) - holding + 0.5) / (holding + 0.5))
            for i, bag in enumerate(self._bags):
                often = bag[word]
                scores[i] += idf * often / (often + _K1 * (1 - _B + _B * sizes[i] / usual))
        order = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
        return [self._rows[i] for i in order if scores[i] > 0]


def _rows(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [", ".join(f"{name}: {value}" for name, value in row.items()) for row in csv.DictReader(file)]


def _bag(text: str) -> Counter[str]:
    return Counter(stem(word) for word in content_words(text))
