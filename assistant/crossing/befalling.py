"""What befell equipment, as a question names it: a tag, words of an event, a time. Knows no source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.crossing.events import EventWord
from assistant.experts.series.times import Point, read_times
from assistant.experts.text.glossary import glossary
from assistant.words import content_words, fold, stem, word_set
from retrieval.identifiers import find, find_tags
from retrieval.records import Language

_LANGUAGES: tuple[Language, ...] = ("en", "fr")


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """Stems of words, by the rules of either language."""
    return frozenset(stem(word, language) for word in words for language in _LANGUAGES)


_BEFELL = stems_of(
    word_set(
        """trip tripped fail failed break broke broken stop stopped leak leaked seize seized jam jammed burst
    overheat overheated explode restart restarted shut down déclenché déclencher arrêté arrêtée arrêter
    s'arrêter panne lâché cassé cassée fui grippé grippée bloqué bloquée redémarré redémarrée"""
    )
)
_OTHERWISE = stems_of(
    word_set(
        """order orders wo wos ot ordre ordres bon alarm alarms alarme alarmes alert alerte value setting
    reach reached reaches atteint atteinte exceed exceeded dépassé above below rise rose report rapport
    calibration étalonnage calibrated étalonné cleaned nettoyé first last latest previous next dernière
    dernier première premier often fois"""
    )
)
_POINTING = word_set(
    """describe described state stated mention mentioned record recorded report reported accord according
    given named cited document rapport décrit décrite mentionné mentionnée indiqué cité selon"""
)
_BACK = re.compile(r"\b(?:back (?:in|to) (?:service|operation|standby)|remise? en service)\b", re.IGNORECASE)
_TRIP = stems_of(word_set("trip tripped déclenché déclencher déclenchement"))
"""A trip is a stop, but not every stop is a trip."""

_ALARM = stems_of(word_set("alarm alarms alarme alarmes alm"))
_RETURN = stems_of(word_set("back remis remise"))
_BACK_WORDS = _RETURN | stems_of(word_set("service operation standby"))
_START = stems_of(word_set("start started démarré démarrée démarrer"))
"""Asked for where nothing else is: ``when did it start to leak`` is asked otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventAsked:
    """An event that a question names.

    Attributes:
        tag: What it befell.
        event: The words that say what it was; all of them must be said.
        words: These and what else describes it.
        days: Days, months or years in which it was, as the question says them; any time where empty.
    """

    tag: str
    event: tuple[EventWord, ...]
    words: tuple[EventWord, ...]
    days: tuple[Point, ...] = ()

    @property
    def is_start(self) -> bool:
        """True where nothing but a start is asked for."""
        return any(word.own & _START for word in self.event)

    def was(self, moment: datetime) -> bool:
        """True where the moment is in the time that the question says."""
        days = [point.day for point in self.days if point.day is not None]
        return all(
            (day.year or moment.year, day.month or moment.month, day.day or moment.day)
            == (moment.year, moment.month, moment.day)
            for day in days
        )


def read_event(text: str) -> EventAsked | None:
    """The event that befell one tag; None where a text names none, or several tags."""
    tags = find_tags(text)
    if len(tags) != 1 or stems_of(content_words(text)) & _OTHERWISE:
        return None
    bare, days = _without_days(text)
    words = _words(bare, tags[0])
    event = [word for word in words if word.own & (_BACK_WORDS if _BACK.search(bare) else _BEFELL)]
    if not event and len(words) == 1 and words[0].own & _START:
        event = words
    if not event:
        return None
    return EventAsked(tag=tags[0], event=tuple(event), words=tuple(words), days=days)


def any_event(text: str) -> EventAsked | None:
    """What befell one tag in any words, all of which must be said of it; None where a text has none."""
    tags = find_tags(text)
    bare, days = _without_days(text)
    words = tuple(_words(bare, tags[0])) if len(tags) == 1 else ()
    return EventAsked(tag=tags[0], event=words, words=words, days=days) if words else None


def _without_days(text: str) -> tuple[str, tuple[Point, ...]]:
    """A text without the times that it says, and those of them that have a day."""
    folded = fold(text)
    times = read_times(folded)
    bare = text
    for start, end in reversed(times.spans if len(folded) == len(text) else ()):
        bare = f"{bare[:start]} {bare[end:]}"
    return bare, tuple(point for point in times.points if point.day is not None)


def _words(bare: str, tag: str) -> list[EventWord]:
    return [_word(word) for word in event_words(bare, frozenset(re.findall(r"\w+", fold(tag))))]


def event_words(words: str, naming: frozenset[str]) -> list[EventWord]:
    """The words that tell what happened; those that name the document left out."""
    found: list[EventWord] = []
    named = {
        part for item in find(words) if item.kind != "tag" for part in re.findall(r"\w+", fold(item.value))
    }
    for word in content_words(words):
        own = frozenset({stem(word, "en"), stem(word, "fr")})
        if fold(word) in named | naming or word in _POINTING or own & naming:
            continue
        alike = {e[0] for s in own for e in glossary().same.get((s,), ()) if len(e) == 1}
        found.append(EventWord(own, own | alike))
    return found


def _word(word: EventWord) -> EventWord:
    """A word of the event with those that mean the same: a mere stop does not say that something tripped."""
    for family in (_TRIP, _RETURN, _ALARM):
        if word.own & family:
            return EventWord(word.own, word.own | family)
    return word


def is_befalling(words: Iterable[EventWord]) -> bool:
    """True where a word says that something befell equipment, and not that work was done on it."""
    return any(word.own & _BEFELL for word in words)


def share_of(text: str, words: Sequence[EventWord]) -> float:
    """How many of the event's words a text holds, or words that mean the same."""
    held = stems_of(content_words(text))
    return sum(bool(word.alike & held) for word in words) / len(words)
