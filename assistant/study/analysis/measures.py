"""The measures of reliance, each as what is summed over what. Knows columns, no interval.

Appropriate reliance after Schemmer, Kuehl, Benz, Bartos and Satzger (2023, "Appropriate reliance on AI
advice: conceptualization and the effect of explanations"): of decisions that began wrong where the advice was
right, the share that took it (RAIR); of decisions that began right where the advice was wrong, the share that
kept to themselves (RSR). Over-reliance is the share that follows wrong advice (Buçinca, Malaya and Gajos,
2021, "To trust or to think"), under-reliance the share that turns right advice down. The switch fraction
(Yin, Vaughan and Wallach, 2019; Zhang, Liao and Bellamy, 2020) is the share of disagreements that end in the
advice; plain agreement, also where both agreed from the beginning, is the naive measure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from assistant.study.analysis.columns import Columns, Flags, Places
from assistant.study.analysis.estimate import Estimate, Ratio, combined, rate, share
from assistant.study.records import Condition

SHARES = (
    "accuracy", "agreement", "over_reliance", "under_reliance", "rair", "rsr", "switch", "adopts_right",
    "adopts_wrong", "delegated",
)  # fmt: skip
"""Measures between 0 and 1 that count decisions."""
MEANS = ("weight_of_advice", "confidence", "overconfidence", "brier")
"""Means over decisions."""
DIFFERENCES: Mapping[str, tuple[str, str]] = {
    "discernment": ("adopts_right", "adopts_wrong"),
    "discrimination": ("follows_right", "over_reliance"),
}
"""Differences of two measures. ``discernment``: of taking over right and wrong advice against one's own first
decision. ``discrimination``: of following right and wrong advice, which needs no first decision."""
MEASURES = (*SHARES, *MEANS, *DIFFERENCES)


def ratio_of(measure: str, columns: Columns, among: Flags) -> Ratio:
    """What a measure sums over what, among some decisions."""
    c = columns
    seen = among & c.shown
    apart = seen & c.two_step & ~c.initial_agrees
    match measure:
        case "accuracy":
            return share(c.correct, among)
        case "agreement":
            return share(c.followed, seen)
        case "over_reliance":
            return share(c.followed, seen & ~c.right)
        case "follows_right":
            return share(c.followed, seen & c.right)
        case "under_reliance":
            return share(~c.followed, seen & c.right)
        case "rair":
            return share(c.correct, seen & c.two_step & ~c.initial_correct & c.right)
        case "rsr":
            return share(c.correct, seen & c.two_step & c.initial_correct & ~c.right)
        case "switch":
            return share(c.followed, apart)
        case "adopts_right":
            return share(c.followed, apart & c.right)
        case "adopts_wrong":
            return share(c.followed, apart & ~c.right)
        case "delegated":
            return share(c.delegated, among & ~c.shown)
        case "weight_of_advice":
            return Ratio(over=c.shift, among=seen & np.isfinite(c.shift))
        case "confidence":
            return Ratio(over=c.confidence, among=among & np.isfinite(c.confidence))
        case "overconfidence":
            return Ratio(over=c.confidence - c.correct, among=among & np.isfinite(c.confidence))
        case "brier":
            return Ratio(over=(c.confidence - c.correct) ** 2, among=among & np.isfinite(c.confidence))
    raise KeyError(measure)


def measured(measure: str, columns: Columns, among: Flags) -> Estimate:
    """A measure among some decisions."""
    if measure in DIFFERENCES:
        return combined(_signed(measure, columns, among, 1.0), columns.participant, columns.case)
    ratio = ratio_of(measure, columns, among)
    how = rate if measure in SHARES or measure == "follows_right" else _mean
    return how(ratio, columns.participant, columns.case)


def difference(measure: str, columns: Columns, one: Condition, other: Condition) -> Estimate:
    """A measure under one condition less that under another."""
    ratios = [
        *_signed(measure, columns, columns.under(one), 1.0),
        *_signed(measure, columns, columns.under(other), -1.0),
    ]
    return combined(ratios, columns.participant, columns.case)


def _signed(measure: str, columns: Columns, among: Flags, sign: float) -> list[Ratio]:
    names = DIFFERENCES.get(measure, (measure,))
    found = []
    for name, weight in zip(names, (sign, -sign), strict=False):
        ratio = ratio_of(name, columns, among)
        found.append(Ratio(over=ratio.over, among=ratio.among, weight=weight))
    return found


def _mean(ratio: Ratio, participant: Places, case: Places) -> Estimate:
    """A mean; cut to 0 to 1 where all that it is of lies there."""
    found = combined([ratio], participant, case)
    values = ratio.over[ratio.among]
    if not values.size or values.min() < 0.0 or values.max() > 1.0:
        return found
    return replace(found, low=max(found.low, 0.0), high=min(found.high, 1.0))
