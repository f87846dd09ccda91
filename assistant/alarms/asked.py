"""What a question asks of a journal of alarms: the top ten, a rate, what stands, what came before a trip.

Knows words alone, in any order; names of alarms stand in the text as ``@``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.alarms import asked_words as w
from assistant.alarms.priorities import priority_asked
from assistant.words import fold
from assistant.words import has_phrase as has

Aim = Literal[
    "top", "count", "rate", "floods", "peak", "longest", "standing", "stale", "chattering", "fleeting",
    "first", "last", "around", "lasted", "share", "priorities", "acknowledging", "unacknowledged", "who",
    "listed", "per", "unlisted", "summary", "happened", "distinct", "returned",
]  # fmt: skip

_NUMBERS = {
    "two": 2, "three": 3, "five": 5, "ten": 10, "twenty": 20, "deux": 2, "trois": 3, "cinq": 5, "dix": 10,
    "vingt": 20,
}  # fmt: skip
_TOP = re.compile(
    r"\b(?:top|first|premieres?|les|the|worst|pires)\s+(?P<n>\d{1,2}|" + "|".join(_NUMBERS) + r")\b"
    r"(?! (?:minutes?|min|hours?|heures?|jours?|days?))"
)
_MINUTES = re.compile(
    r"\b(?P<n>\d{1,3}|" + "|".join([*_NUMBERS, "an?", "une?", "quinze", "fifteen", "thirty", "trente"])
    + r")\s*(?P<u>min\w*|mn|h|hours?|heures?|secondes?|seconds?|s)\b"
)  # fmt: skip
_LENGTHS = (
    (r"quart d'heure|quarter of an hour|quarter hour", 15.0),
    (r"demi[- ]heure|half an hour|half hour", 30.0),
    (r"the (?:last )?hour|l'heure", 60.0),
    (r"the (?:last )?minute|la minute", 1.0),
)
_MORE_NUMBERS = {"quinze": 15, "fifteen": 15, "thirty": 30, "trente": 30, "a": 1, "an": 1, "un": 1, "une": 1}
_MANY = 10
_COMPARED = re.compile(
    r"\b(?:more|less|longer|shorter|over|under|within|above|below|plus|moins|au dela)(?: than| de| que| d')? "
    r"?(?!24\b)\d+ ?(?:s\b|sec\w*|min\w*|h\b|hours?|heures?|days?|jours?)"
)
"""Alarms by how long they stood or waited, of which no figure is told."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        number: How many are to be told.
        one: True where a single one is asked for.
        unit: ``hour``, ``day`` … of a count by time or a busiest one.
        minutes: Length of the time before or after an event.
        after: True for what came after an event.
        by_area: True where areas are ranked, not alarms.
        pick: Which of several comings is meant, where one is.
    """

    aim: Aim
    number: int = _MANY
    one: bool = False
    unit: str = "day"
    minutes: float = 10.0
    after: bool = False
    by_area: bool = False
    pick: Literal["", "first", "last"] = ""


def asked_of(text: str, names: int, *, alone: bool = True) -> Asked | None:
    """What a question asks of a journal; None where it asks nothing of the kind.

    Args:
        text: The question with ``@`` in the place of the names of alarms.
        names: How many different ones it names.
        alone: False where another register tells which machine is the worst.
    """
    folded = " ".join(fold(text).replace("-priority", " priority").split())
    spoken = has(w.ALARM, folded)
    if _defines(folded):
        return None
    if has(w.ELSE, folded) or _COMPARED.search(folded):
        return None
    if (spoken or names) and (found := _of_coming(folded)) is not None:
        return found
    about = spoken or has(w.CAME_ABOUT, folded) or (alone and has(w.HAPPENED, folded))
    if about and _around(folded):
        return _of_event(folded)
    if has(w.HAPPENED, folded) and has(w.OF_A_NIGHT, folded) and not names:
        return Asked("happened")
    if spoken or has(r"chattering|bagottantes?|first[- ]out|eemua|isa[- ]?18", folded):
        return _spoken(folded, names)
    if alone and has(w.BAD_ACTORS, folded):
        return Asked("top", number=_number(folded))
    if alone and has(w.ACKNOWLEDGED, folded) and has(rf"{w.LONG}|{w.WHEN}", folded):
        return Asked("acknowledging")
    return _of_names(folded) if names else None


def _of_coming(text: str) -> Asked | None:
    """When or how soon an alarm was acknowledged, when it returned."""
    timed = has(rf"{w.WHEN}|{w.LONG}", text) and not has(
        rf"{w.WHO}|{w.LONGEST}|{w.MEAN}|most|slowest|fastest|quickest|l[ae]s? plus", text
    )
    if not timed or has(w.NOT_ACKED, text) or has(w.PLAIN_STANDING, text):
        return None
    first, last = has(w.FIRST, text), has(w.LAST, text)
    pick: Literal["", "first", "last"] = "first" if first and not last else "last" if last else ""
    if has(rf"{w.ACK}|{w.ACKNOWLEDGED}", text):
        return Asked("acknowledging", pick=pick)
    return Asked("returned", pick=pick) if has(w.RETURNED, text) else None


def _spoken(text: str, names: int) -> Asked | None:
    """What is asked in a question that speaks of alarms."""
    for aim, words in _QUALITIES:
        if has(words, text) and not has(r"(?:chatter|flood)\w* (?:filter|delay|suppress\w*)", text):
            return Asked(aim, one=has(w.COUNT, text))
    if has(w.UNLISTED, text):
        return Asked("unlisted")
    if has(w.NOT_ACKED, text):
        return Asked("unacknowledged")
    if has(w.ACK, text):
        if has(w.WHO, text):
            return Asked("who")
        return Asked("acknowledging") if has(w.LONG, text) else None
    if has(w.LONGEST, text):
        return Asked("longest", number=_number(text, default=5))
    if has(w.PLAIN_STANDING, text) or (has(w.STILL, text) and has(w.STANDING, text)):
        return Asked("standing")
    if names and (found := _of_names(text)) is not None:
        return found
    return _counted(text)


def _counted(text: str) -> Asked | None:
    """Rates, rankings and counts."""
    units = _NUMBERED_WEEK.sub(" ", text)
    unit = next((unit for unit, words in _UNITS if has(words, units)), "day")
    if priority_asked(text) and has(w.SHARE, text):
        return Asked("share")
    if has(w.PRIORITY, text) and has(w.SPLIT, text) and not has(r"how many|combien", text):
        return Asked("priorities")
    peak = has(r"busiest|peak|pics?|pointe|plus charge\w*", text)
    if peak or (
        has(w.PEAK, text)
        and has(w.PEAK_OF, text)
        and has(rf"which {w.PEAK_OF}|quel(?:le)? {w.PEAK_OF}", text)
    ):
        return Asked("peak", unit="ten" if has(r"ten min\w*|10 min\w*|dix min\w*", text) else unit)
    counted = has(w.PER, text)
    if has(w.RATE, text) or (counted and has(rf"{w.MEAN}|operators?|operateurs?", text)):
        return Asked("rate")
    if counted and not has(w.MOST, text):
        return Asked("per", unit=unit)
    if (which := _FIRST_OR_LAST.search(text)) is not None:
        return Asked("first" if which["first"] or which["early"] else "last")
    if has(w.COUNT, text) and has(w.DIFFERENT, text):
        return Asked("distinct")
    if has(w.COUNT, text) and has(w.NUISANCE, text):
        return Asked("chattering")
    if has(w.MOST, text):
        area = has(r"areas?|zones?|units?|units|secteurs?|ateliers?", text) and not has(
            r"in area|zone \w*\d", text
        )
        one = re.search(r"\balarms\b|\balarmes\b|\btop\b", text) is None
        return Asked("top", number=_number(text), one=one, by_area=area)
    if has(w.COUNT, text):
        return Asked("count")
    if has(w.SUMMARY, text) and not has(r"show|give|list", text):
        return Asked("summary")
    if has(w.TRIP, text) and has(w.WHEN, text):
        return Asked("listed", number=20)
    if has(w.TRIP, text) or (has(w.PRIORITY, text) and not priority_asked(text)):
        return None  # asks for a property of one alarm
    many = re.search(r"\b(?:alarms|alarmes|alerts|alertes|alm)\b", text) is not None
    return Asked("listed", number=20) if many and (has(w.LIST, text) or len(text.split()) <= _SHORT) else None


_FIRST_OR_LAST = re.compile(
    r"(?:\b(?P<first>first|earliest|premiere)|\b(?:last|latest|derniere))\s+(?:\w+ ){0,3}?(?:alarm|alarme|"
    r"alert)\b|"
    r"\b(?:alarm|alarme)\b.*\b(?:(?P<early>first (?:c[ao]me|appear\w*|occur\w*)|pour la premiere fois)|"
    r"last (?:c[ao]me|appear\w*|occur\w*)|pour la derniere fois)"
)
_NUMBERED_WEEK = re.compile(r"\b(?:week|semaine|wk|sem)\W{0,2}(?:\d{1,2}\b|of |du )")
"""A week that is a time, no unit."""
_SHORT = 8
_UNITS = (
    ("hour", r"hours?|hourly|heures?|horaire"), ("week", r"weeks?|weekly|semaines?"),
    ("day", r"days?|daily|jours?|journee"),
)  # fmt: skip
_QUALITIES: tuple[tuple[Aim, str], ...] = (
    ("chattering", w.CHATTER), ("fleeting", w.FLEETING), ("stale", w.STALE), ("floods", w.FLOOD),
)  # fmt: skip


_IS = re.compile(r"\W*(?:is|are|est|sont|est-ce que)\b")


def _of_names(text: str) -> Asked | None:
    """What is asked of alarms that are named."""
    if has(w.STANDING, text) and (has(w.STILL, text) or _IS.match(text)):
        return Asked("standing")
    if has(w.WHO, text) and has(w.ACKNOWLEDGED, text):
        return Asked("who")
    if has(w.LASTED, text) and has(rf"{w.STANDING}|{w.CAME}|{w.ALM_STATE}", text):
        return Asked("lasted")
    if has(w.CHATTER, text):
        return Asked("chattering")
    came = has(rf"{w.CAME}|{w.ALARM}", text)
    if not came:
        return None
    if has(w.COUNT, text):
        return Asked("count")
    if has(w.FIRST, text) and not has(w.LAST, text):
        return Asked("first")
    if has(rf"{w.LAST}|when was|quand", text):
        return Asked("last")
    return Asked("listed", number=20) if has(w.WHEN, text) else None


def _around(text: str) -> bool:
    """True where what came before or after something is asked for."""
    if has(w.FIRST_OUT, text) and has(rf"{w.TRIP}|@", text):
        return True
    way = re.search(rf"(?<!\w)(?:{w.BEFORE}|{w.AFTER})(?!\w)", text)
    rest = text[way.end() :] if way else ""
    return has(rf"{w.TRIP}|@|\d{{1,2}}[:h]\d\d", rest)


def _of_event(text: str) -> Asked:
    found = _MINUTES.search(text)
    minutes = next((length for words, length in _LENGTHS if has(words, text)), 10.0)
    if found is not None and minutes == 10.0:
        said = found["n"]
        number = int(said) if said.isdigit() else {**_NUMBERS, **_MORE_NUMBERS}[said]
        minutes = number * (60.0 if found["u"].startswith("h") else 1 / 60 if found["u"][0] == "s" else 1.0)
    first = has(w.FIRST_OUT, text) and not has(r"before|avant|after|apres", text)
    after = not first and has(w.AFTER, text) and not has(w.BEFORE, text)
    return Asked("around", minutes=minutes, after=after, one=first)


def _number(text: str, *, default: int = _MANY) -> int:
    """How many are asked for: ``top five``."""
    found = _TOP.search(text)
    if found is None:
        return default
    return int(found["n"]) if found["n"].isdigit() else _NUMBERS[found["n"]]


def _defines(text: str) -> bool:
    """True for ``what is an alarm flood?``: the word is asked for, no figure."""
    return re.match(
        r"^\W*(?:what (?:is|are) (?:an?|meant)\b|what does\b.*\bmean\b|define\b|definition\b|explain\b|"
        r"qu'est[- ]ce qu(?:e\b|'une?\b)|c'est quoi|que veut dire|que signifie|comment defini)",
        text,
    ) is not None  # fmt: skip
