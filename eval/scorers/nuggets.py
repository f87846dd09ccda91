"""Which facts in a sentence (nuggets) an answer holds, by words and numbers. Knows strings, not meaning.

The rule: of a nugget those words count (as stems) that neither the question says nor prose needs, and its
numbers. It is held where one passage of the answer has all of the numbers and at least two thirds of the
words. A passage is a sentence, or an item between line breaks and semicolons; the first and the last
passage frame the others and are read with each. A number agrees to half of the last digit that the nugget
prints. Of a nugget of which nothing counts, two thirds of all its words are wanted; where it begins with
"no" or "there is no", with a word of absence beside them, or an abstention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.words import stem
from eval.scorers.words import fold, without_markers

ENOUGH = 2 / 3
_PASSAGES = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+|;")
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")
_ABSENT = re.compile(r"\s*(?:there (?:is|are|was|were) )?no(?:t|ne)?\b", re.IGNORECASE)
_SAYS_ABSENCE = re.compile(r"\b(?:no|not|none|nothing|never|0|without|neither)\b")
_PROSE = frozenset(
    """
    a an the of for on in at to by and or is are was were be been has have had with that this these those
    there it its as from also which where some any all only other more than below above around about directly
    not no called described linked related listed available found part following another single s failure mode
    modes cause causes effect effects component components subcomponent subcomponents sub subsystem subsystems
    value values data score
    """.split()
)
"""Words of prose, and the names of the columns that any failure analysis has."""


@dataclass(frozen=True, slots=True)
class Nugget:
    """A fact that an answer should hold; ``essential`` ones count."""

    text: str
    essential: bool


def share_held(nuggets: Sequence[Nugget], question: str, answer: str, *, abstained: bool) -> float:
    """Share of the essential nuggets that an answer holds; 1 where none is essential."""
    essential = [nugget for nugget in nuggets if nugget.essential]
    held = [holds(nugget, question, answer, abstained=abstained) for nugget in essential]
    return sum(held) / len(held) if held else 1.0


def holds(nugget: Nugget, question: str, answer: str, *, abstained: bool) -> bool:
    """Whether an answer holds a nugget, by the rule at the top of this file."""
    told = without_markers(answer)
    asked, prose = _words(question), {stem(word) for word in _PROSE}
    numbers = [token for token in _tokens(nugget.text) if token[0].isdigit()]
    numbers = [number for number in numbers if number not in _tokens(question)]
    words = _words(nugget.text) - prose
    fresh = words - asked
    if not fresh and not numbers:
        return _repeats(nugget, words, told, abstained=abstained)
    return not abstained and any(_has(passage, fresh, numbers) for passage in _passages(told))


def _repeats(nugget: Nugget, words: set[str], told: str, *, abstained: bool) -> bool:
    """Whether an answer says what only the question's own words say, or that there is no such thing."""
    absent = _ABSENT.match(nugget.text) is not None
    if abstained:
        return absent
    passages = [passage for passage in _passages(told) if _has(passage, words, ())]
    return any(not absent or _SAYS_ABSENCE.search(fold(passage)) for passage in passages)


def _passages(text: str) -> list[str]:
    parts = [part for part in _PASSAGES.split(text) if part.strip()]
    if not parts:
        return []
    return [" ".join(dict.fromkeys((parts[0], part, parts[-1]))) for part in parts]


def _has(passage: str, words: set[str], numbers: Sequence[str]) -> bool:
    said = [token for token in _tokens(passage) if token[0].isdigit()]
    common = len(words & _words(passage))
    return common >= ENOUGH * len(words) and all(any(_agree(n, s) for s in said) for n in numbers)


def _agree(number: str, said: str) -> bool:
    digits = len(number.partition(".")[2])
    slack = 0.5 * 10.0**-digits if digits or "." in said else 0.0
    return abs(float(number) - float(said)) <= slack + 1e-9


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(fold(text))


def _words(text: str) -> set[str]:
    return {stem(token) for token in _tokens(text) if not token[0].isdigit()}
