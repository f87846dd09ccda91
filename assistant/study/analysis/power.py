"""How many participants a difference of rates needs. Pure: knows variances, no study's answers.

Each participant decides ``cases`` cases under both conditions, so their own level cancels. The variance of
one participant's difference is ``2 p (1 - p) (1 - r) / cases + s²``: chance within cases, and how much the
effect itself differs between people. The power is that of a paired t-test by the noncentral t distribution
(Cohen, 1988, "Statistical power analysis for the behavioral sciences"), exact for small studies.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the calculation supposes.

    Attributes:
        cases: That a participant decides under each of both conditions (for reliance on wrong advice: the
            wrong ones alone).
        rate: In the middle between the conditions.
        alike: Correlation of two decisions of one participant, beyond chance.
        spread: Standard deviation between participants of the difference itself.
        level: Of the two-sided test.
        power: Wanted.
    """

    cases: int
    rate: float = 0.7
    alike: float = 0.1
    spread: float = 0.1
    level: float = 0.05
    power: float = 0.8

    @property
    def variance(self) -> float:
        """Of one participant's difference."""
        return 2.0 * self.rate * (1.0 - self.rate) * (1.0 - self.alike) / self.cases + self.spread**2


def participants_needed(difference: float, supposed: Assumptions) -> int:
    """Fewest participants with which the difference is found with the power wanted."""
    low, high = 3, 3
    while power_of(difference, high, supposed) < supposed.power and high < _MOST:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if power_of(difference, middle, supposed) < supposed.power:
            low = middle
        else:
            high = middle
    return high


def power_of(difference: float, participants: int, supposed: Assumptions) -> float:
    """Probability that a two-sided paired t-test finds the difference."""
    freedom = participants - 1
    from scipy.stats import nct
    from scipy.stats import t as student

    limit = float(student.ppf(1.0 - supposed.level / 2.0, freedom))
    shift = abs(difference) / math.sqrt(supposed.variance / participants)
    value = float(nct.sf(limit, freedom, shift))
    return 1.0 if math.isnan(value) else value


def difference_found(participants: int, supposed: Assumptions) -> float:
    """The smallest difference that so many participants find with the power wanted; 1 where none is."""
    if power_of(1.0, participants, supposed) < supposed.power:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2.0
        if power_of(middle, participants, supposed) < supposed.power:
            low = middle
        else:
            high = middle
    return high
