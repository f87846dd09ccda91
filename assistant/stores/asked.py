"""What a question asks of a list of parts in stock, and the words for the parts. Knows words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.words import norms
from assistant.words import STOP_WORDS, fold

Aim = Literal["order", "value", "supplier", "lead"]

_ORDER = re.compile(
    r"\b(?:(?:must|should|have to|need to|needs to|to) (?:we )?(?:be )?(?:re-?)?order(?:ed)?|need(?:s|"
    r"ed)? (?:re-?)?ordering|"
    r"(?:faut(?:[- ]il)?|doit[- ]on|devons[- ]nous|a) (?:re)?commander|a reapprovisionner|"
    r"(?:below|under|sous|en dessous d[eu]|inferieure?s? au|au dessous d[eu]) (?:the |their |its |le |"
    r"la |leur |son )?"
    r"(?:stock )?(?:min\w*|reorder(?: point| level)?|safety(?: stock)?|seuil\w*|stock (?:min\w*|d'alerte|"
    r"de securite))|"
    r"out of stock|en rupture(?: de stock)?|stock epuise)\b"
)
_EQUAL = re.compile(
    r"\b(?:at or (?:below|under)|(?:below|under) or (?:at|equal)|inferieure?s? ou egale?s?)\b"
)
_OUT = re.compile(r"\b(?:out of stock|en rupture|epuise)\b")
_VALUE = re.compile(
    r"\b(?:value|worth|valeur|vaut|montant)\b.*\b(?:stock|stores?|inventory|magasin|inventaire|stocks)\b|"
    r"\b(?:stock|inventory|stores?|magasin)\b.*\b(?:value|worth|valeur|vaut)\b"
)
_SUPPLIER = re.compile(
    r"\b(?:suppliers?|vendors?|fournisseurs?)\b|\bwho (?:supplies|delivers|sells|provides)\b|"
    r"\bqui (?:fournit|livre|vend)\b|\bwhere do we (?:buy|order)\b|\bchez qui\b"
)
_LEAD = re.compile(r"\b(?:lead[- ]?times?|delivery times?|delais?(?: de livraison| d'appro\w*)?)\b")
_LONGEST = re.compile(
    r"\b(?:longest|shortest|average|mean|longs?|courts?|moyen\w*|late|retard\w*|"
    r"souvent|often|most)\b"
)
_ELSE = re.compile(
    r"\b(?:last|when|quand|derniere?|spent|depense\w*|contract\w*|contrat\w*|phone|mail|address|adresse|"
    r"report|"
    r"rapport|work orders?|ordres? de travail|used|consomm\w*|why|pourquoi|who changed|"
    r"same|meme|prices?|prix|costs?|coute\w*)\b"
)
_CUES = frozenset(
    """
    must should have need needs needed needing order ordered ordering reorder reordered faut commander
    commande recommander reapprovisionner quantity quantite qty many much combien parts part pieces
    piece articles article items item spares spare references reference below under sous dessous stock
    stocks mini minimum min minimal minima level point safety seuil securite alerte rupture out epuise
    epuises value valeur worth vaut total totale store stores magasin inventory inventaire supplier
    suppliers vendor fournisseur fournisseurs supplies delivers sells provides deliver supply fournit
    fournissent livre livrent livrer vend lead time times delivery delai delais livraison buy get
    acheter list liste show rechange detachees which what quels quelles quel quelle qui who our notre
    nos whole entire inferieur inferieurs inferieures moins less than currently actuellement price
    achete appro approvisionnement
    """.split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        words: For the parts; empty for all.
        out: True where only parts of which there is none are meant.
        equal: True where parts at their least are meant too.
    """

    aim: Aim
    words: tuple[str, ...]
    out: bool = False
    equal: bool = False


def asked_of(question: str) -> Asked | None:
    """What a question asks of a list of parts; None where it asks nothing of the kind."""
    text = " ".join(fold(question.replace("’", "'")).split())
    if _ELSE.search(text):
        return None
    words = tuple(w for w in norms(text) if w not in _CUES and w not in STOP_WORDS and len(w) > 1)
    if _ORDER.search(text):
        return Asked("order", words, _OUT.search(text) is not None, _EQUAL.search(text) is not None)
    if _VALUE.search(text):
        return Asked("value", words)
    if not words or _LONGEST.search(text):
        return None
    if _SUPPLIER.search(text):
        return Asked("supplier", words)
    return Asked("lead", words) if _LEAD.search(text) else None
