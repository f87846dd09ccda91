"""What a sensor reads now, as far as its log goes: "current value of VT-8", "dernière mesure de VT-8 ?".

A question that names a day or a statistic is the series expert's; one that names work is ``last_done``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing.bridge import Bridge
from assistant.crossing.say import file_name, reading_of
from assistant.experts.series.last import LastReading
from assistant.experts.series.wording import moment
from assistant.experts.tables.figures import cell
from assistant.records import Evidence, Question
from assistant.words import fold
from retrieval.identifiers import find_tags, normalise
from retrieval.records import Language, Scope

_MOST = 12
_NEW = r"(?:very )?(?:last|latest|newest|most recent|current|present|actual)"
_VALUE = r"(?:(?:known|recorded|measured|available) )?(?:readings?|values?|measurements?)"
_NOW = r"(?:right now|now|at the moment|currently|at present|today)"
_NEW_FR = r"(?:toute )?derni(?:er|ere|eres|ers)"
_VALUE_FR = r"(?:lectures?|valeurs?|mesures?|releves?|indications?)(?: (?:connue|enregistree|mesuree)s?)?"
_NOW_FR = r"(?:maintenant|actuellement|en ce moment|a present|aujourd'hui)"
_OF_FR = r"(?:de |du |d'|des |sur |pour )(?:la |le |l'|les )?"
_ASKING = r"(?:(?:what|which) (?:is|was|are|were) |whats? |what's |(?:give|show|tell) me )?(?:the )?"
_ASKING_FR = r"(?:quel(?:le)?s? (?:est|etait|sont|etaient) |(?:donne|montre|dis)[- ]moi )?(?:la |le |les )?"
_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ASKING}{_NEW} {_VALUE}(?: (?:of|for|from|on|at|by) (?:the )?@| @)(?: {_NOW})?",
        rf"@(?:'s)? {_NEW} {_VALUE}",
        rf"(?:what(?: is|'s| was)?|whats|how (?:high|low|much) is) @ (?:at |reading |showing )?{_NOW}",
        rf"what (?:does|did) @ (?:read|show|say|indicate|measure)(?: {_NOW})?",
        rf"what (?:is|was) @ (?:reading|showing|at)(?: {_NOW})?",
        rf"@ {_NOW}",
        rf"{_ASKING_FR}{_NEW_FR} {_VALUE_FR} {_OF_FR}@",
        rf"{_ASKING_FR}{_VALUE_FR} (?:actuel(?:le)?s?|courante?s?|en ce moment|du moment) {_OF_FR}@",
        rf"{_ASKING_FR}{_VALUE_FR} {_OF_FR}@ {_NOW_FR}",
        rf"(?:que|combien|qu'est-ce que) (?:lit|affiche|indique|mesure|donne) (?:le |la )?@(?: {_NOW_FR})?",
        rf"(?:a )?combien (?:en )?est @(?: {_NOW_FR})?",
        rf"@ {_NOW_FR}",
    )
)


class LastReadings:
    """Tells the last readings of an instrument, or of the sensors of a machine.

    Args:
        readings: The last reading of each sensor that is the tag or belongs to it.
    """

    def __init__(self, *, readings: Callable[[str, Scope], Sequence[LastReading]]) -> None:
        self._readings = readings

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The readings with their times; None where that is not asked, or no log reads the tag."""
        tag = asked_now(question.text)
        if not tag or scope.since is not None or scope.until is not None:
            return None
        found = self._readings(tag, scope)
        own = [one for one in found if one.tag == tag] or found
        if not own:
            return None
        told = tuple(last_told(one, question.language) for one in own[:_MOST])
        return Bridge(reasons=told, listed=len(told) > 1)


def asked_now(text: str) -> str:
    """The tag whose last reading is asked for, normalised; empty where that is not asked."""
    tags = find_tags(text)
    if len(tags) != 1:
        return ""
    written = re.search(r"[\s-]?".join(map(re.escape, re.findall(r"[A-Za-z]+|\d+", tags[0]))), text, re.I)
    if written is None:
        return ""
    folded = " ".join(fold(f"{text[: written.start()]} @ {text[written.end() :]}").split())
    folded = folded.replace("' @", "'@").replace("@ 's", "@'s").strip(" ?!.")
    return normalise(tags[0]) if any(pattern.fullmatch(folded) for pattern in _ASKED) else ""


def last_told(reading: LastReading, language: Language, limits: str = "") -> Evidence:
    """A last reading in a sentence, with the limits that are known of it."""
    value = f"{cell(reading.value, language)} {reading.sensor.sensor.unit or ''}".strip()
    at, file = moment(reading.moment, language), file_name(reading.source)
    return reading.evidence(reading_of(language, reading.sensor.label, value, at, limits, file))
