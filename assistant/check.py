"""Check a sentence against evidence: facts exactly, wording by overlap and meaning. Knows no prompt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.facts import Facts, facts_of, missing_facts
from assistant.language import detect_language
from assistant.polarity import contradiction
from assistant.records import Evidence
from assistant.sentences import passage_spans
from assistant.words import content_stems, coverage, fold, tokens
from retrieval.records import Language

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""Cosine similarity of a text with several others."""

COVERED = 0.75
"""Share of a sentence's content words that the evidence must hold."""

ALIKE = 0.5
"""Embedding similarity that a sentence must have with the words that hold it."""

_MOST_QUOTES = 3
_GAIN = 0.15
_META = re.compile(
    r"^\W*(?:not found\b|the evidence (?:does not|doesn'?t|says nothing)|"
    r"i (?:cannot|can'?t|do not|don'?t|am|'m)\b|"
    r"as an ai\b|sorry\b|based on (?:the )?evidence\W*$|sure\b|here (?:is|are)\b[^.]*:?$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What holds a sentence.

    Attributes:
        supported: True where everything the sentence says is in the evidence.
        quotes: Pairs of an index into the evidence and the exact words that hold the sentence.
        reason: Why it is not supported, for ``removed``.
    """

    supported: bool
    quotes: tuple[tuple[int, str], ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Held:
    """One sentence or row of an evidence."""

    index: int
    quote: str
    stems: frozenset[str]
    context: frozenset[str]


def _gain(held: _Held, wanted: set[str], first: int | None) -> tuple[float, int]:
    """How much of ``wanted`` a sentence adds; the same evidence and fitting headings count a little."""
    new = len(wanted & held.stems)
    extra = 0.5 * (held.index == first) + 0.3 * len(wanted & held.context)
    return (new + extra if new else 0.0), -len(held.stems)


class Checker:
    """Checks sentences against one set of evidence.

    Args:
        evidence: What the answer may rest on.
        language: Language of the answer.
        similarity: Embedding similarity; wording is checked by overlap alone where None.
    """

    def __init__(
        self, evidence: Sequence[Evidence], *, language: Language, similarity: Similarity | None = None
    ) -> None:
        self._evidence = tuple(evidence)
        self._language: Language = language
        self._similarity = similarity
        self._held = [held for index, item in enumerate(evidence) for held in self._split(index, item)]

    def check(self, sentence: str) -> Support:
        """Whether the evidence holds everything a sentence says, and which words hold it."""
        if _META.search(sentence) or not tokens(sentence):
            return Support(supported=False, reason="the model gave no answer")
        stems = set(content_stems(sentence, self._language))
        aligned = self._align(stems)
        if not aligned:
            return Support(supported=False, reason="no evidence speaks of this")
        facts = facts_of(sentence)
        reason = self._refuse(sentence, stems, facts, aligned)
        if reason:
            return Support(supported=False, reason=reason)
        return Support(supported=True, quotes=tuple((held.index, held.quote) for held in aligned))

    def _split(self, index: int, item: Evidence) -> list[_Held]:
        above = " ".join((*item.headings, item.label or ""))
        context = frozenset(content_stems(above, self._language))
        texts = [item.quote[a:b] for a, b in passage_spans(item.quote)]
        if item.statement:
            texts.append(item.statement)
        return [_Held(index, text, frozenset(content_stems(text, self._language)), context) for text in texts]

    def _align(self, stems: set[str]) -> list[_Held]:
        """Up to three sentences of the evidence that together hold most of the stems."""
        chosen: list[_Held] = []
        left = set(stems)
        while len(chosen) < _MOST_QUOTES:
            others = [held for held in self._held if held not in chosen]
            first = chosen[0].index if chosen else None
            ranked = sorted(((_gain(held, left, first), -at) for at, held in enumerate(others)), reverse=True)
            best = others[-ranked[0][1]] if ranked else None
            new = left & best.stems if best else set()
            if best is None or not new or (chosen and len(new) < _GAIN * len(stems)):
                break
            chosen.append(best)
            left -= new
        return chosen

    def _refuse(self, sentence: str, stems: set[str], facts: Facts, aligned: Sequence[_Held]) -> str:
        """Why the aligned words do not hold the sentence; empty where they do."""
        items = {held.index: self._evidence[held.index] for held in aligned}
        words = "\n".join(held.quote for held in aligned)
        around = "\n".join(
            " ".join((*item.headings, item.label or "", *item.values, item.statement or ""))
            for item in items.values()
        )
        absent = missing_facts(facts, facts_of(f"{words}\n{around}"))
        if absent:
            return f"not in the evidence: {', '.join(absent)}"
        names = [name for name in facts.names if name not in fold(f"{words}\n{around}")]
        if names:
            return f"not in the evidence: {', '.join(names)}"
        foreign = detect_language(words, default=self._language) != self._language
        held = set().union(*(h.stems | h.context for h in aligned))
        if not foreign and coverage(stems, held) < COVERED:
            return "the evidence says this in no such words"
        opposite = "" if foreign else contradiction(sentence, words)
        if opposite:
            return opposite
        if self._similarity is not None:
            alike = max(self._similarity(sentence, [words]))
            if alike < ALIKE:
                return "the evidence says something else"
        elif foreign:
            return "the evidence is in another language"
        return ""
