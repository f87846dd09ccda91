"""Days of the week that can only be one date of a log. Knows what the log covers, no values."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from assistant.experts.series.atoms import Day
from assistant.experts.series.times import Point

_LONGEST = 14
"""Days of a log in which a day of the week may be one date."""
_ON = re.compile(r"^[\s,]*(?:(?:on|of|le|du|at|a|vers|around|in the|this|,)\s*)?$")
"""What may stand between a day of the week and a time of day that belong together."""


def on_dates(points: tuple[Point, ...], start: datetime, end: datetime) -> tuple[Point, ...]:
    """Days of the week as dates, where the log has one such day: "at noon Thursday" is a moment of it."""
    found: list[Point] = []
    dated = False
    for point in points:
        day = _only_day(point, start, end)
        last = found[-1] if found else None
        joins = last is not None and last.atom is None and last.last is None and bool(_ON.match(point.join))
        if day is not None and joins and last is not None and last.day is None:
            found[-1] = replace(last, end=point.end, day=day)
        elif day is not None:
            found.append(replace(point, atom=None, day=day, day_first=True))
        elif (
            dated
            and joins
            and last is not None
            and point.day is None
            and point.atom is None
            and not last.clocks
        ):
            found[-1] = replace(last, end=point.end, clocks=[*point.clocks], part=point.part or last.part)
        else:
            found.append(point)
        dated = day is not None
    return tuple(found)


def _only_day(point: Point, start: datetime, end: datetime) -> Day | None:
    """The one date of a log that a day of the week can be; None where it is told to come again."""
    atom = point.atom
    if atom is None or atom.kind != "weekday" or len(atom.weekdays) != 1 or atom.joined:
        return None
    days = [start.date() + timedelta(days=n) for n in range(min(_LONGEST, (end - start).days + 2))]
    same = [day for day in days if day.weekday() in atom.weekdays and day <= end.date()]
    if len(same) != 1 or (end.date() - start.date()).days >= _LONGEST:
        return None
    return Day(year=same[0].year, month=same[0].month, day=same[0].day)
