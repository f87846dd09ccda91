"""The day that a line of a log or diary stands under. Knows days and line breaks, no question.

A shift log writes the day once (``11/11 06:00 early``) and clocks below it; a journal writes both on each
line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.moments import find_moments

_OPENS = re.compile(r"^\W{0,3}(?P<one>\d{1,2})[/.](?P<two>\d{1,2})(?=\s)", re.MULTILINE)
"""``09/11 03:22`` at the head of a line, as diaries write a day of their own year."""


def days_in(text: str) -> frozenset[str]:
    """The days of a text without their years; both readings of a day that may be a month."""
    words = {word for moment in find_moments(text) for word in moment.words if word.startswith("=-")}
    for match in _OPENS.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        words |= {f"=-{m:02d}-{d:02d}" for m, d in ((one, two), (two, one)) if 1 <= m <= 12 and 1 <= d <= 31}
    return frozenset(words)


def opens_with(line: str, day: date, *, language: str | None) -> bool:
    """True for a line that opens with a day and month; the month may come first where it is not French."""
    match = _OPENS.match(line)
    if match is None:
        return False
    written = (int(match["one"]), int(match["two"]))
    return written == (day.day, day.month) or (language == "en" and written == (day.month, day.day))


def day_of(candidate: Candidate) -> frozenset[str]:
    """The day that a candidate names, or that stands last above it in its passage; none where none does."""
    own = days_in(candidate.text)
    if own:
        return own
    above = candidate.hit.chunk.text[: candidate.start]
    for line in reversed(above.split("\n")):
        if found := days_in(line):
            return found
    return days_in(" ".join(candidate.hit.chunk.headings))


def is_of_day(candidate: Candidate, asked: frozenset[str], sources: frozenset[str]) -> bool:
    """True for what stands under a day asked for, or under none in a document that speaks of it."""
    stands_under = day_of(candidate)
    return bool(stands_under & asked) if stands_under else candidate.hit.chunk.source in sources


def sources_of_day(pool: Sequence[Candidate], asked: frozenset[str]) -> frozenset[str]:
    """The documents of which a passage names a day asked for."""
    return frozenset(c.hit.chunk.source for c in pool if asked & days_in(c.hit.chunk.text))
