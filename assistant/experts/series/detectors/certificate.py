"""How far readings may be off before an alarm of the energy could end. Knows arrays and bounds; no words.

The score moves at most as far as the prepared window does, times the network's constant, which is measured
here from its matrices. From readings to the window's coordinates lead linear maps (scale, own trailing mean
of a drifting sensor, cosine transform) whose norms are computed. Readings held at a limit move less.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.detectors.detection import LogDetection
from assistant.experts.series.detectors.energy import EnergyScorer
from assistant.experts.series.detectors.engine import CHUNK, Fitted
from assistant.experts.series.detectors.episodes import Episode
from assistant.experts.series.detectors.prepare import BASE, Preparation
from assistant.experts.series.detectors.protocol import Matrix, Values
from assistant.experts.series.energy.constant import product_of_singular_values


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What holds for the row of an episode that stands furthest from normal.

    The row stays in alarm, whatever the rows before gave, as long as one of these holds:

    Attributes:
        row: The row.
        rows: Readings count in these last rows, the row among them.
        radius: The root of the sum of squares of all movements, each over its sensor's scale, is below this.
        together: No reading of any sensor is off by as much as this times its sensor's scale.
        alone: No reading of the one sensor is off by as much as this, in the sensor's unit, and the other
            sensors stay as they are; shape (sensors,), infinite for a sensor that does not count.
        constant: The network's Lipschitz constant as measured, by which the margin was divided.
    """

    row: int
    rows: int
    radius: float
    together: float
    alone: Values
    constant: float


def certify(found: LogDetection, values: Matrix, episode: Episode) -> Certificate | None:
    """The certificate of an episode.

    Args:
        values: Of the log, in the sensors' units.

    Returns:
        None where the log was not judged by the energy alone, where a reading was estimated, or where the
        threshold could rise above the row (see ``Threshold``).
    """
    fitted = found.fitted
    scorer = energy_scorer(fitted)
    if scorer is None:
        return None
    inside = slice(episode.start_row, episode.end_row + 1)
    row = episode.start_row + int(np.argmin(np.where(found.alarm[inside], found.p_values[inside], 2.0)))
    count = fitted.memory + 1
    window = values[max(row + 1 - count, 0) : row + 1]
    if window.shape[0] < count or np.isnan(window).any():
        return None
    prepared = fitted.preparation.settle(fitted.preparation.fill(window))
    margin = float(scorer.last(prepared)) - score_of(fitted, fitted.threshold.highest)
    if not margin > 0.0:
        return None
    return bounds(fitted.preparation, scorer, margin, row=row)


def radii(found: LogDetection, values: Matrix) -> Values:
    """By how much the readings behind each row may move, as ``Certificate.radius``; shape (rows,).

    A row stays in alarm, or begins no alarm, whatever the rows before gave. 0 where neither is certain, where
    there is no past, where a reading was estimated, and for other detectors.

    Args:
        values: Of the log, in the sensors' units.
    """
    fitted, count = found.fitted, values.shape[0]
    scorer = energy_scorer(fitted)
    if scorer is None:
        return np.zeros(count)
    margins = np.empty(count)
    high, low = score_of(fitted, fitted.threshold.highest), score_of(fitted, fitted.threshold.lowest)
    filled = fitted.preparation.fill(values)
    for first in range(0, count, CHUNK):
        before = max(0, first - fitted.memory)
        settled = fitted.preparation.settle(filled[before : first + CHUNK])
        energies = scorer.score(settled)[first - before :]
        margins[first : first + CHUNK] = np.maximum(energies - high, low - energies)
    holes = np.isnan(values).any(axis=1)
    for row in np.flatnonzero(holes).tolist():
        margins[row : row + fitted.memory + 1] = 0.0
    margins[: fitted.memory] = 0.0
    return np.asarray(np.maximum(margins, 0.0) * bounds(fitted.preparation, scorer, 1.0, row=0).radius)


def energy_scorer(fitted: Fitted) -> EnergyScorer | None:
    """The energy where it alone judges."""
    scorer = fitted.members[0].scorer
    return scorer if len(fitted.members) == 1 and isinstance(scorer, EnergyScorer) else None


def score_of(fitted: Fitted, evidence: float) -> float:
    """The least score, to within rounding, of which minus the logarithm of the p-value reaches ``evidence``.

    Infinite where none does.
    """
    member = fitted.members[0]

    def reached(score: float) -> bool:
        return -fitted.tail.log_p_of(member.evidence_of(score)) >= evidence

    return least(reached, float(member.tail.body[0]))


def least(reached: Callable[[float], bool], start: float) -> float:
    """The least number for which a statement that stays true once true holds; infinite where none does."""
    size = 1.0
    while not reached(start + size):
        size *= 2.0
        if size > 1e12:
            return float("inf")
    low, high = start, start + size
    while high - low > 1e-9 * max(1.0, abs(high)):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def bounds(preparation: Preparation, scorer: EnergyScorer, margin: float, *, row: int) -> Certificate:
    """What keeps a score from changing by ``margin``."""
    first, sensors = scorer.network.weights[0], preparation.gain.size
    whole = product_of_singular_values(scorer.network)
    others = whole / float(np.linalg.norm(first, ord=2))
    maps = [reading_map(preparation, scorer.basis.matrix(), place) for place in range(sensors)]
    own = np.array([np.linalg.norm(part, ord=2) for part in np.split(first, sensors, axis=1)]) * others
    spread = np.array([np.linalg.norm(np.abs(part).sum(axis=1)) for part in maps])
    stretch = max(float(np.linalg.norm(part, ord=2)) for part in maps)
    with np.errstate(divide="ignore"):
        alone = margin / (own * spread) * preparation.standardiser.scale
    return Certificate(
        row=row,
        rows=scorer.basis.width + preparation.memory,
        radius=margin / (whole * stretch),
        together=margin / (whole * float(np.linalg.norm(spread))),
        alone=np.asarray(alone),
        constant=whole,
    )


def reading_map(preparation: Preparation, basis: Matrix, place: int) -> Matrix:
    """From a sensor's last standardised readings, oldest first, to its coordinates: a matrix."""
    if not preparation.drifting[place]:
        return basis
    width = basis.shape[1]
    settled = np.zeros((width, width + BASE - 1))
    for line in range(width):
        settled[line, line : line + BASE] = -1.0 / BASE
        settled[line, line + BASE - 1] += 1.0
    return np.asarray(basis @ settled * preparation.gain[place])
