"""Turn scores into p-values by scores of normal rows that were held out. Knows no detector."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.protocol import Values

_BODY = 0.9
"""Share of the normal scores that is taken as it stands; beyond it a tail is fitted."""
_FEWEST_IN_TAIL = 10
_EQUAL = 1e-7
"""Scores that differ by this share are equal: a stream and a batch round differently."""
_SHAPE = (0.0, 0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The distribution of normal scores: empirical below ``start``, generalised Pareto beyond it.

    The shape is held at 0 or above, so that p-values fall for ever and keep scores apart.
    Source: Pickands, "Statistical inference using extreme order statistics", 1975.

    Attributes:
        body: Normal scores in rising order.
        share: Share of the normal scores beyond ``start``.
    """

    body: Values
    start: float
    share: float
    scale: float
    shape: float

    def log_p(self, scores: Values) -> Values:
        """Natural logarithm of the share of normal scores that are at least as great."""
        count = self.body.size
        above = count - np.searchsorted(self.body, scores - _EQUAL * np.abs(scores), side="left")
        inside = np.log((above + 1.0) / (count + 1.0))
        beyond = np.maximum(scores - self.start, 0.0) / self.scale
        if self.shape < 1e-6:
            tail = np.log(self.share) - beyond
        else:
            tail = np.log(self.share) - np.log1p(self.shape * beyond) / self.shape
        return np.asarray(np.where(scores > self.start, tail, np.maximum(inside, np.log(self.share))))

    def log_p_of(self, score: float) -> float:
        """``log_p`` of one score."""
        floor = math.log(self.share)
        if score <= self.start:
            above = self.body.size - int(self.body.searchsorted(score - _EQUAL * abs(score), side="left"))
            return max(math.log((above + 1.0) / (self.body.size + 1.0)), floor)
        beyond = (score - self.start) / self.scale
        if self.shape < 1e-6:
            return floor - beyond
        return floor - math.log1p(self.shape * beyond) / self.shape


def fit_tail(scores: Values, *, shape: float | None = None) -> Tail:
    """Learns the distribution of normal scores; the tail by probability-weighted moments.

    Source: Hosking and Wallis, "Parameter and quantile estimation for the generalized Pareto
    distribution", Technometrics 29, 1987.

    Args:
        scores: Of normal rows that the detector had not learnt from; at least one.
        shape: Of the tail; learnt where None.
    """
    body = np.sort(scores)
    count = body.size
    held = min(int(_BODY * count), max(count - _FEWEST_IN_TAIL, 0))
    start = float(body[max(held - 1, 0)])
    excess = body[body > start] - start
    share = (excess.size + 1.0) / (count + 1.0)
    if excess.size < 2:
        spread = float(body.std()) or max(abs(start), 1.0) * 1e-3
        return Tail(body=body, start=start, share=share, scale=spread, shape=shape or 0.0)
    mean = float(excess.mean())
    ranks = (np.arange(excess.size, 0, -1) - 0.65) / excess.size
    weighted = float(np.mean(ranks * excess))
    if shape is None:
        shape = float(np.clip(2.0 - mean / max(mean - 2.0 * weighted, 1e-12), *_SHAPE))
    return Tail(body=body, start=start, share=share, scale=max(mean * (1.0 - shape), 1e-12), shape=shape)
