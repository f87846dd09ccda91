"""Whether it is asked how much of something is used up, and whether a text tells that. Knows no units."""

from __future__ import annotations

import re

_STUFF = (
    r"(?:oil|grease|water|fuel|diesel|gas|coolant|refrigerant|air|electricity|energy|steam|power|"
    r"huile|graisse|eau|fioul|gazole|carburant|gaz|fluide|électricité|energie|énergie|vapeur|courant)"
)
_USES = r"(?:consum\w+|uses?|used|using|burns?|burnt|burned|consomm\w+|brûle\w*|brule\w*|utilise\w*)"
_ASKS = re.compile(
    r"\b(?:how (?:much|many)|(?:what|which) (?:amount|quantity)|combien|quelle quantité)\b"
    rf".*\b{_STUFF}\b.*\b{_USES}\b|"
    rf"\b{_STUFF} (?:consumption|usage)\b|"
    rf"\bconsommation (?:\w+ ){{0,2}}?(?:en |d['’e] ?|de )?{_STUFF}\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    rf"\b(?:{_USES}|consumption|usage|top(?:ped|ping)?[- ]up|make-?up|appoints?|added|ajout\w*|"
    r"(?:per|par|a|an|every|each|chaque) (?:h|hour|day|week|month|year|heure|jour|semaine|mois|an)|"
    r"\d\s*(?:[lgt]|kg|m3|m³|kwh|mwh|litres?|liters?) ?/ ?(?:h|j|d|day|jour|an|year))\b|"
    r"/ ?(?:h|d|j|day|an|year)\b",
    re.IGNORECASE,
)


def asks_consumed(question: str) -> bool:
    """True for "how much oil does G2 use a year?"; what its tank holds is no answer to it."""
    return _ASKS.search(question) is not None


def tells_consumed(text: str) -> bool:
    """True for ``158 L/h``, ``topped up with 8 l``; not for ``the unit holds 160 litres``."""
    return _TELLS.search(text) is not None
