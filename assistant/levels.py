"""The level of a limit (alert, alarm, trip) that a follow-up changes: "and the trip?". Knows no tables."""

from __future__ import annotations

import re

from assistant.words import fold

_LEVEL = re.compile(
    r"\b(?:acceptance|alert|alarm|pre-?alarm|warning|trip|shutdown|"
    r"acceptation|alerte|alarme|pré-?alarme|avertissement|déclenchement)s?\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:limits?|thresholds?|set ?points?|settings?|levels?|values?|limites?|seuils?|consignes?|réglages?|"
    r"niveaux?|valeurs?)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\b(?:the|its|their|of|le|la|les|de|du|des|son|sa|leur)\b|\b[ld]['’]", re.IGNORECASE)
_ELIDED = re.compile(r"\bd(?:e\s+|['’]\s*)$", re.IGNORECASE)


def with_level(body: str, base: str) -> tuple[str, str] | None:
    """The question before at the level that a fragment names, and what else the fragment says.

    None where the fragment names no level, or the question asks for no limit of one level.
    """
    new = list(_LEVEL.finditer(body))
    old = list(_LEVEL.finditer(base))
    if len(new) != 1 or len(old) != 1 or not _LIMIT.search(base):
        return None
    word, start = new[0].group(), old[0].start()
    before = base[:start]
    elided = _ELIDED.search(before)
    if elided is not None:
        before = before[: elided.start()] + ("d'" if fold(word)[0] in "aeiou" else "de ")
    rest = _LIMIT.sub(" ", body[: new[0].start()] + " " + body[new[0].end() :])
    bare = " ".join(rest.split())
    return f"{before}{word}{base[old[0].end() :]}", "" if not _SMALL.sub(" ", bare).strip() else bare
