"""Corrosion rates and remaining life of a point, as API 570 and API 510 define them. Knows no words.

Long term: from the first to the last measurement. Short term: from the one before the last to the last. The
remaining life is what stands above the required thickness by the greater of both.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.integrity.thickness import Point, Reading

_LEAST_YEARS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A loss of wall per year between two measurements; negative where the wall grew."""

    per_year: float
    start: Reading
    end: Reading

    @property
    def years(self) -> float:
        """The time between both."""
        return self.end.year - self.start.year


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """What a point's measurements come to.

    Attributes:
        short, long: None with fewer than two measurements; the same with two.
        governing: The greater of both; None without.
        margin: Last thickness less the required one; None where none is required.
        now: Today in years, to tell whether the life is over.
        life: Years from the last measurement to the required thickness; None where no loss was measured or
            none is required, 0 where it is passed.
    """

    point: Point
    short: Rate | None
    long: Rate | None
    governing: Rate | None
    margin: float | None
    now: float
    life: float | None

    @property
    def last(self) -> Reading:
        """The last measurement."""
        return self.point.readings[-1]

    @property
    def scale(self) -> float:
        """Millimetres of a unit of its thickness, to rank points of tables in inches beside others."""
        return 25.4 if self.point.unit.strip('."').lower() in ("in", "inch", "inches", "") else 1.0

    @property
    def end(self) -> float | None:
        """The moment, in years, at which the required thickness is reached."""
        return None if self.life is None else self.last.year + self.life

    @property
    def is_over(self) -> bool:
        """True where by the rate the required thickness is passed today."""
        return self.end is not None and self.end < self.now


def wall_of(point: Point, now: float) -> Wall:
    """Rates and life of a point, ``now`` in years."""
    readings = point.readings
    long = _rate(readings[0], readings[-1]) if len(readings) > 1 else None
    short = _rate(readings[-2], readings[-1]) if len(readings) > 1 else None
    rates = [rate for rate in (short, long) if rate is not None]
    governing = max(rates, key=lambda rate: rate.per_year, default=None)
    margin = None if point.required is None else readings[-1].thickness - point.required
    life = None
    if margin is not None and margin <= 0:
        life = 0.0
    elif margin is not None and governing is not None and governing.per_year > 0:
        life = margin / governing.per_year
    return Wall(point=point, short=short, long=long, governing=governing, margin=margin, now=now, life=life)


def _rate(start: Reading, end: Reading) -> Rate | None:
    years = end.year - start.year
    if years < _LEAST_YEARS:
        return None
    return Rate(per_year=(start.thickness - end.thickness) / years, start=start, end=end)


def loss_between(point: Point, since: str, until: str) -> Rate | None:
    """The loss from a year to another one; from the first and to the last measurement where they are empty.

    None where no measurement was made in a year that is named, or both are the same.
    """
    first = [one for one in point.readings if not since or int(one.year) == int(since)]
    last = [one for one in point.readings if not until or int(one.year) == int(until)]
    return _rate(first[0], last[-1]) if first and last else None
