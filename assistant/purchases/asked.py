"""What a question asks of purchase orders: due, late, worth, open, which supplier. Knows words alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.planned.window import Window, window_of
from assistant.words import fold, word_set
from assistant.words import has_phrase as has
from retrieval.records import Language

Aim = Literal[
    "due", "late", "delay", "value", "open", "received", "delays", "punctual", "promised", "arrived"
]
Form = Literal["list", "count", "value"]

_BOUGHT = (
    r"(?:pos?|purchas\w+|suppliers?|vendors?|promis\w+|deliver\w*|arriv\w+|receiv\w+|receipts?|bought|"
    r"commandes?|commandee?s?|fournisseurs?|livr\w+|recevoir|recu\w*|recept\w+|achats?|attendue?s?|encours)"
)
"""Say that it is about what was bought."""
_ORDERS = r"(?:orders?|pos?|commandes?|deliver\w*|livraisons?|purchas\w+|achats?|encours|bought)"
_ELSE = re.compile(
    r"\b(?:work orders?|wos?|ots?|ordres? de travail|bons? de travail|why|pourquoi|how (?:do|should|can|to)|"
    r"comment|phone|telephone|mail|address|adresse|lead[- ]?times?|stock|minimum|mini|reorder\w*|"
    r"must (?:we |be )?order\w*|should (?:we |be )?order\w*|to order|faut\W*(?:il )?commander|a commander|"
    r"produc\w+|produi\w+|alarms?|alarmes?|pressure|pression|flow|debit|power|shifts?|"
    r"contracts?|contrats?|warrant\w+|garantie|customers?|clients?)\b"
)
_LATE = (
    r"(?:late|overdue|past due|behind|delayed|delays?|retards?|en retard|hors delais?|depassee?s?|"
    r"should (?:already )?have (?:arrived|been delivered|come)|"
    r"aurai\w+ (?:deja )?du (?:arriver|etre livree?s?|etre recue?s?))"
)
_HOW_LONG = (
    r"(?:how (?:late|long|many days|far)|by how (?:much|many|long)|de combien|combien de (?:jours|temps)|"
    r"nombre de jours|days? late|jours de retard|was|were|a-t-elle|a ete|est-elle|did)"
)
_MEAN = r"(?:average|mean|avg|moyen\w*|en moyenne|on average|usually|generalement)"
_WHICH_SUPPLIER = (
    r"(?:which|what|who|quel(?:le)?s?|qui|quels) (?:of our |de nos |sont les |est le )?"
    r"(?:suppliers?|vendors?|fournisseurs?)|"
    r"(?:by|per|par|for each|pour chaque|chaque) (?:suppliers?|vendors?|fournisseurs?)|"
    r"(?:suppliers?|vendors?|fournisseurs?) (?:who|that|which|qui)"
)
_OFTEN = r"(?:often|most|souvent|plus|worst|pires?|least|on time|ponctuel\w*|punctual\w*|a l'heure|rate|taux)"
_VALUE = (
    r"(?:value|worth|amounts?|amounting|how much (?:is|are|was|were|did|do|money)|totals?|cost\w*|price|"
    r"montants?|valeurs?|vaut|valent|prix|coute\w*|combien (?:coute|vaut|a coute|pour)|for how much|"
    r"encours|spen[dt]\w*|depens\w+|engage\w*|committed)"
)
_WORTH = r"(?:values?|worth|amounts?|montants?|valeurs?)"
_OPEN = (
    r"(?:open|outstanding|pending|not (?:yet )?(?:received|delivered|arrived|come)|undelivered|"
    r"still (?:to (?:come|arrive|be delivered|be received)|open|waiting|due|expected)|on order|"
    r"(?:awaiting|waiting for|wait for)(?: delivery)?|en cours|encours|ouverte?s?|en attente|restante?s?|"
    r"pas (?:encore )?(?:ete )?(?:livree?s?|recue?s?|arrivee?s?)|non (?:livree?s?|recue?s?|soldee?s?)|"
    r"a recevoir|reste a (?:recevoir|livrer)|attend\w*)"
)
_COMING = (
    r"(?:promis\w+|due|expect\w*|deliver\w*|arriv\w+|com(?:e|ing)|receiv\w+|planned|scheduled|attendue?s?|"
    r"attend\w*|livr\w+|recevoir|recevr\w+|prevue?s?|prevoit|arriver\w*|echeances?|doi(?:t|vent))"
)
_CAME = r"(?:received|arrived|delivered|came|did we (?:receive|get)|recue?s?|livree?s?|arrivee?s?|ete)"
_COUNT = r"(?:how many|number of|count|combien de (?!jours|temps)|nombre de (?!jours)|nb de)"
_WHEN = r"^\W*(?:when|what date|quand|quelle date|a quelle date|date)\b"
CUES = word_set(
    """
    order orders po pos purchase purchased purchases commande commandes commandee commandees achat achats
    delivery deliveries deliver delivered delivers livraison livraisons livre livres livree livrees livrer
    promised promise promises promis promise expected expect due arrive arrives arriving arrived come coming
    came receive received receipt recevoir recue recues recu recus reception receptions attendue attendues
    attendu attend attendre late overdue past behind delay delayed delays retard retards days day jours jour
    open outstanding pending still yet not value worth total totals amount amounts montant montants valeur
    valeurs price prix cost costs much many how combien number nombre count supplier suppliers vendor vendors
    fournisseur fournisseurs which average mean moyen moyenne often most souvent worst rate time temps
    encours cours ouverte ouvertes ouvert ouverts attente already deja all toutes tous week month semaine
    mois en have has been should get got list liste each per by par spend spent depense depenses depensons
    soon next today now maintenant actuellement current currently placed passee passees money long far was
    were when quand date waiting awaiting wait items item things goods lines ligne lignes bought engaged
    engage engages committed usually parts pieces unpaid schedule scheduled planned prevue prevues prevu
    doit doivent arriver livrees reste encore restant restantes soldee soldees non pas ete aurait auraient
    du vaut coute worst punctual ponctuel ponctuels heure done made give us nos notre our outs done far
    plus ht eur euros euro
    """
)
"""Words that say no more than that purchase orders are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked.

    Attributes:
        window: The days that are asked for; None where none are named.
        by_vendor: True for each supplier.
        sure: False where only a row that is named says that it is about what was bought.
        rest: The folded question without its days.
    """

    aim: Aim
    form: Form
    window: Window | None
    by_vendor: bool
    sure: bool
    rest: str


def asked_of(text: str, today: date, language: Language) -> Asked | None:
    """What a question asks of purchase orders; None where it asks nothing of the kind."""
    folded = " ".join(fold(text).replace("’", "'").split())
    bought = has(_BOUGHT, folded) or (has(_ORDERS, folded) and has(_WORTH, folded))
    named = has(rf"{_ORDERS}|{_OPEN}|expect\w*|due", folded) or re.search(r"\d{3}", folded)
    if _ELSE.search(folded) or not (bought or named):
        return None
    window = window_of(folded, today, language)
    rest = window.rest if window is not None else folded
    by_vendor = re.search(_WHICH_SUPPLIER, rest) is not None
    aim = _aim(rest, window, today, by_vendor)
    if aim is None:
        return None
    form: Form = "list"
    if has(_VALUE, rest):
        form = "value"
    elif has(_COUNT, rest):
        form = "count"
    return Asked(aim=aim, form=form, window=window, by_vendor=by_vendor, sure=bought, rest=rest)


def _aim(rest: str, window: Window | None, today: date, by_vendor: bool) -> Aim | None:
    late = has(_LATE, rest)
    if late and has(_MEAN, rest):
        return "delays"
    if by_vendor and (late or has(r"on time|a l'heure|ponctuel\w*|punctual\w*", rest)) and has(_OFTEN, rest):
        return "punctual"
    if re.search(_WHEN, rest):
        if late or has(_MEAN, rest):
            return None
        came = has(r"was|were|did|a ete|est-elle arrivee|a-t-on recu|avons", rest)
        return "arrived" if came else "promised"
    if late and window is None and has(_HOW_LONG, rest):
        return "delay"
    if late:
        return "late"
    if window is not None:
        if window.start is not None and window.start < today and has(_CAME, rest) and not has(_OPEN, rest):
            return "received"
        ahead = window.end is None or window.end >= today
        return "due" if ahead and (has(_COMING, rest) or has(_OPEN, rest)) else None
    if has(_OPEN, rest):
        return "open"
    return "value" if has(_VALUE, rest) else None
