"""Whether two conditions differ: a test that people stand for themselves, and what is said of it. Pure.

The test flips signs: were the conditions alike, each participant's difference would as likely be its opposite
(Fisher, 1935; Pitman, 1937). Cases are first freed of how hard they are, by their mean deviation from
their conditions' means, since a participant never sees one case twice. Several comparisons are held together
by Holm's method (1979).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from assistant.study.analysis.columns import Columns, Flags, Floats, Places
from assistant.study.analysis.estimate import Estimate, rounded
from assistant.study.analysis.measures import DIFFERENCES, difference, ratio_of
from assistant.study.records import Condition

FEWEST = 6
"""Participants below which no test can reach 5 %: 2 / 2**5 is 0.06."""
_FLIPS = 4999
_EXACT = 12
_ALPHA = 0.05
_NEEDS = (1.96 + 0.84) ** 2

Verdict = Literal["differs", "alike", "cannot_tell"]
"""``alike``: the whole interval lies within the smallest difference that matters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A measure under one condition less that under another.

    Attributes:
        p: Of the sign-flip test; NaN where it cannot be had.
        adjusted: The same by Holm over all comparisons but the main one.
        needed: Participants that would find the smallest difference that matters, by this study's spread.
    """

    measure: str
    condition: Condition
    against: Condition
    estimate: Estimate
    p: float
    adjusted: float
    verdict: Verdict
    needed: int | None
    main: bool = False

    def to_json(self) -> dict[str, object]:
        """As programs read it."""
        return {
            "measure": self.measure,
            "condition": self.condition,
            "against": self.against,
            "main": self.main,
            **self.estimate.to_json(),
            "p": rounded(self.p),
            "p_holm": rounded(self.adjusted),
            "verdict": self.verdict,
            "participants_needed": self.needed,
        }


def sign_flip(differences: Floats, *, seed: int = 20250918) -> float:
    """Two-sided p of a mean of zero; exact up to 12 participants, else 4,999 draws; NaN below six."""
    values = differences[np.isfinite(differences)]
    if values.size < FEWEST:
        return math.nan
    seen = abs(float(values.sum()))
    if values.size <= _EXACT:
        codes = np.arange(2**values.size)[:, None] >> np.arange(values.size)[None, :] & 1
        sums = np.abs((2.0 * codes - 1.0) @ values)
        return float(np.mean(sums >= seen - 1e-9))
    signs = np.random.default_rng(seed).integers(0, 2, size=(_FLIPS, values.size)) * 2.0 - 1.0
    return float((1 + np.sum(np.abs(signs @ values) >= seen - 1e-9)) / (_FLIPS + 1))


def person_differences(measure: str, columns: Columns, one: Condition, other: Condition) -> Floats:
    """Each participant's difference of a measure, cases freed of their means; NaN where one side is empty."""
    names = DIFFERENCES.get(measure, (measure,))
    total = np.zeros(int(columns.participant.max()) + 1 if len(columns) else 0)
    for name, sign in zip(names, (1.0, -1.0), strict=False):
        sides = [ratio_of(name, columns, columns.under(side)) for side in (one, other)]
        among = sides[0].among | sides[1].among
        over = np.where(among, sides[0].over, 0.0)
        level = sum(np.where(side.among, over[side.among].mean(), 0.0) for side in sides if side.among.any())
        freed = over - _means(over - level, among, columns.case)[columns.case]
        means = [_means(freed, side.among, columns.participant, empty=math.nan) for side in sides]
        part = np.full(total.size, math.nan)
        part[: means[0].size] = means[0] - means[1]
        total = total + sign * part
    return total


def compare(
    measure: str, columns: Columns, one: Condition, other: Condition, *, matters: float, main: bool = False
) -> Comparison:
    """The comparison, not yet adjusted for others."""
    found = difference(measure, columns, one, other)
    p = sign_flip(person_differences(measure, columns, one, other))
    return Comparison(
        measure=measure,
        condition=one,
        against=other,
        estimate=found,
        p=p,
        adjusted=p,
        verdict=_verdict(found, p, matters),
        needed=_needed(found, matters),
        main=main,
    )


def together(comparisons: Sequence[Comparison], *, matters: float) -> list[Comparison]:
    """The comparisons with Holm's adjustment; the main one, which is chosen beforehand, stands alone."""
    others = sorted(
        (place for place, one in enumerate(comparisons) if not one.main and math.isfinite(one.p)),
        key=lambda place: comparisons[place].p,
    )
    found, least = list(comparisons), 0.0
    for rank, place in enumerate(others):
        least = max(least, min((len(others) - rank) * comparisons[place].p, 1.0))
        one = comparisons[place]
        found[place] = replace(one, adjusted=least, verdict=_verdict(one.estimate, least, matters))
    return found


def _verdict(found: Estimate, p: float, matters: float) -> Verdict:
    if math.isfinite(p) and p < _ALPHA:
        return "differs"
    inside = math.isfinite(found.low) and -matters < found.low and found.high < matters
    return "alike" if inside and found.participants >= FEWEST else "cannot_tell"


def _needed(found: Estimate, matters: float) -> int | None:
    if found.participants < 2 or not math.isfinite(found.error) or found.error <= 0.0:
        return None
    return math.ceil(found.participants * _NEEDS * (found.error / matters) ** 2)


def _means(values: Floats, among: Flags, groups: Places, *, empty: float = 0.0) -> Floats:
    size = int(groups.max()) + 1 if groups.size else 0
    counts = np.bincount(groups[among], minlength=size)
    sums = np.bincount(groups[among], weights=values[among], minlength=size)
    return np.where(counts > 0, sums / np.maximum(counts, 1), empty)
