"""Whether the words of a state say that work is done: ``Closed``, ``soldée``, ``100 %``. Knows no rows."""

from __future__ import annotations

import re

from assistant.words import fold

DONE = (
    r"(?:closed|finished|completed?|done|resolved|solved|implemented|verified|cloturee?s?|fermee?s?|terminee?s?|"
    r"soldee?s?|finie?s?|achevee?s?|clos|close|realisee?s?|effectuee?s?|executee?s?|faite?s?|resolue?s?|traitee?s?)"
)
_ENDED = re.compile(rf"(?:{DONE}|ok|archive[de]?s?)\b|100 ?%")
_UNDONE = re.compile(rf"\b(?:not|non|pas|no)\b(?: yet| encore)?(?: {DONE}|$)")


def is_done(state: str) -> bool:
    """True where a state says that the work is done: not for ``Implemented – not closed``."""
    plain = fold(state).strip(" .")
    return _ENDED.match(plain) is not None and not is_undone(state)


def is_undone(state: str) -> bool:
    """True where a state says in so many words that the work is not done, whatever else it says."""
    return _UNDONE.search(fold(state).strip(" .")) is not None
