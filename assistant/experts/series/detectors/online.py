"""Watch a live log of which nobody said what is normal: learn from what came, tell news. Knows rows."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.engine import fit
from assistant.experts.series.detectors.names import Method
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.detectors.stream import Stream

_VIEWS: tuple[Method, ...] = ("pca", "forecast_residual")
"""Where the readings stand, and how they got there."""
_TAIL_SHAPE = 0.25
"""Of all tails, so that evidence before and after a relearning is on one scale."""
_MOST_KEPT = 20_000
_MOST_EVIDENCE = 700.0


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is said of a row.

    Attributes:
        evidence: Mean over the views of minus the logarithm of the p-value; 0 while nothing was learnt.
        news: The evidence where it is above that of all rows shortly before, else 0: one departure is
            told once, not at each of its rows.
    """

    evidence: float
    news: float


class OnlineStream:
    """Takes rows as they come, knows none that is to come, and learns anew as it knows more.

    It learns from the first ``learn`` rows and again each time it has seen half as many more, from all rows
    so far (the last 20,000). What happened often enough becomes usual. The evidence is the mean of two views'
    (Fisher's way of joining p-values): the distance of the readings from usual ones, and from their own
    forecast.

    Args:
        learn: Rows before anything is judged; at least 40.
        grow: Factor of rows after which it learns anew.
        quiet: Rows within which a departure must be greater than those before to be news.
    """

    def __init__(self, *, learn: int, grow: float = 1.5, quiet: int = 200) -> None:
        if learn < 40 or grow <= 1.0:
            raise ValueError("learn is at least 40 rows, grow is above 1")
        self._next, self._grow, self._quiet = learn, grow, quiet
        self._rows: deque[Values] = deque(maxlen=_MOST_KEPT)
        self._count = 0
        self._streams: list[Stream] = []
        self._peaks: deque[tuple[int, float]] = deque()

    def update(self, row: Values) -> News:
        """Judges a row.

        Args:
            row: Readings in the sensors' units, shape (sensors,); NaN where missing.
        """
        evidence = 0.0
        if self._streams:
            p_values = [stream.update(row).p_value for stream in self._streams]
            logs = [math.log(p) if p > 0 else -_MOST_EVIDENCE for p in p_values]
            evidence = -sum(logs) / len(logs)
        before = self._highest_before()
        self._remember(evidence)
        self._rows.append(row)
        self._count += 1
        if self._count >= self._next:
            self._learn()
        return News(evidence=evidence, news=evidence if evidence > before else 0.0)

    def _highest_before(self) -> float:
        """Greatest evidence of the last ``quiet`` rows; 0 where there is none."""
        while self._peaks and self._peaks[0][0] < self._count - self._quiet:
            self._peaks.popleft()
        return self._peaks[0][1] if self._peaks else 0.0

    def _remember(self, evidence: float) -> None:
        while self._peaks and self._peaks[-1][1] <= evidence:
            self._peaks.pop()
        self._peaks.append((self._count, evidence))

    def _learn(self) -> None:
        rows: Matrix = np.stack(self._rows)
        self._next = max(int(self._count * self._grow), self._count + 1)
        if not np.isfinite(rows).any(axis=0).all():
            return
        self._streams = []
        for view in _VIEWS:
            fitted = fit(rows, [slice(0, rows.shape[0])], method=view, tail_shape=_TAIL_SHAPE)
            stream = Stream(fitted)
            for row in rows[-fitted.memory - 1 :]:
                stream.update(row)
            self._streams.append(stream)
