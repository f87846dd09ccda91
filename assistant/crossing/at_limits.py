"""Whether readings pass their limits, and how far from them they are: "is VT-8 above its alarm limit?".

The last readings of the logs beside the levels that the rows of their instruments give. What a question asks
of a day, or of a value that it names, is the series expert's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.crossing.bridge import Bridge
from assistant.crossing.say_limits import all_within, beside_limits, limits_passed, room_left
from assistant.crossing.sources import RowsNamed
from assistant.experts.series import wording as w
from assistant.experts.series.last import LastReading
from assistant.experts.tables.row_levels import RowLevel, gravest, levels_of
from assistant.records import Evidence, Question
from assistant.words import fold
from retrieval.identifiers import find_tags
from retrieval.records import Language, Scope

_LIMIT = r"(?:alarm|trip|alert|h{1,3}|l{1,3})?s? ?(?:limits?|levels?|thresholds?|set ?points?|alarm|range)"
_LIMIT_FR = (
    r"(?:limites?|seuils?|niveaux?|alarmes?)(?: (?:d'alarme|d'alerte|hautes?|basses?|de declenchement))?"
)
_BEYOND = rf"(?:(?:above|over|beyond|past|outside) (?:its|the|their|any) {_LIMIT}|in alarm)"
_ITS_FR = r"(?:son |sa |ses |la |le |leurs? )?"
_PRONOUN = r"(?:[- ](?:t-)?(?:elle|il|elles|ils))?"
_BEYOND_FR = rf"(?:(?:au[- ]dessus|au[- ]dela|hors) (?:de |des )?{_ITS_FR}{_LIMIT_FR}|en alarme)"
_THINGS = r"(?:sensors?|instruments?|readings?|measurements?|transmitters?|values?|signals?)"
_THINGS_FR = r"(?:capteurs?|instruments?|mesures?|valeurs?|transmetteurs?)"
_NOW = r"(?: (?:now|right now|currently|at the moment|maintenant|actuellement|en ce moment))?"
_WHICH_FR = r"quel(?:le)?s?"


def _compiled(*forms: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\W*{form}{_NOW}\W*") for form in forms)


_ALL = _compiled(
    rf"(?:which|what) (?:of the )?{_THINGS} (?:is|are) (?:currently |now )?{_BEYOND}",
    rf"(?:is|are) (?:there )?any (?:of the )?{_THINGS} {_BEYOND}",
    rf"{_WHICH_FR} (?:sont les )?{_THINGS_FR} (?:qui )?(?:sont |est )?(?:actuellement )?{_BEYOND_FR}",
    rf"{_WHICH_FR} {_THINGS_FR} depassent (?:leurs?|les?|la|une?) {_LIMIT_FR}",
    rf"(?:est-ce que des|y a-t-il des|des) {_THINGS_FR} (?:sont )?{_BEYOND_FR}",
)
_ONE = _compiled(
    rf"(?:is|are) (?P<x>.+?) (?:still |currently |now )?{_BEYOND}",
    rf"does (?P<x>.+?) exceed (?:its|the|their|any) {_LIMIT}",
    rf"(?:est-ce que )?(?P<x>.+?) (?:est|sont){_PRONOUN}(?: encore| toujours)? {_BEYOND_FR}",
    rf"(?:est-ce que )?(?P<x>.+?) depasse(?:nt)?{_PRONOUN} {_ITS_FR}{_LIMIT_FR}",
)
_FINE = (
    r"(?:normal|ok|okay|all right|alright|fine|acceptable|within (?:its|the|their)? ?limits?|in range|"
    r"within (?:its |the )?range|(?:at|in) (?:a |its |the )?(?:normal|safe) (?:level|range))"
)
_FINE_FR = (
    r"(?:normale?s?|correcte?s?|bonne?s?|acceptables?|en ordre|ok|dans (?:les|ses|leurs) (?:limites|clous)|"
    r"a (?:un|son) niveau normal)"
)
_NORMAL = _compiled(
    rf"(?:is|are) (?P<x>.+?) (?:still |currently |now |back to )?{_FINE}",
    rf"(?:est-ce que )?(?P<x>.+?) (?:est|sont){_PRONOUN}(?: encore| toujours)? {_FINE_FR}",
)
_FROM = rf"(?:from|to|of|before) (?:its |the |their |any )?(?P<level>(?:[\w-]+ )?{_LIMIT}|trip|alarm|alert)"
_BEFORE_FR = (
    rf"(?:de|du|des|d'|avant|par rapport (?:a|au)) ?{_ITS_FR}"
    rf"(?P<level>{_LIMIT_FR}|declenchement|alarme|alerte)"
)
_ROOM = _compiled(
    rf"how (?:far|close|near) (?:is|are) (?P<x>.+?) (?:away )?{_FROM}",
    rf"how (?:much|big)(?: a| is the)? (?:margin|room|headroom) (?:is (?:there |left )*|does )?"
    rf"(?:(?:for|of|on|has) )?(?P<x>.+?) (?:have |has |left )*{_FROM}",
    rf"(?:what(?:'s| is) (?:the )?)?(?:margin|headroom) (?:of|for|on) (?P<x>.+?) {_FROM}",
    rf"(?:a combien|a quelle distance|(?:est|sont)[- ](?:on )?loin) (?:est |sont )?(?P<x>.+?) {_BEFORE_FR}",
    rf"(?:quelle (?:est la )?)?marge (?:reste[- ]t[- ]il )?(?:pour |sur |de |d'|du )?(?:la |le |l'|les )?"
    rf"(?P<x>.+?) {_BEFORE_FR}",
)
_PAST = re.compile(r"(?:\ba|\bont)(?:[- ](?:t-)?(?:elle|il|elles|ils))?$")
"""Before ``depasse``: "a-t-elle dépassé" asks of the past."""
_TOLD = 6
_WORDS = 3
"""Of a machine's name with its tag ("the pump P-7")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """What instruments read last, and the rows that registers have of them.

    Attributes:
        named: The last readings of the sensors that some words name.
        of_machine: The last readings of the sensors of a machine.
        every: The last readings of all instruments.
        rows_named: Looks up the rows of an instrument.
    """

    named: Callable[[str, Scope], Sequence[LastReading]]
    of_machine: Callable[[str, Scope], Sequence[LastReading]]
    every: Callable[[Scope], Sequence[LastReading]]
    rows_named: RowsNamed

    def levels(self, one: LastReading, scope: Scope) -> list[RowLevel]:
        """The levels that the first row which has any gives for an instrument."""
        rows = self.rows_named(one.tag, scope) if one.tag else ()
        return next((found for row in rows if (found := levels_of(row))), [])


class AtLimits:
    """Tells whether last readings pass their limits, and how far they are from them."""

    def __init__(self, instruments: Instruments) -> None:
        self._instruments = instruments

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The readings beside their limits; None where that is not asked or no source gives limits."""
        of_room = asked_room(question.text)
        asked = asked_at_limit(question.text) if of_room is None else (of_room, False)
        if asked is None or scope.since is not None or scope.until is not None:
            return None
        words, normal = asked
        tags = find_tags(words)
        ask = self._instruments
        readings = ask.named(words, scope) if words else ask.every(scope)
        one_machine = not readings and len(tags) == 1 and len(words.split()) <= _WORDS
        if one_machine:
            readings = ask.of_machine(tags[0], scope)
        limited = [(one, levels) for one in readings if (levels := ask.levels(one, scope))]
        if not limited:
            return None
        if of_room is not None:
            rooms = [_room(one, levels, question.language) for one, levels in limited[:_TOLD]]
            return Bridge(reasons=tuple(rooms), listed=len(rooms) > 1)
        passed = [pair for pair in limited if gravest(pair[1], pair[0].value) is not None]
        if (one_machine or not words) and not passed:
            first, levels = limited[0]
            statement = all_within(len(limited), first.moment, question.language, yes=normal)
            return Bridge(reasons=(replace(first.evidence(statement), also=(levels[0].row.source,)),))
        told = [_told(one, own, question.language, normal=normal) for one, own in (passed or limited)[:_TOLD]]
        return Bridge(reasons=tuple(told), listed=len(told) > 1)


def asked_at_limit(text: str) -> tuple[str, bool] | None:
    """The words for what is asked about, and whether it is asked to be normal; None where neither is asked.

    No words where all sensors are asked about.
    """
    plain = " ".join(text.replace("’", "'").split())
    folded = fold(plain)
    if len(folded) != len(plain):
        return None
    if any(pattern.fullmatch(folded) for pattern in _ALL):
        return "", False
    for patterns, normal in ((_ONE, False), (_NORMAL, True)):
        match = next((found for pattern in patterns if (found := pattern.fullmatch(folded))), None)
        if match is not None and not _PAST.search(match["x"]):
            return plain[match.start("x") : match.end("x")], normal
    return None


def asked_room(text: str) -> str | None:
    """The words for what is asked how far it is from its limits; None where that is not asked."""
    plain = " ".join(text.replace("’", "'").split())
    folded = fold(plain)
    if len(folded) != len(plain):
        return None
    match = next((found for pattern in _ROOM if (found := pattern.fullmatch(folded))), None)
    return None if match is None else plain[match.start("x") : match.end("x")]


def _room(one: LastReading, levels: Sequence[RowLevel], language: Language) -> Evidence:
    """How far a reading is from each level of its row."""
    unit = one.sensor.sensor.unit
    rooms = [
        (
            w.with_unit(abs(level.value - one.value), unit, language),
            level.told(language),
            one.value < level.value,
        )
        for level in levels
    ]
    return replace(one.evidence(room_left(one, rooms, language)), also=(levels[0].row.source,))


def _told(one: LastReading, levels: Sequence[RowLevel], language: Language, *, normal: bool) -> Evidence:
    passed = gravest(levels, one.value)
    if passed is None:
        statement = beside_limits(one, [level.told(language) for level in levels], language, yes=normal)
    else:
        statement = limits_passed(one, passed.told(language), language, yes=not normal)
    return replace(one.evidence(statement), also=(levels[0].row.source,))
