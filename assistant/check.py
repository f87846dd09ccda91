"""Check a sentence against evidence: facts exactly, wording by overlap and meaning. Knows no prompt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.records import Evidence
from assistant.sentences import split_sentences
from assistant.words import content_stems, coverage, fold
from retrieval.records import Language

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""Cosine similarity of a text with several others."""

_NUMBER = re.compile(r"(?<![\w.,])[-+]?\d+(?:[.,]\d+)*")


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


def check_sentence(
    sentence: str,
    evidence: Sequence[Evidence],
    *,
    language: Language = "en",
    similarity: Similarity | None = None,
) -> Support:
    """Checks one sentence against all evidence and aligns it with the sentence that holds it best."""
    stems = content_stems(sentence, language)
    best: tuple[float, int, str] | None = None
    for index, item in enumerate(evidence):
        for quote in split_sentences(item.quote):
            share = coverage(stems, content_stems(quote, language))
            if best is None or share > best[0]:
                best = (share, index, quote)
    if best is None or best[0] < 0.6:
        return Support(supported=False, reason="no evidence says this")
    numbers = set(_NUMBER.findall(fold(sentence))) - set(_NUMBER.findall(fold(best[2])))
    if numbers:
        return Support(supported=False, reason=f"not in the evidence: {', '.join(sorted(numbers))}")
    if similarity is not None and max(similarity(sentence, [best[2]])) < 0.4:
        return Support(supported=False, reason="the evidence says something else")
    return Support(supported=True, quotes=((best[1], best[2]),))
