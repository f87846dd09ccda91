"""What a question asks of a list of parts in stock, and the words for the parts. Knows words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.words import norms
from assistant.words import STOP_WORDS, fold

Aim = Literal["order", "value", "supplier", "lead", "dearest", "cheapest"]

_ORDER = re.compile(
    r"\b(?:(?:must|should|have to|need to|needs to|to) (?:we )?(?:be )?(?:re-?)?order(?:ed)?|need(?:s|"
    r"ed)? (?:re-?)?ordering|"
    r"(?:faut(?:[- ]il)?|doit[- ]on|devons[- ]nous|a) (?:re)?commander|a reapprovisionner|"
    r"(?:how many|combien) .*\b(?:order|commander|needed|missing|manque\w*) .*\b(?:max\w*|full)|"
    r"(?:below|under|sous|en dessous d[eu]|inferieure?s? au|au dessous d[eu]) (?:the |their |its |le |"
    r"la |leur |son )?"
    r"(?:stock )?(?:min\w*|reorder(?: point| level)?|safety(?: stock)?|seuil\w*|stock (?:min\w*|d'alerte|"
    r"de securite))|"
    r"out of stock|en rupture(?: de stock)?|stock epuise)\b"
)
_DEAREST = re.compile(
    r"\b(?:(?:most (?:expensive|costly)|dearest|costliest|priciest|"
    r"(?:highest|top|biggest) (?:unit )?prices?)|"
    r"costs (?:the )?most|"
    r"(?:le|la|les) plus (?:cher\w*|couteu\w+|onereu\w+)|prix (?:unitaire )?(?:le|les) plus (?:haut|eleve)s?|"
    r"coute(?:nt)? le plus(?: cher\w*)?)\b"
)
_CHEAPEST = re.compile(
    r"\b(?:cheapest|least (?:expensive|costly)|lowest (?:unit )?prices?|"
    r"(?:le|la|les) moins (?:cher\w*|couteu\w+)|"
    r"prix (?:unitaire )?(?:le|les) plus (?:bas|faible)s?)\b"
)
_OF_PARTS = re.compile(
    r"\b(?:parts?|pieces?|articles?|items?|spares?|stores?|stock|magasin|inventory|inventaire|references?)\b"
)
_PRICES = re.compile(r"\b(?:same|meme|prices?|prix|costs?|coute\w*)\b")
_PRICE_WORDS = re.compile(r"\b(?:unit(?:aire)?|each|prices?|prix|costs?|coute\w*)\b")
_EQUAL = re.compile(
    r"\b(?:at or (?:below|under)|(?:below|under) or (?:at|equal)|inferieure?s? ou egale?s?)\b"
)
_FULL = re.compile(r"\b(?:max\w*|full|plein)\b")
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
    r"rapport|work orders?|ordres? de travail|used|consomm\w*|why|pourquoi|who changed)\b"
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
    achete appro approvisionnement max maxi maximum maximal full fill reach atteindre arriver
    """.split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked.

    Attributes:
        words: For the parts; empty for all.
        out: True where only parts of which there is none are meant.
        equal: True where parts at their least are meant too.
        full: True where it is asked how many bring the stock to its most.
    """

    aim: Aim
    words: tuple[str, ...]
    out: bool = False
    equal: bool = False
    full: bool = False


def asked_of(question: str) -> Asked | None:
    """What a question asks of a list of parts; None where it asks nothing of the kind."""
    text = " ".join(fold(question.replace("’", "'")).split())
    if _ELSE.search(text):
        return None
    ends: tuple[tuple[Aim, re.Pattern[str]], ...] = (("dearest", _DEAREST), ("cheapest", _CHEAPEST))
    for aim, asks in ends if _OF_PARTS.search(text) else ():
        if asks.search(text):
            return Asked(aim, _words(_PRICE_WORDS.sub(" ", asks.sub(" ", text))))
    if _PRICES.search(text):
        return None
    words = _words(text)
    if _ORDER.search(text):
        full = _FULL.search(text) is not None
        return Asked("order", words, _OUT.search(text) is not None, _EQUAL.search(text) is not None, full)
    if _VALUE.search(text):
        return Asked("value", words)
    if not words or _LONGEST.search(text):
        return None
    if _SUPPLIER.search(text):
        return Asked("supplier", words)
    return Asked("lead", words) if _LEAD.search(text) else None


def _words(text: str) -> tuple[str, ...]:
    """The words for the parts."""
    return tuple(w for w in norms(text) if w not in _CUES and w not in STOP_WORDS and len(w) > 1)
