"""Words that name a limit of another source: "the alarm limit of the standard". Knows no source.

What is measured is what a question holds beside the limit and the comparison.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.experts.tables.words import norms
from assistant.words import STOP_WORDS
from retrieval.records import Language

_NOUN = r"(?:limits?|levels?|thresholds?|set ?points?|settings?|values?|criteri(?:a|on))"
_GIVEN = (
    r"(?:given|set|specified|stated|defined|required|fixed|laid down|fixée?s?|donnée?s?|prévue?s?|imposée?s?)"
)
_WORDED = (
    r"(?:(?:the|this|our|la|le|cette)\s+|l['’])?(?:(?:site|plant|company)\s+)?"
    r"(?:standard|norm|norme|consigne|instruction|procedure|procédure|specification|"
    r"spécification|guide|manual|manuel|register|registre|instrument list)\b"
    r"(?:\s+(?=[\w-]*\d)[A-Za-z][\w-]*)?"
)
PAPER = rf"(?:{_WORDED}|(?=[\w-]*\d)[A-Z]{{2,}}[\w]*(?:-[\w]+)+)"
"""Words that name a document that sets limits."""

_NO_PAPER = (
    r"(?=\W*$|\W+(?:on|in|during|since|between|before|after|yesterday|last|today|next|soon|within|tomorrow|this|"
    r"demain|bientôt|dans|cette|la semaine|en|le|les|hier|depuis|entre|"
    r"avant|après|ce|cette|pendant)\b(?!\s+(?:the|la|le|les|de|du|of)\b))"
)
"""Behind a level that no document is named for: nothing, or a time."""
_PHRASES = (
    re.compile(
        rf"\b(?:the|its|their)\s+(?P<level>(?:(?!of\b|in\b|on\b|for\b)[A-Za-z-]+\s+){{0,3}}?){_NOUN}\s+"
        rf"(?:of|in|from|{_GIVEN} (?:in|by)|according to|per)\s+(?P<paper>{PAPER})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:the|its)\s+(?P<level>(?:[A-Za-z-]+\s+){{1,2}}?)(?:temperature|pressure|speed)s?\s+"
        rf"(?:of|in|from|{_GIVEN} (?:in|by)|according to|per)\s+(?P<paper>{_WORDED})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:the\s+)?(?P<paper>(?:site\s+)?(?:standard|norm|procedure|instruction|specification))['’]s\s+"
        rf"(?P<level>(?:[A-Za-z-]+\s+){{0,3}}?){_NOUN}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:the|its|their)\s+(?P<level>alarm|alert|trip|tolerance)\s+(?:of|in|from)\s+(?P<paper>{PAPER})",
               re.IGNORECASE),
    re.compile(rf"\b(?:its|their)\s+(?P<level>(?:[A-Za-z-]+\s+){{1,2}}?){_NOUN}(?P<paper>)", re.IGNORECASE),
    re.compile(r"\b(?:its|their)\s+(?P<level>(?:H{1,3}|L{1,3})(?:\s+alarm)?|alarm|alert|trip)\b(?P<paper>)"),
    re.compile(
        rf"\bthe\s+(?P<level>(?:(?:low|high)\s+)?(?:alarm|alert|trip))(?:\s+{_NOUN})?(?P<paper>){_NO_PAPER}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:\b(?:le|la|les|son|sa)\s+|\bl['’])?(?:seuils?|limites?|valeurs?(?:\s+limites?)?|niveaux?)"
        rf"(?:\s+(?:de\s+|d['’])(?P<level>[a-zà-ÿ]+))?\s+(?:{_GIVEN}\s+(?:par|dans)\s+)?"
        rf"(?:du\s+|dans\s+|selon\s+|de\s+)?(?P<paper>{PAPER})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:son|sa)\s+(?:seuil|limite|niveau)\s+(?:de\s+|d['’])(?P<level>[a-zà-ÿ]+)(?P<paper>)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?:le|la)\s+(?:seuil|limite|niveau)\s+(?:de\s+|d['’])|(?:l['’]|le\s+))"
        r"(?P<level>alarme|alerte|déclenchement)"
        rf"(?P<paper>){_NO_PAPER}",
        re.IGNORECASE,
    ),
)  # fmt: skip
_COMPARED = re.compile(
    r"\b(?:stay(?:s|ed)?|remain(?:s|ed)?|above|over|below|under|beneath|within|exceed(?:s|ed|ing)?|reach(?:es|ed)?|pass(?:es|ed)?|fall|falls|fell|"
    r"fallen|drop(?:s|ped)?|go|goes|went|gone|ris(?:e|es|en)|rose|higher than|lower than|"
    r"greater than|less than|"
    r"equal to|ever|first|last|au[- ]dessus d[eu']|(?:au|en)[- ]dessous d[eu']|dépass\w+|excéd\w+|"
    r"atte(?:int|ign)\w*|"
    r"inférieure?s? à|supérieure?s? à|sous|descendue?s?|tombée?s?|jamais|passée?s?)(?!\w)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:(?:by how much|for how long|how long|how often|how many (?:times|hours|minutes|"
    r"readings|days)|when|at what time|"
    r"de combien(?: de temps)?|"
    r"combien de (?:temps|fois|heures|minutes|jours)|pendant combien de temps|quand|à quelle heure)\s*)?"
    r"(?:(?:is|was|were|are|did|does|do|has|have|had|est-ce qu[e'’]|a|est)\b\s*)?",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"[- ](?:a|est|ont|sont|était)?-?(?:t-)?(?:ils?|elles?)(?:\s+(?:été|restée?s?))?\b", re.IGNORECASE
)
_EXTREME = re.compile(
    r"\b(?:(?:the|le|la)\s+)?(?:maximum|max|highest|peak|minimum|min|lowest)(?:\s+(?:of|value|de|du))?\b",
    re.IGNORECASE,
)
WITHIN = re.compile(r"\b(?:within|inside|dans)\s*$", re.IGNORECASE)
_LETTERS = frozenset("h hh hhh l ll lll".split())
_LIMIT_WORDS = frozenset(
    "limit limite seuil threshold value valeur level niveau setting setpoint temperature pressure "
    "speed".split()
)


@dataclass(frozen=True, slots=True)
class LimitPhrase:
    """The words of a question that name a limit.

    Attributes:
        start, end: Its characters.
        level: Words of the level, folded; ``limit`` where none is named.
        paper: The words that name where it stands; empty where nothing does.
    """

    start: int
    end: int
    level: tuple[str, ...]
    paper: str


def find_limit(text: str) -> LimitPhrase | None:
    """The words of a question that name a limit of another source; None where there are none."""
    for pattern in _PHRASES:
        match = pattern.search(text)
        if match is None:
            continue
        level = tuple(w for w in norms(match["level"] or "") if w not in _LIMIT_WORDS and w not in STOP_WORDS)
        level = level[:1] if level and level[0] in _LETTERS else level
        return LimitPhrase(match.start(), match.end(), level or ("limit",), (match["paper"] or "").strip())
    return None


def without_limit(text: str, phrase: LimitPhrase, language: Language, *, lowest: bool) -> str:
    """The question after the extreme of what is measured, the limit and the comparison taken out."""
    rest = f"{text[: phrase.start]} {text[phrase.end :]}".strip(" ?!.")
    rest = _OPENING.sub("", rest, count=1)
    rest = _INVERTED.sub(" ", rest) if language == "fr" else rest
    rest = WITHIN.sub("", rest)
    rest = " ".join(_COMPARED.sub(" ", _EXTREME.sub(" ", rest)).split())
    if language == "fr":
        return f"Quel est le {'minimum' if lowest else 'maximum'} de {rest} ?"
    return f"What is the {'minimum' if lowest else 'maximum'} of {rest}?"
