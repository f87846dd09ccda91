"""From expressions of time to windows of a log. Knows the log's first and last time, nothing else of it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from assistant.experts.series.atoms import PARTS, Atom, Day
from assistant.experts.series.times import AFTER, AND, BEFORE, BETWEEN, RANGE, SINCE, UNTIL, Point, Times
from assistant.experts.series.weekday_dates import on_dates

_TICK = timedelta(microseconds=1)
_DAY_END = time(23, 59, 59, 999999)
_TO = re.compile(r"\b(?:to|until|till|through|thru|a|au|jusqu'(?:a|au)?)\W*(?:the |la )?$|^\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time, both ends included.

    Attributes:
        clock: Only these times of each day.
        weekdays: Only these days of the week, 0 for Monday; all where empty.
        rows: Only these data rows, both included; negative ones count from the end.
        instant: True where one moment was asked for, which ``start`` holds.
        guessed: What was not said: ``year``, ``month``, ``order`` (day and month), ``end`` (relative to
            the log's end), ``part`` (hours of a part of the day).
        whole: True where the question names no time: the whole log.
    """

    start: datetime
    end: datetime
    clock: tuple[time, time] | None = None
    weekdays: frozenset[int] = frozenset()
    rows: tuple[int, int] | None = None
    instant: bool = False
    guessed: tuple[str, ...] = ()
    whole: bool = False

    def end_days(self) -> tuple[Window, ...]:
        """First and last day of a stretch of whole days; empty where it is none."""
        full = self.start.time() == time() and self.end.time() >= time(23, 59)
        if self.whole or self.instant or not full or self.end.date() <= self.start.date():
            return ()
        last = datetime.combine(self.end.date(), time())
        return (
            replace(self, end=datetime.combine(self.start.date(), _DAY_END)),
            replace(self, start=last),
        )

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """True where some moment is in both."""
        return self.start <= end and self.end >= start


_BOTH_SIDES = re.compile(r"\b(?:before (?:and|vs\.?|versus|or) after|avant (?:et|ou) apres)\b")


def both_sides(windows: tuple[Window, ...], folded: str, start: datetime) -> tuple[Window, ...]:
    """What comes before and what comes after where a question names both of one point; else as they are.

    Args:
        folded: The question.
        start: Begin of the log.
    """
    if len(windows) != 1 or windows[0].instant or not _BOTH_SIDES.search(folded):
        return windows
    after = windows[0]
    day = datetime.combine(after.start.date(), time())
    begin = day if after.start > day and after.end.date() == day.date() else start
    if not begin < after.start:
        return windows
    return replace(after, start=begin, end=after.start.replace(microsecond=0) - _TICK), after


def resolve(
    times: Times, start: datetime, end: datetime, *, context: Window | None = None
) -> tuple[Window, ...]:
    """Windows of a log that covers ``start`` to ``end``; the whole log where no time was named.

    Args:
        context: The window of the turn before, for "the day after" and a day without its month.

    Raises:
        ValueError: A date that does not exist was named (30 February).
    """
    said = on_dates(times.points, start, end)
    guide = _Guide(start, end, context, said, times.stepwise)
    points = [p for p in said if p.atom is None or p.atom.kind != "whole"]
    points = [p for i, p in enumerate(points) if i or p.atom is None or p.atom.kind != "close"]
    windows: list[Window] = []
    at = 0
    while at < len(points):
        stretch = guide.stretch(points[at], points[at + 1], times) if at + 1 < len(points) else None
        if stretch is not None:
            windows.append(stretch)
            at += 2
            continue
        windows.extend(guide.windows(points[at], apart=times.apart))
        at += 1
    merged = _merge(windows, apart=times.apart)
    recurring = all(w.clock or w.weekdays for w in merged)
    if context is not None and merged and recurring and all(w.whole for w in merged):
        merged = [replace(context, clock=w.clock or context.clock, whole=False) for w in merged]
    return tuple(merged) or (Window(start=start, end=end, whole=True),)


def _is_range(point: Point, follower: Point, times: Times) -> bool:
    if not point.is_simple or not follower.is_simple:
        return False
    if follower.day is None and not (follower.clocks and point.clocks):
        return False
    gap = follower.join
    if RANGE.match(gap) and re.search(r"\w|-", gap):
        return not times.stepwise or bool(point.clocks)
    between = re.match(r"^\s*(?:and|et)\b", gap) and BETWEEN.search(point.lead) and AND.match(gap)
    return bool(between) and not times.apart


def _merge(windows: list[Window], *, apart: bool) -> list[Window]:
    """Joins windows that touch (5 and 6 June), and applies recurring times to the stretch they stand with."""
    repeating = [w for w in windows if w.whole]
    merged: list[Window] = []
    for window in (w for w in windows if not w.whole):
        touching = merged and merged[-1].clock == window.clock and merged[-1].end + _TICK == window.start
        if touching and not apart and not window.instant:
            merged[-1] = replace(merged[-1], end=window.end, guessed=merged[-1].guessed + window.guessed)
        elif window not in merged:
            merged.append(window)
    if not repeating:
        return merged
    clock = next((w.clock for w in repeating if w.clock), None)
    weekdays = frozenset(day for w in repeating for day in w.weekdays)
    if not merged:
        return [replace(repeating[0], clock=clock, weekdays=weekdays)]
    return [replace(w, clock=clock or w.clock, weekdays=weekdays or w.weekdays) for w in merged]


@dataclass(frozen=True, slots=True)
class _Guide:
    """Fills in what was not said from the log's coverage."""

    start: datetime
    end: datetime
    context: Window | None
    points: tuple[Point, ...]
    stepwise: bool

    def stretch(self, point: Point, follower: Point, times: Times) -> Window | None:
        """The window from one point to the next, where they begin and end a stretch."""
        closed = self._closed(point, follower)
        if closed is not None:
            return closed
        if not _is_range(point, follower, times):
            return None
        first, last = (
            self.window(replace(point, lead="")),
            self.window(replace(follower, lead=""), like=point),
        )
        if last.end < first.start:
            return None
        window = replace(first, end=last.end, instant=False, guessed=first.guessed + last.guessed)
        if len(follower.clocks) == 2 and not point.clocks:
            clock = (follower.clocks[0], follower.clocks[1])
            return replace(window, end=datetime.combine(last.end.date(), _DAY_END), clock=clock)
        return window

    def _closed(self, point: Point, follower: Point) -> Window | None:
        """A stretch to the end of a named month, or of the month, week or year that it began in."""
        atom = follower.atom
        if atom is None or not point.is_simple or not _TO.search(follower.join):
            return None
        first = self.window(point if AFTER.search(point.lead) else replace(point, lead=""))
        if atom.kind == "close" and atom.step == "week":
            monday = datetime.combine(first.start.date() - timedelta(days=first.start.weekday()), time())
            end = monday + timedelta(days=7) - _TICK
        elif atom.kind == "close":
            end = _bounds(first.start.year, first.start.month if atom.step == "month" else None, None)[1]
        elif atom.part == "thirds" and atom.edge == "last" and follower.day is not None:
            end = self._period(follower.day)[1]
        else:
            return None
        return replace(first, end=end, instant=False) if end >= first.start else None

    def windows(self, point: Point, *, apart: bool) -> list[Window]:
        """Windows of a point: two where it names two days that are not a stretch."""
        if point.last is None or point.day is None:
            return [self.window(point)]
        bare = replace(point, last=None, lead="")
        first, last = self.window(bare), self.window(replace(bare, day=point.last))
        listed = point.joined in ("and", "et", "&") and (apart or not BETWEEN.search(point.lead))
        if listed and (apart or first.end + _TICK != last.start):
            return [first, last]
        return [replace(first, end=last.end, instant=False)]

    def window(self, point: Point, *, like: Point | None = None) -> Window:
        """The window of a point, before stretches."""
        atom = point.atom
        if atom is not None and atom.kind not in ("slice", "week") and point.day is None:
            return self._special(atom)
        if point.day is None and atom is None:
            return self._clock_alone(point, like)
        begin, finish, guessed = self._period(point.day) if point.day else (self.start, self.end, ())
        if atom is not None and atom.kind == "slice":
            if point.day is None and atom.edge == "last":
                guessed = (*guessed, "end")
            return self._slice(atom, begin, finish, guessed)
        if atom is not None and atom.kind == "week":
            return self._week(atom, point, begin, guessed)
        return self._day(point, begin, finish, guessed)

    def _special(self, atom: Atom) -> Window:
        if atom.kind == "rows":
            return Window(start=self.start, end=self.end, rows=atom.rows)
        if atom.kind == "around":
            return self._around(atom)
        if atom.kind == "shift":
            base = self.context or Window(start=self.end, end=self.end)
            day = (base.end if atom.count > 0 else base.start).date() + timedelta(days=atom.count)
            return Window(start=datetime.combine(day, time()), end=datetime.combine(day, _DAY_END))
        return Window(start=self.start, end=self.end, weekdays=atom.weekdays, whole=True)

    def _around(self, atom: Atom) -> Window:
        """The week, month or year of the turn before; the whole log without one."""
        if self.context is None:
            return Window(start=self.start, end=self.end, whole=True)
        day = self.context.start
        if atom.step == "week":
            begin = datetime.combine(day.date() - timedelta(days=day.weekday()), time())
            return Window(start=begin, end=begin + timedelta(days=7) - _TICK)
        begin, finish = _bounds(day.year, day.month if atom.step == "month" else None, None)
        return Window(start=begin, end=finish)

    def _clock_alone(self, point: Point, like: Point | None) -> Window:
        """A time of day without a day: that of the other point, of the turn before, of a one-day log."""
        if point.part:
            clock = PARTS[point.part]
            return Window(start=self.start, end=self.end, clock=clock, whole=True, guessed=("part",))
        days = [like.day] if like and like.day else [p.day for p in self.points if p.day and p.day.day]
        context = self.context
        if days:
            day = self._period(days[0])[0].date()
        elif context is not None and context.start.date() == context.end.date():
            day = context.start.date()
        elif self.start.date() == self.end.date():
            day = self.start.date()
        else:
            clock = (point.clocks[0], point.clocks[-1])
            return Window(start=self.start, end=self.end, clock=clock, whole=True)
        return self._day(point, datetime.combine(day, time()), datetime.combine(day, _DAY_END), ())

    def _day(self, point: Point, begin: datetime, finish: datetime, guessed: tuple[str, ...]) -> Window:
        """A day, month or year with its times of day, after ``since``, ``until`` …"""
        if point.part and not point.clocks:
            return _between(begin, finish, *PARTS[point.part], (*guessed, "part"))
        if len(point.clocks) == 2:
            return _between(begin, finish, point.clocks[0], point.clocks[1], guessed)
        moment = datetime.combine(begin.date(), point.clocks[0]) if point.clocks else None
        ranged = moment is None and point.join and RANGE.match(point.join)
        if SINCE.search(point.lead) and not self.stepwise and not ranged:
            stop = self.end if moment is None or point.day_first else min(finish, self.end)
            return Window(start=moment or begin, end=max(stop, begin), guessed=guessed)
        if AFTER.search(point.lead):
            stop = finish if moment and not point.day_first else max(self.end, finish)
            return Window(start=(moment or finish) + _TICK, end=stop, guessed=guessed)
        early = begin if moment and not point.day_first else min(self.start, begin)
        if UNTIL.search(point.lead):
            return Window(start=early, end=moment or finish, guessed=guessed)
        if BEFORE.search(point.lead):
            return Window(start=early, end=(moment or begin) - _TICK, guessed=guessed)
        if moment is not None:
            return Window(start=moment, end=moment, instant=True, guessed=guessed)
        return Window(start=begin, end=finish, guessed=guessed)

    def _slice(self, atom: Atom, begin: datetime, finish: datetime, guessed: tuple[str, ...]) -> Window:
        """The first or last steps of a period."""
        if atom.part == "calendar" and atom.step == "day":
            day = self.end.date() + timedelta(days=atom.count)
            start = datetime.combine(day, time())
            return Window(start=start, end=datetime.combine(day, _DAY_END), guessed=guessed)
        if atom.step == "row":
            rows = (0, atom.count - 1) if atom.edge == "first" else (-atom.count, -1)
            return Window(start=begin, end=finish, rows=rows)
        if atom.part == "thirds":
            start = begin + timedelta(days={"first": 0, "middle": 10, "last": 20}[atom.edge])
            stop = finish if atom.edge == "last" else start + timedelta(days=10) - _TICK
            return Window(start=start, end=stop, guessed=(*guessed, "part"))
        if atom.count == 0:
            middle = begin + (finish - begin + _TICK) / 2
            half = (begin, middle - _TICK) if atom.edge == "first" else (middle, finish)
            return Window(start=half[0], end=half[1], guessed=guessed)
        return self._edge(atom, begin, finish, guessed)

    def _edge(self, atom: Atom, begin: datetime, finish: datetime, guessed: tuple[str, ...]) -> Window:
        first = atom.edge == "first"
        if atom.step in ("second", "minute", "hour"):
            length = timedelta(**{f"{atom.step}s": atom.count})
            if first:
                return Window(start=begin, end=begin + length - _TICK, guessed=guessed)
            return Window(start=finish - length + _TICK, end=finish, guessed=guessed)
        days = atom.count * {"day": 1, "week": 7, "month": 0, "year": 0}[atom.step]
        if not days:
            edge = begin if first else finish
            start, end, _ = self._period(
                Day(year=edge.year, month=None if atom.step == "year" else edge.month)
            )
            return Window(start=start, end=end, guessed=guessed)
        if first:
            stop = datetime.combine(begin.date() + timedelta(days=days - 1), _DAY_END)
            return Window(start=begin, end=stop, guessed=guessed)
        start = datetime.combine(finish.date() - timedelta(days=days - 1), time())
        return Window(start=start, end=finish, guessed=guessed)

    def _week(self, atom: Atom, point: Point, begin: datetime, guessed: tuple[str, ...]) -> Window:
        if atom.count:
            year = point.day.year if point.day and point.day.year else self.end.year
            begin = datetime.combine(date.fromisocalendar(year, atom.count, 1), time())
        elif point.joined != "from":
            begin = begin - timedelta(days=begin.weekday())
        return Window(start=begin, end=begin + timedelta(days=7) - _TICK, guessed=guessed)

    def _period(self, day: Day) -> tuple[datetime, datetime, tuple[str, ...]]:
        """First and last moment of a day, month or year, with what had to be guessed."""
        guessed: list[str] = []
        year, month = day.year, day.month
        said = self.context if self.context is not None and not self.context.whole else None
        if month is None and day.day is not None:
            month = next((p.day.month for p in self.points if p.day and p.day.month), None)
            if month is None and said is not None:
                month, year = said.start.month, said.start.year
            if month is None:
                return self._guess_month(day.day)
        if year is None:
            year = next((p.day.year for p in self.points if p.day and p.day.year), None)
            if year is None and said is not None:
                year = said.start.year
        if year is None:
            guessed.append("year")
            options = [
                y for y in range(self.end.year, self.start.year - 1, -1) if self._covers(y, month, day.day)
            ]
            year = options[0] if options else self.end.year
        if day.swapped:
            other_month, other_day = day.swapped
            if not self._covers(year, month, day.day) and self._covers(year, other_month, other_day):
                month, day = other_month, replace(day, day=other_day)
            guessed.append("order")
        return (*_bounds(year, month, day.day), tuple(guessed))

    def _guess_month(self, day: int) -> tuple[datetime, datetime, tuple[str, ...]]:
        cursor = self.end.date().replace(day=1)
        while cursor >= self.start.date().replace(day=1):
            if self._covers(cursor.year, cursor.month, day):
                return (*_bounds(cursor.year, cursor.month, day), ("month",))
            cursor = (cursor - timedelta(days=1)).replace(day=1)
        return (*_bounds(self.end.year, self.end.month, day), ("month",))

    def _covers(self, year: int, month: int | None, day: int | None) -> bool:
        try:
            begin, finish = _bounds(year, month, day)
        except ValueError:
            return False
        return begin <= self.end and finish >= self.start


def _between(begin: datetime, finish: datetime, first: time, last: time, guessed: tuple[str, ...]) -> Window:
    """Two times of one day (the night runs into the next), or of every day of a longer period."""
    if begin.date() != finish.date():
        return Window(start=begin, end=finish, clock=(first, last), guessed=guessed)
    end = datetime.combine(begin.date() + timedelta(days=last <= first), last)
    return Window(start=datetime.combine(begin.date(), first), end=end, guessed=guessed)


def _bounds(year: int, month: int | None, day: int | None) -> tuple[datetime, datetime]:
    if month is None:
        return datetime(year, 1, 1), datetime.combine(date(year, 12, 31), _DAY_END)
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return datetime(year, month, 1), datetime.combine(date(year, month, last), _DAY_END)
    return datetime(year, month, day), datetime.combine(date(year, month, day), _DAY_END)
