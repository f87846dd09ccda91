"""Curves that are asked for: "plot the vibration of last week", "trace la pression de refoulement".

The log tells what the sensor did in that time; its curve is drawn with the evidence, which is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.crossing.bridge import Bridge
from assistant.records import Evidence, Finding, Question
from assistant.words import content_words, fold
from retrieval.records import Language, Scope

_PLEASE = (
    r"(?:please|can you|could you|peux-tu|pouvez-vous|(?:i want|i need|i'd like)(?: to)?|je veux|je voudrais)"
)
_ME = r"(?:[- ](?:me|us|moi|nous))?"
_DRAWN = (
    r"(?:plots?|graphs?|charts?|curves?|trend curves?|trend lines?|diagrams?|courbes?|graphi(?:que|c)s?|"
    r"traces?)"
)
_ASKED = tuple(
    re.compile(rf"\W*(?:{_PLEASE}\W+)*{form}\W*$")
    for form in (
        rf"(?:plot|graph|draw|chart|trace[rz]?|dessine[rz]?|voir|affiche[rz]?|montre[rz]?|show|see|display|"
        rf"give|make|"
        rf"fais|faites|donne[rz]?|sor[st]|sortez){_ME} (?:a |the |un |une |la |le |l')?{_DRAWN} "
        r"(?:of|for|de la|de l'|du|des|de|d'|pour)\s*(?P<x>.+)",
        rf"(?:plot|graph|chart|trace[rz]?){_ME} (?P<x>.+)",
        rf"(?:an? |the |une? |la |le )?(?:{_DRAWN}) (?:of|for|de la|de l'|du|des|de|d') ?(?P<x>.+)",
        r"(?P<x>.+?),? (?:as a |en |sous forme de )?(?:plot|graph|chart|courbe|graphique)",
    )
)
_ELSE = re.compile(
    r"\b(?:pump curves?|performance curves?|characteristic|caracteristiques?|npsh|s-n|trace heating|tracing|"
    r"traceab\w+|against|versus|vs|contre|en fonction|forecast\w*|prevision\w*|predict\w*|orders?|costs?|"
    r"couts?|"
    r"failures?|pannes?|hours|downtime|production|histogram\w*|drawing|plan|p&id|pid)\b"
)


class Curves:
    """Gives readings whose curve is wanted.

    Args:
        readings: Answers a question from logs.
    """

    def __init__(self, *, readings: Callable[[Question, Scope], Finding]) -> None:
        self._readings = readings

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What the sensor did; None where no curve is asked for or no log has the sensor."""
        words = asked_curve(question.text)
        if words is None:
            return None
        found = self._readings(replace(question, text=words, asked=words, history=()), scope)
        drawn = [one for one in found.evidence if one.sensor and one.statement and one.score >= 0.5]
        if drawn:
            return Bridge(reasons=(_with_curve(drawn[0], question.language),))
        return Bridge(refusal=found.refusal) if found.refusal is not None and not found.evidence else None


def asked_curve(text: str) -> str | None:
    """The words for the sensor and the time whose curve is asked for; None where none is."""
    plain = " ".join(text.replace("’", "'").split()).rstrip(" ?!.")
    folded = fold(plain)
    if len(folded) != len(plain) or _ELSE.search(folded):
        return None
    for form in _ASKED:
        match = form.match(folded)
        if match is not None:
            words = re.sub(r"^(?:the|la|le|les)\s+|^l'", "", plain[match.start("x") : match.end("x")].strip())
            return words if content_words(words) else None
    return None


def _with_curve(one: Evidence, language: Language) -> Evidence:
    said = (
        "La courbe est tracée dans les preuves."
        if language == "fr"
        else "The curve is drawn with the evidence."
    )
    return replace(one, statement=f"{one.statement} {said}")
