"""Whether what is still to come is asked for, and whether a text tells that or what was. Knows no dates."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\b(?:when|what date|on which (?:day|date)|date of|quand|quelle date|quel jour|date d[ue])\b.*"
    r"\b(?:next|upcoming|due|prochaine?s?|à venir|échéance|echeance)\b|"
    r"^\W*(?:(?:the|le|la|les) )?(?:next|upcoming|prochaine?s?)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:next|upcoming|coming|due|will|planned|scheduled|until|by|every|follows?|prochaine?s?|à venir|"
    r"prévue?s?|échéance|planifiée?s?|avant|tou(?:te)?s les|sera|seront|suivante?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:last|latest|previous|actual|finish(?:ed)?|closed|completed|done|derni(?:er|ère)s?|précédente?s?|"
    r"réalisée?s?|clôtur\w*|clos|soldée?s?)\b",
    re.IGNORECASE,
)


def asks_upcoming(question: str) -> bool:
    """True for "when is the next inspection?"; what was done is no answer to it."""
    return _ASKS.search(question) is not None


def tells_upcoming(text: str) -> bool:
    """True for ``Next review: 05/2027``, ``planned for May``, ``every year``; not for ``done on 3 May``."""
    return _TELLS.search(text) is not None


def tells_past(text: str) -> bool:
    """True for ``Last check: 3 May``, ``Actual finish: 2024``, where nothing to come stands beside it."""
    return _PAST.search(text) is not None and not tells_upcoming(text)
