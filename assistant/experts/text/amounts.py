"""Whether an amount is asked for, and whether a text tells one. Knows no units."""

from __future__ import annotations

import re

from assistant.experts.text.moments import without_moments
from assistant.quantities import find_quantities
from assistant.words import stem
from retrieval.identifiers import spelled_out
from retrieval.records import Language

_LANGUAGES: tuple[Language, ...] = ("en", "fr")
_AMOUNT = re.compile(
    r"\b(?:how (?:many|much)|combien)\b|"
    r"^\W*(?:(?:what(?:'s| is| was)|quel(?:le)? (?:est|était)|c['’]est quoi|give me|donne[rz]?(?: moi)?) )?"
    r"(?:(?:the|our|le|la|notre) |l['’])?(?:total |overall |annual |average |mean )*"
    r"(?:(?:montant|co[uû]t|nombre|nb|total|quantit[ée]|poids|masse|pourcentage|moyenne)"
    r"(?: \w+){0,2} (?:d[eu]s? |d['’])|number of (?!the |an? |this )|"
    r"(?:amount|cost|total|quantity|weight|mass|percentage|average|mean) (?:of|for) )",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"\bhow (?:many|much|long)\b[^?]*\b(?:was|were|did|has|had)\b|"
    r"\bcombien\b[^?]*\b(?:a|ont|était|étaient)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:(?:longer|more|less|later|higher|lower|greater|fewer|shorter) than|exceed\w*|at (?:least|most)|"
    r"plus d[eu']|moins d[eu']|au[- ](?:moins|plus)|dépass\w+)\s*\d",
    re.IGNORECASE,
)
_GRADE = re.compile(r"\b\d+[A-Z]+-\d+\b|\b[A-Z]{2,}[ -]?[A-Z]{0,2}[ -]?\d+\b(?!\s?(?:%|°|[a-zµ]))")
"""``15W-40``, ``ISO VG 46``, ``NLGI 2``: names of what is filled in, not how much of it."""
_FILLING = re.compile(
    r"\b(?:how much (?:of )?(?:the )?|(?:what|which) (?:quantity|amount|volume) of |"
    r"combien d(?:e |['’] ?)|"
    r"quelle (?:quantité|contenance) d(?:e |['’] ?))"
    r"(?:oil|grease|water|fuel|diesel|refrigerant|coolant|glycol|gas|"
    r"lubricant|huile|graisse|eau|fioul|gazole|carburant|fluide|liquide|lubrifiant|gaz)\b",
    re.IGNORECASE,
)
_STUFF_DIMENSIONS = frozenset({"volume", "mass", "flow"})
_PRICE = re.compile(
    r"\b(?:(?:unit )?price|prix|tarif)\b|"
    r"\bhow much (?:(?:do|does|did|would|will) .*\bcost|(?:is|are) (?:an?|one|new)\b)|"
    r"\bwhat (?:do|does|did|would|will) .*\bcost\b|\bcombien (?:ça |cela )?(?:co[uû]te\w*|vaut|valent)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[€$£]|"
    r"\b(?:k?eur|euros?|usd|gbp|chf|dollars?|pounds?|price|prix|tarif|costs?|co[uû]ts?|montant|amount|free|gratuit)\b",
    re.IGNORECASE,
)
OF_MONEY = re.compile(
    r"\b(?:costs?|price|expensive|premium|penalt(?:y|ies)|fees?|budget|charge for|get docked|"
    r"(?:hourly|daily|day|yearly|annual) (?:rate|fee)|"
    r"(?:how much|what) .*\b(?:quoted?|charged?|pay|paid)\b|"
    r"coûts?|coûte\w*|coûté\w*|prix|pénalités?|redevance|forfait|franchise|tarif|prime|"
    r"(?:montant|total) (?:du|de la|des) (?:devis|facture|contrat|pénalit\w+)|"
    r"combien (?:le |la )?(?:devis|facture))\b",
    re.IGNORECASE,
)
"""A price, a fee, a penalty or the sum of an offer is asked for."""
_RECKONED = re.compile(
    r"\b(?:average|avg|mean|totals?|sum|altogether|most|least|top|peaks?|highest|lowest|difference|share|"
    r"how (?:low|high) did|how (?:many|much) (?:\w+ )?(?:more|less)|times|days (?:was|were|is|the|with)|"
    r"moyenn?e?s?|moy|somme|en tout|cumul\w*|(?:le|la|les) (?:plus|moins)|pics?|écart|différence|part)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:,|&|and|et|to|à|-)\s*", re.IGNORECASE)
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


def asks_past_amount(question: str) -> bool:
    """True for "how long was it stopped?": something happened, and no rule is asked for."""
    return _WAS.search(question) is not None


def is_bound(text: str) -> bool:
    """True for a rule that bounds an amount: ``a stop longer than 10 min is reported``."""
    return _BOUND.search(text) is not None


def tells_count(text: str, counted: frozenset[str]) -> bool:
    """False where the only bare numbers are labels of what is counted: ``Blades 3 and 4 rub over 140 mm``.

    Args:
        counted: Stems of the noun whose number is asked for.
    """
    plain = without_moments(spelled_out(text))
    if _FIGURE.search(re.sub(r"\d", " ", plain)):
        return True
    end = -1
    for quantity in (q for q in find_quantities(plain) if q.unit is None):
        before = plain[: quantity.start].rstrip()
        word = re.search(r"[^\W\d_]+$", before)
        is_label = word is not None and bool(_stems_of(word[0]) & counted)
        goes_on = end >= 0 and _GOES_ON.fullmatch(plain[end : quantity.start]) is not None
        if not (is_label or goes_on):
            return True
        end = quantity.end
    return end < 0


def _stems_of(word: str) -> frozenset[str]:
    return frozenset(stem(word.lower(), language) for language in _LANGUAGES)


def tells_amount(text: str) -> bool:
    """True for ``7.5 L``, ``two people``, ``none``; not for ``MO-07 Oil change``, ``ISO VG 46`` or a day."""
    return _FIGURE.search(_GRADE.sub(" ", without_moments(text))) is not None


def asks_filling(question: str) -> bool:
    """True for ``how much oil``, ``combien d'huile``: litres or kilograms, and no pressure of it."""
    return _FILLING.search(question) is not None


def tells_filling(text: str) -> bool:
    """True where a volume, a mass or a flow stands."""
    return any(q.dimension in _STUFF_DIMENSIONS for q in find_quantities(_GRADE.sub(" ", text)))


def asks_price(question: str) -> bool:
    """True for ``price of a seal?``, ``combien coûte un joint ?``."""
    return _PRICE.search(question) is not None


def tells_price(text: str) -> bool:
    """True where money stands, or the name of a field of money."""
    return _MONEY.search(text) is not None


def is_reckoned(text: str) -> bool:
    """True where an average, a total, an extreme or a difference is asked for or told: rows give it."""
    return _RECKONED.search(text) is not None
