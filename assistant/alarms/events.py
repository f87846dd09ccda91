"""What came before or after an alarm, a trip or a moment. Knows alarms; words are ``say``'s."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from assistant.alarms import asked_words as w
from assistant.alarms import evidence as shown
from assistant.alarms import say, say_more
from assistant.alarms.asked import Asked
from assistant.alarms.held import Held
from assistant.alarms.occurrences import Alarm
from assistant.alarms.told import Told
from assistant.alarms.when import clock_in
from assistant.records import Question
from assistant.words import fold

_TRIPS = re.compile(
    r"\b(?:trip(?:s|ped)?|shut ?down|esd|declench\w*|arret d'urgence|mise en securite|tres haute?|"
    r"tres bas(?:se)?|"
    r"high high|low low)\b"
)
_TRIP_TAG = re.compile(r"^[A-Z]{1,4}(?:HH|LL)[-_ ]?\d|^(?:XS|ZS|US|HS)?TRIP", re.IGNORECASE)


class Around:
    """What came in the minutes before or after an event.

    Args:
        others: How many other journals there are.
    """

    def __init__(self, asked: Asked, held: Held, question: Question, *, others: int) -> None:
        self._asked, self._held, self._question = asked, held, question
        self._language = question.language
        self._notes = say_more.notes(held, others, question.language)

    def told(self) -> Told | None:
        """The alarms, first come first; None where the journal does not tell the event."""
        if self._held.outside:
            return Told(refusal=say_more.outside(self._held, self._language))
        at, event, same = self._event()
        if at is None:
            return Told(refusal=_no_event(self._language)) if self._asks_trip() and self._spoken() else None
        length = timedelta(minutes=self._asked.minutes)
        low, high = (at, at + length) if self._asked.after else (at - length, at)
        found = [
            one
            for one in self._held.alarms.found
            if low <= one.at <= high and one is not event and (one.at != at or self._asked.after)
        ]
        told = self._told(at, event, same, found)
        cited = (
            ([*found, event] if not self._asked.after else [event, *found]) if event is not None else found
        )
        alarms = shown.of_alarms(self._held.alarms, cited, told, self._notes, self._language)
        return Told(reasons=(alarms,))

    def _asks_trip(self) -> bool:
        return re.search(rf"(?<!\w){w.TRIP}(?!\w)", fold(self._held.text)) is not None

    def _spoken(self) -> bool:
        return re.search(rf"(?<!\w){w.ALARM}(?!\w)", fold(self._held.text)) is not None

    def _event(self) -> tuple[datetime | None, Alarm | None, Sequence[Alarm]]:
        """The moment, the alarm that came then, and others of the kind that might be meant."""
        held = self._held
        clock = clock_in(held.text)
        if clock is not None and not held.names:
            day = held.window.start if held.window is not None else None
            if day is None and held.alarms.start.date() != held.alarms.end.date():
                return None, None, ()
            return datetime.combine((day or held.alarms.start).date(), clock), None, ()
        within = [
            one
            for one in held.alarms.found
            if held.window is None or held.window.start <= one.at < held.window.end
        ]
        if held.names:
            same = [one for one in within if one.tag in held.names]
        else:
            same = [one for one in within if _is_trip(one)]
        if not same:
            return None, None, ()
        clocked = [
            one
            for one in same
            if clock is not None and (one.at.hour, one.at.minute) == (clock.hour, clock.minute)
        ]
        ordered = clocked or same
        event = ordered[0] if held.window is not None and not clocked else ordered[-1]
        return event.at, event, same

    def _told(self, at: datetime, event: Alarm | None, same: Sequence[Alarm], found: Sequence[Alarm]) -> str:
        language = self._language
        length = say.span(timedelta(minutes=self._asked.minutes), language)
        when = say.moment(at, language)
        name = f"{say.named(event.tag, event.text)}, {when}" if event is not None else when
        side = say.one_of(
            language, "after" if self._asked.after else "before", "après" if self._asked.after else "avant"
        )
        first = ""
        if found and not self._asked.after:
            first = say.one_of(language, ", first come first", ", dans l'ordre d'apparition")
        number = say.count(len(found), language)
        if not found:
            told = say.one_of(
                language, f"No other alarm came in the {length} {side} {name}.",
                f"Aucune autre alarme dans les {length} {side} {name}.",
            )  # fmt: skip
        else:
            told = say.one_of(
                language, f"{number} came in the {length} {side} {name}{first}: ",
                f"{number} dans les {length} {side} {name}{first} : ",
            ) + say.several(found, len(found), language) + "."  # fmt: skip
        return (
            _taken(event, same, self._held.window is None, language) + told + _others(event, same, language)
        )


def _is_trip(one: Alarm) -> bool:
    """True for an alarm whose message or name tells a trip."""
    return one.trip or _TRIPS.search(fold(one.text)) is not None or _TRIP_TAG.match(one.tag) is not None


def _taken(event: Alarm | None, same: Sequence[Alarm], no_day: bool, language: str) -> str:
    """Which of several events is told of."""
    if event is None or len(same) < 2:
        return ""
    n = len(same)
    if language == "fr":
        return (
            f"Sur {n} événements de ce genre, {'le dernier' if no_day else 'le premier du jour'} est pris. "
        )
    return f"Of {n} such events the {'last' if no_day else 'first then'} is taken. "


def _others(event: Alarm | None, same: Sequence[Alarm], language: str) -> str:
    """That the event came more than once, so that another may be meant."""
    rest = [one for one in same if one is not event]
    if event is None or not rest:
        return ""
    french = language == "fr"
    told = "; ".join(f"{one.tag} {say.moment(one.at, 'fr' if french else 'en')}" for one in rest[-4:])
    return (
        f" D'autres du même genre : {len(rest)}, dont {told}."
        if french
        else f" Others of the kind: {len(rest)}, among them {told}."
    )


def _no_event(language: str) -> str:
    return (
        "Le journal d'alarmes ne contient aucun déclenchement alors."
        if language == "fr"
        else "The alarm journal tells no trip then."
    )
