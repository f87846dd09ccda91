"""Deviations as words tell them: a parameter and where it goes, "overpressure" being high pressure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.experts.tables.words import fold, is_misspelling

_PARAMETERS = {
    "flow": r"flows?|flow ?rates?|debits?|ecoulements?|circulation|feed|alimentation",
    "pressure": r"pressures?|pressions?|press",
    "temperature": r"temperatures?|temp",
    "level": r"levels?|niveaux?",
    "speed": r"speeds?|vitesses?|rpm",
    "agitation": r"agitation|mixing|stirring|melange",
    "cooling": r"cooling|refroidissement",
    "power": r"power|electricity|electricite|alimentation electrique|tension",
    "vibration": r"vibrations?",
    "viscosity": r"viscosity|viscosite",
    "concentration": r"concentrations?",
    "air": r"air ?flow|instrument air|air instrument",
}
_MORE = (
    r"more|high(?:er)?|hi|hh|excess(?:ive)?|over|too much|increas\w*|ris(?:es|ing|e)|elevated|plus de|"
    r"trop de|hauts?|hautes?|"
    r"eleve\w*|exces\w*|forte?|monte\w*|augment\w*|sur"
)
_LESS = (
    r"less|low(?:er)?|lo|ll|under|too little|decreas\w*|falls?|falling|drops?|insufficient|moins de|bas|"
    r"basses?|faibles?|"
    r"insuffisan\w*|chute|baisse\w*|sous"
)
_NONE = (
    r"no|none|loss of|lost|zero|absence (?:de|d')|pas de|pas d'|plus de(?= circulation)|perte (?:de|"
    r"du|d')|manque (?:de|d')"
)
_REVERSE = r"reverse|back|inverse|retour|misdirected"
_WAYS = {"none": _NONE, "more": _MORE, "less": _LESS, "reverse": _REVERSE}
_SAID = (
    (r"over ?-?pressur\w*|sur ?-?pressions?", ("more", "pressure")),
    (r"under ?-?pressur\w*|vacuum|sous ?-?pression|depression|mise sous vide", ("less", "pressure")),
    (r"over ?-?fill\w*|over ?flow(?:s|ing)|debordements?|sur ?-?remplissage", ("more", "level")),
    (r"over ?-?heat\w*|surchauffes?", ("more", "temperature")),
    (r"over ?-?speed\w*|survitesses?|emballement de (?:la )?(?:turbine|machine)", ("more", "speed")),
    (
        r"back ?-?flow|reverse flow|debit inverse|ecoulement inverse|retour (?:de )?(?:debit|produit)",
        ("reverse", "flow"),
    ),
    (r"no ?air ?flow", ("none", "air")),
)
_SPELLED = (
    "pressure", "pression", "temperature", "overpressure", "surpression", "vibration", "niveau", "overflow"
)  # fmt: skip
_JOINT = r"[\s-]*(?:(?:in|of|the|du|de|la|le|d'|très|tres|too|is|est|trop|very)\s+){0,2}"


@dataclass(frozen=True, slots=True, order=True)
class Deviation:
    """A parameter and where it goes: ``more``, ``less``, ``none``, ``reverse``."""

    way: str
    parameter: str


def deviations_in(text: str) -> frozenset[Deviation]:
    """The deviations that a text speaks of; empty where it speaks of none."""
    plain = fold(text).replace("’", "'")
    found: set[Deviation] = set()
    for words, (way, parameter) in _SAID:
        plain, times = re.subn(rf"\b(?:{words})\b", " ", plain)
        if times:
            found.add(Deviation(way, parameter))
    for parameter, names in _PARAMETERS.items():
        for way, words in _WAYS.items():
            before = rf"\b(?:{words})\b{_JOINT}\b(?:{names})\b"
            behind = rf"\b(?:{names})\b{_JOINT}\b(?:{words})\b"
            if re.search(before, plain) or (way != "none" and re.search(behind, plain)):
                found.add(Deviation(way, parameter))
    return frozenset(found)


def spelled(text: str) -> str:
    """A folded text whose misspelt words of deviations are put right: ``presure``, ``temprature``."""

    def right(match: re.Match[str]) -> str:
        word = match[0]
        known = word in _SPELLED or word.rstrip("s") in _SPELLED
        return word if known else next((one for one in _SPELLED if is_misspelling(word, one)), word)

    return re.sub(r"[a-z]{5,}", right, fold(text))


def without_deviations(text: str) -> str:
    """A folded text whose words of deviations are blanked."""
    plain = fold(text).replace("’", "'")
    for words, _ in _SAID:
        plain = re.sub(rf"\b(?:{words})\b", " ", plain)
    ways, names = "|".join(_WAYS.values()), "|".join(_PARAMETERS.values())
    plain = re.sub(rf"\b(?:{ways})\b{_JOINT}\b(?:{names})\b", " ", plain)
    return re.sub(rf"\b(?:{names})\b{_JOINT}\b(?:{ways})\b", " ", plain)
