"""A value that is asked for by a verb, named: "how fast does P-7 run?", "combien consomme P-7 ?".

Sources print the name of a value, never the verb. Knows words of English and French, no sources.
"""

from __future__ import annotations

import re

_OPEN = r"^(?P<lead>\W*(?:and |so |et |alors )?)"
_TAIL = r"(?P<of>[^?]+?)\s*(?P<mark>\??\s*)$"
_FR_VERB = r"(?:-t-(?:il|elle)|-(?:il|elle))?"
_FORMS = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (
            rf"{_OPEN}combien (?:est-ce que )?(?P<verb>consomme|absorbe|appelle){_FR_VERB} {_TAIL}",
            "quelle est la puissance",
        ),
        (rf"{_OPEN}quelle puissance (?:consomme|absorbe){_FR_VERB} {_TAIL}", "quelle est la puissance"),
        (
            rf"{_OPEN}(?:à|a) (?:combien|quelle vitesse|quel r[ée]gime) (?:tourne|fonctionne)"
            rf"{_FR_VERB} {_TAIL}",
            "quelle est la vitesse",
        ),
        (
            rf"{_OPEN}how (?:fast|quickly) (?:does|do|is|did) (?P<of>[^?]+?) "
            r"(?:run|turn|rotate|spin|running|turning|rotating|spinning)\s*(?P<mark>\??\s*)$",
            "what is the speed",
        ),
        (
            rf"{_OPEN}how much (?:electric(?:al|ity)? )?(?:power )?(?:does|do) (?P<of>[^?]+?) "
            r"(?:draw|use|consume|take|absorb|need)\s*(?P<mark>\??\s*)$",
            "what is the power",
        ),
        (
            rf"{_OPEN}how much current (?:does|do) (?P<of>[^?]+?) (?:draw|use|take)\s*(?P<mark>\??\s*)$",
            "what is the current",
        ),
    )
)
_TIMED = re.compile(
    r"\b(?:oil|grease|water|fuel|air|steam|gas|huile|graisse|eau|vapeur|gaz|carburant)\b", re.I
)
"""What else can be consumed; power is then not what is asked."""


def named_value(text: str) -> str:
    """The question with the value's name; as it was where it asks by no such verb."""
    if _TIMED.search(text):
        return text
    for pattern, written in _FORMS:
        match = pattern.match(text)
        if match is not None:
            french = written.startswith("quelle")
            mark = "" if "?" not in match["mark"] else " ?" if french else "?"
            return f"{match['lead']}{written} {_of(match['of'].strip(), french=french)}{mark}"
    return text


def _of(what: str, *, french: bool) -> str:
    if not french:
        return f"of {what}"
    for article, joined in (("le ", "du "), ("les ", "des ")):
        if what.lower().startswith(article):
            return joined + what[len(article) :]
    return f"de {what}"
