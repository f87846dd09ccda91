"""Cut a question that asks two things into two questions. Knows words of English and French, no sources."""

from __future__ import annotations

import re

_ASKS = (
    r"(?:(?:in|on|for|to|from|at|by|with|of|since|until|à|au|de|d'|dans|sur|pour|en|par|depuis)\s+)?"
    r"(?:what|which|when|who|whom|whose|where|why|how|quel(?:le)?s?|quand|qui|où|pourquoi|comment|combien|"
    r"qu'est-ce|que)"
)
_VERBS = (
    r"(?:is|are|was|were|does|do|did|can|has|have|had|must|should|will|est-ce|est-il|est-elle|sont-ils|"
    r"a-t-il|a-t-elle|y a-t-il|reste-t-il|faut-il|doit-on|peut-on)"
)
_CUT = re.compile(
    rf"\s*\?\s+(?:and |et )?(?={_ASKS}\b|{_VERBS}\b)|\s*,?\s+(?:and|et)\s+(?={_ASKS}\b|{_VERBS}\s+\w)",
    re.IGNORECASE,
)
_QUESTION = re.compile(rf"^\W*(?:\w+,? ){{0,3}}?(?:{_ASKS}|{_VERBS})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|entre)\b[^?]*$", re.IGNORECASE)
_LEAST_WORDS = 3


def split_question(text: str) -> tuple[str, str] | None:
    """The two questions of a text, in order; None where it asks one thing.

    ``How heavy is the rotor and is a spare in stock?`` asks two; ``how far is it between A and B?`` one.
    """
    for cut in _CUT.finditer(text):
        first, last = text[: cut.start()].strip(), text[cut.end() :].strip()
        if _BETWEEN.search(first) and not first.endswith("?"):
            continue
        asks = _QUESTION.match(first) is not None
        if asks and len(first.split()) >= _LEAST_WORDS and len(last.rstrip("?").split()) >= _LEAST_WORDS:
            return f"{first.rstrip('?').strip()}?", last if last.endswith("?") else f"{last}?"
    return None
