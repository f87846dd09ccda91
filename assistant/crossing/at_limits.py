"""Whether readings pass their limits: "is VT-8 above its alarm limit?", "quels capteurs sont en alarme ?".

The last readings of the logs beside the levels that the rows of their instruments give. What a question asks
of a day, or of a value that it names, is the series expert's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.crossing.bridge import Bridge
from assistant.crossing.say_limits import all_within, beside_limits, limits_passed
from assistant.crossing.sources import RowsNamed
from assistant.experts.series.last import LastReading
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.row_levels import gravest_passed, levels_of
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
_TOLD = 6
_WORDS = 3
"""Of a machine's name with its tag ("the pump P-7")."""


class AtLimits:
    """Tells whether last readings pass their limits.

    Args:
        named: The last readings of the sensors that some words name.
        of_machine: The last readings of the sensors of a machine.
        every: The last readings of all instruments.
        rows_named: Looks up the rows of an instrument.
    """

    def __init__(
        self,
        *,
        named: Callable[[str, Scope], Sequence[LastReading]],
        of_machine: Callable[[str, Scope], Sequence[LastReading]],
        every: Callable[[Scope], Sequence[LastReading]],
        rows_named: RowsNamed,
    ) -> None:
        self._named = named
        self._of_machine = of_machine
        self._every = every
        self._rows_named = rows_named

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The readings beside their limits; None where that is not asked or no source gives limits."""
        asked = asked_at_limit(question.text)
        if asked is None or scope.since is not None or scope.until is not None:
            return None
        words, normal = asked
        tags = find_tags(words)
        readings = self._named(words, scope) if words else self._every(scope)
        one_machine = not readings and len(tags) == 1 and len(words.split()) <= _WORDS
        if one_machine:
            readings = self._of_machine(tags[0], scope)
        limited = [(one, row) for one in readings if (row := self._row_of(one, scope)) is not None]
        if not limited:
            return None
        passed = [pair for pair in limited if gravest_passed(pair[1], pair[0].value) is not None]
        if (one_machine or not words) and not passed:
            first, row = limited[0]
            statement = all_within(len(limited), first.moment, question.language, yes=normal)
            return Bridge(reasons=(replace(first.evidence(statement), also=(row.source,)),))
        told = [_told(one, row, question.language, normal=normal) for one, row in (passed or limited)[:_TOLD]]
        return Bridge(reasons=tuple(told), listed=len(told) > 1)

    def _row_of(self, one: LastReading, scope: Scope) -> KeyedRow | None:
        """The row that gives an instrument's limits."""
        rows = self._rows_named(one.tag, scope) if one.tag else ()
        return next((row for row in rows if levels_of(row)), None)


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
        if match is not None:
            return plain[match.start("x") : match.end("x")], normal
    return None


def _told(one: LastReading, row: KeyedRow, language: Language, *, normal: bool) -> Evidence:
    passed = gravest_passed(row, one.value)
    if passed is None:
        statement = beside_limits(
            one, [level.told(language) for level in levels_of(row)], language, yes=normal
        )
    else:
        statement = limits_passed(one, passed.told(language), language, yes=not normal)
    return replace(one.evidence(statement), also=(row.source,))
