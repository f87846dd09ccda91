"""What a question asks of wall thickness: rate, remaining life, nearest to the minimum. Words only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.words import fold

Aim = Literal[
    "rate",
    "life",
    "nearest",
    "fastest",
    "first",
    "below",
    "interval",
    "thickness",
    "thinnest",
    "required",
    "lost",
]

_RATE = re.compile(
    r"\b(?:(?:corrosion|thinning|wear|wastage|metal loss|wall loss|erosion) (?:rates?|speed)|"
    r"rate of (?:corrosion|"
    r"thinning|wall loss|metal loss)|(?:vitesses?|taux) (?:de |d')?(?:corrosion|usure|amincissement|perte)|"
    r"(?:how (?:fast|quickly)|a quelle vitesse)\b.*\b(?:corrod\w*|thin\w*|wear\w*|lose|losing|corrode\w*|"
    r"s'amincit|s'use|"
    r"perd\w*)|mm ?(?:/|per|par) ?(?:y|yr|year|an)|perte (?:d'epaisseur )?(?:annuelle|par an))\b"
)
_LIFE = re.compile(
    r"\b(?:(?:remaining|residual|rest|expected) (?:service )?li(?:fe|ves)|life (?:left|remaining)|rl of|"
    r"(?:duree de )?vie (?:restante|residuelle)|fin de vie|end of life|"
    r"(?:when|quand)\b.*\b(?:reach\w*|atteint|atteindra|atteigne\w*|below|under|sous)\b.*\b(?:min\w*|retire\w*|limit\w*|"
    r"required|requise?))\b"
)
_LASTS = re.compile(
    r"\b(?:how (?:long|many years) (?:will|can|does|do|has|have|before|until|left)|"
    r"combien (?:de temps|d'annees)\b.*\b(?:reste\w*|avant|tenir|tiendra))\b"
)
"""What asks for a life where a point or a wall is spoken of."""
_POINTS = (
    r"(?:points?|tmls?|cmls?|thickness|walls?|epaisseurs?|pts?|nozzles?|elbows?|coudes?|piquages?|tubulures?)"
)
_THIN = (
    r"(?:thinnest|(?:nearest|closest|least margin|lowest margin|smallest margin|near|close)|"
    r"(?:plus|le plus|la plus) (?:proches?|mince|minces|faible marge|pres)|moins de marge|"
    r"le plus critique|most critical)"
)
_MINIMUM = (
    r"(?:min\w*|tmin|t-min|retire\w*|required|requise?s?|limits?|limites?|critical|critique|margin|marge|thickness|"
    r"epaisseurs?|mince|thinnest|calcul)"
)
_FAST = re.compile(
    r"\b(?:highest|greatest|worst|fastest|quickest|maximum|max|biggest|le plus vite|plus vite|"
    r"plus rapide\w*|plus (?:forte|"
    r"elevee?|grande)|pire)\b"
)
_FIRST = re.compile(
    r"\b(?:first|soonest|shortest|least|lowest|premiers?|plus (?:courte?|faible|tot)|d'abord)\b"
)
_BELOW = re.compile(
    r"\b(?:below|under|less than|thinner than|passed|underneath|sous|en dessous|en-dessous|inferieure?s?|"
    r"depasse\w*)\b"
)
_INTERVAL = re.compile(
    r"\b(?:next (?:ut|inspection|inspected|thickness|measurement|check)|(?:inspected|measured|checked|"
    r"inspect) (?:again|next)|"
    r"re-?inspect\w*|inspection interval|half[- ]life|prochaine? (?:mesure|inspection|controle)|"
    r"(?:quand|date)\b.*\b(?:remesurer|recontroler|reinspecter))\b"
)
_THICKNESS = re.compile(r"\b(?:thickness(?:es)?|epaisseurs?|thick)\b")
_READ = re.compile(r"\b(?:measured|mesuree?s?|readings?|measurements?|mesures?)\b")
_ELSE = re.compile(
    r"\b(?:vibrat\w*|alarm\w*|alert\w*|temperatures?|stocks?|set ?points?|points? de consigne|pressure|"
    r"pression|oil|"
    r"huile|spares?|bearings?|roulements?|batter\w+|seals?|garnitures?|flow|debit|switch\w*)\b"
)
"""What other points and lives are of."""
_LEAST = re.compile(
    r"\b(?:thinnest|(?:lowest|smallest|least|minimum|minimal) (?:measured |recorded )?(?:reading|measurement|"
    r"measured|wall)s?|plus (?:mince|faible|petite|basse)s?|mesure mini\w*|minimum mesure)\b"
)
_OF_WALLS = re.compile(r"\b(?:thinnest|thick\w*|walls?|epaisseurs?|parois?|[tc]mls?|ut|ultraso\w+|minces?)\b")
_SURVEYED = re.compile(
    r"\b(?:readings?|measure\w*|mesur\w*|recorded|releve\w*|surveys?|surveyed|campagnes?|(?:19|20)\d\d)\b"
)
_REQUIRED = re.compile(
    r"\b(?:(?:min\w*|required|retirement|calculated|design) (?:allow(?:able|ed) |required |wall )*thickness|"
    r"thickness (?:required|minimum|min)|t-?min|epaisseurs? (?:de paroi )?(?:mini\w*|requises?|"
    r"admissibles?|de calcul|de retrait))\b"
)
_LOST = re.compile(
    r"\b(?:lost|los[es]s?|losing|worn(?: away)?|consumed|gone|thinned|perdue?s?|perd(?:re|u)?|pertes?|"
    r"use\w{0,2})\b"
)
_OF_METAL = re.compile(
    r"\b(?:mm|millimet\w+|inch(?:es)?|mils?|thick\w*|walls?|metal|epaisseurs?|parois?|matiere|[tc]mls?)\b"
)
_MOST = re.compile(r"\b(?:most|least|le plus|la plus|le moins|plus (?:grande?|forte?) perte)\b")
_NO_METAL = re.compile(
    r"\b(?:production|hours?|heures?|tons?|tonnes?|volume|flow|weight|time|temps|containment)\b"
)
_SHORT = re.compile(r"\b(?:short|court|st)\b")
_LONG = re.compile(r"\b(?:long|lt)\b(?! (?:will|can|does|do|has|have|before|until|left))")
_MARKED = re.compile(
    r"\b(?:points?|tmls?|cmls?|pt|position|mark|spot|location|repere)[\s._-]*(?:n(?:o|°|um\w*)?[\s.°]*)?"
    r"(?P<name>[a-z]{0,3}[-.]?\d+[a-z]?)\b|"
    r"\b[ct]mls?\s+(?P<letter>[a-z])\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted.

    Attributes:
        point: The number behind ``point`` or ``TML``, folded; empty where none stands there.
        term: Which rate; empty for both.
        year: Of which a thickness is asked for, or since which a loss is.
        until: Up to which year a loss is asked for; empty for the last measurement.
        most: True where the points that lost most are asked for.
    """

    aim: Aim
    point: str = ""
    term: Literal["", "short", "long"] = ""
    year: str = ""
    until: str = ""
    most: bool = False


def asked_of(text: str) -> Asked | None:
    """What a question asks; None where it is not of thickness.

    ``life`` and ``thickness`` are asked of other things too: a caller takes them where a point is named.
    """
    plain = fold(" ".join(text.replace("’", "'").split()))
    if _ELSE.search(plain):
        return None
    marked = _MARKED.search(plain)
    point = (marked["name"] or marked["letter"]) if marked else ""
    term: Literal["", "short", "long"] = (
        "short" if _SHORT.search(plain) else "long" if _LONG.search(plain) else ""
    )
    if _RATE.search(plain):
        return Asked("fastest" if _FAST.search(plain) and not point else "rate", point, term)
    if re.search(r"\b(?:corrod|thinning|s'amincit)\w*", plain) and _FAST.search(plain):
        return Asked("fastest", point, term)
    of_points = re.search(rf"\b{_POINTS}\b", plain)
    if _LOST.search(plain) and (_OF_METAL.search(plain) or of_points) and not _NO_METAL.search(plain):
        years = [match[0] for match in _YEAR.finditer(plain)]
        since, until = (years[0] if years else ""), (years[1] if len(years) > 1 else "")
        return Asked("lost", point, "", since, until, most=bool(_MOST.search(plain)) and not point)
    year = _YEAR.search(plain)
    said = year[0] if year else ""
    if (
        _LEAST.search(plain)
        and _OF_WALLS.search(plain)
        and _SURVEYED.search(plain)
        and not re.search(r"\b(?:required|requise?s?|t-?min|limite?s?|margin|marge|retirement)\b", plain)
    ):
        return Asked("thinnest", point, "", said)
    if of_points and re.search(rf"\b{_THIN}\b", plain) and re.search(rf"\b{_MINIMUM}\b", plain):
        return Asked("nearest", point)
    if of_points and _INTERVAL.search(plain):
        return Asked("interval", point)
    if _INTERVAL.search(plain) and re.search(r"half[- ]life", plain):
        return Asked("interval", point)
    if _LIFE.search(plain) or (_LASTS.search(plain) and (point or of_points)):
        return Asked("first" if _FIRST.search(plain) and not point else "life", point, term)
    if of_points and re.search(r"\b(?:reach\w*|atteind\w*|atteign\w*)\b", plain) and _FIRST.search(plain):
        return Asked("first", point)
    if (
        of_points
        and _BELOW.search(plain)
        and re.search(r"\b(?:min\w*|tmin|required|requise?|retire\w*|calcul)\b", plain)
    ):
        return Asked("below", point)
    if point and (_THICKNESS.search(plain) or (_READ.search(plain) and re.search(r"\b[tc]mls?\b", plain))):
        return Asked("thickness", point, "", said)
    if _REQUIRED.search(plain) and not _SURVEYED.search(plain) and not _BELOW.search(plain):
        return Asked("required", point)
    return None


def same_point(asked: str, name: str) -> bool:
    """True where a question's ``7`` or ``cml 3`` is a table's ``7`` or ``CML-03``."""
    one, other = _parts(asked), _parts(name)
    if not one or not other:
        return False
    if one == other:
        return True
    bare = len(one) == 1
    marks = frozenset("tml cml pt p point".split())
    return bare and len(other) == 2 and other[0] in marks and other[1] == one[0]


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """The names of points that a text holds as words of their own, where they have letters and digits."""
    plain = fold(text)
    found = []
    for name in names:
        parts = re.findall(r"[a-z]+|\d+", fold(name))
        if len(parts) < 2:
            continue
        pattern = r"[\s._-]?".join(
            part if part.isalpha() else f"0*{part.lstrip('0') or '0'}" for part in parts
        )
        if re.search(rf"(?<![\w-]){pattern}(?![\w]|-\d)", plain):
            found.append(name)
    return found


def _parts(name: str) -> list[str]:
    return [
        part.lstrip("0") or "0" if part.isdigit() else part for part in re.findall(r"[a-z]+|\d+", fold(name))
    ]
