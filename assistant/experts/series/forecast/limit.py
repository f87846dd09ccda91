"""When a sensor will reach a limit, from its forecast and the errors of earlier ones. Knows arrays.

Each origin of the backtest gives a course of errors over the whole horizon. Added to the forecast, these are
courses that the sensor may take; where errors to come are like those that were, the time at which the sensor
reaches the limit is exchangeable with theirs, so that their order statistics bound it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.experts.series.forecast.intervals import widened
from assistant.experts.series.forecast.protocol import Matrix
from assistant.experts.series.operations import Values

Direction = Literal["above", "below"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """When a limit is reached.

    Attributes:
        direction: Whether the limit is reached from below (``above``) or from above.
        already: True where the last reading is at or beyond the limit, seen from where the sensor came.
        probability: Share of the courses that reach it within the horizon.
        step: Median step, 1 for the first one ahead; None where fewer than half of the courses reach it.
        earliest: Step before which it is unlikely; None where even that is beyond the horizon.
        latest: Step by which it is likely; None where that is beyond the horizon.
    """

    limit: float
    direction: Direction
    already: bool
    probability: float
    step: int | None
    earliest: int | None
    latest: int | None


def reach(
    forecast: Values,
    errors: Matrix,
    *,
    worth: float,
    limit: float,
    last: float,
    coverage: float,
    direction: Direction | None = None,
    usual: float | None = None,
    ceiling: float = math.inf,
) -> Reach:
    """Steps at which the courses first reach the limit.

    Args:
        forecast: Shape (horizon,).
        errors: Courses of errors, shape (courses, horizon); NaN where no reading came.
        worth: How many independent courses these are worth.
        last: The sensor's last value.
        coverage: Of the interval of steps, 0 to 1.
        direction: By the usual value where None.
        usual: Where the sensor comes from; the last value where None. A limit that lies between the two was
            reached, and is not waited for from its far side.
        ceiling: Above which no course goes, unless the forecast itself does.
    """
    way: Direction = direction or ("above" if (last if usual is None else usual) < limit else "below")
    sign = 1.0 if way == "above" else -1.0
    already = sign * (last - limit) >= 0
    if already:
        return Reach(limit=limit, direction=way, already=True, probability=1.0, step=0, earliest=0, latest=0)
    courses = np.minimum(forecast[None, :] + _whole(errors), np.maximum(forecast, ceiling)[None, :])
    beyond = sign * (courses - limit) >= 0
    first = np.where(beyond.any(axis=1), beyond.argmax(axis=1) + 1.0, np.inf)
    tail = 0.5 - coverage / 2
    return Reach(
        limit=limit,
        direction=way,
        already=False,
        probability=float(np.isfinite(first).mean()) if first.size else 0.0,
        step=_order(first, 0.5),
        earliest=_order(first, widened(tail, worth), lower=True),
        latest=_order(first, widened(1.0 - tail, worth)),
    )


def _whole(errors: Matrix) -> Matrix:
    """Courses without holes: a hole keeps the error before it; a course that is all holes is out."""
    kept = errors[np.isfinite(errors).any(axis=1)]
    places = np.where(np.isfinite(kept), np.arange(kept.shape[1]), -1)
    places = np.maximum.accumulate(places, axis=1)
    first = np.isfinite(kept).argmax(axis=1)[:, None]
    return np.take_along_axis(kept, np.where(places >= 0, places, first), axis=1)


def _order(first: Values, level: float, *, lower: bool = False) -> int | None:
    """The order statistic at a level, from below for a lower end; None for never."""
    if not first.size:
        return None
    place = level * first.size
    rank = math.floor(place) + 1 if lower else math.ceil(place)
    step = float(np.sort(first)[min(max(rank, 1), first.size) - 1])
    return int(step) if math.isfinite(step) else None
