"""What a range in alarm shows: which sensors, which way, compared with what. Knows arrays; no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.experts.series.detectors.engine import Fitted, Member
from assistant.experts.series.detectors.protocol import Mask, Matrix, Values
from assistant.experts.series.detectors.relation import RelationScorer
from assistant.experts.series.operations import Run, runs

Direction = Literal["high", "low", "decorrelated", "unsteady", "still", "unusual"]
Comparison = Literal["usual", "before", "others"]
"""With the normal rows, with the rows just before, with what the other sensors let expect."""
_SHOWN = 5
_CLEAR = 1.0
"""Usual deviations from which a sensor stands high or low."""
_FAR = 2.0
"""Usual deviations from which a sensor that wanders, or moves less than it did, is said to be high or low."""
_STANDING = ("excursion", "relation")
"""Detectors that judge a wandering sensor by where it stands, not by what it just did."""
_LIKE = 0.9
"""Cosine of two ranges' contributions from which they are alike."""
_STUCK = 0.5
"""Share of the steps of a range without a change from which a sensor that else moves stands still."""
_MOST_ROWS = 5_000
"""Rows of a range that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorPart:
    """A sensor's part in a range.

    Attributes:
        place: Column of the sensor.
        share: 0 to 1; the shares of a range add up to 1 over all sensors.
        mean: Of the sensor's readings in the range, in its unit; estimated where it has none there.
        usual: Over the normal rows.
        imputed: Share of the range's rows where the sensor had no reading.
        before: Mean of the rows just before the range, where the sensor wanders and left that level.
        expected: What the other sensors let expect in the range, where it was judged by them.
    """

    place: int
    share: float
    direction: Direction
    mean: float
    usual: float
    imputed: float
    before: float | None = None
    expected: float | None = None

    @property
    def compared(self) -> tuple[Comparison, float]:
        """With what its mean is compared, and that value in the sensor's unit."""
        if self.expected is not None:
            return "others", self.expected
        return ("usual", self.usual) if self.before is None else ("before", self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Rows ``[start_row, end_row]`` in alarm, both included.

    Attributes:
        score: Greatest score in the range; 1 is where alarms begin.
        p_value: The smallest in the range.
        sensors: Greatest share first, at most five.
        like: Places of earlier episodes with nearly the same contributions whose first sensor departed in the
            same way, nearest first.
    """

    start_row: int
    end_row: int
    score: float
    p_value: float
    sensors: tuple[SensorPart, ...]
    like: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """A log as read and as prepared.

    Attributes:
        values: In the sensors' units, NaN where missing.
        rows: The same standardised and without holes.
        moving: Sensors whose normal rows mostly differ from the rows before them.
    """

    values: Matrix
    rows: Matrix
    moving: Mask


def moving_sensors(normal: Sequence[Matrix]) -> Mask:
    """Sensors whose readings mostly differ from those before them; a coarse one repeats itself."""
    return np.asarray(_repeated(np.concatenate(normal)) < _STUCK)


def _repeated(values: Matrix) -> Values:
    """Share of the readings that equal the one before."""
    steps = np.diff(values, axis=0)
    known = np.isfinite(steps)
    return np.asarray((known & (steps == 0.0)).sum(axis=0) / np.maximum(known.sum(axis=0), 1))


def told_episodes(
    fitted: Fitted, readings: Readings, scores: Values, log_p: Values, alarm: Mask
) -> tuple[Episode, ...]:
    """The ranges in alarm, in order of time."""
    found: list[Episode] = []
    vectors: list[Values] = []
    for run in runs(alarm):
        parts, vector = _parts(fitted, readings, run)
        inside = slice(run.first, run.last + 1)
        alike = [
            float(vector @ other) if earlier.sensors[0].direction == parts[0].direction else 0.0
            for earlier, other in zip(found, vectors, strict=True)
        ]
        near = [k for k in np.argsort(alike)[::-1][:3] if alike[k] >= _LIKE]
        found.append(
            Episode(
                start_row=run.first,
                end_row=run.last,
                score=float(scores[inside].max()),
                p_value=float(np.exp(max(float(log_p[inside].min()), -700.0))),
                sensors=parts,
                like=tuple(int(k) for k in near),
            )
        )
        vectors.append(vector)
    return tuple(found)


def _parts(fitted: Fitted, readings: Readings, run: Run) -> tuple[tuple[SensorPart, ...], Values]:
    """The sensors of a range by share, and the signed shares of all as a unit vector."""
    rows, prepared = readings.rows, fitted.preparation
    before = max(0, run.first - fitted.memory)
    inside = slice(run.first, min(run.last, run.first + _MOST_ROWS) + 1)
    settled = prepared.settle(rows[before : inside.stop])
    skip = run.first - before
    member = _leading(fitted.members, settled, skip)
    strength = member.scorer.parts(settled)[skip:].mean(axis=0)
    total = float(strength.sum())
    share = strength / total if total > 0 else np.full(strength.size, 1.0 / strength.size)
    mean = rows[inside].mean(axis=0)
    base = (rows[before : run.first] if run.first > before else rows[:1]).mean(axis=0)
    changed = prepared.drifting & (np.abs(mean) <= _FAR) & (member.name not in _STANDING)
    level = np.where(changed, mean - base, mean)
    left = np.full(mean.size, np.nan)
    if isinstance(member.scorer, RelationScorer):
        left = member.scorer.left(settled[skip:])
        level = np.where(np.isfinite(left), left, level)
    spread = settled[skip:, : rows.shape[1]].std(axis=0)
    values = readings.values[inside]
    stuck = readings.moving & (_repeated(values) >= _STUCK)
    in_units = prepared.standardiser.invert
    shown = np.column_stack(
        (
            _read(readings.values[run.first : run.last + 1], in_units(mean)),
            prepared.standardiser.centre,
            _read(readings.values[before : run.first], in_units(base)),
            in_units(mean - left),
        )
    )
    parts = []
    for j in np.argsort(-share)[:_SHOWN]:
        way = "still" if stuck[j] else _direction(member.name, level[j], spread[j], alone=mean.size == 1)
        parts.append(
            SensorPart(
                place=int(j),
                share=float(share[j]),
                direction=way,
                mean=float(shown[j, 0]),
                usual=float(shown[j, 1]),
                imputed=float(np.isnan(values[:, j]).mean()),
                before=float(shown[j, 2]) if changed[j] and way in ("high", "low") else None,
                expected=float(shown[j, 3]) if np.isfinite(left[j]) and way == "decorrelated" else None,
            )
        )
    signed = share * np.where(level >= 0, 1.0, -1.0)
    return tuple(parts), np.asarray(signed / max(float(np.linalg.norm(signed)), 1e-12))


def _read(values: Matrix, estimated: Values) -> Values:
    """Means of what was read, which neither estimates nor the bounds of the scale move."""
    present = np.isfinite(values)
    count = present.sum(axis=0)
    total = np.where(present, values, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), estimated)


def _leading(members: Sequence[Member], settled: Matrix, skip: int) -> Member:
    """The member that tells a range: that of the strongest evidence, or a relation that is lost all along."""
    evidence = np.array([m.evidence(m.scorer.score(settled))[skip:] for m in members])
    lasting = members[int(evidence.mean(axis=1).argmax())]
    return lasting if lasting.name == "relation" else members[int(evidence.max(axis=1).argmax())]


def _direction(kind: str, level: float, spread: float, *, alone: bool) -> Direction:
    """How a sensor departed, by the detector that found it; ``alone``: there is no other sensor."""
    if kind == "relation":
        return "decorrelated"
    if kind == "matrix_profile":
        return "unusual"
    if kind == "spread":
        if spread > 1.0:
            return "unsteady"
        if abs(level) < _FAR:
            return "still"
    if kind not in ("level", "excursion") and abs(level) < _CLEAR:
        if spread > 2.0:
            return "unsteady"
        return "unusual" if alone else "decorrelated"
    return "high" if level >= 0 else "low"
