"""Whether a question wants a procedure, and which of its steps. Knows words in English and French only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.experts.text.procedures.actions import is_imperative

_NOUN = (
    r"(?:steps|procedure|step[- ]by[- ]step|work instructions?|instructions|sequence of operations|"
    r"étapes|marche à suivre|mode opératoire|procédure|démarche|gamme opératoire)"
)
_WHO = r"(?:i|we|you|one|someone|somebody|an? \w+|the (?:\w+ ){1,5}?(?=be\b))"
_HOW = re.compile(
    rf"\bhow (?:(?:do|can|should|must|would|could|shall|may) {_WHO}|to)\s+(?P<what>\S.*)|"
    r"\bhow (?:is|are) (?P<passive>\S.*)|"
    r"\bwhat (?:must|should|do|shall) (?:i|we|one|you) (?:have to )?do (?:to|in order to|before|for)\s+"
    r"(?P<do>\S.*)|"
    r"\b(?:walk|take|talk|guide) (?:me|us) through (?P<through>\S.*)|"
    r"\bcomment (?:(?:faire|procéder) (?:pour|à)\s+|doit-on |faut-il |peut-on |puis-je |dois-je |on |"
    r"je (?:peux|dois) |nous |vous |se fait )?(?P<comment>\S.*)|"
    r"\bque (?:faut-il|dois-je|doit-on|devons-nous) faire (?:pour|avant de|avant d['’])\s*(?P<que>\S.*)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:^\W*(?:please )?(?:the |les? |la |l['’])?{_NOUN}|"
    rf"\b(?:what(?:['’]s| is| are| would be)|give|show|tell|list|describe|explain|need|want|is there|"
    rf"do you have|have you|quel(?:le)?s?|donne[rz]?|montre[rz]?|indique[rz]?|décri\w+|expliqu\w+|rappel\w+|"
    rf"existe-t-il|y a-t-il|je cherche|il me faut)\b"
    rf"(?:[ -](?:me|us|moi|nous|are|is|est|sont|the|a|an|all|any|la|les|le|l['’]|une?|right|correct|full|"
    rf"whole|detailed|bonne?s?|différentes|toutes?))*\W*{_NOUN})\s*"
    rf"(?:for|to|of|in|on|when|de la|de l['’]|des|du|de|d['’]|pour|à suivre pour|lors|permettant de)\s*"
    rf"(?P<what>\S.*)",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(
    r"\b(?:give|show|tell|what(?:['’]s| is| are)|need|list|describe|explain)\b(?: (?:me|us))?(?: the| a)? "
    r"(?P<what>[\w' -]{3,60}?) (?:procedure|steps|instructions|sequence)\W*$",
    re.IGNORECASE,
)
_STEP_OF = re.compile(
    r"\b(?:steps?|étapes?)\s*\d{1,3}\s+(?:of|in|for|to|de la|du|de|pour)\s+(?:the |la |le |l['’])?"
    r"(?:procedure |instructions? |procédure |marche à suivre )?(?:(?:for|of|to|de la|du|de|pour)\s+)?"
    r"(?P<what>\S.*)",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:how (?:do|can|would) (?:i|we|you) (?:know|tell|call|say|contact|define|explain)|"
    r"how (?:is|are) .*?\b(?:called|named|defined|doing|going|related|linked|different|spelled|classified|"
    r"expressed|calculated|computed|known)\b|how (?:is|are) (?:it|they|things|you|this|that)\W*$|"
    r"comment (?:s['’]appel|se nomm|va\b|vont|savoir|ça|cela|expliquer|définit|est défini|calcul)|"
    r"(?:procedure|instruction|procédure|consigne) (?:number|no\b|n°|numéro|title|revision))",
    re.IGNORECASE,
)
_STEP_NOUN = r"(?:steps?|étapes?|etapes?|points?)"
_ORDINALS = (
    ("first", "1st", "première", "premier"),
    ("second", "2nd", "deuxième", "seconde"),
    ("third", "3rd", "troisième"),
    ("fourth", "4th", "quatrième"),
    ("fifth", "5th", "cinquième"),
    ("sixth", "6th", "sixième"),
    ("seventh", "7th", "septième"),
    ("eighth", "8th", "huitième"),
    ("ninth", "9th", "neuvième"),
    ("tenth", "10th", "dixième"),
)
_NUMBERED = re.compile(
    rf"\b{_STEP_NOUN}\s*(?:no\.?|n°|number|numéro)?\s*(?P<after>\d{{1,3}})\b|"
    rf"\b(?P<before>{'|'.join(word for words in _ORDINALS for word in words)})\s+{_STEP_NOUN}\b",
    re.IGNORECASE,
)
_LAST = re.compile(rf"\b(?:last|final|dernière?) {_STEP_NOUN}\b", re.IGNORECASE)
_LATER = re.compile(
    r"\b(?:after|following|follows|behind|next|après|suit|suivante?|ensuite)\b", re.IGNORECASE
)
_EARLIER = re.compile(r"\b(?:before|precedes?|prior to|avant|précède\w*)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"^\W*(?:(?:and|ok|okay|then|et|puis|alors)\W+)*(?:then|next|what(?:['’]s| is| comes)? next|"
    r"after that|what then|"
    r"(?:the )?next step|what (?:do|must|should) (?:i|we) do (?:next|then)|"
    r"what comes (?:after|next)(?: that)?|"
    r"ensuite|après|(?:et )?après (?:ça|cela)|l['’]étape suivante|étape suivante|que faire ensuite)\W*$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"^\W*(?:(?:and|ok|okay|et)\W+)*(?:(?:show|give|tell)(?: me)? )?"
    r"(?:(?:the )?(?:rest|others?|remaining(?: steps| ones)?|"
    r"other steps|steps that are left)|go on|continue[rz]?|la suite|le reste|les (?:autres|dernières) étapes|"
    r"les étapes (?:restantes|suivantes))(?: please| svp)?\W*$",
    re.IGNORECASE,
)

Which = Literal["all", "at", "last", "next", "rest"]


@dataclass(frozen=True, slots=True)
class ProcedureAsked:
    """A procedure that a question wants.

    Attributes:
        what: The words for what is to be done.
        named: True where steps or a procedure are asked for by that word, not only "how do I".
        passive: True for "how is the bearing greased?", which may want a fact only.
    """

    what: str
    named: bool
    passive: bool = False


@dataclass(frozen=True, slots=True)
class StepAsked:
    """Which steps are asked for: the one printed ``at``, moved by ``shift``; the last, the next, the rest."""

    which: Which
    at: int = 0
    shift: int = 0


def asked_procedure(text: str) -> ProcedureAsked | None:
    """What a question wants to be shown how to do; None where it wants no procedure."""
    if _OTHERWISE.search(text):
        return None
    for pattern in (_NAMED, _BEFORE_NOUN, _STEP_OF):
        match = pattern.search(text)
        if match is not None:
            return ProcedureAsked(_NUMBERED.sub(" ", match["what"]), named=True)
    match = _HOW.search(text)
    if match is None:
        order = text.strip(" .!?")
        return ProcedureAsked(order, named=False, passive="?" in text) if is_imperative(order) else None
    what = next(value for value in match.groupdict().values() if value)
    return ProcedureAsked(_NUMBERED.sub(" ", what), named=False, passive=match["passive"] is not None)


def asked_step(text: str) -> StepAsked | None:
    """The step that a text points at; None where it points at none."""
    if _NEXT.match(text):
        return StepAsked("next")
    if _REST.match(text):
        return StepAsked("rest")
    if _LAST.search(text):
        return StepAsked("last")
    match = _NUMBERED.search(text)
    if match is None:
        return None
    number = int(match["after"]) if match["after"] else _ordinal(match["before"].lower())
    around = text[: match.start()]
    shift = 1 if _LATER.search(around) else -1 if _EARLIER.search(around) else 0
    return StepAsked("at", number, shift)


def _ordinal(word: str) -> int:
    return next(at for at, words in enumerate(_ORDINALS, start=1) if word in words)
