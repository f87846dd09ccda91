"""When something happened, as a document says it. Knows passages and dates, no question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.experts.series.times import Point, read_times
from assistant.experts.series.tokens import fold
from assistant.sentences import passage_spans
from assistant.words import stem
from retrieval.identifiers import find, find_tags
from retrieval.records import Chunk, Language

_LEAST = 0.5
"""Share of the event's words that a sentence must hold."""

_MONTH_FIRST = re.compile(r"(?<![\d/.-])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{2,4}")
_PART = re.compile(r"(?:[^,;]|,(?=\d))+")
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
    for words in ([w.own for w in event], [w.alike for w in event]):
        likely = _likely(passages, words)
        votes = Counter(dated.moment for dated in likely).most_common(2)
        if votes and (len(votes) == 1 or votes[0][1] > votes[1][1]):
            return next(dated for dated in likely if dated.moment == votes[0][0])
    return None


def events_in(passages: Sequence[Chunk], event: Sequence[EventWord]) -> list[Dated]:
    """All moments at which the sentences that tell an event best say that it was, each once."""
    likely = _likely(passages, [w.alike for w in event]) if event else []
    return list({dated.moment: dated for dated in reversed(likely)}.values())[::-1]


def is_about(piece: str, tag: str, event: Sequence[EventWord]) -> bool:
    """True where a sentence or row says all words of an event of a tag.

    In a row they are said of it where the cell that holds them names the tag or none; in a sentence where no
    other tag stands nearer to them between two commas, or before them where none stands there.
    """
    words = frozenset().union(*(word.alike for word in event))
    if tag not in find_tags(piece) or not all(_places(piece, word.alike) for word in event):
        return False
    if " | " in piece:
        return any(_nearest(cell, words) in (tag, "") for cell in piece.split(" | ") if _places(cell, words))
    parts = [part for part in _PART.findall(piece) if _places(part, words)]
    own = [nearest for part in parts if (nearest := _nearest(part, words))]
    before = piece[: _places(piece, words)[0][0]]
    return tag in own if own else _nearest(piece, words) == tag and tag in find_tags(before)


def only_about(chunk: Chunk, tag: str, event: Sequence[EventWord]) -> Chunk:
    """A passage with blanks in the place of all that does not say an event of a tag.

    Under a heading that names the tag, a sentence that names none is about it.
    """
    titled = any(tag in find_tags(heading) for heading in chunk.headings)
    kept = list(chunk.text)
    for start, end in passage_spans(chunk.text):
        piece = chunk.text[start:end]
        alone = titled and not find_tags(piece) and all(_places(piece, word.alike) for word in event)
        if not (alone or is_about(piece, tag, event)):
            kept[start:end] = " " * (end - start)
    return replace(chunk, text="".join(kept))


def _nearest(text: str, words: frozenset[str]) -> str:
    """The tag that stands nearest to some words; empty where there is no tag."""
    tags = [item for item in find(text) if item.kind == "tag"]
    places = _places(text, words)
    if not tags or not places:
        return ""
    return min(
        tags, key=lambda tag: min(max(start - tag.end, tag.start - end) for start, end in places)
    ).value


def _places(text: str, words: frozenset[str]) -> list[tuple[int, int]]:
    return [
        match.span()
        for match in _WORD.finditer(text)
        if words & {stem(match[0].lower(), language) for language in _LANGUAGES}
    ]


def _likely(passages: Sequence[Chunk], event: Sequence[frozenset[str]]) -> list[Dated]:
    """What the sentences with most of the event's words say; those with a time of day, where some have."""
    month_first = any(_MONTH_FIRST.search(chunk.text) for chunk in passages)
    found = [
        (share, dated) for chunk in passages for share, dated in _dated(chunk, event, month_first=month_first)
    ]
    found = [item for item in found if item[1].has_clock] or found
    best = max((share for share, _ in found), default=0.0)
    return [dated for share, dated in found if share >= best] if best >= _LEAST else []


def _dated(
    chunk: Chunk, event: Sequence[frozenset[str]], *, month_first: bool
) -> Iterator[tuple[float, Dated]]:
    """Each sentence or row that holds a moment and words of the event, with the share of these."""
    for start, end in passage_spans(chunk.text):
        piece = chunk.text[start:end]
        every = read_times(fold(piece)).points
        points = [point for point in every if _is_moment(point)]
        if not points:
            continue
        held, last = _held(piece, event)
        if not held:
            continue
        after = [point for point in points if point.start >= last]
        nearest = (after or points)[0]
        clock = next((p for p in every if p.start >= last and _is_clock(p)), None)
        if clock is not None and not (after and after[0].start < clock.start):
            nearest = replace(nearest, clocks=clock.clocks)
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


def _is_clock(point: Point) -> bool:
    """True for a time of day alone: ``started on 3 May, stopped at 14:10``."""
    return point.day is None and point.atom is None and len(point.clocks) == 1


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
