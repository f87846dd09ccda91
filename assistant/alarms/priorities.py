"""Which priority a question means, whatever a journal calls its priorities. Knows words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.alarms import asked_words as w
from assistant.words import fold

_CLASSES = (
    (
        "critical",
        r"critical|critiques?|urgent\w*|emergency|urgence|tres haute?s?|very high|highest|u|crit|vital\w*",
    ),
    ("high", r"high|hautes?|hauts?|elevee?s?|h|hi|majeure?s?|major|important\w*"),
    ("medium", r"medium|moyen\w*|m|med|normale?s?|minor|mineure?s?"),
    ("low", r"low|basses?|faibles?|l|lo|bas"),
    ("warning", r"warnings?|avert\w*"),
    ("advisory", r"advisory|advisories|information\w*"),
)  # fmt: skip
CLASS_WORDS = "|".join(word for _, words in _CLASSES for word in words.split("|") if len(word) > 2)
"""The words of all priorities, as an alternation."""
_NAMES = r"(?:priorit\w+|severit\w+|gravites?|criticites?|prios?)"
"""What priorities are called; a level may be a tank's."""
_NUMBERED = re.compile(rf"\b(?:{w.PRIORITY}|p)[ -]?(?:no\.? ?|n° ?)?(?P<n>\d{{1,4}})\b")


def priority_class(value: str) -> str:
    """``critical``, ``high`` … of a journal's cell; empty where its words do not say.

    ``H 10`` is one of the high ones, ``15-CRITICAL`` a critical one.
    """
    said = re.sub(r"^\d+\s*[-_ ]\s*|\s*[-_ ]?\d+$", "", fold(value)).strip()
    return next((name for name, words in _CLASSES if re.fullmatch(words, said)), "")


def priority_asked(text: str) -> str:
    """The priority that a question restricts itself to, as a class or a number; empty where to none.

    A word counts beside ``priority`` and right before or behind ``alarms``; the ``level high`` of a tank
    is none.
    """
    folded = fold(text).replace("-", " ")
    if (numbered := _NUMBERED.search(folded)) is not None:
        return numbered["n"]
    for name, words in _CLASSES:
        words = "|".join(word for word in words.split("|") if len(word) > 2)
        beside = (
            rf"\b(?:{words})\s+{_NAMES}\b", rf"\b{_NAMES}\s+(?:is |are |= ?)?(?:{words})\b",
            rf"(?<!level )(?<!pressure )(?<!temperature )\b(?:{words})\s+(?:alarms?|alarmes?|alerts?)\b",
            rf"\b(?:alarms?|alarmes?)\s+(?:{words})\b(?!\s*(?:rate|load|freq))",
        )  # fmt: skip
        if any(re.search(pattern, folded) for pattern in beside):
            return name
    return ""


def matching(asked: str, held: Iterable[str]) -> frozenset[str]:
    """The values of a journal that a priority asked for stands for; empty where none does."""
    values = list(held)
    if asked.isdigit():
        return frozenset(
            v
            for v in values
            if fold(v) == asked or re.fullmatch(rf"(?:p|prio\w*|level|niveau) ?{asked}", fold(v))
        )
    return frozenset(value for value in values if priority_class(value) == asked)
