"""What came next in a log of events, or before, and how long after: "next point in the SIS log after P-1?".

The event that is pointed at is found by its tag and the words of its line; where none is, the question is
left to others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta

from assistant.alarms import asked_words as w
from assistant.alarms.say import clock, named, one_of
from assistant.alarms.sequence import Event, events_of, is_sequence, meant
from assistant.crossing.bridge import Bridge
from assistant.experts.tables.cited_rows import cited_rows
from assistant.experts.tables.figures import number
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import TableSchema
from assistant.records import Evidence, Question
from assistant.words import fold, has_phrase
from retrieval.records import Language, Scope

RowsOf = Callable[[Callable[[TableSchema], bool], Scope], Sequence[KeyedRow]]

_LOG = (
    r"soe|sequences? of events|sequence|sis|event log|events? (?:list|record\w*)|log of events|events|"
    r"(?:journal|liste|log) (?:des? |d')evenements|evenements?|event"
)
_ONE = (
    r"point|event|signal|evenement|entry|line|thing|came|comes|happened|occurred|up|vient|venu|arrive|"
    r"quoi"
)
_AFTER = re.compile(
    r"\b(?:(?:right |just |immediately |directly |juste )?(?:after|following|apres|suivant|suite a))\b"
)
_BEFORE = re.compile(
    r"\b(?:(?:right |just |immediately |juste )?(?:before|prior to|preceding|ahead of|avant|precedant))\b"
)
_NEXT = (
    r"next|first|last|which|what|following|prochain\w*|premiere?|suivante?|quel(?:le)?|dernier\w*|"
    r"qu'est|quoi"
)
_MANY = re.compile(
    r"\b(?:events|points|signals|evenements|all|list|tous|toutes|alarms|alarmes)\b(?! (?:log|list|of|in|"
    r"des|de))"
)
_LENGTH = re.compile(r"\b\d+ ?(?:s|sec\w*|min\w*|h|hours?|heures?|ms)\b")
_BETWEEN = re.compile(
    r"\b(?:how (?:long|much time|many (?:milli)?seconds)|time|delay|interval|combien de (?:temps|"
    r"secondes)|temps|delai|duree)\b"
    r".*?\b(?:(?:between|entre)\s+(?P<a>.+?)\s+(?:and|et)\s+(?P<b>.+)|(?:from)\s+(?P<c>.+?)\s+(?:to|"
    r"until|till)\s+(?P<d>.+))"
)
_ENDS = re.compile(
    r"[,;?!.](?=\s|$)|\b(?:which|what|in the (?:sis|soe|event|sequence)\b.*|(?:on|in|of) the (?:log|"
    r"trip)\b.*|"
    r"dans l[ae] (?:journal|log|sequence|liste)\b.*|in (?:seconds|ms)|en secondes|quel(?:le)?|lequel)\b"
)


class EventSequence:
    """Tells neighbours and distances of events.

    Args:
        rows_of: Reads logs.
    """

    def __init__(self, *, rows_of: RowsOf) -> None:
        self._rows_of = rows_of

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The next or last event, or the time between two; None where none is asked for or no log has it."""
        text = " ".join(question.text.replace("’", "'").split())
        plain = fold(text)
        if len(plain) != len(text):
            text = plain
        between = _BETWEEN.search(plain)
        pointed = _pointed(text, plain)
        if between is None and pointed is None:
            return None
        logs = events_of(self._rows_of(is_sequence, scope))
        if between is not None:
            parts = (text[slice(*between.span(name))] for name in ("a", "b", "c", "d") if between[name])
            one, other = (_phrase(part) for part in parts)
            found = (_between(one, other, log, question.language) for log in logs)
            return next((bridge for bridge in found if bridge is not None), None)
        assert pointed is not None
        phrase, after = pointed
        found = (_neighbour(phrase, plain, log, question.language, after=after) for log in logs)
        return next((bridge for bridge in found if bridge is not None), None)


def _pointed(text: str, plain: str) -> tuple[str, bool] | None:
    """The words of the event that is pointed at, and whether what came after it is asked for."""
    if not has_phrase(f"{_LOG}|{_ONE}", plain) or not has_phrase(_NEXT, plain) or _LENGTH.search(plain):
        return None
    if has_phrase(w.ALARM, plain) and not has_phrase(_LOG, plain):
        return None
    after, before = _AFTER.search(plain), _BEFORE.search(plain)
    way = after or before
    if way is None or (after and before) or _MANY.search(plain[: way.start()]):
        return None
    return _phrase(text[way.end() :]), after is not None


def _phrase(text: str) -> str:
    end = _ENDS.search(fold(text))
    return (text[: end.start()] if end else text).strip()


def _neighbour(
    phrase: str, plain: str, log: Sequence[Event], language: Language, *, after: bool
) -> Bridge | None:
    found = meant(phrase, log)
    if not found:
        return None
    event = found[0]
    at = next(n for n, one in enumerate(log) if one is event)
    rest = log[at + 1 :] if after else log[:at][::-1]
    if after and re.search(r"\bc[ao]mes? on\b|\bwent on\b", plain.replace(fold(phrase), " ")):
        rest = [one for one in rest if not re.match(r"(?i)off|0|normal|rtn|reset", one.state)]
    about = _about(event, language)
    if not rest:
        none = one_of(
            language,
            f"{about} is the {'last' if after else 'first'} event of the log.",
            f"{about} est le {'dernier' if after else 'premier'} événement du journal.",
        )
        return Bridge(reasons=(_evidence([event], none),))
    other = rest[0]
    apart = _apart(abs(other.at - event.at), language)
    told = (
        one_of(
            language,
            f"Next after {about} came {_about(other, language)}, {apart} later.",
            f"Juste après {about} vient {_about(other, language)}, {apart} plus tard.",
        )
        if after
        else one_of(
            language,
            f"Just before {about} came {_about(other, language)}, {apart} earlier.",
            f"Juste avant {about} vient {_about(other, language)}, {apart} plus tôt.",
        )
    )
    if len(found) > 1:
        told += one_of(
            language,
            f" The first of {len(found)} events that fit is taken.",
            f" Le premier de {len(found)} événements possibles est pris.",
        )
    return Bridge(reasons=(_evidence(sorted([event, other], key=lambda one: one.at), told),))


def _between(one: str, other: str, log: Sequence[Event], language: Language) -> Bridge | None:
    firsts, seconds = meant(one, log), meant(other, log)
    if not firsts or not seconds:
        return None
    first = firsts[0]
    second = next((event for event in seconds if event.at >= first.at and event is not first), seconds[0])
    if second is first:
        return None
    early, late = sorted((first, second), key=lambda event: event.at)
    apart = _apart(late.at - early.at, language)
    told = one_of(
        language,
        f"{apart} from {_about(early, language)} to {_about(late, language)}.",
        f"{apart} de {_about(early, language)} à {_about(late, language)}.",
    )
    return Bridge(reasons=(_evidence([early, late], told),))


def _about(event: Event, language: Language) -> str:
    told = ", ".join(part for part in (event.text, event.state) if part)
    return f"{named(event.tag, told)} {one_of(language, 'at', 'à')} {clock(event.at)}"


def _apart(length: timedelta, language: Language) -> str:
    seconds = length.total_seconds()
    told = f"{number(round(seconds, 3), language)} s"
    if seconds < 120:
        return told
    return f"{int(seconds // 60)} min {number(round(seconds % 60, 1), language)} s ({told})"


def _evidence(events: Sequence[Event], statement: str) -> Evidence:
    schema = events[0].row.schema
    return cited_rows(schema, [event.row for event in events], schema.columns, statement)
