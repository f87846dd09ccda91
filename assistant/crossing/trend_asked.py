"""What a question asks of a reading's course: since when it rises, whether it does, when it meets a limit.

Knows words alone, English and French; which sensor the words name is looked up elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.experts.series.trend import Way
from assistant.words import fold

Aim = Literal["begin", "now", "rate", "limit", "before_stop", "what_before_stop"]

_UP = (
    r"(?:ris(?:e|es|en|ing)|rose|increas(?:e|es|ed|ing)|climb(?:s|ed|ing)?|grow(?:s|n|ing)?|grew|"
    r"(?:go(?:es|ing)?|went|creep(?:s|ing)?|crept|trend(?:s|ing)?|drift(?:s|ed|ing)?) (?:up|upwards?)|"
    r"(?:get(?:s|ting)?|got|becom(?:e|es|ing)) (?:worse|higher|hotter)|on the rise|worsen(?:s|ed|ing)?)"
)
_DOWN = (
    r"(?:fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|"
    r"sink(?:s|ing)?|sank|"
    r"(?:go(?:es|ing)?|went|trend(?:s|ing)?|drift(?:s|ed|ing)?) (?:down|downwards?)|(?:get(?:s|ting)?|"
    r"got) lower)"
)
_STILL_FORMS = r"(?:stable|steady|constant|flat|unchanged)"
_ANY = r"(?:drift(?:s|ed|ing)?|deviat(?:e|es|ed|ing)|chang(?:e|es|ed|ing)|mov(?:e|es|ed|ing))"
_MOVES = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<any>{_ANY}))"
_STATE = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<level>{_STILL_FORMS}))"
_UP_FR = (
    r"(?:(?:mont|augment|grimp|s'elev|s'aggrav|deriv)(?:e|ent|er|ait|aient|ee?s?)|cro(?:it|itre|issait)|"
    r"en hausse|"
    r"en augmentation|part(?:i|ie|ir)? a la hausse)"
)
_DOWN_FR = (
    r"(?:(?:baiss|diminu|chut|tomb)(?:e|ent|er|ait|aient|ee?s?)|descend(?:re|ait|ent|u|ue)?|en baisse|"
    r"en diminution|decro(?:it|itre))"
)
_STILL_FR = r"(?:stables?|constante?s?|stabilisee?s?)"
_MOVES_FR = rf"(?:(?P<up>{_UP_FR})|(?P<down>{_DOWN_FR}))"
_STATE_FR = rf"(?:(?P<up>{_UP_FR})|(?P<down>{_DOWN_FR})|(?P<level>{_STILL_FR}))"
_X = r"(?P<x>[^?]+?)"
_NOW = r"(?: (?:now|right now|at the moment|currently|today|lately|recently|these days))?"
_NOW_FR = r"(?: (?:maintenant|actuellement|en ce moment|aujourd'hui|ces (?:derniers )?(?:jours|temps)))?"
_PRONOUN = r"(?:[- ]t)?-(?:elle|il|elles|ils)"
_STOP = r"(?:(?:the|its|it) )?(?:trip(?:ped)?|stop(?:ped)?|shut ?down|failed|failure|outage|breakdown)"
_STOP_FR = (
    r"(?:(?:le |la |l'|son )?(?:declenchement|arret|panne|defaillance)|qu'(?:elle|il) (?:ne )?s'arrete)"
)
_LIMIT = (
    r"(?:(?:its|the|an?) )?(?:(?:high|upper|low|lower) )?(?:(?:alarm|trip|alert|shut ?down|h{1,3}|"
    r"l{1,3}|danger|warning)"
    r"(?: (?:limit|level|threshold|value|setting|set ?point))?|limits?|threshold)"
)
_LIMIT_FR = (
    r"(?:le |la |son |sa |l')?(?:(?:seuil|limite|niveau|alarme)s?(?: (?:haute?|basse?))?"
    r"(?: (?:d'alarme|d'alerte|de declenchement|haute?|basse?|h{1,3}|l{1,3}))?|declenchement)"
)
_REACH = r"(?:reach|hit|exceed|pass|cross|get to|go over|be over|be above|trip|run into)"
_REACH_FR = (
    r"(?:atteindra|depassera|franchira|atteint|depasse|franchit|touchera|va[a-z-]* (?:atteindre|depasser))"
)
_RATE = (
    r"(?:,? (?:at (?:this|its|the) (?:present |current )?(?:rate|pace)|if (?:it|this) (?:goes on|continues)"
    r"(?: like (?:this|that))?))?"
)
_RATE_FR = r"(?:,? (?:a ce (?:rythme|train)|si (?:ca|cela) continue(?: comme ca)?))?"
_FORMS: tuple[tuple[Aim, str], ...] = (
    ("begin", rf"(?:when|at what (?:time|point)|on (?:what|which) (?:day|date)|since when|from when) "
              rf"(?:did|has|have|does) {_X} "
              rf"(?:start(?:ed)?|beg[aiu]n)(?: to| been)? {_MOVES}"),
    ("begin", rf"(?:since when|for how long|how long) (?:has|have|is|are|was) {_X} (?:been )?{_MOVES}"),
    ("begin", rf"when did {_X} {_MOVES}"),
    ("begin", rf"(?:quand|a quel moment|depuis quand|a partir de quand)(?: est-ce que)? {_X} "
              rf"(?:a|ont)(?:{_PRONOUN})? commence a {_MOVES_FR}"),
    ("begin", rf"(?:quand|a quel moment) (?:a|ont) commence a {_MOVES_FR} {_X}"),
    ("begin", rf"depuis (?:quand|combien de temps)(?: est-ce que)? {_X} (?:est |sont "
              rf")?{_MOVES_FR}(?:{_PRONOUN})?"),
    ("begin", rf"depuis quand {_MOVES_FR} {_X}"),
    ("before_stop", rf"(?:was|were|did|is|has) {_X} (?:already |been )?{_STATE} (?:(?:just|right|"
                    rf"shortly) )?before {_STOP}"),
    ("before_stop", rf"(?:est-ce que )?{_X} {_STATE_FR}(?:{_PRONOUN})?(?: deja)? avant {_STOP_FR}"),
    ("before_stop", rf"(?:est-ce que )?{_X} etai(?:t|ent)(?:{_PRONOUN})?(?: deja)? {_STATE_FR} avant "
                    rf"{_STOP_FR}"),
    ("what_before_stop", r"(?:which|what) (?:sensors?|signals?|readings?|measurements?|values?) "
                         rf"(?:had |have )?(?:{_ANY}|moved|rose|fell) (?:(?:just|right|shortly) )?before "
                         rf"(?:the )?(?:trip|stop|shut ?down|failure|outage|breakdown) (?:of|at|on) {_X}"),
    ("what_before_stop", rf"what (?:had )?(?:{_ANY}|happened)(?: (?:in|on|at) the (?:sensors|signals|"
                         rf"readings))? "
                         rf"(?:(?:just|right|shortly) )?before {_X} (?:tripped|stopped|failed|shut down)"),
    ("what_before_stop", r"(?:quels? capteurs?|quelles? mesures?|quels? signa(?:l|ux)|qu'est-ce qui) "
                         r"(?:a|ont|avai(?:t|ent)) (?:change|bouge|derive|evolue)\w*(?: juste)? avant "
                         rf"(?:le declenchement|l'arret|la panne|la defaillance) (?:de la |de l'|du |de "
                         rf"|d'){_X}"),
    ("limit", rf"when (?:will|does|is|would) {_X} (?:going to )?{_REACH}(?:s|es)? {_LIMIT}{_RATE}"),
    ("limit", rf"(?:how long|how many (?:days|hours)|how soon) (?:until|before|till|will it (?:take|be) "
              rf"(?:until|before|for)) {_X} "
              rf"(?:will )?{_REACH}(?:s|es)? {_LIMIT}{_RATE}"),
    ("limit", rf"(?:will|is) {_X} (?:going to |about to )?(?:soon )?{_REACH} {_LIMIT}(?: soon)?{_RATE}"),
    ("limit", rf"(?:quand|dans combien de temps|d'ici combien de temps|quel jour)(?: est-ce que)? {_X} "
              rf"{_REACH_FR}(?:{_PRONOUN})? {_LIMIT_FR}{_RATE_FR}"),
    ("rate", rf"(?:how (?:fast|quickly|rapidly)|at what (?:rate|speed|pace)) (?:is|are|does|do) {_X} "
             rf"{_MOVES}"),
    ("rate", rf"by how much (?:is|are|does|do) {_X} {_MOVES} (?:per|a|each|every) (?:day|hour|week)"),
    ("rate", rf"(?:a quelle vitesse|a quel rythme|de combien par (?:jour|heure))(?: est-ce que)? {_X} "
             rf"{_MOVES_FR}(?:{_PRONOUN})?"),
    ("rate", rf"(?:a quelle vitesse|a quel rythme) {_MOVES_FR} {_X}"),
    ("now", rf"(?:is|are) {_X} (?:still |currently |now |really )?{_STATE}(?: again)?"),
    ("now", rf"(?:does|do) {_X} (?:still |keep |keep on |continue to )+{_MOVES}"),
    ("now", rf"(?:has|have) {_X} (?:stopped|finished|quit) {_MOVES}"),
    ("now", rf"{_X} still {_STATE}"),
    ("now", rf"(?:est-ce que )?{_X} (?:est|sont|reste|restent)(?:{_PRONOUN})?(?: encore| toujours| "
            rf"bien)? {_STATE_FR}"),
    ("now", rf"(?:est-ce que )?{_X} {_MOVES_FR}(?:{_PRONOUN})? (?:encore|toujours)"),
    ("now", rf"(?:est-ce que )?{_X} continue(?:nt)?(?:{_PRONOUN})? (?:a |de |d'){_MOVES_FR}"),
    ("now", rf"{_X} {_MOVES_FR}{_PRONOUN}"),
)  # fmt: skip
_PATTERNS = tuple((aim, re.compile(rf"\W*{form}{_NOW}{_NOW_FR}\W*")) for aim, form in _FORMS)
_ENDED = re.compile(r"(?:has|have) .+ (?:stopped|finished|quit) ")
_PERIOD = re.compile(
    r"\b(?:over|during|throughout) the (?:whole|entire|full) \w+|\bor\b|\bou\b|\b(?:why|pourquoi)\b"
)
"""What asks for one line over a whole log, or offers answers to choose from: that is not the course's."""


@dataclass(frozen=True, slots=True)
class TrendAsked:
    """What is asked.

    Attributes:
        words: For what moves ("the vibration of P-7"), as typed; for ``what_before_stop`` the machine.
        way: Which way; None where either will do.
        ended: True where it is asked whether it has come to an end.
    """

    aim: Aim
    words: str
    way: Way | None
    ended: bool = False


def asked_trend(text: str) -> TrendAsked | None:
    """What a question asks of a reading's course; None where it asks nothing of the kind."""
    plain = " ".join(text.split()).replace("’", "'")
    folded = fold(plain)
    if len(folded) != len(plain) or _PERIOD.search(folded):
        return None
    for aim, pattern in _PATTERNS:
        match = pattern.fullmatch(folded)
        if match is not None:
            named = match.groupdict()
            way: Way | None = next((w for w in _WAYS if named.get(w)), None)
            words = plain[match.start("x") : match.end("x")]
            return TrendAsked(aim, words, way, ended=_ENDED.match(folded) is not None)
    return None


_WAYS: tuple[Way, ...] = ("up", "down", "level")
