"""Fit detectors to the normal rows of a log, calibrate and join them. Knows arrays; no file, no words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.experts.series.detectors.calibrate import Tail, fit_tail
from assistant.experts.series.detectors.choose import Power, chosen, power
from assistant.experts.series.detectors.crossfit import cross_scores
from assistant.experts.series.detectors.cycle import find_cycle
from assistant.experts.series.detectors.excursion import ExcursionDetector, NarrowScorer
from assistant.experts.series.detectors.members import candidates, detector_named
from assistant.experts.series.detectors.names import Method, Regime
from assistant.experts.series.detectors.prepare import BASE, Preparation, fit_preparation
from assistant.experts.series.detectors.protocol import Detector, Mask, Matrix, Scorer, Values
from assistant.experts.series.detectors.relation import RelationDetector, tied_sensors
from assistant.experts.series.detectors.threshold import BEYOND, Threshold, entry, judge
from assistant.experts.series.detectors.windows import unbroken
from assistant.experts.series.detectors.worth import independent_rows

CHUNK = 65_536
"""Rows scored at once, so that memory does not grow with the log."""
RELEASE = 10.0
"""An alarm lasts until the p-value is above the alarm's own times this."""
_MOST_RELEASE = 0.3
_FIRST = "level"
"""Always a member of ``auto``: what goes wrong in a plant lasts."""
_SHAPES: Method = "matrix_profile"
"""Where ``auto`` takes it, what a machine does comes again, and what goes wrong in it lasts a cycle."""
_FIRST_SHARE = 0.8
_CERTIFIED: Method = "energy"
"""Its certificates speak of the highest threshold, which must then not be far."""
_RANGE_KNOWN_FROM = 2_000
"""Normal rows from which the range of a wandering sensor is known: before, it has not been seen to wander."""
_RELATIONS_KNOWN_FROM = 800
"""Normal rows from which it can be seen whether sensors wander together: ten moving means a block of five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A fitted detector with the distribution of its scores on normal rows.

    Attributes:
        weight: Share of the false alarms that it may cause; the members' shares add up to 1.
    """

    name: str
    scorer: Scorer
    tail: Tail
    weight: float = 1.0

    def evidence(self, scores: Values) -> Values:
        """Minus the logarithm of the p-value over the weight (a weighted Bonferroni rule)."""
        return np.asarray(np.log(self.weight) - self.tail.log_p(scores))

    def evidence_of(self, score: float) -> float:
        """``evidence`` of one score."""
        return math.log(self.weight) - self.tail.log_p_of(score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What was learnt from the normal rows of a log.

    Attributes:
        method: As asked for.
        tail: Distribution of the members' joint evidence on normal rows.
        threshold: Where alarms begin, chosen so that the rate asked for holds on normal rows.
        worth: How many independent rows the normal rows are worth.
        powers: What ``auto`` chose by.
    """

    method: Method
    preparation: Preparation
    members: tuple[Member, ...]
    tail: Tail
    threshold: Threshold
    worth: float
    powers: tuple[Power, ...] = ()

    @property
    def memory(self) -> int:
        """Rows before a row that its score depends on."""
        return self.preparation.memory + max(member.scorer.memory for member in self.members)

    def log_p(self, values: Matrix) -> Values:
        """Natural logarithm of the p-value of each row; 0 for the first ``memory`` rows, which have no past.

        Args:
            values: Shape (rows, sensors), the sensors as in the rows learnt from; NaN where missing.
        """
        return self.log_p_filled(self.preparation.fill(values))

    def log_p_filled(self, rows: Matrix) -> Values:
        """As ``log_p``, of rows that ``preparation.fill`` gave."""
        found = np.empty(rows.shape[0])
        for first in range(0, rows.shape[0], CHUNK):
            before = max(0, first - self.memory)
            settled = self.preparation.settle(rows[before : first + CHUNK])
            joint = evidence(self.members, settled)
            found[first : first + CHUNK] = self.tail.log_p(joint[first - before :])
        found[: self.memory] = 0.0
        return found

    def alarms(self, log_p: Values, *, known: int = 0) -> Mask:
        """Rows in alarm; the first ``known`` ones were learnt from."""
        return judge(log_p, self.threshold, known=known)[0]


def evidence(members: Sequence[Member], rows: Matrix) -> Values:
    """Joint evidence: the strongest of the members'."""
    return np.asarray(np.max([member.evidence(member.scorer.score(rows)) for member in members], axis=0))


def fit(
    values: Matrix,
    pieces: Sequence[slice],
    *,
    method: Method = "auto",
    false_alarm_rate: float = 0.01,
    regime: Regime = "bounded",
    tail_shape: float | None = None,
    breaks: Sequence[int] = (),
) -> Fitted:
    """Learns what is normal and where alarms begin.

    Args:
        values: Shape (rows, sensors); NaN where missing; every sensor has readings in the pieces.
        pieces: The normal rows, pieces in order, unbroken but for ``breaks``.
        false_alarm_rate: Share of normal rows that may be alarms.
        tail_shape: Of the tails of scores; learnt where None.
        breaks: Rows before which the log was interrupted, see ``unbroken``.
    """
    learnt = sum(piece.stop - piece.start for piece in pieces)
    wide = method == "auto" and learnt >= _RELATIONS_KNOWN_FROM
    preparation = fit_preparation(values, pieces, wide=wide, breaks=breaks)
    filled = tuple(preparation.fill(values[piece]) for piece in unbroken(pieces, breaks))
    standing = _of_standing(preparation, filled, learnt) if preparation.wide else ()
    preparation = replace(preparation, wide=bool(standing))
    settled = tuple(preparation.settle(piece) for piece in filled)
    sensors = preparation.drifting.size
    rows = tuple(piece[:, :sensors] for piece in settled)
    cycle = find_cycle(rows) if method == "auto" else None
    detectors = candidates(cycle) if method == "auto" else (detector_named(method),)
    learnt_each = [_member(detector, rows, tail_shape) for detector in detectors]
    members, held_out = [member for member, _, _ in learnt_each], [scores for _, scores, _ in learnt_each]
    log_rate = float(np.log(false_alarm_rate))
    powers = [
        power(member.name, scorers, member.tail, rows, log_rate=log_rate, cycle=cycle)
        for member, _, scorers in (learnt_each if method == "auto" else ())
    ]
    taken = list(chosen(powers, first=_FIRST) if powers else (0,))
    if preparation.wide:
        members = [replace(m, scorer=NarrowScorer(scorer=m.scorer, sensors=sensors)) for m in members]
    for detector in standing:
        member, scores, _ = _member(detector, settled, tail_shape)
        taken.append(len(members))
        members.append(member)
        held_out.append(scores)
    kept = _weighted([members[k] for k in taken])
    joint = _joint(kept, [held_out[k] for k in taken])
    tail = fit_tail(_known(joint), shape=tail_shape)
    return Fitted(
        method=method,
        preparation=preparation,
        members=kept,
        tail=tail,
        threshold=_threshold(
            [tail.log_p(part[np.isfinite(part)]) for part in joint],
            false_alarm_rate,
            regime,
            beyond=0.0 if method == _CERTIFIED else BEYOND,
        ),
        worth=independent_rows(joint),
        powers=tuple(powers),
    )


def _member(
    detector: Detector, rows: tuple[Matrix, ...], tail_shape: float | None
) -> tuple[Member, list[Values], list[Scorer]]:
    """A detector that learnt the rows, its held-out scores, and the scorers that gave them."""
    scores, scorers = cross_scores(detector, rows)
    tail = fit_tail(_known(scores), shape=tail_shape)
    return Member(name=detector.name, scorer=detector.fit(rows), tail=tail), scores, scorers


def _joint(members: Sequence[Member], held_out: Sequence[list[Values]]) -> list[Values]:
    """The strongest evidence of any member for each row, by piece."""
    return [
        np.max([member.evidence(scores) for member, scores in zip(members, piece, strict=True)], axis=0)
        for piece in zip(*held_out, strict=True)
    ]


def _of_standing(preparation: Preparation, filled: tuple[Matrix, ...], learnt: int) -> tuple[Detector, ...]:
    """Detectors of where wandering sensors stand: within their range, as the others let expect."""
    sensors = preparation.drifting.size
    wandering = tuple(np.flatnonzero(preparation.drifting).tolist())
    found: list[Detector] = []
    if learnt >= _RANGE_KNOWN_FROM:
        found.append(ExcursionDetector(width=BASE, places=wandering, sensors=sensors))
    if tied := tied_sensors(filled, wandering):
        found.append(RelationDetector(width=BASE, wandering=wandering, sensors=sensors, tied=tied))
    return tuple(found)


def _known(scores: Sequence[Values]) -> Values:
    """Scores of the rows that have a past."""
    found = np.concatenate(scores)
    return np.asarray(found[np.isfinite(found)])


def _weighted(members: Sequence[Member]) -> tuple[Member, ...]:
    """The first member has most of the false alarms, halved with shapes; the others share the rest."""
    leading = [k == 0 or member.name == _SHAPES for k, member in enumerate(members)]
    first, others = sum(leading), len(members) - sum(leading)
    lead = (_FIRST_SHARE if others else 1.0) / first
    weights = [lead if leads else (1.0 - _FIRST_SHARE) / others for leads in leading]
    return tuple(replace(m, weight=w) for m, w in zip(members, weights, strict=True))


def _threshold(log_p: list[Values], rate: float, regime: Regime, *, beyond: float) -> Threshold:
    enter = entry(log_p, rate, release=RELEASE, most=_MOST_RELEASE)
    leave = min(enter * RELEASE, max(_MOST_RELEASE, enter))
    return Threshold(enter=enter, leave=leave, rate=rate, regime=regime, beyond=beyond)
