"""Biases that advice may bring: pull, anchoring, confirmation, order, differences between people.

*Automation bias*: right first decisions given up for wrong advice (commission errors, Parasuraman and Manzey,
2010; negative consultations, Goddard, Roudsari and Wyatt, 2012). *Pull*: how much oftener the model's wrong
answer is given where it is shown than by others who decide the same cases alone; it needs no first decision.
*Anchoring* on oneself: one less the weight of advice (Tversky and Kahneman, 1974; egocentric discounting of
Yaniv and Kleinberger, 2000). *Confirmation*: how much surer people grow when wrong advice agrees with them
(Nickerson, 1998). *Order*: change of accuracy and of following over the study's course, as a slope with
clustered error, for the whole course.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from assistant.study.analysis.columns import Columns, Flags, Floats
from assistant.study.analysis.compare import FEWEST
from assistant.study.analysis.estimate import Estimate, Ratio, combined, rate, rounded, share

Names = npt.NDArray[np.str_]
_SHUFFLES = 1999
_EACH = 3
"""Participants of a level below which levels are not compared."""


def biases(columns: Columns) -> dict[str, object]:
    """All of them; null where the study does not show one."""
    return {
        name: None if found is None else found.to_json() for name, found in _estimates(columns).items()
    } | {"attributes": differences_by_attribute(columns)}


def _estimates(c: Columns) -> Mapping[str, Estimate | None]:
    apart = c.shown & c.two_step
    alone = c.under("alone")
    wrong_both = ~c.right & (c.shown | alone)
    pull = [
        share(c.followed, wrong_both & c.shown),
        share(c.followed, wrong_both & alone, weight=-1.0),
    ]
    agreeing = apart & c.initial_agrees & ~c.right & np.isfinite(c.confidence - c.initial_confidence)
    moved = apart & np.isfinite(c.shift)
    give_up = apart & c.initial_correct & ~c.right
    return {
        "automation_bias": rate(share(c.followed, give_up), c.participant, c.case) if apart.any() else None,
        "pull": combined(pull, c.participant, c.case) if alone.any() and c.shown.any() else None,
        "anchoring": combined([Ratio(over=1.0 - c.shift, among=moved)], c.participant, c.case)
        if moved.any()
        else None,
        "confirmation": combined(
            [Ratio(over=c.confidence - c.initial_confidence, among=agreeing)], c.participant, c.case
        )
        if agreeing.any()
        else None,
        "learning": _slope(c, c.correct.astype(np.float64), np.ones(len(c), dtype=bool)),
        "following_over_time": _slope(c, c.followed.astype(np.float64), c.shown),
    }


def _slope(c: Columns, values: Floats, among: Flags) -> Estimate | None:
    """Change from the first to the last case, within conditions, since these come in blocks."""
    if among.sum() < FEWEST or np.unique(c.participant[among]).size < 2:
        return None
    place = c.position / max(float(c.position.max()), 1.0)
    names = np.array([one.condition for one in c.decisions])
    x, y = place.copy(), values.copy()
    for name in np.unique(names[among]):
        own = among & (names == name)
        x[own] -= x[own].mean()
        y[own] -= y[own].mean()
    x, y = np.where(among, x, 0.0), np.where(among, y, 0.0)
    spread = float(x @ x)
    if spread <= 0.0:
        return None
    slope = float(x @ y) / spread
    influence = x * (y - slope * x) / spread
    found = combined(
        [Ratio(over=influence * among.sum(), among=among)], c.participant, c.case
    )  # the mean of these is 0; its error is that of the slope
    return Estimate(
        value=slope,
        low=slope + found.low - found.value,
        high=slope + found.high - found.value,
        n=found.n,
        participants=found.participants,
        cases=found.cases,
        error=found.error,
        freedom=found.freedom,
    )


def differences_by_attribute(c: Columns) -> list[dict[str, object]]:
    """Accuracy and over-reliance by what participants said of themselves, with a permutation test."""
    keys = sorted({key for one in c.decisions for key in one.attributes})
    measures: Mapping[str, tuple[Flags, Flags]] = {
        "accuracy": (c.correct, np.ones(len(c), dtype=bool)),
        "over_reliance": (c.followed, c.shown & ~c.right),
        "under_reliance": (~c.followed, c.shown & c.right),
    }
    return [
        _by_level(c, key, name, over, among)
        for key in keys
        for name, (over, among) in measures.items()
        if among.any()
    ]


def _by_level(c: Columns, key: str, measure: str, over: Flags, among: Flags) -> dict[str, object]:
    people = np.unique(c.participant[among])
    own = {int(c.participant[k]): one.attributes.get(key, "") for k, one in enumerate(c.decisions)}
    levels = np.array([own[int(person)] for person in people])
    means = np.array([float(over[among & (c.participant == person)].mean()) for person in people])
    names = [name for name in dict.fromkeys(levels) if np.sum(levels == name) >= _EACH]
    kept = np.isin(levels, names)

    def spread(given: Names) -> float:
        middle = means[kept].mean()
        return float(sum(np.sum(given == n) * (means[kept][given == n].mean() - middle) ** 2 for n in names))

    p = math.nan
    if len(names) >= 2 and kept.sum() >= FEWEST:
        p = _shuffled(levels[kept], spread)
    return {
        "attribute": key,
        "measure": measure,
        "levels": {
            str(name): {
                "value": rounded(float(means[levels == name].mean())),
                "participants": int(np.sum(levels == name)),
            }
            for name in dict.fromkeys(levels)
        },
        "p": rounded(p),
    }


def _shuffled(levels: Names, spread: Callable[..., float]) -> float:
    rng = np.random.default_rng(20250918)
    seen = spread(levels)
    more = sum(spread(rng.permutation(levels)) >= seen - 1e-12 for _ in range(_SHUFFLES))
    return (1 + more) / (_SHUFFLES + 1)
