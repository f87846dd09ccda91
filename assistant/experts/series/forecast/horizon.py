"""A horizon in rows or as a length of time, and the step to forecast at. Knows no log."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from assistant.experts.series.detectors.log import LogRefused

MOST_STEPS = 300
"""Steps forecast at most; a longer horizon is forecast in means of several readings."""
_MOST = 1e10
_UNITS = {
    "s": 1.0,
    "sec": 1.0,
    "second": 1.0,
    "seconde": 1.0,
    "min": 60.0,
    "mn": 60.0,
    "minute": 60.0,
    "h": 3600.0,
    "hr": 3600.0,
    "hour": 3600.0,
    "heure": 3600.0,
    "d": 86_400.0,
    "day": 86_400.0,
    "j": 86_400.0,
    "jour": 86_400.0,
    "w": 604_800.0,
    "wk": 604_800.0,
    "week": 604_800.0,
    "semaine": 604_800.0,
}
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Steps:
    """How to forecast.

    Attributes:
        horizon: Steps ahead.
        per_slot: Usual steps of the log that one step joins.
    """

    horizon: int
    per_slot: int


def steps_of(text: str, step_seconds: float) -> Steps:
    """Steps of a horizon written as rows (``48``) or as a length of time (``24h``, ``3 days``, ``2 jours``).

    Args:
        step_seconds: Usual step of the log.

    Raises:
        LogRefused: It is neither, or shorter than half a step.
    """
    match = _LENGTH.fullmatch(text.strip())
    unit = match[2].lower() if match else ""
    factor = _UNITS.get(unit) or _UNITS.get(unit.removesuffix("s"))
    if match is None or (unit and factor is None):
        raise LogRefused(f"horizon {text!r}: give a number of rows (48) or a length of time (90min, 24h, 3d)")
    number = float(match[1].replace(",", "."))
    if number * (factor or 1.0) > _MOST:
        raise LogRefused(f"horizon {text[:20]!r}… is beyond any log")
    if not unit and number != int(number):
        raise LogRefused(f"horizon {text!r}: a number of rows is whole")
    rows = round(number * factor / step_seconds) if factor and unit else int(number)
    if rows < 1:
        raise LogRefused(f"horizon {text!r} is shorter than the log's step of {step_seconds:g} s")
    per_slot = math.ceil(rows / MOST_STEPS)
    return Steps(horizon=math.ceil(rows / per_slot), per_slot=per_slot)
