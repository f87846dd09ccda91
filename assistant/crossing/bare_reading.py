"""A quantity and no more: "discharge pressure", "what is the wind speed at 80 m?", asked of the sensor logs.

Documents and tables hold the same words, of limits and orders; who asks for a value and nothing else means
what is measured. Where a list of equipment gives the tag that value, the question is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.crossing.bridge import Bridge
from assistant.crossing.say_limits import last_read
from assistant.crossing.sources import RowsNamed
from assistant.experts.series.last import LastReading
from assistant.experts.series.lexicon import PHRASES, QUANTITIES, concepts, spans
from assistant.experts.series.refuse import WHICH_ONE
from assistant.experts.series.tokens import fold
from assistant.records import Evidence, Finding, Question
from retrieval.identifiers import find
from retrieval.records import Scope

_LEAD = re.compile(
    r"^\W*(?:(?:what(?:'s| is| was| are)|how (?:high|much|hot|strong) (?:is|was)"
    r"|quel(?:le)?s? (?:est|sont|etait)|c'est quoi|combien vaut"
    r"|(?:show|give|tell) me|donne[rz]?(?:[- ]moi)?)\s+)?"
)
_SMALL = frozenset("the of at on in a an le la les l de des du d au aux now currently actuellement".split())
_OTHERWISE = frozenset("setpoint alarm fault anomaly changepoint schedule status".split())
_LONGEST_REPLY = 6
_WORD = re.compile(r"[^\W_]+")
_CONCEPTS = frozenset(PHRASES.values())


class BareReading:
    """Asks the signals first.

    Args:
        readings: Answers from logs; refuses only where several could answer.
        sources_called: The files of the logs that a reply names.
        rows_named: Rows of equipment.
        last: The last readings of the sensors that some words name.
    """

    def __init__(
        self,
        *,
        readings: Callable[[Question, Scope], Finding],
        sources_called: Callable[[str, Scope], tuple[str, ...]],
        rows_named: RowsNamed,
        last: Callable[[str, Scope], Sequence[LastReading]] = lambda *_: (),
    ) -> None:
        self._readings = readings
        self._last = last
        self._sources_called = sources_called
        self._rows_named = rows_named

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """What the log holds; which logs could be meant, where several fit; None where no log does."""
        if _was_asked_which(question):
            told = self._of_log(question, scope)
            if told is not None:
                return told
        wanted = bare_quantities(question.text)
        if not wanted:
            return None
        for item in find(question.text):
            rows = self._rows_named(item.value, scope)
            listed = {c for row in rows for column in row.schema.columns for c in concepts(column.words)}
            if listed & wanted:
                return None
        found = self._readings(question, scope)
        if found.evidence:
            return Bridge(reasons=(found.evidence[0], *self._last_read(question, found.evidence[0], scope)))
        return Bridge(refusal=found.refusal) if found.refusal else None

    def _last_read(self, question: Question, told: Evidence, scope: Scope) -> tuple[Evidence, ...]:
        """The last reading of the one sensor that was told of; who asks for a value may mean that."""
        last = [one for one in self._last(question.text, scope) if one.sensor.sensor.name == told.sensor]
        return tuple(one.evidence(last_read(one, question.language)) for one in last if len(last) == 1)

    def _of_log(self, question: Question, scope: Scope) -> Bridge | None:
        """The question before, of the log that the reply names."""
        sources = self._sources_called(question.asked, scope)
        if len(sources) != 1:
            return None
        asked = replace(question, text=question.before, asked=question.before, history=())
        found = self._readings(asked, replace(scope, sources=sources))
        return Bridge(reasons=found.evidence[:1]) if found.evidence else None


def _was_asked_which(question: Question) -> bool:
    """True where the turn before asked which log is meant, and this one may say it."""
    last = question.history[-1].content if question.history else ""
    return last.endswith(WHICH_ONE) and len(question.asked.split()) <= _LONGEST_REPLY


def bare_quantities(text: str) -> frozenset[str]:
    """The quantities of a question that names them, what they are of, and nothing else; none of any other."""
    named = find(text)
    if len(named) > 1 or any(item.kind != "tag" for item in named):
        return frozenset()
    bare = text
    for item in named:
        bare = f"{bare[: item.start]} {bare[item.end :]}"
    rest = fold(bare)
    rest = rest[_LEAD.match(rest).end() :]  # type: ignore[union-attr]
    words = tuple(word for word in _WORD.findall(rest) if word not in _SMALL)
    held = [concept for concept, _, _ in spans(words)]
    heights = {concept for concept in held if concept.endswith(" m") and concept[0].isdigit()}
    found = frozenset(held)
    if not found or found - heights - _CONCEPTS or found & _OTHERWISE:
        return frozenset()
    return found & QUANTITIES
