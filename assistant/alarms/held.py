"""The alarms that a question is about: its journal, the alarms it names, their time and priority.

Knows journals that were read; computes no figure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from assistant.alarms.levels import levels_asked, without_levels
from assistant.alarms.occurrences import Alarm, Alarms
from assistant.alarms.priorities import matching, priority_asked
from assistant.alarms.restricted import holding
from assistant.alarms.when import Window, window_of
from assistant.experts.tables.words import name_words, squash
from assistant.words import fold
from retrieval.identifiers import find
from retrieval.records import Language

_MARK = "@"
_MOST_AREAS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A journal as far as a question is about it.

    Attributes:
        names: Alarms that are named, as the journal writes them.
        things: Tags that are no alarm's, which messages name: those of machines.
        text: The question with ``@`` in the place of both.
        chosen: The alarms of the time, the priority, the area and the names that are asked for.
        window: The time asked for, cut to what the journal covers; None where none is named.
        outside: True where a time is named of which the journal holds nothing.
        priority: As it was asked for; empty where by none.
        words: What messages must hold beside; see ``restricted``.
        unknown_priority: True where the journal's priorities do not tell which is meant.
    """

    alarms: Alarms
    language: Language
    names: tuple[str, ...]
    things: tuple[str, ...]
    text: str
    chosen: Sequence[Alarm]
    window: Window | None
    outside: bool
    priority: str
    unknown_priority: bool
    area: str
    words: tuple[str, ...] = ()

    @property
    def start(self) -> datetime:
        """First moment of the time that is told."""
        return max(self.window.start, self.alarms.start) if self.window is not None else self.alarms.start

    @property
    def end(self) -> datetime:
        """Last moment of the time that is told."""
        return min(self.window.end, self.alarms.end) if self.window is not None else self.alarms.end

    def of_names(self, alarms: Sequence[Alarm]) -> list[Alarm]:
        """Those that are named; all where none is."""
        named = [a for a in alarms if _is_named(a, self.names, self.things)]
        return holding(self.words, named, self.language) if self.words else named

    def restricted(self, words: tuple[str, ...]) -> Held:
        """The same of the alarms whose messages hold some words."""
        return replace(self, words=words, chosen=holding(words, self.chosen, self.language))


def held_of(
    alarms: Alarms,
    text: str,
    language: Language,
    today: date,
    hours: Mapping[str, tuple[float, float]] = MappingProxyType({}),
) -> Held:
    """What a question is about in a journal.

    Args:
        hours: Those of the plant's shifts, by part of the day, as far as it states them.
    """
    names, things, marked = _named(alarms, text)
    window = window_of(marked, language, alarms.start, alarms.end, today, hours)
    outside = window is not None and (window.end <= alarms.start or window.start > alarms.end)
    asked = priority_asked(marked)
    values = {one.priority for one in alarms.found}
    allowed = matching(asked, values) if asked else frozenset(values)
    area = _area(alarms, text)
    if area:  # ``U100`` is no tag of a machine then
        marked = re.sub(rf"(?<!\w){re.escape(area)}(?!\w)", " ", marked, flags=re.IGNORECASE)
    levels = levels_asked(marked) if names or things else frozenset()
    levels &= {one.level for one in alarms.found if _is_named(one, names, things)}
    if levels:
        marked = without_levels(marked)
    chosen = [
        one
        for one in alarms.found
        if (window is None or window.start <= one.at < window.end)
        and one.priority in allowed
        and (not area or one.area == area)
        and (not levels or one.level in levels)
        and _is_named(one, names, things)
    ]
    return Held(
        alarms=alarms,
        language=language,
        names=names,
        things=things,
        text=marked,
        chosen=chosen,
        window=window,
        outside=outside,
        priority=asked,
        unknown_priority=bool(asked) and not allowed,
        area=area,
    )


def best_of(held: Sequence[Held], text: str) -> Held:
    """The journal that a question is about: with what it names, of its time, called as it says, the "
    "longest."""
    asked = set(name_words(text))
    return max(
        held,
        key=lambda one: (
            len(one.names) + len(one.things),
            not one.outside,
            not one.unknown_priority,
            bool(one.area),
            len(asked & set(one.alarms.journal.schema.words)),
            len(one.alarms.found),
        ),
    )


def marked_tags(text: str) -> tuple[str, int]:
    """A question with ``@`` for every tag in it, and how many there are: before a journal is read."""
    spans = sorted({(item.start, item.end) for item in find(text) if item.kind == "tag"}, reverse=True)
    for start, end in spans:
        text = f"{text[:start]}{_MARK}{text[end:]}"
    return text, len(spans)


def _is_named(one: Alarm, names: Sequence[str], things: Sequence[str]) -> bool:
    if not names and not things:
        return True
    return one.tag in names or any(squash(thing) in squash(one.text) for thing in things)


def _named(alarms: Alarms, text: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Alarms and machines that a question names, and the question with ``@`` for them."""
    known = {squash(tag): tag for tag in {one.tag for one in alarms.found}}
    names: list[str] = []
    marked = text
    for word in sorted(set(re.findall(r"[\w./:-]*\w", text)), key=len, reverse=True):
        tag = known.get(squash(word))
        if tag is not None and (any(c.isdigit() for c in word) or word == tag):
            names.append(tag)
            marked = re.sub(rf"(?<![\w-]){re.escape(word)}(?![\w-])", _MARK, marked)
    things: list[str] = []
    messages = {one.text for one in alarms.found}
    spans = sorted(
        {(item.start, item.end, item.value) for item in find(marked) if item.kind == "tag"}, reverse=True
    )
    for start, end, value in spans:
        if any(squash(value) in squash(message) for message in messages):
            things.append(value)
            marked = f"{marked[:start]}{_MARK}{marked[end:]}"
    return tuple(dict.fromkeys(names)), tuple(dict.fromkeys(things)), marked


def _area(alarms: Alarms, text: str) -> str:
    """The area that a question restricts itself to; empty where to none."""
    folded = fold(text)
    areas = {one.area for one in alarms.found if one.area}
    if len(areas) > _MOST_AREAS:
        return ""
    return next(
        (
            a
            for a in sorted(areas, key=len, reverse=True)
            if re.search(rf"(?<!\w){re.escape(fold(a))}(?!\w)", folded)
        ),
        "",
    )


def whole_days(held: Held) -> tuple[datetime, datetime]:
    """The time that is told, from its first to behind its last day where it is all of the journal."""
    if held.window is not None:
        return held.window.start, held.window.end
    low = held.alarms.start.replace(hour=0, minute=0, second=0, microsecond=0)
    high = held.alarms.end.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return low, high
