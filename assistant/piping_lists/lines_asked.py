"""What a question asks of a list of lines: lines without insulation, a rating of one, which one goes where.

Knows words, English and French, and no list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.words import fold
from assistant.piping_lists.lines import Rated, Role

Aim = Literal["without", "with", "cells", "which"]

_LINES = re.compile(r"\b(?:lines?|lignes?|pipes?|piping|tuyauteries?|tuyaux?|conduites?)\b")
_NOT = re.compile(
    r"\b(?:no|not|without|un(?=insul|trac)|sans|pas|aucune?|non|n't|isn't|aren't|depourvue?s?|nues?|bare)\b"
)
_LISTED = re.compile(r"\b(?:which|what|list|lesquelles|quelles?|liste[rz]?|combien|how many|lines|lignes)\b")
_EITHER: tuple[tuple[Role, str], ...] = (
    ("insulation", r"(?:un)?insul\w*|calorifug\w*|isol(?:ation|ees?|ant)\w*|lagg\w*|calo"),
    ("tracing", r"(?:un|heat[ -]?)?trac(?:ed|ing|age|ees?)\w*|traceurs?"),
)
_PROPERTIES: tuple[tuple[Role, str], ...] = (
    ("insulation", _EITHER[0][1]),
    ("tracing", _EITHER[1][1]),
    ("pressure", r"press(?:ion|ure)?s?|ps\b"),
    ("temperature", r"temp(?:erature)?s?|ts\b"),
    ("class", r"(?:piping |pipe )?class(?:e)?s?|spec(?:ification)?s?"),
    ("size", r"sizes?|dn|nps|diam(?:eter|etre)?s?|taille"),
    ("fluid", r"fluide?s?|service|medium|produit|carries|carry|transporte|contient|vehicule"),
    ("schedule", r"schedule|sch"),
    ("material", r"materials?|matieres?|materiau"),
)
_RATED: tuple[tuple[Rated, str], ...] = (
    ("test", r"test|epreuve|essai|hydro\w*"),
    ("operating", r"operat\w*|oper|normale?|marche|exploitation|running"),
    ("design", r"design|calcul|ps|ts|max\w*|admissible|mawp"),
)
_ELSE = re.compile(
    r"\b(?:when|quand|who|qui|why|pourquoi|how (?:do|to)|comment|last|dernier\w*|inspect\w*|corro\w*"
    r"|mesure\w*|measur\w*|work ?orders?|production|crew|shift|equipe|output|stops?|arrets?|leak\w*"
    r"|fuite\w*|cost|cout|resist\w*|megohm|remain\w*|isometric\w*|drawings?|plan|schema)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of lines.

    Attributes:
        roles: The cells that are asked for, in the order of the question.
        rated: Which pressure or temperature.
        printed: ``ps`` or ``ts`` where the question has these letters.
        thickness: True where the thickness of the insulation is asked for.
        count: True where a number of lines is asked for.
    """

    aim: Aim
    roles: tuple[Role, ...] = ()
    rated: Rated = ""
    printed: frozenset[str] = frozenset()
    thickness: bool = False
    count: bool = False


def asked_of(text: str) -> Asked | None:
    """What is asked of lines; None where nothing of them is."""
    plain = fold(" ".join(text.replace("’", "'").split()))
    if not _LINES.search(plain) or _ELSE.search(plain):
        return None
    at = [
        (match.start(), role)
        for role, form in _PROPERTIES
        if (match := re.search(rf"(?<![\w-])(?:{form})(?![\w-])", plain)) is not None
    ]
    roles = tuple(role for _, role in sorted(at))
    either = next((role for role, form in _EITHER if re.search(rf"\b(?:{form})\b", plain)), None)
    count = bool(re.search(r"\b(?:how many|combien)\b", plain))
    thick = re.search(r"\b(?:thick\w*|thk|epaisseurs?|ep)\b", plain)
    if either and roles == (either,) and _LISTED.search(plain) and not thick:
        denied = _NOT.search(plain) or re.search(r"\bun(?:insul|trac)", plain)
        if denied:
            return Asked("without", (either,), count=count)
        if re.search(r"\b(?:lines|lignes|pipes|tuyauteries|conduites)\b", plain):
            return Asked("with", (either,), count=count)
    if roles:
        rated: Rated = next((rated for rated, form in _RATED if re.search(rf"\b(?:{form})\b", plain)), "")
        service = re.search(r"\b(?:temperature|pression) de service\b", plain)
        roles = tuple(role for role in roles if not (service and role == "fluid"))
        rated = "operating" if service and not re.search(r"\b(?:ps|ts)\b", plain) else rated
        printed = frozenset(re.findall(r"\b(?:ps|ts)\b", plain))
        return Asked("cells", roles, rated, printed, thickness=bool(thick))
    if re.search(r"\b(?:which|what|quelle?) (?:line|pipe|ligne|tuyauterie|conduite)\b", plain):
        return Asked("which")
    return None
