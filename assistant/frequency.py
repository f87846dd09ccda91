"""Whether "how often" is asked, and whether a text tells that. Knows no table and no document."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\b(?:how (?:often|frequently) (?:is|are|do|does|must|should|shall|was|were|did|has|have|had)\b|"
    r"at what (?:intervals?|frequency)|à quelle (?:fréquence|périodicité)|"
    r"a quelle (?:frequence|periodicite)|tous les combien|combien de fois)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:how (?:often|frequently) (?:was|were|did|has|have|had)|"
    r"(?:a|ont|as|avons)[- ](?:t-)?(?:il |elle |on |ils )?"
    r"(?:été|ete)|combien de fois)\b",
    re.IGNORECASE,
)
_TIME = (
    r"(?:h|hours?|hrs?|days?|weeks?|months?|years?|shifts?|rounds?|minutes?|min|heures?|jours?|semaines?|mois|ans?|années?"
    r"|postes?|rondes?)"
)
_TELLS = re.compile(
    r"\b(?:every|each|once|twice|hourly|daily|weekly|monthly|quarterly|annual(?:ly)?|yearly|half-yearly|biennial|"
    r"continuous(?:ly)?|always|never|intervals?|regularly|periodically|"
    r"tou(?:te)?s les|chaque|quotidien\w*|journali\w+|hebdomadaire\w*|mensuel\w*|trimestriel\w*|"
    r"semestriel\w*|annuel\w*|bisannuel\w*|"
    r"en continu|jamais|toujours|intervalles?|périodicité|fréquence|frequency|"
    r"(?:une|deux|trois|\d+) fois|\d+ times|"
    rf"(?:per|a|par|an) {_TIME}|(?:after|at|beyond|before|au bout de|après|à)\s+\d[\d ,.\u202f]*{_TIME})\b"
    rf"|\b(?:when|as soon as|lorsque?|quand|dès que?)\b.*\b(?:reach\w*|exceed\w*|falls?|drops?|rises?|"
    r"atteint|dépasse|tombe|descend)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:there (?:is|are)|il y a|\d+ \w+)\b", re.IGNORECASE)


def asks_frequency(question: str) -> bool:
    """True for "how often is P-7 greased?"; a sentence without any frequency is no answer to it."""
    return _ASKS.search(question) is not None


def tells_frequency(text: str, question: str) -> bool:
    """True for ``every 2,000 h``, ``monthly``, ``when the DP reaches 0.8 bar``; a count too of what was."""
    return _TELLS.search(text) is not None or (asks_count(question) and _COUNTED.match(text) is not None)


def asks_count(question: str) -> bool:
    """True where how often something was is asked: a count of rows answers it, in whatever words."""
    return _PAST.search(question) is not None
