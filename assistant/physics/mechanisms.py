"""How surely a failure shows in what a sensor measures, by the physics of its mechanism. Reads no source.

The two word lists beside this file are general engineering knowledge, written by hand. What they say is no
evidence of a plant: whoever tells it must say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.words import fold, stem, tokens

_FOLDER = Path(__file__).parent
USUAL: Mapping[str, float] = {
    "vibration": 0.3,
    "temperature": 0.3,
    "noise": 0.15,
    "visual": 0.1,
    "power": 0.1,
}
"""Quantities in which almost any failure of a machine may show a little."""

Phrase = tuple[frozenset[str], ...]
"""Words, as stems, each with its alternatives."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A way to fail.

    Attributes:
        said: What a failure must say for it.
        shows: Quantity to how surely it changes, 0 to 1.
    """

    said: Phrase
    shows: Mapping[str, float]


def shown_in(failure: str) -> dict[str, float]:
    """Quantities in which a failure shows, with how surely; empty where no mechanism is known.

    Of several mechanisms that are said, the one that is said in most words decides for its quantities.
    """
    said = _stems(failure)
    fitting = sorted(
        (m for m in mechanisms() if all(word & said for word in m.said)), key=lambda m: len(m.said)
    )
    found: dict[str, float] = {}
    for size in sorted({len(m.said) for m in fitting}):
        told: dict[str, float] = {}
        for mechanism in fitting:
            if len(mechanism.said) == size:
                for quantity, sure in mechanism.shows.items():
                    told[quantity] = max(told.get(quantity, 0.0), sure)
        found |= told
    return found


def measured_by(sensor: str) -> frozenset[str]:
    """The quantities that a sensor's name says it measures; those of the longest phrases before others."""
    said = _stems(sensor)
    fitting = {(quantity, len(phrase)) for quantity, phrase in quantities() if all(w & said for w in phrase)}
    return frozenset(quantity for quantity, _ in fitting)


def fit(failure: str, sensor: str) -> float:
    """How surely a failure shows in what a sensor measures, 0 to 1."""
    shows, measures = shown_in(failure), measured_by(sensor)
    return max((max(shows.get(q, 0.0), USUAL.get(q, 0.0) * 0.5) for q in measures), default=0.0)


@lru_cache(maxsize=1)
def mechanisms() -> tuple[Mechanism, ...]:
    """The list of mechanisms."""
    found = []
    for left, right in _lines("mechanisms.txt"):
        pairs = (part.split() for part in right.split(","))
        found.append(Mechanism(_phrase(left), {quantity: float(sure) for quantity, sure in pairs}))
    return tuple(found)


@lru_cache(maxsize=1)
def quantities() -> tuple[tuple[str, Phrase], ...]:
    """Each quantity with the phrases that name it."""
    return tuple(
        (name.strip(), _phrase(phrase))
        for name, phrases in _lines("quantities.txt")
        for phrase in phrases.split(",")
    )


def _lines(name: str) -> list[tuple[str, str]]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    kept = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [(left.strip(), right.strip()) for left, _, right in (line.partition("|") for line in kept)]


def _phrase(words: str) -> Phrase:
    return tuple(frozenset(stem(fold(one)) for one in word.split("/")) for word in words.split())


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in tokens(text.replace("/", " ").replace("-", " ")))
