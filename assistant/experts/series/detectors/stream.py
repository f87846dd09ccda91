"""Judge a live log row by row, with what a batch would say. Knows a fitted engine and its own last rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.engine import Fitted
from assistant.experts.series.detectors.impute import ImputerState
from assistant.experts.series.detectors.prepare import BASE
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.threshold import ThresholdState

_SLACK = 512
"""Rows written before the window moves back to the begin of its buffer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said of a row; see ``LogDetection`` for the figures.

    Attributes:
        estimated: Whether a reading of the row was missing and had to be estimated.
    """

    score: float
    p_value: float
    is_anomaly: bool
    estimated: bool


class _Window:
    """The last rows, side by side in memory."""

    def __init__(self, size: int, first: Values) -> None:
        self._size = size
        self._rows: Matrix = np.empty((size + _SLACK, first.size))
        self._rows[:size] = first
        self._end = size

    def push(self, row: Values) -> Matrix:
        """Adds a row; gives the last ``size`` ones."""
        if self._end == self._rows.shape[0]:
            kept = self._size - 1
            self._rows[:kept] = self._rows[self._end - kept : self._end].copy()
            self._end = kept
        self._rows[self._end] = row
        self._end += 1
        return self._rows[self._end - self._size : self._end]


class Stream:
    """Takes rows as they come.

    Its scores, p-values and alarms are those of ``Fitted.log_p`` and ``Fitted.alarms`` over all rows it was
    given. A batch joins alarms that lie close together afterwards, which no live log can.

    Args:
        fitted: What was learnt; the sensors come in the same order.
    """

    def __init__(self, fitted: Fitted) -> None:
        self._fitted = fitted
        self._imputer = ImputerState(fitted.preparation.imputer)
        self._filled: _Window | None = None
        self._settled: _Window | None = None
        self._count = 0
        self._threshold = ThresholdState(fitted.threshold)

    def update(self, row: Values) -> Verdict:
        """Judges a row.

        Args:
            row: Readings in the sensors' units, shape (sensors,); NaN where missing.

        Raises:
            ValueError: The row has another number of sensors.
        """
        preparation = self._fitted.preparation
        if row.shape != preparation.standardiser.centre.shape:
            raise ValueError(f"a row of {preparation.standardiser.centre.size} readings is needed")
        standard = preparation.standardiser.apply(row)
        window = self._push(self._imputer.fill(standard))
        log_p = 0.0
        if self._count >= self._fitted.memory:
            strongest = max(
                member.evidence_of(member.scorer.last(window[-member.scorer.memory - 1 :]))
                for member in self._fitted.members
            )
            log_p = self._fitted.tail.log_p_of(strongest)
        self._count += 1
        level = self._threshold.level
        return Verdict(
            score=-log_p / level,
            p_value=float(np.exp(max(log_p, -700.0))),
            is_anomaly=self._threshold.update(log_p),
            estimated=bool(np.isnan(standard).any()),
        )

    def _push(self, filled: Values) -> Matrix:
        preparation = self._fitted.preparation
        if self._filled is None or self._settled is None:
            self._filled = _Window(BASE, filled)
            settled = preparation.settle_last(self._filled.push(filled))
            longest = max(member.scorer.memory for member in self._fitted.members) + 1
            self._settled = _Window(longest, settled)
            return self._settled.push(settled)
        return self._settled.push(preparation.settle_last(self._filled.push(filled)))
