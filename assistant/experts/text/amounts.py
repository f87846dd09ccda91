"""Whether an amount is asked for, and whether a text tells one. Knows no units."""

from __future__ import annotations

import re

_AMOUNT = re.compile(r"\b(?:how (?:many|much)|combien)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"(?<![\w-])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|single|once|twice|"
    r"double|both|all|no|not|none|never|without|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|demie?|"
    r"seule?s?|fois|zéro|aucune?|jamais|pas|sans|tous|toutes)\b",
    re.IGNORECASE,
)
"""A number in digits, that of an identifier apart, or a word for an amount; ``un`` is mostly no number."""


def asks_amount(question: str) -> bool:
    """True for "how much oil?"; a title or a heading is no answer to it."""
    return _AMOUNT.search(question) is not None


def tells_amount(text: str) -> bool:
    """True for ``7.5 L``, ``two people``, ``none``; not for ``MO-07 Oil change``."""
    return _FIGURE.search(text) is not None
