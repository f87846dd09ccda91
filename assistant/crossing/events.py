"""When something happened, as a document says it. Knows passages and dates, no question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.experts.series.times import Point, read_times
from assistant.experts.series.tokens import fold
from assistant.sentences import passage_spans
from assistant.words import stem
from retrieval.records import Chunk, Language

_LEAST = 0.5
"""Share of the event's words that a sentence must hold."""

_MONTH_FIRST = re.compile(r"(?<![\d/.-])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{2,4}")
_WORD = re.compile(r"[^\W_]+")
_LANGUAGES: tuple[Language, ...] = ("en", "fr")


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment that a document states.

    Attributes:
        has_clock: False where it gives the day alone.
        quote: Exact words that hold it.
    """

    moment: datetime
    has_clock: bool
    chunk: Chunk
    quote: str
    start: int


@dataclass(frozen=True, slots=True)
class EventWord:
    """A word that names an event: its own stems, and those of words that mean the same in either language."""

    own: frozenset[str]
    alike: frozenset[str]


def event_in(passages: Sequence[Chunk], event: Sequence[EventWord]) -> Dated | None:
    """The moment of an event; None where no sentence tells it, or sentences disagree.

    Words that mean the same count where the document has not the words themselves.

    Args:
        passages: Of one document, in order.
        event: The words that name the event.
    """
    if not event:
        return None
    return _told(passages, [w.own for w in event]) or _told(passages, [w.alike for w in event])


def _told(passages: Sequence[Chunk], event: Sequence[frozenset[str]]) -> Dated | None:
    month_first = any(_MONTH_FIRST.search(chunk.text) for chunk in passages)
    found = [
        (share, dated) for chunk in passages for share, dated in _dated(chunk, event, month_first=month_first)
    ]
    found = [item for item in found if item[1].has_clock] or found
    best = max((share for share, _ in found), default=0.0)
    if best < _LEAST:
        return None
    likely = [dated for share, dated in found if share >= best]
    votes = Counter(dated.moment for dated in likely).most_common(2)
    if len(votes) > 1 and votes[0][1] == votes[1][1]:
        return None
    return next(dated for dated in likely if dated.moment == votes[0][0])


def _dated(
    chunk: Chunk, event: Sequence[frozenset[str]], *, month_first: bool
) -> Iterator[tuple[float, Dated]]:
    """Each sentence or row that holds a moment and words of the event, with the share of these."""
    for start, end in passage_spans(chunk.text):
        piece = chunk.text[start:end]
        points = [point for point in read_times(fold(piece)).points if _is_moment(point)]
        if not points:
            continue
        held, last = _held(piece, event)
        if not held:
            continue
        after = [point for point in points if point.start >= last]
        nearest = (after or points)[0]
        moment = _moment(nearest, month_first=month_first)
        if moment is not None:
            yield (
                len(held) / len(event),
                Dated(moment, bool(nearest.clocks), chunk, piece, start),
            )


def _held(piece: str, event: Sequence[frozenset[str]]) -> tuple[set[int], int]:
    """Words of the event that a piece holds, and the end of the last of them."""
    held: set[int] = set()
    last = 0
    for match in _WORD.finditer(piece):
        stems = {stem(match[0].lower(), language) for language in _LANGUAGES}
        here = {at for at, word in enumerate(event) if stems & word}
        if here:
            held |= here
            last = match.end()
    return held, last


def _is_moment(point: Point) -> bool:
    day = point.day
    whole = day is not None and day.year is not None and day.month is not None and day.day is not None
    return whole and point.last is None and point.atom is None and len(point.clocks) <= 1


def _moment(point: Point, *, month_first: bool) -> datetime | None:
    day = point.day
    if day is None or day.year is None or day.month is None or day.day is None:
        return None
    month, number = day.swapped if month_first and day.swapped else (day.month, day.day)
    clock = point.clocks[0] if point.clocks else None
    try:
        return datetime(
            day.year, month, number, clock.hour if clock else 0, clock.minute if clock else 0,
            clock.second if clock else 0,
        )  # fmt: skip
    except ValueError:
        return None
