"""What a sensor reads now, as far as its log goes: "current value of VT-8", "dernière mesure de VT-8 ?".

A question that names a day or a statistic is the series expert's; one that names work is ``last_done``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.crossing.bridge import Bridge
from assistant.crossing.one_tag import tag_apart
from assistant.crossing.say import file_name, reading_of
from assistant.experts.series.last import LastReading
from assistant.experts.series.lexicon import QUANTITIES, concepts
from assistant.experts.series.wording import moment
from assistant.experts.tables.figures import cell
from assistant.records import Evidence, Question
from assistant.words import fold
from retrieval.identifiers import normalise
from retrieval.records import Language, Scope

_MOST = 12
_NEW = r"(?:very )?(?:last|latest|newest|most recent|current|present|actual)"
_VALUE = r"(?:(?:known|recorded|measured|available) )?(?:readings?|values?|measurements?)"
_NOW = r"(?:right now|now|at the moment|currently|at present|today)"
_NEW_FR = r"(?:toute )?derni(?:er|ere|eres|ers)"
_VALUE_FR = r"(?:lectures?|valeurs?|mesures?|releves?|indications?)(?: (?:connue|enregistree|mesuree)s?)?"
_NOW_FR = r"(?:maintenant|actuellement|en ce moment|a present|aujourd'hui)"
_OF_FR = r"(?:de |du |d'|des |sur |pour )(?:la |le |l'|les )?"
_NEW_NOW_FR = r"(?:actuel(?:le)?s?|courante?s?|en ce moment|du moment)"
_WHAT = r"(?P<what>[a-z][a-z' ]{1,40}?)"
"""The quantity, of a machine that several sensors watch."""
_LITTLE = frozenset("d de du des la le l les the of at on a au".split())
_MACHINE = r"(?:[a-z]+ ){0,3}"
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
        rf"{_ASKING_FR}{_VALUE_FR} {_NEW_NOW_FR} {_OF_FR}@",
        rf"{_ASKING_FR}{_VALUE_FR} {_OF_FR}@ {_NOW_FR}",
        rf"(?:que|combien|qu'est-ce que) (?:lit|affiche|indique|mesure|donne) (?:le |la )?@(?: {_NOW_FR})?",
        rf"(?:a )?combien (?:en )?est @(?: {_NOW_FR})?",
        rf"@ {_NOW_FR}",
        rf"{_ASKING}{_WHAT} (?:of|for|on|at|in) {_MACHINE}@ {_NOW}",
        rf"{_ASKING}{_NEW} {_WHAT} (?:of|for|on|at|in) {_MACHINE}@",
        rf"{_ASKING_FR}{_WHAT} {_OF_FR}{_MACHINE}@ (?:{_NOW_FR}|{_NEW_NOW_FR})",
        rf"{_ASKING_FR}{_WHAT} {_NEW_NOW_FR} {_OF_FR}{_MACHINE}@",
        rf"{_WHAT} @ (?:{_NOW}|{_NOW_FR}|{_NEW_NOW_FR})",
        rf"(?:combien (?:de |d')|how many )(?P<unit>[a-z]+)(?: (?:are there |y a-t-il |a-t-on ))?"
        rf"(?: (?:au |a la |a l'|aux |en |at the |on the |in the |at )(?P<place>[a-z][a-z' ]{{1,30}}?))?"
        rf" (?:of|for|on|at|de |du |d'|sur )(?: ?(?:the|la|le|l'))? ?{_MACHINE}@(?: (?:{_NOW}|{_NOW_FR}))?",
    )
)
_OF_UNIT = {
    "bar": "pressure", "degre": "temperature", "degree": "temperature", "ampere": "current", "amp": "current",
    "mbar": "pressure", "hertz": "frequency", "rpm": "speed", "volt": "voltage", "kilowatt": "power",
}  # fmt: skip
"""What units of a reading measure: who asks "how many bars at the discharge" asks for its pressure."""
_LOOP = re.compile(r"^(?P<letters>[A-Z]{1,6})-(?P<number>\d{1,6}-?[A-Z]?)$")


class LastReadings:
    """Tells the last readings of an instrument, or of the sensors of a machine.

    Args:
        readings: The last reading of each sensor that is the tag or belongs to it.
        known: All tags that sources name.
    """

    def __init__(
        self,
        *,
        readings: Callable[[str, Scope], Sequence[LastReading]],
        known: Callable[[], frozenset[str]] = frozenset,
    ) -> None:
        self._readings = readings
        self._known = known

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The readings with their times; None where that is not asked, or no log reads the tag."""
        asked = asked_now(question.text)
        if asked is None or scope.since is not None or scope.until is not None:
            return None
        tag, what = asked
        found = self._readings(tag, scope)
        own = [one for one in found if one.tag == tag] or found
        own = _of_quantity(own, what) if what else own
        if not own and what:
            own = _of_quantity(
                [one for kin in self._of_its_loop(tag) for one in self._readings(kin, scope)], what
            )
        if not own:
            return None
        told = tuple(_last_told(one, question.language) for one in own[:_MOST])
        return Bridge(reasons=told, listed=len(told) > 1)

    def _of_its_loop(self, tag: str) -> list[str]:
        """The other tags of its number: the motor ``M-7A`` of ``P-7A``, whose current is the machine's."""
        own = _LOOP.match(tag)
        if own is None:
            return []
        named = ((_LOOP.match(other), other) for other in sorted(self._known()))
        return [
            other for match, other in named if match and match["number"] == own["number"] and other != tag
        ]


def asked_now(text: str) -> tuple[str, str] | None:
    """The tag whose last reading is asked for, normalised, and the quantity; None where that is not asked."""
    apart = tag_apart(text)
    if apart is None:
        return None
    tag, folded = apart
    for pattern in _ASKED:
        match = pattern.fullmatch(folded)
        if match is not None:
            held = match.groupdict()
            what = held.get("what") or ""
            if unit := held.get("unit"):
                what = f"{held.get('place') or ''} {_OF_UNIT.get(unit.removesuffix('s'), '')}".strip()
                if unit.removesuffix("s") not in _OF_UNIT:
                    continue
            if not what or QUANTITIES & _meant(what):
                return normalise(tag), what
    return None


def _of_quantity(readings: Sequence[LastReading], what: str) -> list[LastReading]:
    """Those of the quantity whose names hold all that is said of it: "vibration limit" is none."""
    asked = _meant(what)
    return [one for one in readings if asked <= _meant(one.sensor.label)]


def _meant(words: str) -> frozenset[str]:
    return frozenset(concepts(tuple(word for word in re.findall(r"\w+", fold(words)) if word not in _LITTLE)))


def _last_told(reading: LastReading, language: Language) -> Evidence:
    """A last reading in a sentence."""
    value = f"{cell(reading.value, language)} {reading.sensor.sensor.unit or ''}".strip()
    at, file = moment(reading.moment, language), file_name(reading.source)
    return reading.evidence(reading_of(language, reading.sensor.label, value, at, file))
