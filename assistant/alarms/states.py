"""The words in which journals say that an alarm came, was acknowledged or returned. Knows no table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from assistant.words import fold

State = Literal["came", "acknowledged", "returned"]

_RETURNED = re.compile(
    r"\b(?:rtn|ret|returned?|return to normal|back to normal|normal(?:ized|ised)?|norm|cleared?|clr|inact|"
    r"inactive|gone|went|outgoing|ok|reset|off|out|ended?|disparition|disparue?s?|disp|fin|parti[es]?|"
    r"retour(?: a la normale)?|sortie?|retombee?|effacee?|inacti[fv]e?|not active)\b"
)
_ACKNOWLEDGED = re.compile(
    r"(?<!un)\b(?:ack|acked|ackd|acknowledg\w*|acq|acquit\w*|quit(?:tiert|tee?)?|ackn|validee?|confirmed)\b"
)
_UNACKNOWLEDGED = re.compile(r"\b(?:unack\w*|un-?ack\w*|nack|not ack\w*|non acq\w*|unacknowledged|n\.?ack)\b")
_CAME = re.compile(
    r"\b(?:alm|alarme?|act|active|activated|came|came in|incoming|in|on|raised|set|new|apparition|apparue?s?|"
    r"app|arrivee?|arrive|debut|acti[fv]e?|entree|presente?|occurred|triggered|annunciated|trip|tripped|declench\w*)\b"
)
_PLAIN = frozenset(
    "alm alarm alarme rtn ack act act/unack inact/ack act/ack inact/unack active inactive cleared "
    "acknowledged apparition disparition acquittement acquit acq apparue disparue acquittee arrivee partie "
    "arrive parti".split()
)
"""Words that are said of alarms alone; ``on`` and ``ok`` are said of anything."""


def state_of(text: str) -> State | None:
    """What a cell says of its alarm; None where it says nothing of the kind.

    ``ACT/UNACK`` is one that came, ``ACT/ACK`` one that was acknowledged, ``INACT/…`` one that returned.
    """
    said = re.sub(r"[_/|,;]+", " ", fold(text)).strip()
    if _RETURNED.search(said):
        return "returned"
    if _UNACKNOWLEDGED.search(said):
        return "came"
    if _ACKNOWLEDGED.search(said):
        return "acknowledged"
    return "came" if _CAME.search(said) else None


@lru_cache(maxsize=256)
def is_trip(text: str) -> bool:
    """True for a state that says that a machine tripped."""
    return re.search(r"\b(?:trip|tripped|declench\w*)\b", fold(text)) is not None


def is_plain(text: str) -> bool:
    """True for a word that is said of alarms alone."""
    return fold(text).replace(" ", "") in _PLAIN


def ending_state(text: str) -> tuple[State | None, str]:
    """The state that a line of a journal closes or opens with, and the line without it."""
    words = text.strip().split()
    for at in (-1, 0):
        if len(words) < 2:
            break
        word = words[at].strip("[](){}:;,-")
        state = state_of(word) if is_plain(word) or fold(word) in _LINE_WORDS else None
        if state is not None:
            rest = words[:-1] if at == -1 else words[1:]
            return state, " ".join(rest).strip(" -:;,|")
    return None, text.strip()


_LINE_WORDS = frozenset("on off set reset raised ok normal returned return clear in out came gone".split())
