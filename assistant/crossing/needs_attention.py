"""What needs attention on a site: "which machine needs attention?", "tout va bien ?", "what's wrong today?".

Told are readings beyond their limits, work and calibrations that are overdue, and the machine that fails
most, each as its own question would be answered, in short. Knows questions, no sources.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.crossing.bridge import Bridge, Crossing
from assistant.records import Evidence, Question
from assistant.words import fold
from retrieval.records import Language, Scope

_NOW = (
    r"(?:,? (?:today|now|right now|this morning|tonight|first|at the moment|on site|in the plant|"
    r"at the plant|"
    r"on the site|here|in the unit|aujourd'hui|maintenant|ce matin|ce soir|en premier|d'abord|en ce moment|"
    r"sur (?:le )?"
    r"site|a l'usine|dans l'usine|ici|du jour|chez nous|sur l'installation|dans l'unite))*"
)
_THING = (
    r"(?:machines?|equipments?|equipements?|pumps?|assets?|things?|units?|pompes?|materiels?|installations?)"
)
_LEAD = (
    r"\W*(?:(?:so|ok|hello|hi|good morning|alors|bon|bonjour)\W+)?"
    r"(?:(?:give me|show me|donne[- ]moi|fais[- ]moi) (?:an? |the |une? |les? |la )?)?"
)
_ASKED = tuple(
    re.compile(rf"{_LEAD}(?:{form}){_NOW}\W*")
    for form in (
        rf"(?:which|what|any) (?:{_THING} )?(?:needs?|require[sd]?|deserves?|wants?|calls? for)(?: (?:our|"
        rf"my|some|"
        r"urgent|immediate|most|more|the most))* (?:attention|looking (?:at|after)|care|action)",
        r"what (?:should|must|do) (?:i|we) (?:look at|check|worry about|watch|know|start with|do first)",
        r"where (?:should|do) (?:i|we) (?:look|start|begin)",
        r"(?:is there )?(?:anything|something) (?:wrong|abnormal|unusual|to report|urgent|special|broken|"
        r"i should know|"
        r"to worry about|new)(?: about)?",
        r"(?:is|are) (?:everything|all|things|the (?:plant|site|unit)) (?:ok|okay|fine|all right|alright|"
        r"normal|good|"
        r"under control|well)",
        r"how (?:is|are) (?:the (?:plant|site|unit)|things|everything)(?: doing| going| running)?",
        r"what(?:'s| is) (?:wrong|up|the matter|not (?:ok|right|working))",
        r"(?:are there |do we have |have we got )?any (?:problems?|issues?|troubles?|concerns?|anomalies)",
        r"(?:the |my |our )?(?:(?:top |main )?priorities|morning (?:report|briefing|meeting|overview)|"
        r"overview of the "
        r"(?:plant|site))",
        rf"(?:quel(?:le)?s? {_THING}|qu'est[- ]ce qui|que|quoi) (?:demande|necessite|merite|requier|reclame|"
        rf"exige)\w* "
        r"(?:(?:de l'|une |notre |toute notre |le plus d'|mon |d')?(?:attention|action)|une intervention|"
        r"un coup d'oeil|"
        r"d'etre (?:surveillee?s?|regardee?s?))",
        r"qu'est[- ]ce qui (?:ne )?(?:va|marche|fonctionne) pas|qu'est[- ]ce qui cloche",
        r"(?:est[- ]ce que )?tout (?:va|est) (?:bien|ok|normal|en ordre|sous controle)",
        r"(?:y a[- ]t[- ]il |(?:est[- ]ce qu')?il y a |a[- ]t[- ]on )?(?:un |une |des |quelque chose |"
        r"rien )?(?:"
        r"problemes?|soucis?|anomalies?|urgences?|d'anormal|d'urgent|a signaler)(?: (?:a signaler|"
        r"en cours))?",
        r"(?:par (?:quoi|ou)|ou) (?:dois[- ]je |doit[- ]on |faut[- ]il )?(?:commenc\w+|"
        r"regarder)(?:[- ]t[- ]on)?",
        r"(?:que|quoi) (?:faut[- ]il|dois[- ]je|doit[- ]on) (?:regarder|surveiller|verifier|faire)",
        r"(?:quelles sont )?(?:les |mes |nos )?priorites|(?:le )?point du matin|quoi de neuf",
    )
)
_YES_NO = re.compile(r"^(?:Yes|No|Oui|Non) ?: ")
_MORE = 2
"""Of what is listed, so many are told."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to look at.

    Attributes:
        crossing: Answers its question.
        en, fr: The question.
    """

    crossing: Crossing
    en: str
    fr: str


class NeedsAttention:
    """Asks each part in turn.

    Args:
        parts: In the order in which they are told.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What each part tells, in short; None where that is not asked or no part tells anything."""
        if not asks_attention(question.text):
            return None
        told: list[Evidence] = []
        for part in self._parts:
            text = part.fr if question.language == "fr" else part.en
            asked = replace(question, text=text, asked=text, before="", history=())
            bridge = part.crossing.cross(asked, scope)
            if bridge is not None and bridge.reasons and not bridge.text:
                told.append(in_short(bridge.reasons, question.language))
        return Bridge(reasons=tuple(told), listed=True) if told else None


def asks_attention(text: str) -> bool:
    """True for "which machine needs attention?" and the like, of a whole site."""
    folded = " ".join(fold(text.replace("’", "'")).split())
    return any(form.fullmatch(folded) for form in _ASKED)


def in_short(reasons: Sequence[Evidence], language: Language) -> Evidence:
    """The first of what a question is answered with, on one line, with the first of its list."""
    lead, *rest = (line.strip() for one in reasons for line in (one.statement or one.quote).split("\n"))
    lead = _YES_NO.sub("", lead)
    lead = f"{lead[:1].upper()}{lead[1:]}"
    points = [line.lstrip("• ").rstrip(" .") for line in rest if line]
    more = len(points) - _MORE
    shown = "; ".join(points[:_MORE])
    if more > 0:
        shown += f" ; et {more} de plus" if language == "fr" else f"; and {more} more"
    said = f"{lead.rstrip(' .:')}{' :' if language == 'fr' else ':'} {shown}." if points else lead
    return replace(reasons[0], statement=said)
