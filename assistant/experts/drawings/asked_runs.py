"""Questions that only the lines of a drawing answer: what is up or down the line, between, what isolates.

Words are known in any order; a word that speaks of something else (a date, a reading, a price) leaves the
question to others.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from assistant.experts.drawings.asked import DRAWING_WORDS, tags_in
from assistant.experts.drawings.line_words import LINE_WORDS
from assistant.experts.drawings.roles import VALVES, Role
from assistant.words import content_words, fold

Want = Literal[
    "between", "down", "up", "isolate", "bypass", "instruments", "reaches", "line", "both", "loop"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RunAsked:
    """What is asked of lines.

    Attributes:
        tags: Of which; two where it is asked what is between, or whether the first one leads to the second.
        roles: Only things of these roles are asked for; empty for all.
        called: How the question calls them, folded.
        whether: True where yes or no is asked.
        how: True where it is asked how something is done.
        line: True where it is asked which line it is.
    """

    want: Want
    tags: tuple[str, ...]
    roles: frozenset[Role] = frozenset()
    called: str = ""
    whether: bool = False
    how: bool = False
    line: bool = False


_ISOLATE = re.compile(
    r"\b(?:isol(?:at\w*|er|e|ent|es|ement)|consign\w*|lock(?:ed|ing)?[ -]?(?:out|off)"
    r"|(?:isolation|isolating|block) valves?|loto|lototo|block(?:ed|ing)?[ -]in|block and bleed"
    r"|shut(?:ting)?[ -]?off|sectionn\w*)\b"
    r"|\b(?:valves?|vannes?|robinets?)\b.*\b(?:close[ds]?|closing|shut|ferm\w*)\b"
    r"|\b(?:close|shut|closing|fermer|ferme)\b.*\b(?:valves?|vannes?|robinets?)\b"
)
_ISOLATED_ELSE = re.compile(
    r"\b(?:de-?isol\w*|deconsign\w*|un-?lock\w*|resist\w*|insul\w*|megohm\w*|megger|class\w*|calorifug\w*|thermi\w*|was|were|been|who|when"
    r"|run|runs|running|start|starts|started|starting|operated?|tourne\w*|demarr\w*|happens?|allowed|safe"
    r"|normally|position"
    r"|qui|quand|has|had|ete|why|pourquoi|long|often|cost\w*|last|dernier\w*|hier|yesterday|permit|permis)\b"
)
_HOW = re.compile(r"\b(?:how (?:do|to|can|should|would)|comment|procedure|steps?|etapes?|mode operatoire)\b")
_BETWEEN = re.compile(
    r"\b(?:between|entre|path|route|way|chemin|trajet|parcours|circuit)\b|\bfrom\b.*\bto\b"
    r"|\bde\b.*\b(?:a|vers|jusqu)\b"
)
_UP = re.compile(
    r"\b(?:upst\w*m|amont|before|avant|ahead of|suction|aspi(?:ration)?|inlet side|comes? from|coming from"
    r"|d'ou (?:vient|provient|arrive)|where .*\bfrom|fed (?:by|from)|supplied (?:by|from)|alimentee? par)\b"
)
_DOWN = re.compile(
    r"\b(?:downst\w*m|aval|after|apres|behind|derriere|discharges? (?:in)?to|leads? to|goes? to"
    r"|(?:discharge|delivery|outlet) side|(?:on|at|in) (?:the )?(?:discharge|delivery)|refoulement"
    r"|where (?:does|do) .*\bgo|ou va|ou part|vers ou|vers quoi)\b"
)
_FEEDS = re.compile(r"\b(?:feeds?|feeding|suppl(?:y|ies)|powers?|fills?|filling|alimente(?:nt)?|remplit)\b")
_FED_WHAT = re.compile(r"\b(?:qu'|que |qu |quoi )\s*(?:alimente|remplit)")
_BYPASS = re.compile(r"\b(?:by-?pass\w*|contourn\w*|derivation|parallel|parallele)\b")
_INSTRUMENTS = re.compile(r"\b(?:instruments?|instrumentation|transmitters?|transmetteurs?|gauges?)\b")
_ON = re.compile(
    r"\b(?:on|at|for|of|mounted|fitted|around|sur|de|a|autour"
    r"|monte\w*|installe\w*|have|has|a-t-)\b"
)
_WHICH_LINE = re.compile(
    r"\b(?:which|what|quelle?s?) (?:line|pipe|ligne|tuyau\w*|conduite)s?\b|\b(?:line|pipe) (?:no|number)\b"
    r"|\bnumero de (?:la )?(?:ligne|tuyau\w*)\b"
)
_LOOP = re.compile(
    r"\b(?:which|what|quel(?:le)?|name of the) (?:\w+ ){0,2}?"
    r"(?:controll?ers?|regulat(?:eu|o)rs?|control loop)\b"
    r"|\b(?:controll?er|regulat(?:eu|o)r|regulating instrument)"
    r" (?:of|for|acting|that|which|on|de|du|qui|sur)\b"
    r"|\b(?:control(?:led|s)?|driv(?:en|es?)|actuated|operated|positioned|command(?:ee?|e)|pilotee?|regulee?|asservie?)"
    r" (?:by|from|par)\b"
    r"|\b(?:what|which (?:instrument|loop)|qui|qu'est-ce qui|quel (?:instrument|appareil)|quelle boucle)"
    r" (?:controls|drives|positions|acts on|commande|pilote|regule|agit sur|asservit)\b"
    r"|\b(?:what does|que) .*\b(?:regulates?|regule)\b|\b(?:boucle|control loop|loop) (?:of|de)\b"
    r"|\b(?:which|what|quel(?:le)?) (?:measurement|mesure|capteur|transmetteur|transmitter|sensor)"
    r" (?:drives|controls|feeds|is used|pilote|commande|regule|sert)\b"
    r"|\b(?:capteur|mesure|transmitter) de la boucle\b"
    r"|\b(?:what|which|quel\w*|on what|sur quoi|sur quelle?) (?:\w+ ){0,2}?"
    r"(?:does|do|agit|commande|pilote|regule)\b"
    r".*\b(?:controls?|act(?:s)? on|drives?|positions?|act|agit|commande|pilote|regule)\b"
    r"|\b(?:que|qu'est-ce que|sur quoi|sur quelle vanne) (?:\w+ )?(?:commande|pilote|regule|agit)\b"
    r"|\b(?:commande|pilote|regule|controls|drives|acts on)"
    r" (?:quoi|quelle?s? (?:vanne|valve)|what|which (?:valve|pump))\b"
    r"|\b(?:signal|mesure|measurement|input) .*\b(?:to|vers|du|of|de la)\b.*\b(?:controller|regulateur)\b"
)
_OF_TWO = frozenset({"between", "bypass", "reaches", "line"})
_WHETHER = re.compile(r"^\W*(?:is|are|does|do|y a-t-il|est-ce qu\w*|existe|a-t-on|have we|any)\b")

_ROLES: tuple[tuple[str, frozenset[Role]], ...] = (
    (r"check valves?|non-? ?return valves?|clapets?(?: anti-?retour)?|nrvs?", frozenset({"check"})),
    (
        r"control valves?|regulating valves?|vannes? (?:de )?regul\w*|vannes? (?:de reglage|reglantes?)",
        frozenset({"control"}),
    ),
    (r"(?:relief|safety) valves?|psvs?|soupapes?", frozenset({"relief"})),
    (
        r"(?:isolation|isolating|block|shut-? ?off|manual|hand) valves?"
        r"|vannes? (?:d'isolement|manuelles?|de sectionnement)",
        frozenset({"isolating"}),
    ),
    (r"breakers?|circuit breakers?|disjoncteurs?|fuses?|fusibles?|sectionneurs?", frozenset({"isolating"})),
    (r"vannes?|robinets?", VALVES - {"check", "relief"}),
    (r"valves?", VALVES),
    (r"strainers?|crepines?", frozenset({"in line"})),
    (r"instruments?|transmitters?|capteurs?|transmetteurs?|sensors?|gauges?", frozenset({"instrument"})),
    (
        r"equipments?|equipements?|vessels?|tanks?|pumps?|pompes?|exchangers?|echangeurs?|machines?|appareils?"
        r"|transformers?|transformateurs?",
        frozenset({"equipment"}),
    ),
)  # fmt: skip


_ACCORDING = re.compile(r"\b(?:d'apres|according to|selon|as per)\b")
_MODIFIER = r"(?!(?:between|and|of|the|to|from|at|on|in|for|by|with|after|before)\b)[^\W\d_]+[\s-]+"
"""A word before the noun of a tag: ``make-up``, ``feed``."""
_DIRECTED = (
    r"(?:feeds?|before|after|avant|apres|from|vers|behind|isolat\w+|isol\w+|upst\w+|downst\w+|between|entre"
    r"|by-?pass\w*|contourn\w+|aliment\w*|fills?|powers?|suppl\w+|consign\w+|controls?|commande\w*|pilote\w*"
    r"|regule\w*|drives?|agit|acts?|derriere|and|sur|pour|with|for|joins?|relie\w*|par|remplit|amont|aval|des?|est|on|of"
    r"|at|to)\b"
)
"""Words before a tag that are no noun of it."""
_NOUNS = (
    r"(?:pumps?|pompes?|valves?|vannes?|robinets?|vessels?|tanks?|drums?|columns?|exchangers?|coolers?|heaters?"
    r"|boilers?|compressors?|fans?|filters?|strainers?|motors?|echangeurs?|chaudieres?|ballons?|cuves?|bacs?"
    r"|baches?|reservoirs?|filtres?|ventilateurs?|compresseurs?|moteurs?|colonnes?|clapets?|soupapes?|vases?)"
)


def asked_run(text: str, known: Collection[str]) -> RunAsked | None:
    """What a question asks of lines; None where it asks for something else.

    Args:
        known: Tags on drawings, normalised: they are found in the question however they are made.
    """
    tags = tags_in(text, known)
    folded = _ACCORDING.sub(" ", DRAWING_WORDS.sub(" ", fold(text)))
    if not tags or not _speaks_of_lines(folded, tags):
        return None
    want = _want(_without_nouns(folded, tags), tags)
    if want is None:
        return None
    roles, called = _roles(_masked(folded, tags), want)
    if want == "reaches" and _is_turned(folded):
        tags = tags[::-1]
    return RunAsked(
        want,
        tags[-1:] if want == "isolate" else tags[: 2 if want in _OF_TWO else 1],
        roles,
        called,
        bool(_WHETHER.search(folded)),
        bool(_HOW.search(folded)),
        want in ("up", "down") and bool(_WHICH_LINE.search(folded)),
    )


def _want(folded: str, tags: tuple[str, ...]) -> Want | None:
    if _ISOLATE.search(folded):
        return None if _ISOLATED_ELSE.search(folded) else "isolate"
    if len(tags) == 2 and _WHICH_LINE.search(folded):
        return "line"
    if len(tags) == 1 and _LOOP.search(folded):
        return "loop"
    if _BYPASS.search(folded):
        return "bypass" if len(tags) <= 2 else None
    if len(tags) >= 2:
        if len(tags) == 2 and _BETWEEN.search(folded):
            return "between"
        flows = _UP.search(folded) or _DOWN.search(folded) or _FEEDS.search(folded)
        return "reaches" if len(tags) == 2 and flows and _WHETHER.search(folded) else None
    if _UP.search(folded) and _DOWN.search(folded):
        return "both"
    if _UP.search(folded):
        passive = re.search(r"\b(?:fed|supplied|alimentee?) (?:by|from|par)\b", folded)
        after = passive is not None and _at(folded, tags[0]) > passive.start()
        return "down" if after else "up"
    if _DOWN.search(folded):
        return "down"
    feeds = _FEEDS.search(folded)
    if feeds is None:
        return "instruments" if _INSTRUMENTS.search(folded) and _ON.search(folded) else None
    return "down" if _FED_WHAT.search(folded) or _at(folded, tags[0]) < feeds.start() else "up"


def _is_turned(folded: str) -> bool:
    """True where the second tag is said to come first: "is HV-3 downstream of P-1?"."""
    return bool(_DOWN.search(folded) and not re.search(r"\b(?:leads?|goes?|discharges?)\b", folded)) or bool(
        re.search(r"\b(?:fed|supplied|alimentee?) (?:by|from|par)\b", folded)
    )


def _masked(folded: str, tags: tuple[str, ...]) -> str:
    """A question whose tags say nothing of a kind: ``NRV-102`` asks for no check valve."""
    for tag in tags:
        folded = re.sub(_tag_form(tag), "#", folded)
    return folded


def _tag_form(tag: str) -> str:
    """A pattern of a folded tag, with or without its hyphens."""
    return r"[\s-]?".join(map(re.escape, fold(tag).split("-")))


def _at(folded: str, tag: str) -> int:
    """Where a tag stands in a question."""
    match = re.search(_tag_form(tag), folded)
    return match.start() if match else 0


def _speaks_of_lines(folded: str, tags: tuple[str, ...]) -> bool:
    """True where every word of a question is a tag, its noun, or one that lines may be asked with."""
    folded = _without_nouns(folded, tags)
    for tag in tags:
        folded = re.sub(rf"\b[^\W\d_]{{3,}}\s+(?={_tag_form(tag)}\b)", " ", folded)
    parts = {part for tag in tags for part in (fold(tag), *fold(tag).split("-"), fold(tag).replace("-", ""))}
    for word in content_words(folded):
        plain = fold(word)
        if plain in LINE_WORDS or plain in parts or plain.rstrip("s") in LINE_WORDS:
            continue
        if re.search(r"\d|(?:up|down)st\w*m", plain):
            continue
        return False
    return True


def _without_nouns(folded: str, tags: tuple[str, ...]) -> str:
    """A question without what it calls its tags: "the feed surge drum 21-D-110" feeds nothing."""
    for tag in tags:
        form = _tag_form(tag)
        folded = re.sub(
            rf"\b(?P<lead>the|and|of|between|from|to)\s+(?:{_MODIFIER}){{1,3}}(?={_NOUNS}\s+{form}\b)",
            r"\g<lead> ",
            folded,
        )
        folded = re.sub(
            rf"\b{_NOUNS}\s+(?:(?:de|du|d')\s*)?(?:l')?(?!{_DIRECTED})[^\W\d_]{{3,}}\s+(?={form}\b)",
            " ",
            folded,
        )
    return folded


def _roles(folded: str, want: Want) -> tuple[frozenset[Role], str]:
    """What alone is asked for: the kind that the question begins with, not what it calls the tag."""
    if want in ("isolate", "bypass", "instruments", "reaches", "line", "loop"):
        return frozenset(), ""
    found = []
    for form, roles in _ROLES:
        match = re.search(rf"\b(?:{form})(?=\W|$)(?!\s+(?:#|[a-z]{{1,5}}-?\d))", folded)
        if match is not None:
            found.append((match.start(), -len(match.group(0)), roles, match.group(0)))
    if not found:
        return frozenset(), ""
    _, _, roles, called = min(found, key=lambda item: item[:2])
    return roles, called
