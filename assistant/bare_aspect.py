"""A question for a property that names no thing: "what is the limit?" after an answer about a sensor.

Knows words and tags, no sources. The thing is the one that the turn before was about.
"""

from __future__ import annotations

import re

from assistant.slots import find_slots
from assistant.words import fold
from retrieval.identifiers import find_tags

_ASPECT = (
    r"(?:(?:upper|lower|high|low|maximum|minimum|max|min|alarm|alert|trip|warning|allowed|allowable|"
    r"permissible|safety|operating|design|normal)[\s-]+){0,2}"
    r"(?:limits?|thresholds?|set[\s-]?points?|range|span|unit|accuracy)"
    r"(?:\s+(?:value|level|limit|setting|threshold|point)s?)?"
)
_ASPECT_FR = (
    r"(?:limites?|seuils?|consignes?|plage|etendue|echelle|unite|precision)"
    r"(?:\s+(?:(?:d['’]|de |du )?(?:alarme|alerte|alertes|alarmes|declenchement|mesure|reglage|"
    r"fonctionnement)|haute?s?|basse?s?|bas|maximale?s?|minimale?s?|admissibles?|superieure?s?|"
    r"inferieure?s?|normale?s?)){0,2}"
)
_ASKED = re.compile(
    r"^\W*(?:(?:and|ok|so|then|but|et|alors|mais)\b[\s,]*)*"
    rf"(?:(?:what(?:'s|’s| is| are| was| were)|give me|tell me|show me)\s+(?:the|its|their)\s+(?:{_ASPECT})"
    rf"|(?:quel(?:le)?s? (?:est|sont|etait|etaient)|donne[rz]?[- ]moi)\s+(?:l['’]|la |le |les |sa |son |ses )"
    rf"(?:{_ASPECT_FR}))\s*[?.!]*\s*$"
)


def asks_bare_aspect(text: str) -> bool:
    """True for a question for a limit, a range or a unit that does not say of what."""
    return bool(_ASKED.match(fold(text))) and not any(s.kind in ("entity", "file") for s in find_slots(text))


def with_thing(text: str, question: str, answer: str) -> str:
    """The question with the thing of the turn before; unchanged where that names none.

    What was asked about goes before what the answer names first: the answer to a question in words
    ("the bearing temperature") begins with the sensor that it took.
    """
    named = find_tags(question) or find_tags(answer)
    if not named:
        return text
    french = bool(re.match(r"^\W*(?:(?:et|alors|mais)\b[\s,]*)*(?:quel|donne)", fold(text)))
    clean = text.strip().rstrip("?!. ")
    return f"{clean} de {named[0]} ?" if french else f"{clean} of {named[0]}?"
