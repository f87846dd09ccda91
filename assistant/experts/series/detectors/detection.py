"""Detect in a whole log: which rows are in alarm. Knows arrays; no file, no words."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from assistant.experts.series.detectors.engine import Fitted, fit
from assistant.experts.series.detectors.episodes import Episode, Readings, moving_sensors, told_episodes
from assistant.experts.series.detectors.members import WIDTH
from assistant.experts.series.detectors.names import Method, Regime
from assistant.experts.series.detectors.protocol import Mask, Matrix, Values
from assistant.experts.series.detectors.relation import remainders
from assistant.experts.series.detectors.threshold import judge
from assistant.experts.series.operations import runs

FEWEST = 40
"""Normal rows below which nothing can be learnt."""
_MOST_LEARNT = 20_000
_PIECES = 20
_JOIN = WIDTH // 2
"""Alarms with at most so many rows between them are one."""


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
    breaks: Sequence[int] = (),
) -> LogDetection:
    """Finds the anomalies of a log.

    Args:
        values: Shape (rows, sensors); NaN where missing. Each sensor has a reading in the normal rows.
        train_rows: The first rows that are normal; where None, the calmest four fifths of the log.
        false_alarm_rate: Share of normal rows that may be in alarm.
        regime: How far the begin of alarms may follow the rows after the normal ones; it is fixed where these
            are not named.
        breaks: Rows before which the log was interrupted: what was before says nothing of them, so that they
            have no past as the first rows have none.
    """
    if train_rows is not None:
        pieces = _spread(0, train_rows)
    else:
        pieces = calm_pieces(values)
    fitted = fit(
        values, pieces, method=method, false_alarm_rate=false_alarm_rate, regime=regime, breaks=breaks
    )
    rows = fitted.preparation.fill(values)
    log_p = fitted.log_p_filled(rows)
    for row in breaks:
        log_p[row : row + fitted.memory] = 0.0
    alarm, level = judge(log_p, fitted.threshold, known=train_rows or log_p.size)
    scores = -log_p / level
    alarm = joined(alarm, _JOIN)
    readings = Readings(values=values, rows=rows, moving=moving_sensors([values[piece] for piece in pieces]))
    episodes = told_episodes(fitted, readings, scores, log_p, alarm)
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


def calm_pieces(values: Matrix) -> list[slice]:
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
    """How far each piece stands from the other pieces, at its strangest sensor.

    Looked at are the level and the spread of each sensor, and of what the other sensors leave of it: a sensor
    that wanders with the others tells little by its own level. The measure is the median deviation between
    pieces.
    """
    sample = np.concatenate([values[piece] for piece in pieces])
    sample = sample[:, np.isfinite(sample).any(axis=0)]
    unit = sample / np.maximum(np.nanstd(sample, axis=0), 1e-12)
    rows = np.concatenate((unit, _unexplained(unit)), axis=1)
    ends = np.cumsum([piece.stop - piece.start for piece in pieces])[:-1]
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        level = np.array([np.nanmedian(part, axis=0) for part in np.split(rows, ends)])
        spread = np.array([np.log(np.nanstd(part, axis=0) + 0.01) for part in np.split(rows, ends)])
        both = np.nan_to_num(np.concatenate((level, spread), axis=1))
    apart = np.abs(both - np.median(both, axis=0))
    return np.asarray((apart / (np.median(apart, axis=0) + 0.05)).max(axis=1))


def _unexplained(unit: Matrix) -> Matrix:
    """What a regression on the others leaves of each sensor, in its usual size; NaN where not read."""
    if unit.shape[1] < 2:
        return unit[:, :0]
    present = unit - np.nanmedian(unit, axis=0)
    left = np.nan_to_num(present) @ remainders(np.nan_to_num(present))
    left[np.isnan(unit)] = np.nan
    middle = np.nanmedian(np.abs(left), axis=0)
    return np.asarray(left / np.maximum(middle, 1e-3))
