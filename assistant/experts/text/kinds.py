"""Whether a sentence holds the kind of thing that a question asks for: when in either language, who and where
in French.

The sentence's language decides, never the question's. Knows spelling and function words, no documents and no
weights. Only what the question does not say itself can answer it: a sentence that repeats the name asked
about does not tell who.
"""

from __future__ import annotations

import re
from collections.abc import Set

from assistant.words import STOP_WORDS, stem

_CAPITAL = r"[A-ZÀÂÇÉÈÊÎÔÛ]"
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_STARTS = re.compile(r"(?:^|[.!?:;«\"]\s*|\|\s*)$")
_GOES_ON = re.compile(rf"\s*,|\s+(?:{_CAPITAL}|(?:le|la|de|du|van|von) {_CAPITAL}|[IVX]+\b)")
_ELIDED = re.compile(r"^(?:[ldjnmtsc]|qu)['’]", re.IGNORECASE)
_DOER = re.compile(
    r"\b(?:responsables?|chefs?|agents?|équipes?|services?|sociétés?|organismes?|entreprises?|ateliers?|"
    r"prestataires?|sous-traitants?|fournisseurs?|fabricants?|constructeurs?|personnel|salariés?|"
    r"opérat(?:eur|rice)s?|conduct(?:eur|rice)s?|direct(?:eur|rice)s?|animat(?:eur|rice)s?|"
    r"inspect(?:eur|rice)s?|"
    r"contrôleurs?|soudeurs?|monteurs?|régleurs?|ingénieurs?|contremaîtres?|pompiers?|infirmi(?:er|ère)s?|"
    r"gardiens?|chargée?s? d|personnes?|celui|celle|ceux|quiconque|habilitée?s?|"
    r"[^\W\d_]{4,}(?:ienn?e?s?|istes?))\b",
    re.IGNORECASE,
)
_BY_SOMEBODY = re.compile(
    r"\bpar (?:le|la|les|un|une|des|celui|celle|ceux|son|sa|leur|tout)\b|\bpar l['’]", re.I
)
_UNIT = r"(?:mm|cm|m|kg|g|t|l|h|s|min|heures?|tr|bars?|W|kW|V|A|Hz|euros?|EUR)\b|[€%°]"
_YEAR = re.compile(
    r"(?:\b(?:en|de|à|et|entre|depuis|vers|dès|avant|après|fin|début|année|an|in|since|until) |\()"
    r"(?:1\d|20)\d\d"
    rf"(?![\w/-]|[.,]\d|\s?(?:{_UNIT}))|\b(?:en|vers|depuis) [3-9]\d\d(?![\w/-]|[.,]\d|\s?(?:{_UNIT}))",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche|siècle|"
    r"(?-i:January|February|March|April|May|June|July|August|September|October|November|December)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|century)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:lorsqu\w*|quand|dès qu|après|avant|pendant|jusqu|au bout d|tou(?:s|tes) les|une fois par|chaque|"
    r"à la (?:fin|mort|suite)|au plus tard)|"
    r"\b(?:when|whenever|once|as soon as|after|before|during|until|every|each|daily|weekly|monthly|quarterly|"
    r"yearly|annual(?:ly)?|at the (?:end|start|latest))\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\b(?:à|au|aux|en|vers|depuis|près d[eu]|chez)\s+(?:l['’])?{_CAPITAL}|"
    r"\b(?:dans|sur|sous|derrière|devant|au-dessus|au-dessous|à côté|"
    r"à l['’](?:arrière|avant|intérieur|extérieur|"
    r"entrée|étage|aspiration)|au fond|au pied|à proximité|en haut|en bas|"
    r"au (?!plus\b|moins\b|cours\b)[^\W\d_]{4,})\b",
)


def tells_who(text: str, said: Set[str], *, by_name: bool) -> float:
    """1 for a name that the question has not, less for a trade or "by the …", 0 where nobody is named.

    Args:
        text: The sentence.
        said: French stems of the question's content words.
        by_name: A name is asked for; a trade is none.
    """
    if _has_new_name(text, said):
        return 1.0
    if by_name:
        return 0.0
    if any(stem(match[0].lower(), "fr") not in said for match in _DOER.finditer(text)):
        return 0.8
    return 0.6 if _BY_SOMEBODY.search(text) else 0.2


def _has_new_name(text: str, said: Set[str]) -> bool:
    for match in _WORD.finditer(text):
        word = _ELIDED.sub("", match[0])
        if not re.match(rf"{_CAPITAL}[^\W\d_]", word) or word.lower() in STOP_WORDS:
            continue
        if stem(word.lower(), "fr") in said or any(c.isdigit() for c in word):
            continue
        opens = _STARTS.search(text[: match.start()]) is not None
        if not opens or _GOES_ON.match(text, match.end()):
            return True
    return False


def tells_when(text: str) -> float:
    """0.9 for a year, a month or a day of the week without a date, 0.5 for an event, 0 for none of them."""
    if _YEAR.search(text) or _MOMENT.search(text):
        return 0.9
    return 0.5 if _WHEN.search(text) else 0.0


def tells_where(text: str) -> float:
    """1 where a place is told, by its preposition; 0.5 where none is."""
    return 1.0 if _PLACE.search(text) else 0.5
