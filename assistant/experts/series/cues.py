"""Words that say what is asked of a signal: which statistic, when, how often, for how long.

Knows words only, English and French; no sensor and no log.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.experts.series.cue_table import LOG, PLAIN, READINGS, TABLE


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or two of a question that fills a slot."""

    slot: str
    value: str
    start: int
    end: int
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues of a question, in order."""

    found: tuple[Cue, ...]

    def of(self, slot: str) -> tuple[Cue, ...]:
        """Cues of one slot."""
        return tuple(cue for cue in self.found if cue.slot == slot)

    def values(self, slot: str) -> tuple[str, ...]:
        """Values of one slot, each once, in order."""
        return tuple(dict.fromkeys(cue.value for cue in self.of(slot)))

    def has(self, slot: str, value: str | None = None) -> bool:
        """True where the slot is filled (with that value)."""
        return any(value is None or cue.value == value for cue in self.of(slot))


def _alternatives(block: str) -> str:
    joined = re.sub(r"\\\n\s*", "", block)
    words = [word.strip() for line in joined.splitlines() for word in line.split(" | ") if word.strip()]
    return "|".join(words).replace("{READINGS}", READINGS).replace("{LOG}", LOG)


def _blocks(table: str) -> Iterator[tuple[str, str, str]]:
    for match in re.finditer(r"^(\S+) (\S+)\n((?:[ ]+.*\n?)+)", table, re.MULTILINE):
        yield match[1], match[2], _alternatives(match[3])


_PATTERNS = tuple(
    (slot, value, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])")) for slot, value, pattern in _blocks(TABLE)
)
_PLAIN_PATTERN = re.compile(rf"(?<![\w])(?:{_alternatives(PLAIN)})(?![\w])")
_YES_NO = re.compile(
    r"^\W*(?:and |so |ok,? |et )?(?:did|was|were|is|are|has|have|had|does|do|est-ce que|est-ce qu'|y a-t-il"
    r"|a-t-(?:il|elle|on)|est-il|est-elle|etait-(?:il|elle)"
    r"|[\w' -]{0,80}? \w+-(?:t-)?(?:il|elle|ils|elles)\b)"
)
_ASKS_MORE = re.compile(r"\b(?:combien|quel(?:le)?s?|quand|quoi|how|when|what|which|how many)\b")

_LONG = frozenset({"quality", "outside"})
"""Slots whose expressions may end with a sensor's or a log's name."""

WORDS = frozenset(re.findall(r"[a-z]{3,}", TABLE + PLAIN))
"""Every word of the tables: never part of a sensor's name unless the log says so."""


def find_cues(folded: str, *, taken: frozenset[int] = frozenset()) -> Cues:
    """Cues of a folded question; none overlap, what stands first in the table wins.

    Args:
        taken: Characters that already mean something else (dates, sensors, logs).
    """
    used: set[int] = set()
    found: list[Cue] = []
    for slot, value, pattern in _PATTERNS:
        at = 0
        while match := pattern.search(folded, at):
            place = {i for i in range(match.start(), match.end()) if folded[i] != " "}
            words = match.group(0).split(" ")
            edges = {i for i in place if i < match.start() + len(words[0])}
            if slot not in _LONG:
                edges |= {i for i in place if i >= match.end() - len(words[-1])}
            if not place or used & place or taken & edges:
                at = match.start() + 1
                continue
            at = match.end()
            used |= place
            numbers = [float(n.replace(",", ".")) for n in match.groups() if n]
            found.append(Cue(slot, value, match.start(), match.end(), numbers[0] if numbers else None))
    return Cues(tuple(sorted(found, key=lambda cue: cue.start)))


def plain_spans(folded: str) -> tuple[tuple[int, int], ...]:
    """Places of words that any question about data may hold and that say nothing on their own."""
    return tuple(match.span() for match in _PLAIN_PATTERN.finditer(folded))


def is_yes_no(folded: str) -> bool:
    """True where the question asks for yes or no, and for nothing else."""
    match = _YES_NO.match(folded)
    return match is not None and not _ASKS_MORE.search(match.group(0))
