"""Two readings side by side: "compare PT-7 and PT-8", "compare the vibration of P-7A and P-7B".

Where two machines both have a reading the series expert compares them; where one has none that is said. Two
sensors of which no figure is named are told by what they usually read and by how they move together. Orders
or failures that share a word with a reading are no comparison of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.crossing.bridge import Bridge
from assistant.crossing.say_trend import usually
from assistant.experts.series.last import LastReading
from assistant.experts.series.lexicon import QUANTITIES, concepts
from assistant.experts.series.moved import Moved
from assistant.experts.series.wording import moment, with_unit
from assistant.records import Finding, Question
from assistant.words import fold, tokens
from retrieval.identifiers import find, normalise
from retrieval.records import Scope

_COMPARES = re.compile(
    r"\b(?:compar\w*|versus|vs|differ\w*|hotter|cooler|colder|higher|lower|faster|more|less|than|which|plus|moins|"
    r"lequel|laquelle|entre|between|side by side)\b"
)
_ELSE = re.compile(
    r"\b(?:orders?|failures?|pannes?|alarms?|alarmes?|limits?|limites?|seuils?|reports?|rapports?|ordres?|cost|cout|"
    r"rated|nominal\w*|design|nameplate|when|quand|how (?:many|often)|combien)\b"
)
_BESIDE = re.compile(r"\b(?:compar\w*|versus|vs|side by side|cote a cote)\b")
_RELATED = re.compile(r"\b(?:correl\w*|relat\w*|link|linked|depend\w*|lien|liees?|together|ensemble)\b")
_FIGURE = re.compile(
    r"\b(?:mean|average|max\w*|min\w*|median|moyen\w*|sum|total|trend|std|highest|lowest|peak|at \d|"
    r"on \d|in \w+ \d|higher|lower|hotter|cooler|by how much|difference|ecart|\d{4}|lag|delay\w*|"
    r"retard|decalage|lead\w*|follow\w*|first)\b"
)
_OF_WORDS = {
    **dict.fromkeys(("hotter", "warmer", "cooler", "colder", "chaud", "chaude"), "temperature"),
    **dict.fromkeys(("vibrate", "vibrates", "vibrating", "vibre", "vibrent"), "vibration"),
}
"""What an adjective or verb compares."""


class SideBySide:
    """Tells the reading that there is, and that the other machine has none.

    Args:
        named: The last readings of the sensors that some words name.
        moved: How these sensors moved.
        signals: Answers questions over logs.
    """

    def __init__(
        self,
        *,
        named: Callable[[str, Scope], Sequence[LastReading]],
        moved: Callable[[str, Scope], Sequence[Moved]],
        signals: Callable[[Question, Scope], Finding],
    ) -> None:
        self._named = named
        self._moved = moved
        self._signals = signals

    def cross(self, question: Question, scope: Scope) -> Bridge | None:
        """The one reading; None where none or both are there, or no reading of two machines is compared."""
        asked = asked_of_two(question.text)
        if asked is None:
            return self._two_sensors(question, scope)
        quantity, (one, other) = asked
        sides = [self._named(f"{quantity} of {tag}", scope) for tag in (one, other)]
        if bool(sides[0]) == bool(sides[1]):
            return None
        has, lacks = (one, other) if sides[0] else (other, one)
        readings = sides[0] or sides[1]
        french = question.language == "fr"
        told = []
        for reading in readings:
            value = with_unit(reading.value, reading.sensor.sensor.unit, question.language)
            at = moment(reading.moment, question.language)
            told.append(
                reading.evidence(
                    f"{reading.sensor.label} ({has}) : dernière mesure {value} le {at}."
                    if french
                    else f"{reading.sensor.label} ({has}) last read {value} on {at}."
                )
            )
        lead = (
            f"Aucun enregistrement ne contient cette mesure pour {lacks} : rien à comparer."
            if french
            else f"No log holds this reading of {lacks}, so there is nothing to compare with."
        )
        first = told[0]
        return Bridge(
            reasons=(replace(first, statement=f"{lead} {first.statement}"), *told[1:]), listed=len(told) > 1
        )

    def _two_sensors(self, question: Question, scope: Scope) -> Bridge | None:
        """What two sensors usually read, and their correlation; None where the tags are of other things."""
        tags = _two_tags(question.text)
        if tags is None:
            return None
        moved = [[one for one in self._moved(tag, scope) if one.usual] for tag in tags]
        if not all(
            len(found) == 1 and _is_tagged(found[0], tag) for found, tag in zip(moved, tags, strict=True)
        ):
            return None
        both = f"{'corrélation de' if question.language == 'fr' else 'correlation of'} {' and '.join(tags)}"
        related = self._signals(replace(question, text=both, asked=both, history=()), scope).evidence[:1]
        usual = [found[0].evidence(usually(found[0], (), question.language)) for found in moved]
        told = [*related, *usual] if _RELATED.search(fold(question.text)) else [*usual, *related]
        return Bridge(reasons=tuple(told), listed=True)


def _is_tagged(one: Moved, tag: str) -> bool:
    return bool(one.sensor.tag) and normalise("".join(one.sensor.tag)) == tag


def _two_tags(text: str) -> tuple[str, str] | None:
    """The two tags of a question that compares or relates them by no figure that it names."""
    plain = " ".join(text.replace("’", "'").split())
    tags = list(dict.fromkeys(item.value for item in find(plain) if item.kind == "tag"))
    folded = fold(plain)
    if len(tags) != 2 or _ELSE.search(folded) or _FIGURE.search(folded):
        return None
    if not (_BESIDE.search(folded) or _RELATED.search(folded)):
        return None
    return tags[0], tags[1]


def asked_of_two(text: str) -> tuple[str, tuple[str, str]] | None:
    """The quantity and the two machines; None where not just that is asked."""
    plain = " ".join(text.replace("’", "'").split())
    tags = list(dict.fromkeys(item.value for item in find(plain) if item.kind == "tag"))
    folded = fold(plain)
    if len(tags) != 2 or not _COMPARES.search(folded) or _ELSE.search(folded):
        return None
    words = [_OF_WORDS.get(word, word) for word in map(fold, tokens(plain))]
    quantity = next((word for word in words if QUANTITIES.intersection(concepts((word,)))), None)
    return None if quantity is None else (quantity, (tags[0], tags[1]))
