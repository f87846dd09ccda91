"""Where alarms begin and end, and how that follows what normal data turn out to be. Knows p-values only."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.names import Regime
from assistant.experts.series.detectors.protocol import Mask, Values

STEP = 0.3
"""Nats by which a row in alarm raises the threshold, times one less the rate."""
_LIMITS: dict[Regime, tuple[float, float]] = {
    "bounded": (3.0, 2.0),
    "free": (3.0, math.inf),
    "fixed": (0.0, 0.0),
}
"""Nats by which the threshold may fall and rise."""
BEYOND = 6.0
"""Nats by which alarms that stood alone may raise it further."""
_ALONE = 32
"""Rows: an alarm of fewer, with no other as near before or after it, stood alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """An alarm begins at the p-value ``enter`` and lasts until it is above ``leave``.

    Normal rows that come later are never quite those that were learnt from: each row in alarm makes alarms
    rarer, each quiet one makes them likelier, so that their share goes to ``rate`` (quantile tracking).
    With the regime ``free`` it does so on any data, and a fault that lasts fades into the normal.
    ``bounded`` keeps clear departures in alarm: begin and end never fall below 1/7.4 of what they were, but
    by ``beyond``, and that by what alarms that stood alone teach: short ones, quiet before and after. A fault
    that lasts, or that comes again at once, is none of them and raises nothing.

    Source: Angelopoulos, Candès and Tibshirani, "Conformal PID control for time series prediction",
    NeurIPS 2023; Gibbs and Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021.

    Attributes:
        rate: Share of normal rows that may be in alarm.
        beyond: Nats by which ``bounded`` may rise further, by alarms that stood alone.
    """

    enter: float
    leave: float
    rate: float
    regime: Regime = "bounded"
    beyond: float = 0.0

    @property
    def bound(self) -> float:
        """Minus the logarithm of the least p-value at which alarms begin, where none stood alone before."""
        return -math.log(self.enter) + _LIMITS[self.regime][1]

    @property
    def highest(self) -> float:
        """Minus the logarithm of the p-value from which a row is in alarm, whatever came before it."""
        return self.bound + (self.beyond if self.regime == "bounded" else 0.0)

    @property
    def lowest(self) -> float:
        """Minus the logarithm of the p-value above which a row begins no alarm, whatever came before it."""
        start, release = -math.log(self.enter), math.log(self.leave) - math.log(self.enter)
        return max(start - _LIMITS[self.regime][0], min(release + 0.1, start))


class ThresholdState:
    """Takes the p-values of the rows as they come."""

    def __init__(self, threshold: Threshold) -> None:
        self._start = -math.log(threshold.enter)
        self._release = math.log(threshold.leave) + self._start
        self._least, self._most = threshold.lowest, threshold.bound
        self._usual_most, self._highest = threshold.bound, threshold.highest
        self._since, self._rows, self._span = 0, 0, 0
        self._quieter, self._louder = STEP * (1.0 - threshold.rate), STEP * threshold.rate
        self._alarm = False
        self.level = self._start
        """Minus the logarithm of the p-value at which an alarm begins now."""

    def update(self, log_p: float) -> bool:
        """Whether a row is in alarm."""
        evidence = -log_p
        self._alarm = evidence >= self.level or (self._alarm and evidence >= self.level - self._release)
        if self._usual_most < self._highest:
            self._learn_from_those_alone()
        moved = self.level + self._quieter if self._alarm else self.level - self._louder
        self.level = min(max(moved, self._least), self._most)
        return self._alarm

    def _learn_from_those_alone(self) -> None:
        """Raises the bound once an alarm has stood alone, lowers it a little by each quiet row."""
        if self._alarm:
            self._span += self._since + 1 if self._rows else 1
            self._rows, self._since = self._rows + 1, 0
            return
        self._since += 1
        if self._rows and self._since >= _ALONE:
            if self._span < _ALONE:
                self._most = min(self._most + self._quieter * self._rows, self._highest)
            self._rows = self._span = 0
        self._most = max(self._most - self._louder, self._usual_most)


def judge(log_p: Values, threshold: Threshold, *, known: int = 0) -> tuple[Mask, Values]:
    """Rows in alarm, and minus the logarithm of the p-value at which an alarm would begin, of each row.

    Args:
        log_p: In order of time.
        known: How many of the first rows were learnt from: they say nothing of what came later.
    """
    alarm, level = np.zeros(log_p.size, dtype=np.bool_), np.full(log_p.size, -math.log(threshold.enter))
    alarm[:known] = hysteresis(log_p[:known], math.log(threshold.enter), math.log(threshold.leave))
    if threshold.regime == "fixed":
        alarm[known:] = hysteresis(log_p[known:], math.log(threshold.enter), math.log(threshold.leave))
        return alarm, level
    state = ThresholdState(threshold)
    for row, value in enumerate(log_p[known:].tolist(), start=known):
        level[row] = state.level
        alarm[row] = state.update(value)
    return alarm, level


def hysteresis(log_p: Values, enter: float, leave: float) -> Mask:
    """True from a row at or below ``enter`` until the next one above ``leave``."""
    on, off = log_p <= enter, log_p > leave
    last_on = np.maximum.accumulate(np.where(on, np.arange(log_p.size), -1))
    last_off = np.maximum.accumulate(np.where(off, np.arange(log_p.size), -1))
    return np.asarray(last_on > last_off)


def entry(log_p: list[Values], rate: float, *, release: float, most: float) -> float:
    """P-value for the begin of alarms that keeps the share of normal rows in alarm at ``rate``.

    Alarms last longer than their cause. How much longer is counted at a rate at which normal rows hold
    enough alarms to count.

    Args:
        log_p: Of normal rows, unbroken pieces.
        release: An alarm lasts until the p-value is above the alarm's own times this,
        most: but not above this.
    """
    counted = max(rate, 0.03)
    leave = math.log(max(min(counted * release, most), counted))
    held = np.concatenate([hysteresis(p, math.log(counted), leave) for p in log_p]).mean()
    plain = float(np.mean(np.concatenate(log_p) <= math.log(counted)))
    return rate / max(float(held) / plain, 1.0) if plain > 0 else rate
