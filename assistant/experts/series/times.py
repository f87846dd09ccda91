"""Expressions of time that belong together: a day with its clock, a slice with its month, a list of days.

Knows the question's words, no log: what was not said stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import time

from assistant.experts.series import calendar_words, clock_words
from assistant.experts.series.atoms import Atom, Day

RANGE = re.compile(r"^\W*(?:up )?(?:to|until|till|through|thru|a|au|jusqu'a|jusqu'au)?\W*(?:the |le )?$")
AND = re.compile(
    r"^\W*(?:and|et|&|\+|,|vs\.?|versus|or|ou)?\W*(?:(?:on|in|of|le|en|du|the) )?(?:the )?$",
)
_ATTACH = re.compile(
    r"^[\s,(]*(?:t|at|a|@|around|about|vers|from|de|between|entre|on|of|the|le|du|in|en|dans|la|au|d'|and"
    r"|when|:)?"
    r"(?:\s*(?:the|le|la|l'|mois de|month of))?[\s,(]*$"
)
BETWEEN = re.compile(r"\b(?:between|entre|from|de|du)\s*(?:the |le )?$")
SINCE = re.compile(r"\b(?:since|from|starting(?: on| from)?|depuis|a partir d[eu]|des)\s*(?:the |le )?$")
AFTER = re.compile(r"\b(?:after|later than|apres)\s*(?:the |le )?$")
UNTIL = re.compile(r"\b(?:until|till|up to|through|by|jusqu'au|jusqu'a)\s*(?:the |le )?$")
BEFORE = re.compile(r"\b(?:before|prior to|earlier than|avant)\s*(?:the |le )?$")
_APART = re.compile(
    r"\b(?:differ\w*|compar\w*|versus|vs|change|ecart|evolution|ratio|rapport|against|contre|minus)\b"
    r"|\b(?:higher|lower|warmer|colder|hotter|plus (?:haute?s?|bas(?:ses?)?|chaude?s?|froide?s?|elevee?s?))\b"
    r"[^?]*?\b(?:or|than|ou|que)\b"
)
_STATISTIC = r"(?:mean|average|avg|median|moyenn\w*|maxim\w*|minim\w*|energy|energie)"
_MOVE = (
    r"(?:change[sd]?|evol\w+|vari\w+|ris\w+|rose|increase\w*|drop\w*|f[ae]ll\w*|decrease\w*"
    r"|augment\w+|baiss\w+)"
)
_STEPWISE = re.compile(rf"\b{_STATISTIC}\b.*\b{_MOVE} .*\b(?:from|de|du)\b")


@dataclass(slots=True)
class Point:
    """Expressions that belong together.

    Attributes:
        join: What stands between this point and the one before it.
        lead: What stands before it.
        day, last: A day, month or year; two where a list or a stretch of days was written.
        clocks: No, one or two times of day.
        atom: A slice, a week, rows …, where the point is none of days and clocks.
        joined: The word between ``day`` and ``last``, or after ``week``.
        day_first: True where the day stands before its time of day (``since 5 June 06:00``).
    """

    start: int
    end: int
    join: str
    lead: str
    day: Day | None = None
    last: Day | None = None
    clocks: list[time] = field(default_factory=list)
    part: str = ""
    atom: Atom | None = None
    joined: str = ""
    day_first: bool = False

    @property
    def is_simple(self) -> bool:
        """True for a day or a time of day that may begin or end a stretch."""
        return self.atom is None and self.last is None and (self.day is not None or bool(self.clocks))


@dataclass(frozen=True, slots=True)
class Times:
    """Expressions of time of one question, to be resolved against a log's coverage.

    Attributes:
        apart: True where days are compared, so that two days are no stretch.
        stepwise: True where a statistic is said to change from one day to another.
        spans: Characters that the expressions take.
    """

    points: tuple[Point, ...]
    apart: bool
    stepwise: bool
    spans: tuple[tuple[int, int], ...]

    def __bool__(self) -> bool:
        return any(p.atom is None or p.atom.kind != "whole" for p in self.points)


def read_times(folded: str) -> Times:
    """Finds what a folded question says about time."""
    atoms = find_atoms(folded)
    points: list[Point] = []
    for atom in atoms:
        gap = folded[points[-1].end : atom.start] if points else ""
        if points and _absorb(points[-1], atom, gap, folded):
            points[-1].end = atom.end
            continue
        point = Point(start=atom.start, end=atom.end, join=gap, lead=folded[: atom.start][-24:])
        _put(point, atom)
        points.append(point)
    spans = tuple((atom.start, atom.end) for atom in atoms)
    return Times(tuple(points), bool(_APART.search(folded)), bool(_STEPWISE.search(folded)), spans)


def find_atoms(folded: str) -> tuple[Atom, ...]:
    """Expressions of time in order, none overlapping; dates win over slices, slices over months."""
    found: list[Atom] = []
    readers = (*calendar_words.DATES, *clock_words.SLICES, *calendar_words.PERIODS, *clock_words.CLOCKS)
    for read in readers:
        for atom in sorted(read(folded), key=lambda atom: atom.start - atom.end):
            if all(atom.end <= other.start or atom.start >= other.end for other in found):
                found.append(atom)
    return tuple(sorted(found, key=lambda atom: atom.start))


def _put(point: Point, atom: Atom) -> None:
    if atom.kind == "day":
        point.day, point.day_first = atom.day, True
    elif atom.kind == "days":
        point.day, point.last, point.joined = atom.day, atom.last, atom.joined
    elif atom.kind == "clock" and atom.clock is not None:
        point.clocks.append(atom.clock)
    elif atom.kind == "part":
        point.part = atom.part
    else:
        point.atom, point.day, point.joined = atom, atom.day, atom.joined


def _absorb(point: Point, atom: Atom, gap: str, folded: str) -> bool:
    """Adds ``atom`` to the point before it, where the words between say that they belong together."""
    if atom.kind == "clock" and atom.clock is not None:
        if not _takes_clock(point, atom, gap, folded):
            return False
        point.clocks.append(atom.clock)
        return True
    if atom.kind in ("day", "days"):
        return _absorb_day(point, atom, gap)
    bare = point.day is not None and not (point.part or point.atom or point.clocks)
    if atom.kind == "part" and bare and _ATTACH.match(gap):
        point.part = atom.part
        return True
    return False


def _takes_clock(point: Point, atom: Atom, gap: str, folded: str) -> bool:
    if point.clocks:
        span = len(point.clocks) == 1 and (RANGE.match(gap) or re.fullmatch(r"\s*(?:and|et)\s*", gap))
        own_day = re.match(r"\s*(?:on|le)\s+(?:the |le )?\d", folded[atom.end :])
        return bool(span) and not (point.day is not None and own_day)
    return point.day is not None and point.last is None and point.atom is None and bool(_ATTACH.match(gap))


def _absorb_day(point: Point, atom: Atom, gap: str) -> bool:
    kind = point.atom.kind if point.atom else ""
    if not _ATTACH.match(gap) or point.day is not None:
        return False
    if kind == "weekday":
        one_day = point.atom is not None and len(point.atom.weekdays) == 1
        if not one_day or atom.day is None or atom.day.day is None or len(gap.strip()) > 4:
            return False
        point.atom = None
    elif kind not in ("slice", "week") and not (point.clocks or point.part):
        return False
    point.day = atom.day
    if point.part != "night":
        point.last = atom.last
        point.joined = atom.joined or point.joined
    return True
