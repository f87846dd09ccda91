"""The hours of shifts as a plant's rota or philosophy states them. Knows no question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from assistant.shifts.words import part_of
from assistant.words import fold

Hours = Mapping[str, tuple[float, float]]
"""First and last hour of the shifts that are known, by part of the day; beyond 24 those of the next day."""

HOURS_ASKED = "hours of the shifts: day shift from to, night shift; horaires des postes de jour et de nuit"
"""What passages that state them are searched by."""
_CLOCK = r"\d{1,2}(?:[:h]\d{2}|\s?h(?:ours|eures)?(?![a-z0-9]))"
_STATED = re.compile(
    r"\b(?P<part>nights?|nuit|days?|jour|mornings?|matin|afternoons?|apres[- ]midi|evenings?|soir)"
    r"(?: (?:shifts?|poste|quart|equipe|team|crew))?"
    r"(?:\s*(?:[:=(,–-]|is|are|runs?|works?|goes|lasts?|hours?|horaires?|from|de|du|est|va|dure)){0,3}\s*"
    rf"(?P<a>{_CLOCK})\s*(?:to|until|till|a|jusqu'a|-|–)\s*(?P<b>{_CLOCK})"
)
_SHORTEST, _LONGEST = 6.0, 13.0
"""Hours of a shift: what is shorter is a time within one."""


def hours_stated(texts: Iterable[str]) -> dict[str, tuple[float, float]]:
    """The hours that texts give shifts; none of a shift that they give different ones."""
    found: dict[str, set[tuple[float, float]]] = {}
    for text in texts:
        for stated in _STATED.finditer(fold(text)):
            first, last = _hour(stated["a"]), _hour(stated["b"])
            last += 24 if last <= first else 0
            if first < 24 and _SHORTEST <= last - first <= _LONGEST:
                found.setdefault(part_of(stated["part"]), set()).add((first, last))
    return {part: next(iter(hours)) for part, hours in found.items() if len(hours) == 1}


def _hour(text: str) -> float:
    hour, *rest = re.findall(r"\d+", text)
    return int(hour) + (int(rest[0]) / 60 if rest else 0)
