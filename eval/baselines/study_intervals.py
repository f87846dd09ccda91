"""Two other intervals of the difference of right decisions, explanation less advice. Knows columns only."""

from __future__ import annotations

import math

import numpy as np

from assistant.study.analysis.columns import Columns, Flags, Floats

_RESAMPLES = 500
_Z = 1.96


def plain_interval(columns: Columns) -> tuple[float, float]:
    """As if every decision were another person's and another case's (two binomials)."""
    value, variance = 0.0, 0.0
    for among, sign in _sides(columns):
        rate = float(columns.correct[among].mean())
        value += sign * rate
        variance += rate * (1.0 - rate) / int(among.sum())
    half = _Z * math.sqrt(variance)
    return value - half, value + half


def crossed_bootstrap(columns: Columns, *, seed: int) -> tuple[float, float]:
    """Participants and cases drawn together (Owen, 2007, "The pigeonhole bootstrap"), percentiles."""
    people, cases = int(columns.participant.max()) + 1, int(columns.case.max()) + 1
    rng = np.random.default_rng(seed)
    of_people = rng.multinomial(people, np.full(people, 1.0 / people), size=_RESAMPLES).astype(float)
    of_cases = rng.multinomial(cases, np.full(cases, 1.0 / cases), size=_RESAMPLES).astype(float)
    value = np.zeros(_RESAMPLES)
    for among, sign in _sides(columns):
        right, all_ = np.zeros((people, cases)), np.zeros((people, cases))
        np.add.at(right, (columns.participant[among], columns.case[among]), columns.correct[among])
        np.add.at(all_, (columns.participant[among], columns.case[among]), 1.0)
        value += sign * _drawn(right, of_people, of_cases) / _drawn(all_, of_people, of_cases)
    low, high = np.quantile(value, [0.025, 0.975])
    return float(low), float(high)


def _drawn(grid: Floats, of_people: Floats, of_cases: Floats) -> Floats:
    drawn: Floats = ((of_people @ grid) * of_cases).sum(axis=1)
    return np.maximum(drawn, 1e-9)


def _sides(columns: Columns) -> tuple[tuple[Flags, float], tuple[Flags, float]]:
    return (columns.under("explanation"), 1.0), (columns.under("advice"), -1.0)
