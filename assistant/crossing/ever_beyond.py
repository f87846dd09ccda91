"""Whether a sensor ever passed a value: "was the vibration ever above 7.1 mm/s?", asked of the logs first.

A table of hand readings holds the same words, and its few rows are no answer for what a log has throughout.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.crossing.bridge import Bridge
from assistant.quantities import find_quantities
from assistant.records import Finding, Question
from assistant.words import fold
from retrieval.records import Scope

_ASKS = re.compile(
    r"^\W*(?:(?:was|were|did|has|have|is|are) |est-ce que |"
    r"(?=.*\b(?:a|ont|est|sont)[- ](?:t-)?(?:elles?|ils?)\b))"
)
_BEYOND = re.compile(
    r"\b(?:above|over|below|under|beyond|exceed\w*|reach\w*|pass(?:ed)?|higher than|lower than|more than|"
    r"less than|fall|fell|drop\w*|au[- ]dess(?:us|ous)|en[- ]dessous|depass\w*|attein\w*|sous|plus de|"
    r"moins de|descendue?s?)\b"
)
FUTURE = re.compile(r"\b(?:will|going to|about to|soon|next|tomorrow|va|vont|bientot|prochaine?s?|demain)\b")
_CLEAR = 0.65
"""Confidence from which what the logs say is believed: below it the question holds words not read."""


class EverBeyond:
    """Asks the logs.

    Args:
        readings: Answers from logs.
    """

    def __init__(self, *, readings: Callable[[Question, Scope], Finding]) -> None:
        self._readings = readings

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What the log says; None where no value is asked about, or no log has such a sensor."""
        folded = fold(question.text)
        if not (_ASKS.search(folded) and _BEYOND.search(folded)) or FUTURE.search(folded):
            return None
        if sum(one.unit is not None for one in find_quantities(question.text)) != 1:
            return None
        found = self._readings(question, scope)
        best = found.evidence[0] if found.evidence else None
        if best is None or best.statement is None or best.score < _CLEAR:
            return None
        return Bridge(reasons=(best,))
