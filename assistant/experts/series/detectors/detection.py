"""Detect in a whole log: ranges in alarm and the sensors that made them. Knows arrays; no file, no words."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from assistant.experts.series.detectors.engine import Fitted, fit
from assistant.experts.series.detectors.members import WIDTH
from assistant.experts.series.detectors.names import Method, Regime
from assistant.experts.series.detectors.protocol import Mask, Matrix, Values
from assistant.experts.series.detectors.threshold import judge
from assistant.experts.series.operations import Run, runs

Direction = Literal["high", "low", "decorrelated", "unsteady", "still"]
FEWEST = 40
"""Normal rows below which nothing can be learnt."""
_MOST_LEARNT = 20_000
_PIECES = 20
_JOIN = WIDTH // 2
"""Alarms with at most so many rows between them are one."""
_SHOWN = 5
_CLEAR = 1.0
"""Usual deviations from which a sensor stands high or low."""
_FAR = 2.0
"""Usual deviations from which a wandering sensor is said to stand high or low, whatever it just did."""
_LIKE = 0.9
"""Cosine of two ranges' contributions from which they are alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorPart:
    """A sensor's part in a range.

    Attributes:
        place: Column of the sensor.
        share: 0 to 1; the shares of a range add up to 1 over all sensors.
        mean, usual: Mean in the range and over the normal rows, in the sensor's unit.
        imputed: Share of the range's rows where the sensor had no reading.
    """

    place: int
    share: float
    direction: Direction
    mean: float
    usual: float
    imputed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """Rows ``[start_row, end_row]`` in alarm, both included.

    Attributes:
        score: Greatest score in the range; 1 is where alarms begin.
        p_value: The smallest in the range.
        sensors: Greatest share first, at most five.
        like: Places of earlier episodes with nearly the same contributions, nearest first.
    """

    start_row: int
    end_row: int
    score: float
    p_value: float
    sensors: tuple[SensorPart, ...]
    like: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDetection:
    """What was found in a log.

    Attributes:
        scores: One a row; minus the logarithm of the p-value, 1 where alarms begin.
        alarm: Rows in alarm.
        trained_on: The normal rows, first and last, and how many were taken.
    """

    scores: Values
    p_values: Values
    alarm: Mask
    episodes: tuple[Episode, ...]
    fitted: Fitted
    trained_on: tuple[int, int, int]


def detect(
    values: Matrix,
    *,
    train_rows: int | None = None,
    method: Method = "auto",
    false_alarm_rate: float = 0.01,
    regime: Regime = "bounded",
) -> LogDetection:
    """Finds the anomalies of a log.

    Args:
        values: Shape (rows, sensors); NaN where missing. Each sensor has a reading in the normal rows.
        train_rows: The first rows that are normal; where None, the calmest four fifths of the log.
        false_alarm_rate: Share of normal rows that may be in alarm.
        regime: How far the begin of alarms may follow the rows after the normal ones; it is fixed where these
            are not named.
    """
    if train_rows is not None:
        pieces = _spread(0, train_rows)
    else:
        pieces = _calm(values)
    fitted = fit(values, pieces, method=method, false_alarm_rate=false_alarm_rate, regime=regime)
    rows = fitted.preparation.fill(values)
    log_p = fitted.log_p_filled(rows)
    alarm, level = judge(log_p, fitted.threshold, known=train_rows or log_p.size)
    scores = -log_p / level
    alarm = joined(alarm, _JOIN)
    episodes = _episodes(fitted, values, rows, scores, log_p, alarm)
    learnt = sum(piece.stop - piece.start for piece in pieces)
    return LogDetection(
        scores=scores,
        p_values=np.exp(np.maximum(log_p, -700.0)),
        alarm=alarm,
        episodes=episodes,
        fitted=fitted,
        trained_on=(pieces[0].start, pieces[-1].stop - 1, train_rows or learnt),
    )


def joined(alarm: Mask, gap: int) -> Mask:
    """Alarms with the rows between them where these are at most ``gap``."""
    filled = alarm.copy()
    found = runs(alarm)
    for before, after in pairwise(found):
        if after.first - before.last - 1 <= gap:
            filled[before.last : after.first] = True
    return filled


def _spread(first: int, end: int) -> list[slice]:
    """The rows, or pieces of them over the whole where there are more than can be learnt."""
    if end - first <= _MOST_LEARNT:
        return [slice(first, end)]
    size = _MOST_LEARNT // _PIECES
    return [slice(int(at), int(at) + size) for at in np.linspace(first, end - size, _PIECES)]


def _calm(values: Matrix) -> list[slice]:
    """The calmest four fifths of the pieces of a log of which nothing is known."""
    rows = values.shape[0]
    pieces = _spread(0, rows)
    if len(pieces) == 1:
        count = int(np.clip(rows // FEWEST, 1, _PIECES))
        edges = np.linspace(0, rows, count + 1).astype(int)
        pieces = [slice(int(a), int(b)) for a, b in pairwise(edges)]
    pieces = [piece for piece in pieces if np.isfinite(values[piece]).any()]
    strange = _strangeness(values, pieces)
    kept = np.sort(np.argsort(strange)[: len(pieces) - len(pieces) // 5])
    chosen = [pieces[k] for k in kept]
    whole = np.isfinite(np.concatenate([values[piece] for piece in chosen])).any(axis=0).all()
    return chosen if whole else pieces


def _strangeness(values: Matrix, pieces: list[slice]) -> Values:
    """How far each piece's level or spread stands from those of the other pieces, at its strangest sensor.

    The measure is the median deviation between pieces: a sensor that drifts over all of them tells less.
    """
    scale = np.maximum(np.nanstd(values, axis=0), 1e-12)
    rows = [values[piece][:, np.isfinite(values).any(axis=0)] / scale for piece in pieces]
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        level = np.array([np.nanmedian(part, axis=0) for part in rows])
        spread = np.array([np.log(np.nanstd(part, axis=0) + 0.01) for part in rows])
        both = np.nan_to_num(np.concatenate((level, spread), axis=1))
    apart = np.abs(both - np.median(both, axis=0))
    return np.asarray((apart / (np.median(apart, axis=0) + 0.05)).max(axis=1))


def _episodes(
    fitted: Fitted, values: Matrix, rows: Matrix, scores: Values, log_p: Values, alarm: Mask
) -> tuple[Episode, ...]:
    found: list[Episode] = []
    vectors: list[Values] = []
    for run in runs(alarm):
        parts, vector = _parts(fitted, values, rows, run)
        inside = slice(run.first, run.last + 1)
        alike = [float(vector @ other) for other in vectors]
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


def _parts(fitted: Fitted, values: Matrix, rows: Matrix, run: Run) -> tuple[tuple[SensorPart, ...], Values]:
    """The sensors of a range by share, and the signed shares of all as a unit vector."""
    before = max(0, run.first - fitted.memory)
    last = min(run.last, run.first + 5_000)
    settled = fitted.preparation.settle(rows[before : last + 1])
    skip = run.first - before
    evidence = np.array([m.evidence(m.scorer.score(settled))[skip:] for m in fitted.members])
    leading = int(evidence.max(axis=1).argmax())
    strength = fitted.members[leading].scorer.parts(settled)[skip:].mean(axis=0)
    total = float(strength.sum())
    share = strength / total if total > 0 else np.full(strength.size, 1.0 / strength.size)
    window = rows[run.first : last + 1]
    drifting = fitted.preparation.drifting
    base = rows[before : run.first] if run.first > before else window[:1]
    kind = fitted.members[leading].name
    wander = np.zeros(drifting.size) if kind == "excursion" else np.where(drifting, base.mean(axis=0), 0.0)
    level = window.mean(axis=0) - wander
    level = np.where(drifting & (np.abs(window.mean(axis=0)) > _FAR), window.mean(axis=0), level)
    spread = settled[skip:, : rows.shape[1]].std(axis=0)
    signed = share * np.where(level >= 0, 1.0, -1.0)
    here = values[run.first : last + 1]
    usual = fitted.preparation.standardiser.centre
    mean = fitted.preparation.standardiser.invert(window).mean(axis=0)
    parts = tuple(
        SensorPart(
            place=int(j),
            share=float(share[j]),
            direction=_direction(kind, float(level[j]), float(spread[j])),
            mean=float(mean[j]),
            usual=float(usual[j]),
            imputed=float(np.isnan(here[:, j]).mean()),
        )
        for j in np.argsort(-share)[:_SHOWN]
    )
    return parts, np.asarray(signed / max(float(np.linalg.norm(signed)), 1e-12))


def _direction(kind: str, level: float, spread: float) -> Direction:
    """How a sensor departed, by the detector that found it."""
    if kind == "spread":
        return "unsteady" if spread > 1.0 else "still"
    if kind not in ("level", "excursion") and abs(level) < _CLEAR:
        return "unsteady" if spread > 2.0 else "decorrelated"
    return "high" if level >= 0 else "low"
