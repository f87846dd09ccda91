"""When work was last done, is planned or comes again, as sentences on a tag say it. Knows no rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.crossing import say, say_due
from assistant.crossing.sources import Library
from assistant.experts.series.times import read_times
from assistant.experts.text.evidence import from_chunks
from assistant.intervals import Interval, interval_in
from assistant.records import Evidence
from assistant.sentences import passage_spans
from assistant.upcoming import tells_upcoming
from assistant.words import content_words, fold, stem
from retrieval.identifiers import find_tags
from retrieval.records import Chunk, Language, Scope

_DONE = re.compile(
    r"\b(?:last|latest|was|were|done|carried out|completed|overhauled|calibrated|inspected"
    r"|derni\w+|ete|effectue\w*|realise\w*)\b"
)
_MENTIONS = 300


@dataclass(frozen=True, slots=True)
class _Sentence:
    chunk: Chunk
    start: int
    quote: str
    day: date | None
    interval: Interval | None
    ahead: bool


def due_in_texts(
    tag: str,
    work: str,
    activity: Sequence[frozenset[str]],
    library: Library,
    scope: Scope,
    today: date,
    language: Language,
) -> tuple[Evidence, ...]:
    """The next date that documents give, or the last one with their interval; none where neither stands."""
    said = [
        one
        for chunk in library.chunks_mentioning(tag, scope=scope, limit=_MENTIONS)
        if chunk.kind == "text"
        for one in _sentences(chunk, tag, activity)
    ]
    done = max((s for s in said if s.day and not s.ahead), key=lambda s: s.day or date.min, default=None)
    since = done.day if done is not None and done.day is not None else date.min
    ahead = max(
        (s for s in said if s.day and s.ahead and s.day > since),
        key=lambda s: s.day or date.min,
        default=None,
    )
    if ahead is not None and ahead.day is not None:
        return (_evidence(ahead, tag, work, ahead.day, today, language),)
    often = next((s for s in said if s.interval is not None), None)
    if done is None or done.day is None:
        return ()
    if often is None or often.interval is None:
        why = say_due.written(language, done.quote, say.file_name(done.chunk.source))
        return (_cited(done, say_due.no_next(language, tag, work, why)),)
    first = _evidence(done, tag, work, often.interval.after(done.day), today, language)
    if often is done:
        return (first,)
    return (first, _cited(often, say.event_of(language, often.quote, often.chunk.source)))


def _sentences(chunk: Chunk, tag: str, activity: Sequence[frozenset[str]]) -> list[_Sentence]:
    titled = any(tag in find_tags(heading) for heading in chunk.headings)
    found: list[_Sentence] = []
    for start, end in passage_spans(chunk.text):
        piece = chunk.text[start:end]
        tags = find_tags(piece)
        if not (tag in tags or (titled and not tags)):
            continue
        words = content_words(piece)
        held = {s for word in words for s in (stem(word, "en"), stem(word, "fr"), stem(fold(word), "fr"))}
        if not all(one & held for one in activity):
            continue
        days = [
            date(p.day.year, p.day.month, p.day.day)
            for p in read_times(fold(piece)).points
            if p.day is not None and p.day.year and p.day.month and p.day.day and p.last is None
        ]
        ahead = tells_upcoming(piece) and not _DONE.search(fold(piece))
        if (days and (ahead or _DONE.search(fold(piece)))) or interval_in(piece):
            day = days[0] if len(days) == 1 else None
            found.append(_Sentence(chunk, start, piece, day, interval_in(piece), ahead))
    return found


def _evidence(one: _Sentence, tag: str, work: str, at: date, today: date, language: Language) -> Evidence:
    why = say_due.written(language, one.quote.rstrip(" .;"), say.file_name(one.chunk.source))
    return _cited(one, say_due.due(language, tag, work, at, today, why))


def _cited(one: _Sentence, text: str) -> Evidence:
    found = from_chunks(
        (one.chunk,),
        quote=one.quote,
        label=one.chunk.label,
        score=0.9,
        span=(one.start, one.start + len(one.quote)),
    )
    return replace(found, statement=text)
