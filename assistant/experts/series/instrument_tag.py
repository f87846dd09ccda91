"""What the letters of an instrument tag say by ISA 5.1: ``VT``, ``PDIC``, ``LSLL``. Knows no register."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_TAG = re.compile(r"(?:\d{1,4}-)?(?P<letters>[A-Z]{2,6})-?(?P<loop>\d{1,5}-?[A-Z]?)")
_FIRST = {
    "A": ("analysis", "analyse"), "B": ("burner", "brûleur"), "C": ("conductivity", "conductivité"),
    "D": ("density", "densité"), "E": ("voltage", "tension"), "F": ("flow", "débit"),
    "H": ("hand", "commande manuelle"), "I": ("current", "intensité"), "J": ("power", "puissance"),
    "K": ("time", "temps"), "L": ("level", "niveau"), "M": ("moisture", "humidité"),
    "P": ("pressure", "pression"), "Q": ("quantity", "quantité"), "R": ("radiation", "rayonnement"),
    "S": ("speed", "vitesse"), "T": ("temperature", "température"), "V": ("vibration", "vibration"),
    "W": ("weight", "poids"), "Z": ("position", "position"),
}  # fmt: skip
_MODIFIERS = {
    "D": ("differential", "différentielle"), "F": ("ratio", "rapport"), "Q": ("total", "totalisé"),
    "K": ("rate of change", "taux de variation"),
}  # fmt: skip
_FUNCTIONS = {
    "A": ("alarm", "alarme"), "C": ("controller", "régulateur"), "E": ("element", "élément primaire"),
    "G": ("gauge", "indicateur local"), "I": ("indicator", "indicateur"), "R": ("recorder", "enregistreur"),
    "S": ("switch", "contact"), "T": ("transmitter", "transmetteur"), "V": ("valve", "vanne"),
    "Y": ("relay or computing function", "relais ou calcul"), "W": ("well", "puits"),
    "Z": ("final element", "élément final"),
}  # fmt: skip
_LEVELS = {
    "H": ("high", "haut"), "HH": ("high high", "très haut"), "L": ("low", "bas"),
    "LL": ("low low", "très bas"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TagReading:
    """The parts of an instrument tag.

    Attributes:
        letters: As printed.
        parts: Each letter or pair of letters with its words.
        loop: The number of the loop, with its suffix.
    """

    letters: str
    parts: tuple[tuple[str, str], ...]
    loop: str


def read_tag(tag: str, language: Literal["en", "fr"]) -> TagReading | None:
    """The reading of an instrument tag; None where its letters are none of ISA 5.1.

    Source: ANSI/ISA-5.1-2009, identification letters; letters of the user's choice as commonly used.
    """
    match = _TAG.fullmatch(tag.upper())
    if match is None:
        return None
    letters, at = match["letters"], int(language == "fr")
    level = next((letters[-n:] for n in (2, 1) if len(letters) > n + 1 and letters[-n:] in _LEVELS), "")
    body = letters[: len(letters) - len(level)]
    if level and body[-1] not in "AS":
        return None
    if body[0] not in _FIRST:
        return None
    parts = [(body[0], _FIRST[body[0]][at])]
    rest = body[1:]
    if len(rest) > 1 and rest[0] == "S" and rest[1] in "VEY":
        parts.append(("S", ("safety", "sécurité")[at]))
        rest = rest[1:]
    elif len(rest) > 1 and rest[0] in _MODIFIERS:
        parts.append((rest[0], _MODIFIERS[rest[0]][at]))
        rest = rest[1:]
    if not rest or any(letter not in _FUNCTIONS for letter in rest):
        return None
    parts += [(letter, _FUNCTIONS[letter][at]) for letter in rest]
    if level:
        parts.append((level, _LEVELS[level][at]))
    return TagReading(letters=letters, parts=tuple(parts), loop=match["loop"])
