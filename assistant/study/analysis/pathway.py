"""By which way the model enters a decision: delegation, substitution or mediation. Knows columns and rates.

*Delegation* hands the decision over before the advice is seen; its quality is how much oftener that happens
where the model is right than where it is wrong (after Fügener, Grahl, Gupta and Ketter, 2022, "Cognitive
challenges in human-AI collaboration"). *Substitution* takes the advice without own work: it would be taken
as readily were it wrong, so its rate is that of adopting wrong advice against one's own first decision (of
following it, where there was none); adoption in less than half the person's usual time is counted beside it.
*Mediation* is what the explanation changes through what it says: it raises adoption of right advice more than
of wrong, so it is the difference of discernment between both conditions with advice. An explanation that
raises both alike persuades; it does not inform (Bansal et al., 2021, "Does the whole exceed its parts?").

The mediation analysis asks how much of the explanation's effect on appropriate decisions goes with time spent
on the advice: product of coefficients, participants' means taken out, bootstrap over participants (MacKinnon,
2008, "Introduction to statistical mediation analysis"; Preacher and Hayes, 2008). Time is not assigned by
chance, so the indirect part is a cause only if nothing else moves both (Imai, Keele and Tingley, 2010).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from assistant.study.analysis.columns import Columns, Flags, Floats
from assistant.study.analysis.estimate import Estimate, combined, rate, rounded, share
from assistant.study.analysis.measures import difference, measured
from assistant.study.records import ADVISED, Condition

_QUICK = 0.5
_RESAMPLES = 2000
_FEWEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pathways:
    """What is said of each way; None where the study has no such condition.

    Attributes:
        delegation: ``rate``, ``quality`` (rate where the advice is right less rate where it is wrong),
            ``accuracy`` of what was delegated and of what was kept.
        substitution: By condition: ``rate`` and ``quick``.
        substitution_change, mediation: Of explanation against advice alone.
        through_time: The mediation analysis: ``indirect``, ``direct``, ``total``.
    """

    delegation: dict[str, Estimate] | None
    substitution: dict[Condition, dict[str, Estimate]]
    substitution_change: Estimate | None
    mediation: Estimate | None
    through_time: dict[str, tuple[float, float, float]] | None

    def to_json(self) -> dict[str, object]:
        """As programs read it."""
        return {
            "delegation": None if self.delegation is None else _json(self.delegation),
            "substitution": {name: _json(found) for name, found in self.substitution.items()},
            "substitution_change": None
            if self.substitution_change is None
            else self.substitution_change.to_json(),
            "mediation": None if self.mediation is None else self.mediation.to_json(),
            "through_time": None
            if self.through_time is None
            else {
                name: {"value": rounded(value), "low": rounded(low), "high": rounded(high)}
                for name, (value, low, high) in self.through_time.items()
            },
        }


def pathways(columns: Columns) -> Pathways:
    """All three."""
    both = all(columns.under(one).any() for one in ADVISED)
    discerned = "discernment" if columns.two_step.any() else "discrimination"
    copied = "adopts_wrong" if columns.two_step.any() else "over_reliance"
    return Pathways(
        delegation=_delegation(columns),
        substitution={one: _substitution(columns, one) for one in ADVISED if columns.under(one).any()},
        substitution_change=difference(copied, columns, "explanation", "advice") if both else None,
        mediation=difference(discerned, columns, "explanation", "advice") if both else None,
        through_time=_through_time(columns) if both else None,
    )


def _delegation(c: Columns) -> dict[str, Estimate] | None:
    among = c.under("delegation")
    if not among.any():
        return None
    quality = [
        share(c.delegated, among & c.right),
        share(c.delegated, among & ~c.right, weight=-1.0),
    ]
    return {
        "rate": rate(share(c.delegated, among), c.participant, c.case),
        "quality": combined(quality, c.participant, c.case),
        "accuracy_delegated": rate(share(c.correct, among & c.delegated), c.participant, c.case),
        "accuracy_kept": rate(share(c.correct, among & ~c.delegated), c.participant, c.case),
    }


def _substitution(c: Columns, condition: Condition) -> dict[str, Estimate]:
    among = c.under(condition)
    two = bool((among & c.two_step).any())
    taken = among & c.followed & (~c.initial_agrees if two else True)
    quick = c.seconds < _QUICK * usual_seconds(c)[c.participant]
    return {
        "rate": measured("adopts_wrong" if two else "over_reliance", c, among),
        "quick": rate(share(quick, taken), c.participant, c.case),
    }


def usual_seconds(c: Columns) -> Floats:
    """Each participant's median time for a decision of their own: first decisions, and those made alone.

    Shape (participants,); NaN where there is none, so that nothing counts as quick.
    """
    own = np.where(c.two_step, c.initial_seconds, np.where(~c.shown & ~c.delegated, c.seconds, np.nan))
    found = np.full(int(c.participant.max()) + 1, np.nan)
    for person in range(found.size):
        times = own[(c.participant == person) & np.isfinite(own)]
        if times.size:
            found[person] = float(np.median(times))
    return found


def _through_time(c: Columns) -> dict[str, tuple[float, float, float]] | None:
    """Explanation → log time on the advice → appropriate decision; each with a 95 % interval."""
    among = (c.under("advice") | c.under("explanation")) & (c.seconds > 0) & ~c.interrupted
    people = np.unique(c.participant[among])
    if people.size < _FEWEST:
        return None
    shown = c.under("explanation").astype(np.float64)
    with np.errstate(divide="ignore"):
        time = np.log(np.where(c.seconds > 0, c.seconds, 1.0))
    fitting = (c.followed == c.right).astype(np.float64)
    moments = np.array([_moments(shown, time, fitting, among & (c.participant == one)) for one in people])
    effects = _effects(moments.sum(axis=0)[None])[0]
    rng = np.random.default_rng(20250918)
    draws = rng.multinomial(people.size, np.full(people.size, 1.0 / people.size), size=_RESAMPLES)
    spread = _effects(draws @ moments)
    spread = spread[np.isfinite(spread).all(axis=1)]
    if not np.isfinite(effects).all() or spread.shape[0] < _RESAMPLES // 2:
        return None
    low, high = np.quantile(spread, [0.025, 0.975], axis=0)
    names = ("indirect", "direct", "total")
    return {name: (float(effects[k]), float(low[k]), float(high[k])) for k, name in enumerate(names)}


def _moments(x: Floats, m: Floats, y: Floats, own: Flags) -> Floats:
    """Sums of products of one participant's values around their means: xx, xm, mm, xy, my."""
    a, b, d = (values[own] - values[own].mean() for values in (x, m, y))
    return np.array([a @ a, a @ b, b @ b, a @ d, b @ d])


def _effects(moments: Floats) -> Floats:
    """Indirect, direct and total effect of rows of sums, shape (rows, 3); NaN where they cannot be had."""
    xx, xm, mm, xy, my = moments.T
    with np.errstate(divide="ignore", invalid="ignore"):
        total = xy / xx
        slope = (my * xx - xy * xm) / (mm * xx - xm**2)
        indirect = xm / xx * slope
    found: Floats = np.stack([indirect, total - indirect, total], axis=1)
    return np.where(np.isfinite(found), found, math.nan)


def _json(found: dict[str, Estimate]) -> dict[str, object]:
    return {name: one.to_json() for name, one in found.items()}
