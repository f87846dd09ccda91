"""Which dimension a value has that a question asks for: "how thick" is a length. Knows no documents."""

from __future__ import annotations

import re

from assistant.units import unit_of
from assistant.words import fold, word_set

# Dimensions, then the words that ask for them (folded beginnings of words).
_ASPECTS = """
length: length long width wide height high tall depth deep thick diameter radius distance gap clearance
length: how-long spacing apart far size wheelbase travel stroke
length: longueur largeur hauteur profondeur epaisseur diametre rayon
length: ecart empattement course
mass: weight weigh mass heavy heavier poids masse pese
force: force load pull tension effort charge
pressure: pressure pression
temperature: temperature hot cold temperature chaud
angle: angle degree steer inclin tilt jeu degre field
time: how-long how-often duration delay within interval hours minutes seconds days weeks months years age
time: old how-fast time duree delai combien-de-temps frequence periodicite
voltage: voltage volt tension
current: current amp courant intensite
power: power puissance
energy: energy energie
resistance: resist ohm
frequency: frequenc blink flash hertz
rotation: rpm rotation speed regime
speed: speed velocity fast vibration vitesse
area: area surface aire
volume: volume capacity displacement capacit cylindree contenance
flow: flow debit
torque: torque couple
sound: noise sound loud bruit sonore
sound_a: noise sound loud bruit sonore
sound_c: noise sound loud bruit sonore
share: percent share proportion ratio quelle-part pourcentage taux how-narrow deviation
points: points penalty lose bond penalite
acceleration: acceleration deceleration
"""
_NEVER = frozenset({"in", "a", "an", "one", "as", "second"})
_AMBIGUOUS = word_set(
    """ans min bar t s d g h k l m n j v w points point mn pa ma month months year years day days hour hours
    mile miles mois an année années jour jours heure heures foot feet pied pieds"""
)


def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = (line.partition(":") for line in _ASPECTS.strip().splitlines())
    return tuple((dimension.strip(), tuple(words.split())) for dimension, _, words in rows)


_TABLE = _table()
_COUNT = re.compile(r"\bhow many times\b|\bcombien de fois\b")
"""A count is asked for, no length of time."""
_HOW = re.compile(r"\b(how (?:long|often|narrow|fast)|combien de temps|quelle part)\b")


def named_dimensions(text: str) -> frozenset[str]:
    """Dimensions of units that a question names for the answer: ``in kW``, ``how many seconds``, ``(mm)``."""
    found: set[str] = set()
    for match in re.finditer(
        r"(?P<cue>\b(?:in|en|many|de|of|combien de)\s+|\bd['’]|\()?(?P<word>[^\s,;:()?!]+)", text
    ):
        word = match.group("word")
        if re.search(r"\d\s?$|\b(?:du|le|la|un|une|ce|cette) $", text[: match.start("word")], re.IGNORECASE):
            continue
        unit = unit_of(word)
        if unit and word.lower() not in _NEVER and (word.lower() not in _AMBIGUOUS or match.group("cue")):
            found.add(unit.dimension)
    return frozenset(found)


def value_noun(text: str) -> bool:
    """True where a question opens with the kind of value it wants: ``what force``, ``quelle largeur``."""
    opening = re.match(
        r"\W*(?:\w+ )?(?:what|which|quels?|quelles?)\b((?:\W+[\w-]+){1,5})", text, re.IGNORECASE
    )
    return bool(opening) and bool(asked_dimensions(opening.group(1) if opening else ""))


def asked_dimensions(text: str) -> frozenset[str]:
    """Dimensions that the nouns and adjectives of a question ask for; empty where they tell none."""
    plain = _COUNT.sub(" ", fold(text))
    plain = _HOW.sub(lambda match: match.group(1).replace(" ", "-"), plain)
    words = re.findall(r"[\w'-]+", plain)
    return frozenset(
        dimension
        for dimension, starts in _TABLE
        if any(word.startswith(start) for word in words for start in starts)
    )
