"""How sensors stand in a window beside the rest of their log. Knows readings, no detector's model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from assistant.experts.series.detectors.episodes import Direction
from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.operations import Values

_FEWEST = 3
"""Readings of a sensor in the window, and beside it, below which nothing is said of it."""
_UNSTEADY, _STILL = 3.0, 0.2
"""Ratios of what readings vary from row to row from which a sensor is unsteady or still."""
_LEAST = 1.0
"""Usual deviations from which a sensor stands out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A sensor in a window.

    Attributes:
        mean: Of the window.
        usual: Median beside the window.
        size: Departure in usual deviations; of an unsteady or still sensor what its variation speaks for.
        share: Of all sensors' departures, squared, 0 to 1.
    """

    name: str
    mean: float
    usual: float
    size: float
    share: float
    direction: Direction

    @property
    def stands_out(self) -> bool:
        """True where the departure is more than what is usual."""
        return self.size >= _LEAST


def standings(log: SensorLog, start: datetime, end: datetime) -> tuple[Standing, ...]:
    """The sensors of a window, the greatest departure first.

    What is usual are the readings beside the window: their median, and their median absolute deviation from
    it; of a log that the window holds whole nothing can be said.

    Raises:
        LogRefused: The window holds no reading, or no readings are beside it.
    """
    moments = log.times.astype("datetime64[us]")
    inside = (moments >= np.datetime64(start, "us")) & (moments <= np.datetime64(end, "us"))
    if not inside.any():
        raise LogRefused(
            f"no reading from {start} to {end}: the log goes from {log.moment(0)} to {log.moment(-1)}"
        )
    if inside.all():
        raise LogRefused("the window holds the whole log: there is nothing to compare it with")
    found = [
        one
        for k, name in enumerate(log.names)
        if (one := _standing(name, log.values[inside, k], log.values[~inside, k])) is not None
    ]
    total = sum(size * size for _, _, _, size, _ in found) or 1.0
    told = [
        Standing(name=name, mean=mean, usual=usual, size=size, share=size * size / total, direction=way)
        for name, mean, usual, size, way in found
    ]
    return tuple(sorted(told, key=lambda one: -one.size))


def _standing(name: str, within: Values, beside: Values) -> tuple[str, float, float, float, Direction] | None:
    own, usual = within[np.isfinite(within)], beside[np.isfinite(beside)]
    if own.size < _FEWEST or usual.size < _FEWEST:
        return None
    middle, mean = float(np.median(usual)), float(own.mean())
    spread = _spread(usual - middle)
    size = abs(mean - middle) / spread if spread > 0 else float(mean != middle)
    way: Direction = "high" if mean > middle else "low"
    if size < _LEAST:
        steps, steps_usual = _spread(np.diff(own)), _spread(np.diff(usual))
        ratio = steps / steps_usual if steps_usual > 0 else 1.0
        if ratio > _UNSTEADY or ratio < _STILL:
            return (
                name,
                mean,
                middle,
                abs(float(np.log2(max(ratio, 1e-3)))),
                ("unsteady" if ratio > 1 else "still"),
            )
    return name, mean, middle, size, way


def _spread(departures: Values) -> float:
    """Median absolute size as a deviation; the root mean square where more than half of them are 0."""
    half = 1.4826 * float(np.median(np.abs(departures))) if departures.size else 0.0
    return half or (float(np.sqrt(np.mean(departures**2))) if departures.size else 0.0)


def outstanding(found: Sequence[Standing]) -> tuple[Standing, ...]:
    """Those that stand out, or the first one where none does."""
    return tuple(one for one in found if one.stands_out) or tuple(found[:1])
