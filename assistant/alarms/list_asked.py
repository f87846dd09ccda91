"""What is asked of a list of alarms where no alarm is named: a set point by description, times to respond.

Words alone, English and French; knows no table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from assistant.alarms import asked_words as w
from assistant.alarms.levels import levels_asked, without_levels
from assistant.integrity.roles import without_tags
from assistant.words import content_words, fold, has_phrase

Role = Literal["setpoint", "action", "cause", "consequence", "time", "priority"]

_SETPOINT = (
    r"set ?points?|seuils?|settings?|set at|sp|reglages?|reglee?s?|(?:alarm|trip) (?:limits?|values?|"
    r"levels?)|"
    r"(?:valeurs?|limites?|consignes?) d'alarme|thresholds?"
)
_LIMIT = r"limits?|limites?"
"""Asks for a set point only beside a level: limits are of many things."""
_RESPOND = (
    r"respond|react|act|response|responding|intervene|reagir|reaction|repondre|reponse|intervenir|agir|"
    r"operator (?:has|gets)|operateur (?:a|dispose)"
)
_AMOUNT = re.compile(
    r"(?<![\w.,-])(?P<n>\d+(?:[.,]\d+)?|one|two|five|ten|une?|deux|cinq|dix) ?"
    r"(?P<unit>s|secs?|seconds?|secondes?|min|mins|mn|minutes?|h|hours?|heures?)\b"
)
_SPELLED = {"one": 1, "un": 1, "une": 1, "two": 2, "deux": 2, "five": 5, "cinq": 5, "ten": 10, "dix": 10}
_UNITS = {"s": 1 / 60, "m": 1.0, "h": 60.0}
_THAN: tuple[tuple[str, str], ...] = (
    ("<=", r"at most|within|up to|no more than|not more than|max\w*|or less|au plus|jusqu'a|ou moins"),
    (">=", r"at least|or more|no less than|au moins|ou plus|min(?:imum)? of"),
    ("<", r"less than|under|below|fewer than|shorter than|moins d[e']|inferieure?s? a|sous"),
    (">", r"more than|over|above|longer than|plus d[e']|superieure?s? a"),
)  # fmt: skip
_SHORTEST = r"shortest|least|quickest|fastest|smallest|(?:plus|le|la) courte?s?|moins de temps"
_LONGEST = r"longest|most time|plus (?:long(?:ue)?|de temps)"
_MANY = r"how many|number of|count|combien|nombre"
_CUES = frozenset(
    """
    alarm alarms alarme alarmes alarmed point points set setpoint setpoints setting settings seuil seuils
    value valeur values limit limits limite limites threshold thresholds sp trip our unit unite plant master
    list liste database base action actions operator operateur cause causes likely probable consequence
    consequences priority priorite high low level levels goes go going comes come when reached at exactly
    consigne consignes reglage reglee regle regles reglees combien quel quelle vaut declenche
    declenchement current currently
    configured correct right defined rationalised rationalized is isn't it's its there on
    """.split()
)
_ELSE = re.compile(
    r"\b(?:chang\w*|modif\w*|raise\w*|history|before|avant|yesterday|hier|who|qui|why|pourquoi|procedures?|"
    r"standard|norme|controller|regulateur|last|dernier\w*|bypass\w*|shunt\w*|inhib\w*|relief|soupapes?|"
    r"psvs?|"
    r"journal|(?:19|20)\d\d|times|fois|often|souvent|difference|compare\w*|reset|test\w*|steps?|switch)\b"
)
"""What is asked of changes, journals and other registers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An alarm that is described, not named.

    Attributes:
        words: Folded words of its description.
        surely: True where the question speaks of alarms or set points, so that a lack is worth telling.
    """

    role: Role
    words: tuple[str, ...]
    surely: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Times to respond: those beside ``minutes`` as ``way`` says (``<``, ``=``, ``first``, ``last`` …)."""

    way: str
    minutes: float
    counted: bool


def described(text: str, roles: tuple[str, ...]) -> Described | None:
    """What is asked of an alarm in words; None where a set point or another property is not.

    Args:
        roles: What is asked of lists of alarms.
    """
    plain = fold(" ".join(text.replace("’", "'").split()))
    if _ELSE.search(plain):
        return None
    bare = fold(without_tags(text.replace("’", "'")))
    levels = levels_asked(bare)
    spoken = has_phrase(w.ALARM, bare)
    if has_phrase(_SETPOINT, bare) or "setpoint" in roles:
        role: Role = "setpoint"
    elif has_phrase(_LIMIT, bare) and (levels or spoken):
        role = "setpoint"
    elif len(roles) == 1 and (spoken or levels) and roles[0] in ("action", "cause", "consequence", "time"):
        role = roles[0]  # type: ignore[assignment]
    else:
        return None
    said = content_words(without_levels(bare))
    words = tuple(dict.fromkeys(word for word in map(fold, said) if word not in _CUES and len(word) > 1))
    return Described(role=role, words=words, surely=spoken or has_phrase(_SETPOINT, bare))


def times_asked(text: str) -> Times | None:
    """Which times to respond are asked for; None where none is."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if not has_phrase(w.ALARM, plain) or not has_phrase(_RESPOND, plain) or _ELSE.search(plain):
        return None
    counted = has_phrase(_MANY, plain)
    found = _AMOUNT.search(plain)
    if found is not None:
        before = f"{plain[: found.start()]} {plain[found.end() : found.end() + 10]}"
        way = next((way for way, words in _THAN if has_phrase(words, before)), "=")
        number = float(_SPELLED.get(found["n"]) or found["n"].replace(",", "."))
        return Times(way=way, minutes=number * _UNITS[found["unit"][0]], counted=counted)
    if has_phrase(_SHORTEST, plain):
        return Times(way="first", minutes=0, counted=False)
    return Times(way="last", minutes=0, counted=False) if has_phrase(_LONGEST, plain) else None


HOLDS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda held, asked: abs(held - asked) < 1e-6,
    "<": lambda held, asked: held < asked,
    ">": lambda held, asked: held > asked,
    "<=": lambda held, asked: held <= asked,
    ">=": lambda held, asked: held >= asked,
}
"""Whether a time in minutes is as it is asked for."""
