"""Places of a question that name sensors, and the runs of words that can name one. Records; knows no log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.series import lexicon
from assistant.experts.series.names import SensorName
from assistant.experts.series.tokens import Token

GLUE = frozenset("of the de du des d la le l les to a au aux s in our".split())
"""Small words within a name."""
ADJECTIVES = frozenset(
    "moyenne moyen maximale maximal minimale minimal maximum minimum mediane max min mean average".split()
)
"""Statistics that may stand within a name: ``débit moyen du condenseur``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the question that names sensors.

    Attributes:
        begin, end: Indices of its tokens, ``[begin, end)``.
        sensors: The sensors that fit best; several where the words fit several alike.
        quality: 0 to 1: how much of the words and of the name agree.
        loose: True where no quantity is said, only a word that no other sensor has: ``the ice``.
    """

    begin: int
    end: int
    sensors: tuple[SensorName, ...]
    quality: float
    places: frozenset[int] = frozenset()
    loose: bool = False


@dataclass(frozen=True, slots=True)
class SensorLink:
    """All sensors that a question names in one log.

    Attributes:
        unknown: What is named like a sensor and is not in the log, as the question writes it.
    """

    mentions: tuple[Mention, ...]
    unknown: tuple[str, ...]
    marked: frozenset[int]

    @property
    def loose(self) -> bool:
        """True where nothing but words without a quantity names sensors."""
        return bool(self.mentions) and all(m.loose for m in self.mentions)

    @property
    def quality(self) -> float:
        """Quality of all mentions together, less for each unknown one."""
        return sum(m.quality for m in self.mentions) - len(self.unknown)


@dataclass(frozen=True, slots=True)
class Word:
    """A concept of the question with its tokens ``[begin, end)``; ``known`` where a sensor has it."""

    concept: str
    begin: int
    end: int
    known: bool


def segments(words: Sequence[Word | None], tokens: Sequence[Token]) -> list[list[Word]]:
    """Runs of words that can name one sensor: known words and quantities, with small words between."""
    found: list[list[Word]] = []
    current: list[Word] = []
    for word in words:
        if word is None or (word.concept == "" and not word.known):
            current = _close(found, current)
            continue
        text = tokens[word.begin].text
        if word.known or word.concept in lexicon.QUANTITIES:
            current.append(word)
        elif current and (text in GLUE or text in ADJECTIVES or word.concept in lexicon.MEDIA):
            continue
        else:
            current = _close(found, current)
    _close(found, current)
    return found


def _close(segments: list[list[Word]], current: list[Word]) -> list[Word]:
    if current:
        segments.append(current)
    return []
