"""Whether it is asked where a thing is kept, and which words say so. Knows no table and no document."""

from __future__ import annotations

import re

from assistant.words import fold

_KEPT = (
    r"(?:kept|keep|stored|store|stocked|stock|"
    r"ranges?|rangee?s?|rangent|stockee?s?|entreposee?s?|gardee?s?|conservee?s?)"
)
_SHELF = (
    r"(?:shelf|shelves|bin|rack|drawer|cupboard|cabinet|store(?:room)?|warehouse|compartment|"
    r"rayon|etagere|casier|tiroir|armoire|magasin|emplacement|case|bac)"
)
_ASKS = re.compile(
    rf"(?:\bwhere\b|^\W*ou\b(?! bien)).*\b{_KEPT}\b|"
    rf"\b(?:in|on|from) (?:which|what) {_SHELF}\b|^\W*(?:which|what) {_SHELF}\b|"
    rf"\b(?:dans|sur|a) quel(?:le)?s? {_SHELF}\b|^\W*quel(?:le)? {_SHELF}\b"
)
_MAY_ASK = re.compile(
    r"\bwhere (?:is|are|s|can|do|does)\b|\bwhere['’]s\b|^\W*ou (?:est|sont|se trouve(?:nt)?|trouver?|"
    r"on trouve|a t on|est ce qu\w*)\b|\bc ?['’]?est ou\b"
)
_SAYS_PLACE = re.compile(rf"(?:{_KEPT}|{_SHELF}|trouve\w*|se|find|get|situe\w*|located)")


def asks_store(question: str) -> bool:
    """True for "where is the seal kept?": a drawing that shows the machine is no answer to it."""
    return _ASKS.search(_plain(question)) is not None


def may_ask_store(question: str) -> bool:
    """True also for "where are the belts?", which asks for a shelf only of what a store holds."""
    return asks_store(question) or _MAY_ASK.search(_plain(question)) is not None


def says_place(word: str) -> bool:
    """True for a folded word that says no more than that a place is asked for: ``kept``, ``rayon``."""
    return _SAYS_PLACE.fullmatch(word) is not None


def _plain(question: str) -> str:
    """Folded, with ``où`` told from ``ou`` where its accent was typed; without one it must come first."""
    lowered = question.lower().strip()
    asking = lowered if lowered.startswith("où") else lowered.replace(" où ", " where ")
    return fold(asking).replace("-", " ")
