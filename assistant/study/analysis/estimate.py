"""Rates and their differences with intervals that know that decisions share people and cases. Pure.

Every quantity is a sum of weighted ratios of sums, so each decision has an influence on it, and influences
add up within participants and within cases. The variance is that of crossed clusters: that of participants'
sums, plus that of cases' sums, less that of single decisions, which both hold (Cameron, Gelbach and Miller,
2011, "Robust inference with multiway clustering"). Degrees of freedom follow Satterthwaite (1946). Rates get
Wilson's interval (1927) with as many independent decisions as that variance stands for, since rates near 0
and 1 are the rule here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.study.analysis.columns import Flags, Floats, Places

LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A figure with its interval.

    Attributes:
        value: NaN where nothing bears on it.
        n, participants, cases: Decisions that bear on it, and whose and which they are.
        error: Standard error.
        freedom: Degrees of freedom of the error.
    """

    value: float
    low: float
    high: float
    n: int
    participants: int
    cases: int
    error: float = math.nan
    freedom: float = math.nan

    def to_json(self) -> dict[str, float | int | None]:
        """As programs read it; null for what cannot be told."""
        return {
            "value": rounded(self.value),
            "low": rounded(self.low),
            "high": rounded(self.high),
            "n": self.n,
            "participants": self.participants,
            "cases": self.cases,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A sum over a sum, times a weight.

    Attributes:
        over: What is summed above, shape (decisions,); only where ``among`` holds.
        among: Which decisions bear on it.
    """

    over: Floats
    among: Flags
    weight: float = 1.0


def rounded(value: float) -> float | None:
    """Four places; None for what is no number."""
    return round(value, 4) if math.isfinite(value) else None


def share(over: Flags, among: Flags, *, weight: float = 1.0) -> Ratio:
    """The share of some decisions for which something holds."""
    return Ratio(over=over.astype(np.float64), among=among, weight=weight)


def rate(ratio: Ratio, participant: Places, case: Places) -> Estimate:
    """A share between 0 and 1, with Wilson's interval."""
    plain = combined([ratio], participant, case)
    if not plain.n or not math.isfinite(plain.value):
        return plain
    value, spread = plain.value, plain.value * (1.0 - plain.value)
    variance = plain.error**2
    if spread <= 0.0 or not math.isfinite(variance) or variance <= 0.0:
        independent = float(min(plain.n, plain.participants))
    else:
        independent = min(spread / variance, 4.0 * plain.n)
    freedom = plain.freedom if math.isfinite(plain.freedom) else max(independent - 1.0, 1.0)
    from scipy.stats import t as student

    z = float(student.ppf(0.5 + LEVEL / 2.0, max(freedom, 1.0)))
    middle = (value + z**2 / (2.0 * independent)) / (1.0 + z**2 / independent)
    half = z * math.sqrt(spread / independent + z**2 / (4.0 * independent**2)) / (1.0 + z**2 / independent)
    return Estimate(
        value=value,
        low=max(middle - half, 0.0),
        high=min(middle + half, 1.0),
        n=plain.n,
        participants=plain.participants,
        cases=plain.cases,
        error=plain.error,
        freedom=plain.freedom,
    )


def combined(ratios: Sequence[Ratio], participant: Places, case: Places) -> Estimate:
    """The weighted sum of ratios, with Student's interval; NaN where one has nothing to bear on it."""
    value, influence = 0.0, np.zeros(participant.size)
    among = np.zeros(participant.size, dtype=bool)
    for one in ratios:
        count = int(one.among.sum())
        if count == 0:
            return Estimate(
                value=math.nan, low=math.nan, high=math.nan, n=int(among.sum()), participants=0, cases=0
            )
        ratio = float(one.over[one.among].sum()) / count
        value += one.weight * ratio
        influence[one.among] += one.weight * (one.over[one.among] - ratio) / count
        among |= one.among
    people, cases = participant[among], case[among]
    persons, things = np.unique(people).size, np.unique(cases).size
    variance, freedom = _variance(influence[among], people, cases)
    error = math.sqrt(variance) if variance > 0.0 else 0.0
    few = persons < 2 or not math.isfinite(freedom)
    from scipy.stats import t as student

    half = math.nan if few else float(student.ppf(0.5 + LEVEL / 2.0, max(freedom, 1.0))) * error
    return Estimate(
        value=value,
        low=value - half,
        high=value + half,
        n=int(among.sum()),
        participants=persons,
        cases=things,
        error=error,
        freedom=freedom,
    )


def _variance(influence: Floats, people: Places, cases: Places) -> tuple[float, float]:
    """Variance with crossed clusters and its degrees of freedom."""
    alone = float(np.sum(influence**2))
    if alone <= 0.0:
        return 0.0, math.nan
    shared, freedoms = [], []
    for groups in (people, cases):
        sums = np.bincount(groups, weights=influence)
        count = np.unique(groups).size
        total = float(np.sum(sums**2)) * (count / (count - 1.0) if count > 1 else 1.0)
        shared.append(max(total - alone, 0.0))
        freedoms.append(max(count - 1.0, 1.0))
    variance = alone + sum(shared)
    parts = zip([*shared, alone], [*freedoms, max(influence.size - 1.0, 1.0)], strict=True)
    return variance, variance**2 / sum(part**2 / free for part, free in parts)
