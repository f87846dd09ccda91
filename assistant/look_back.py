"""Turns that look back at the answer before: "are you sure?", "explain that", "export these rows".

Knows words, no sources.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.followup import asks_origin, doubts
from assistant.words import fold

_OPENING = (
    r"\W*(?:(?:and|ok|okay|yes|so|but|please|sorry|hm+|could you|can you|would you|will you|et|oui|alors|"
    r"mais|bon|"
    r"pardon|tu peux|peux-tu|pouvez-vous|vous pouvez|pourrais-tu|pourriez-vous|s'il (?:te|"
    r"vous) plait)\b[\s,]*)*"
)
_CLOSING = (
    r"(?:\s*,?\s*(?:please|again|better|more|in (?:more )?detail|in simple (?:terms|words)|simply|to me|"
    r"exactly|"
    r"exactement|svp|stp|s'il (?:te|vous) plait|un peu|mieux|plus|en detail|simplement))*\W*"
)
_IT = (
    r"(?:that|this|it|these|those|your answer|the answer|this answer|"
    r"that (?:answer|figure|number|value|result))"
)
_CA = (
    r"(?:ca|cela|ceci|ce (?:chiffre|resultat)|cette (?:reponse|valeur)|la reponse|ta reponse|votre reponse|"
    r"le calcul)"
)
_GOT = r"(?:get|got|compute|calculate|work out|find|arrive at|come to|come up with|determine)"
_EXPLAINS = re.compile(
    _OPENING + r"(?:"
    rf"explain(?: (?:me|us))?(?: {_IT})?(?: (?:to )?(?:me|us))?|explanation|an explanation|elaborate|"
    rf"clarify(?: {_IT})?"
    rf"|what (?:does|do) {_IT} mean|what do you mean(?: (?:by|with) {_IT})?|meaning|which means|"
    rf"in other words"
    rf"|how (?:did|do) you {_GOT} (?:to )?{_IT}|how (?:is|was|are|were) {_IT} (?:computed|calculated|"
    rf"worked out|"
    r"obtained|found|determined)|how so|why do you say (?:that|so)"
    r"|tell me more(?: about (?:that|it|this))?|i (?:don't|do not|didn't|did not) (?:understand|get (?:it|"
    r"that))(?: "
    r"(?:that|it|this))?"
    rf"|expli(?:que[rz]?|citer?)(?:[- ](?:moi|nous|le))*(?: {_CA})?|m'expliquer(?: {_CA})?|"
    rf"(?:une )?explications?"
    rf"|(?:ca|cela) (?:veut dire|signifie) quoi|(?:qu'est-ce que|que) (?:ca|cela) (?:veut dire|signifie)|"
    rf"que veut dire "
    rf"{_CA}|que (?:veux-tu|voulez-vous) dire|c'est[- ]a[- ]dire|comment ca(?= ?\?)"
    rf"|comment (?:(?:as-tu|avez-vous|tu as|t'as|vous avez) (?:calcule|trouve|obtenu)(?: {_CA})?|(?:est|"
    rf"c'est|"
    rf"ont ete|a ete)(?: {_CA})? (?:calcule|obtenu|trouve)|calcules-tu {_CA})"
    r"|(?:je |j'ai )?(?:ne |n'ai )?(?:comprends|compris|comprend)? ?pas(?: bien)? compris|"
    r"je (?:ne )?comprends pas(?: "
    r"bien)?|(?:dis|dites)[- ](?:m'en|moi en) plus|developpe[rz]?|detaille[rz]?(?: (?:ca|cela|le calcul))?|"
    r"precise[rz]?"
    r")" + _CLOSING
)
YEAR = (
    r"(?:this year|last year|the year before|(?:19|20)\d\d|cette annee|l'annee (?:derniere|passee)|"
    r"l'an (?:dernier|passe))"
)
COMPARED_WITH = (
    r"(?:,?\s*(?:as )?(?:compared (?:with|to)|in comparison (?:with|to)|versus|vs\.?|against|than|and|with|"
    r"to|par rapport a|comparee?s? a|contre|et|que|qu'|avec)\s+)"
)
"""How two years are set against each other."""
_ALONE = re.compile(
    rf"\W*(?:(?:and|et|so|ok|how (?:is|was|does) (?:it|that))\W+)?(?:{YEAR}\s*)?"
    rf"(?:{COMPARED_WITH.strip()}|compare (?:it |that )?(?:with |to )|compare[rz]? (?:ca |cela )?(?:a |"
    rf"avec ))\s*"
    rf"(?:the year before|{YEAR}|the previous year|l'annee (?:d'avant|precedente))\W*"
)
Format = Literal["csv", "xlsx"]

_ROWS = (
    r"(?:that|this|it|these|those|them|l[ea]s?|(?:the|these|those|this|that|all) (?:rows?|lines?|table|list|"
    r"results?|data|"
    r"readings|figures|values|orders|work orders)|ca|cela|(?:ces|les|la|le|cette|ce) "
    r"(?:lignes?|tableau|table|liste|resultats?|donnees|mesures|valeurs|releves))"
)
_FILE = (
    r"(?:(?:an? |un |une )?(?:csv|excel|xlsx?|spreadsheet|tableur|file|fichier)(?: (?:file|csv|excel|sheet|"
    r"table))?)"
)
_EXPORTS = re.compile(
    _OPENING + r"(?:"
    rf"(?:export|download|save|exporte[rz]?|telecharge[rz]?|enregistre[rz]?|sauvegarde[rz]?|"
    rf"extrai[st]?)(?: (?:me|"
    rf"moi))?(?:[- ]?{_ROWS})?(?: (?:to|as|in|into|en|dans|sous|au format) {_FILE})?"
    rf"|(?:(?:give|send|get|show|make|put|write|i want|i need|i'd like)(?: me| us)?|donne[rz]?|sor[st]|"
    rf"sortez|mets|"
    rf"mettez|passe[rz]?|fais|faites|envoie|envoyez)(?:[- ](?:moi|nous|m'en|en|le|les))*(?:[- ]?{_ROWS})? "
    rf"(?:to|as|in|into|en|dans|sous|au format) {_FILE}"
    rf"|(?:as|to|in|en|au format) {_FILE}"
    rf"|{_FILE}|export|exporter"
    r")" + _CLOSING
)
_EXPORTED = re.compile(
    rf"^\W*(?:please |can you |could you |peux-tu |pouvez-vous )?(?:export|download|exporte[rz]?|"
    rf"telecharge[rz]?|"
    rf"extrai[st]?(?:re)?)(?:[- ]moi)? (?P<x>.+?)(?: (?:to|as|in|into|en|dans|sous|"
    rf"au format) (?P<file>{_FILE}))?\W*$"
    rf"|^\W*(?P<y>.+?) (?:as|to|in|into|en|dans|sous|au format) (?:an? |un |une )?(?P<as>csv|excel|xlsx?)"
    rf"(?: (?:file|fichier))?\W*$"
)
_MEANS_SHEET = re.compile(r"excel|xlsx?|spreadsheet|tableur")


def asks_explanation(text: str) -> bool:
    """True for "explain that": the answer before is to be explained."""
    return _EXPLAINS.fullmatch(_plain(text)) is not None


def asks_export(text: str) -> bool:
    """True for "export these rows", "give me that as CSV": the rows behind the answer before are wanted."""
    return _EXPORTS.fullmatch(_plain(text)) is not None


def exported_question(text: str) -> str | None:
    """The question of which the rows are wanted: "export the open orders to CSV"; None where none is."""
    plain = " ".join(text.replace("’", "'").split())
    match = _EXPORTED.match(fold(plain)) if len(fold(plain)) == len(plain) else None
    if match is None or asks_export(text):
        return None
    group = "x" if match["x"] else "y"
    return plain[match.start(group) : match.end(group)].strip(" ?!.,")


def file_format(text: str) -> Format:
    """The kind of file that is asked for; CSV where none is said."""
    return "xlsx" if _MEANS_SHEET.search(fold(text)) else "csv"


def compares_alone(text: str) -> bool:
    """True for "compared with last year?": what is compared is left to the turn before."""
    return _ALONE.fullmatch(_plain(text)) is not None


def looks_back(text: str) -> bool:
    """True for a turn that asks nothing new of the sources: the answer before is doubted, explained, "
    "exported."""
    return doubts(text) or asks_origin(text) or asks_explanation(text) or asks_export(text)


def _plain(text: str) -> str:
    return " ".join(fold(text.replace("’", "'")).split())
