"""Spaces that no line is broken at, as French sets its signs. Knows no report and no page."""

from __future__ import annotations

import re

from retrieval.records import Language

_NO_BREAK = "\u00a0"
_BEFORE = re.compile(r" (?=[:;?!%»](?:\s|$|[.,)»\]]))")
_AFTER = re.compile(r"(?<=«) ")


def typeset(text: str, language: Language) -> str:
    """French text with spaces that do not break before ``: ; ? ! % »`` and after ``«``; other text as it is.

    No sign is added or taken away: what a document says is quoted as it says it.
    """
    if language != "fr":
        return text
    return _AFTER.sub(_NO_BREAK, _BEFORE.sub(_NO_BREAK, text))
