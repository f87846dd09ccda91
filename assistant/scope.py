"""What users write to restrict a question, as a scope. Knows dates in ISO 8601, no store."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time

from assistant.errors import BadScope
from ingest.storable import storable_text
from retrieval.identifiers import find_names, find_tags
from retrieval.records import Language, Scope

LANGUAGES: tuple[Language, ...] = ("en", "fr")

_MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


def parse_scope(
    *,
    equipment: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    sources: Sequence[str] = (),
    language: str | None = None,
    revision: str | None = None,
) -> Scope:
    """The scope of a question from words; commas separate several tags.

    Args:
        since, until: A year, a month, a day or a time in ISO 8601, both included. An offset is
            dropped: times are the plant's own.

    Raises:
        BadScope: A date or language is none, or the period is empty.
    """
    begin = None if not since else parse_time(since, end=False)
    finish = None if not until else parse_time(until, end=True)
    if begin and finish and begin > finish:
        raise BadScope(f"the period is empty: it begins on {since} and ends on {until}")
    if language and language not in LANGUAGES:
        raise BadScope(f"unknown language {language!r}: give one of {', '.join(LANGUAGES)}")
    return Scope(
        equipment=_clean(tag for text in equipment for tag in text.split(",")),
        since=begin,
        until=finish,
        sources=_clean(sources),
        languages=(language,) if language else (),
        revision=(revision or "").strip() or None,
    )


def naming_equipment(text: str, scope: Scope, *, language: Language) -> str:
    """A question that names the scope's equipment; unchanged where it names some itself.

    What computes reads tags in the question: "vibration limit?" of one pump has the limit of its class.
    """
    if not scope.equipment or find_tags(text) or find_names(text):
        return text
    french = language == "fr"
    tags = (" et " if french else " and ").join(scope.equipment)
    return f"{text.rstrip('?!. ')} {'pour' if french else 'for'} {tags}{' ?' if french else '?'}"


def parse_time(text: str, *, end: bool) -> datetime:
    """A moment; the first of a year, month or day, or the last where ``end`` is set.

    Raises:
        BadScope: The text is no date.
    """
    clean = text.strip()
    month = _MONTH.fullmatch(clean)
    try:
        if month:
            year, number = int(month[1]), int(month[2] or (12 if end else 1))
            day = calendar.monthrange(year, number)[1] if end else 1
            clean = f"{year:04}-{number:02}-{day:02}"
        moment = datetime.fromisoformat(clean).replace(tzinfo=None)
    except ValueError as error:
        raise BadScope(f"{text!r} is no date: write it as 2024-06-30 or 2024-06-30T14:00") from error
    return datetime.combine(moment, time.max) if end and len(clean) <= 10 else moment


def _clean(words: Iterable[str]) -> tuple[str, ...]:
    clean = (storable_text(word).strip() for word in words)
    return tuple(word for word in clean if word)
