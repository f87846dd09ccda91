"""Figures of alarm systems after ISA-18.2 (IEC 62682) and EEMUA 191. Knows alarms; says nothing.

Chattering: an alarm that comes three times or more within a minute. Fleeting: one that returns within ten
seconds. Stale: one that stands for more than 24 hours. Flood: from the ten minutes in which more than ten
alarms come to those in which fewer than five do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.alarms.occurrences import Alarm

CHATTER_TIMES, CHATTER_WITHIN = 3, timedelta(minutes=1)
FLEETING = timedelta(seconds=10)
STALE = timedelta(hours=24)
FLOOD, FLOOD_ENDS, TEN_MINUTES = 10, 5, timedelta(minutes=10)
PER_HOUR, PER_HOUR_MOST = 6, 12
"""ISA-18.2: alarms an hour that are very likely acceptable, and the most that can be managed."""
PER_DAY, PER_DAY_MOST = 150, 300
IN_AN_HOUR = 30
"""ISA-18.2: alarms of an hour that less than one hour in a hundred may pass."""
TOP_SHARE = 0.05
"""ISA-18.2: share of the ten most frequent alarms that is the most to be accepted."""
EEMUA = ((10.0, "acceptable"), (5.0, "manageable"), (1.0, "demanding"))
"""EEMUA 191: minutes between two alarms from which a rate is called so; a faster one is unacceptable."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One alarm with how often it came."""

    tag: str
    text: str
    priority: str
    number: int


@dataclass(frozen=True, slots=True)
class Rates:
    """How many alarms come.

    Attributes:
        hours: Length of the time.
        peak_hour, peak_ten: Start of the busiest clock hour and ten minutes, with its alarms.
        busy_hours: Share of the hours with more than ``IN_AN_HOUR``.
        busy_tens: Share of the ten minutes with more than ``FLOOD``.
    """

    number: int
    hours: float
    peak_hour: tuple[datetime, int]
    peak_ten: tuple[datetime, int]
    busy_hours: float
    busy_tens: float

    @property
    def per_hour(self) -> float:
        """Alarms an hour on average."""
        return self.number / self.hours

    @property
    def minutes_between(self) -> float:
        """Minutes between two alarms on average."""
        return 60 * self.hours / self.number if self.number else float("inf")

    @property
    def eemua(self) -> str:
        """What EEMUA 191 calls the average rate."""
        return next((name for least, name in EEMUA if self.minutes_between >= least), "unacceptable")


@dataclass(frozen=True, slots=True)
class Flood:
    """A flood of alarms: its first and last alarm, and how many came."""

    start: datetime
    end: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Chatter:
    """An alarm that chatters: how many of its comings are in a minute with three, and the most in one."""

    tag: str
    text: str
    number: int
    most: int
    first: Alarm


def ranked(alarms: Sequence[Alarm]) -> list[Ranked]:
    """Alarms by how often they came; of as many, by name."""
    counts = Counter(one.tag for one in alarms)
    told = {one.tag: one for one in alarms}
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Ranked(tag, told[tag].text, told[tag].priority, number) for tag, number in order]


def rates(alarms: Sequence[Alarm], start: datetime, end: datetime) -> Rates | None:
    """Average and busiest rates of a time; None where it lasts less than ten minutes."""
    if end - start < TEN_MINUTES:
        return None
    hours = Counter(one.at.replace(minute=0, second=0, microsecond=0) for one in alarms)
    tens = Counter(_ten(one.at) for one in alarms)
    length = end - start
    none = (start, 0)
    return Rates(
        number=len(alarms),
        hours=length / timedelta(hours=1),
        peak_hour=max(hours.items(), key=lambda item: item[1], default=none),
        peak_ten=max(tens.items(), key=lambda item: item[1], default=none),
        busy_hours=sum(n > IN_AN_HOUR for n in hours.values()) / max(length / timedelta(hours=1), 1),
        busy_tens=sum(n > FLOOD for n in tens.values()) / max(length / TEN_MINUTES, 1),
    )


def by_priority(alarms: Sequence[Alarm]) -> list[tuple[str, int]]:
    """How many alarms each priority has, most first."""
    return Counter(one.priority for one in alarms).most_common()


def floods(alarms: Sequence[Alarm]) -> list[Flood]:
    """Floods in order of time: more than ten alarms in ten minutes, until fewer than five come."""
    found: list[Flood] = []
    low, began = 0, -1
    for at, one in enumerate(alarms):
        while one.at - alarms[low].at >= TEN_MINUTES:
            low += 1
        within = at - low + 1
        if began < 0 and within > FLOOD:
            began = low
        elif began >= 0 and within < FLOOD_ENDS:
            found.append(Flood(alarms[began].at, alarms[at - 1].at, at - began))
            began = -1
    if began >= 0:
        found.append(Flood(alarms[began].at, alarms[-1].at, len(alarms) - began))
    return found


def chattering(alarms: Sequence[Alarm]) -> list[Chatter]:
    """Alarms that chatter, by how many of their comings do."""
    own: dict[str, list[Alarm]] = {}
    for one in alarms:
        own.setdefault(one.tag, []).append(one)
    found: list[Chatter] = []
    for tag, comings in own.items():
        inside: set[int] = set()
        low = most = 0
        for at, one in enumerate(comings):
            while one.at - comings[low].at >= CHATTER_WITHIN:
                low += 1
            if (within := at - low + 1) >= CHATTER_TIMES:
                inside.update(range(low, at + 1))
                most = max(most, within)
        if inside:
            found.append(Chatter(tag, comings[0].text, len(inside), most, comings[min(inside)]))
    return sorted(found, key=lambda one: (-one.number, one.tag))


def fleeting(alarms: Sequence[Alarm]) -> list[Alarm]:
    """Alarms that returned within ten seconds."""
    return [one for one in alarms if (stood := one.stood) is not None and stood < FLEETING]


def longest(alarms: Sequence[Alarm], end: datetime) -> list[tuple[Alarm, timedelta]]:
    """Alarms by how long they stood, those that still stand until ``end``; not those of unknown return."""
    stood = [
        (one, (one.ended or end) - one.at) for one in alarms if one.ended is not None or not one.repeated
    ]
    return sorted(stood, key=lambda item: -item[1])


def stood_in_all(alarms: Sequence[Alarm], end: datetime) -> timedelta:
    """How long alarms stood together, those that still stand until ``end``."""
    return sum((length for _, length in longest(alarms, end)), timedelta())


def _ten(at: datetime) -> datetime:
    return at.replace(minute=at.minute // 10 * 10, second=0, microsecond=0)
