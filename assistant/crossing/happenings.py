"""What happened, or was done, at a time: "what was done on P-7 on 3 May 2031?", "what happened at 16:30?".

The rows of all tables that are dated then are told, and for work the orders that were under way; where no
table has any, the lines of a log or diary that open with the day. The time is one that the question says; one
that it only points at is looked up elsewhere.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from assistant.crossing import say
from assistant.crossing.bridge import Bridge
from assistant.crossing.relative_days import dated
from assistant.experts.series.atoms import Day
from assistant.experts.series.times import Point, read_times
from assistant.experts.tables.under_way import Touched
from assistant.experts.text.days import opens_with
from assistant.experts.text.evidence import from_chunks
from assistant.records import Evidence, Question
from assistant.words import content_words, fold
from retrieval.identifiers import find, find_tags
from retrieval.records import Hit, Language, Scope

_HAPPENED = re.compile(
    r"^\W*(?:what (?:else )?(?:happened|occurred|went on|took place)|what (?:was|were) (?:going on|recorded)|"
    r"did (?:anything|something) (?:else )?(?:\w+ )?(?:happen|occur|go wrong)|"
    r"(?:was|were|is|has) there (?:been )?anything (?:unusual|abnormal|odd|special|notable|wrong)|"
    r"que s['’]est-il passé|qu['’]est-il arrivé|qu['’]est-ce qui s['’]est passé|que s['’]est-il produit|"
    r"(?:est-ce qu['’]il )?s['’]est-il passé quelque chose(?: d['’]\w+)?|"
    r"est-ce qu['’]il s['’]est passé quelque chose(?: d['’]\w+)?|"
    r"(?:il )?y a[- ]t[- ]il eu (?:quelque chose(?: d['’]\w+)?|un (?:événement|incident|problème)))\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^\W*(?:what (?:else )?(?:was|were|has been|had been) (?:done|carried out|performed|repaired|worked on)|"
    r"(?:what|which) work (?:was|were|has been) (?:done|carried out|performed|under way|going on)|"
    r"what did (?:they|we|the (?:crew|team|technicians?|mechanics?)) do|"
    r"qu['’]a-t-on fait|qu['’]est-ce qui a été fait|qu['’]est-ce qu['’]on a fait|"
    r"quels travaux (?:ont été (?:faits|réalisés|effectués|menés)|étaient en cours))\b",
    re.IGNORECASE,
)
_NEAR = timedelta(minutes=30)
_TABLES_TOLD = 3
_YEARS_TRIED = 8
_MOST_DAYS = 62
_OTHER_WORDS = 1
_PASSAGES = 20
_LINES_TOLD = 6
_SURE = 0.9


class RowsAt(Protocol):
    """Reads what tables recorded; ``TableExpert.touched`` does."""

    def __call__(
        self, start: datetime, end: datetime, scope: Scope, *, tag: str = "", under_way: bool = False
    ) -> Sequence[Touched]:
        """Rows that a window touches."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAsked:
    """A window that a question says.

    Attributes:
        tag: What it is about; anything where empty.
        work: True where work is asked for, not events.
        is_instant: True for one minute.
    """

    start: datetime
    end: datetime
    tag: str = ""
    work: bool = False
    is_instant: bool = False


class Happenings:
    """Tells what tables recorded at a time.

    Args:
        rows_at: Reads the tables.
        today: Gives the day, from which years are tried backwards where a question says none.
        search: Finds passages, of which lines may open with the day; None where only tables are asked.
    """

    def __init__(
        self,
        *,
        rows_at: RowsAt,
        today: Callable[[], date] = date.today,
        search: Callable[[str, Scope, int], Sequence[Hit]] | None = None,
    ) -> None:
        self._rows_at = rows_at
        self._today = today
        self._search = search

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """A sentence a table; a refusal where none has a row; None where nothing of the kind is asked."""
        question = replace(question, text=dated(question.text, self._today()))
        asked = read_time(question.text)
        if asked is None:
            return self._of_any_year(question, scope)
        start, end = asked.start, asked.end
        found = self._rows_at(start, end, scope, tag=asked.tag, under_way=asked.work)
        if not found and asked.is_instant:
            start, end = start - _NEAR, end + _NEAR
            found = self._rows_at(start, end, scope, tag=asked.tag, under_way=asked.work)
        language = question.language
        if not found and (lines := self._of_lines(question, scope, asked)) is not None:
            return lines
        if not found:
            return Bridge(refusal=say.nothing_recorded(language, start, end, tag=asked.tag))
        return Bridge(reasons=tuple(_told(rows, start, end, language) for rows in found[:_TABLES_TOLD]))

    def _of_any_year(self, question: Question, scope: Scope) -> Bridge | None:
        """What tables recorded on a day without a year, in the last year with a row; None where none has."""
        last = self._today().year
        for year in range(last, last - _YEARS_TRIED, -1):
            asked = read_time(question.text, year=year)
            if asked is None:
                return None
            found = self._rows_at(asked.start, asked.end, scope, tag=asked.tag, under_way=asked.work)
            if found:
                told = (_told(rows, asked.start, asked.end, question.language) for rows in found)
                return Bridge(reasons=tuple(told)[:_TABLES_TOLD])
        asked = read_time(question.text, year=last)
        return self._of_lines(question, scope, asked) if asked is not None else None

    def _of_lines(self, question: Question, scope: Scope, asked: TimeAsked) -> Bridge | None:
        """The lines of the first log or diary that open with the day, as they stand; None where none does."""
        if self._search is None or asked.start.date() != asked.end.date():
            return None
        day = f"{asked.start:%d/%m}"
        for hit in self._search(f"{question.text} {day}", scope, _PASSAGES):
            chunk, at, told = hit.chunk, 0, []
            for line in chunk.text.split("\n"):
                if opens_with(line, asked.start, language=chunk.language) and asked.tag in line:
                    span = (at, at + len(line))
                    told.append(from_chunks((chunk,), quote=line, label=chunk.label, score=_SURE, span=span))
                at += len(line) + 1
            if told:
                return Bridge(reasons=tuple(told[:_LINES_TOLD]), listed=len(told) > 1)
        return None


def read_time(text: str, *, year: int | None = None) -> TimeAsked | None:
    """The window in which something happened or was done; None where a question asks for no such thing.

    Args:
        text: The question.
        year: Of a day that is said without one; such a day is no window where None.
    """
    match = _HAPPENED.match(text) or _DONE.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    folded, tags = fold(rest), find_tags(rest)
    times = read_times(folded)
    if not times.points or len(tags) > 1 or len(folded) != len(rest):
        return None
    window = _window(times.points, year)
    taken = [*times.spans, *((item.start, item.end) for item in find(rest) if item.kind == "tag")]
    bare = "".join(" " if any(a <= at < b for a, b in taken) else c for at, c in enumerate(rest))
    if window is None or len(content_words(bare)) > _OTHER_WORDS:
        return None
    start, end = window
    return TimeAsked(
        start=start,
        end=end,
        tag=tags[0] if tags else "",
        work=_DONE.match(text) is not None,
        is_instant=end - start < timedelta(minutes=1),
    )


def _window(points: Sequence[Point], year: int | None) -> tuple[datetime, datetime] | None:
    """A day, a time of it, a month, or from one day to another; None for anything else."""
    first = points[0]
    if any(point.atom is not None for point in points) or len(points) > 2:
        return None
    end = points[1] if len(points) == 2 and first.last is None else first
    if len(points) == 2 and (end is first or end.last is not None or first.clocks or end.clocks):
        return None
    start_day, end_day = first.day, end.last or end.day
    if start_day is None or end_day is None:
        return None
    low = _edges(start_day, start_day.year or end_day.year or year)
    high = _edges(end_day, end_day.year or year)
    if low is None or high is None or high[1] < low[0] or (high[1] - low[0]).days > _MOST_DAYS:
        return None
    if not first.clocks:
        return low[0], high[1]
    if start_day.day is None or first.last is not None:
        return None
    ends = [datetime.combine(low[0], clock) for clock in first.clocks]
    return min(ends), max(ends) + timedelta(seconds=59)


def _edges(day: Day, year: int | None) -> tuple[datetime, datetime] | None:
    """First and last minute of a day or a month of a year."""
    if year is None or day.month is None:
        return None
    last = day.day or monthrange(year, day.month)[1]
    try:
        return datetime(year, day.month, day.day or 1), datetime(year, day.month, last, 23, 59, 59)
    except ValueError:
        return None


def _told(rows: Touched, start: datetime, end: datetime, language: Language) -> Evidence:
    told = rows.told(language)
    return rows.evidence(
        say.recorded(language, told, rows.total, start, end, rows.source), language
    )  # fmt: skip
