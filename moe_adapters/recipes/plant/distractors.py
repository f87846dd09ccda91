"""Find passages that look like an answer and hold none. Knows words in common, no prompts and no files."""

from __future__ import annotations

import heapq
import math
import random
from collections import defaultdict
from collections.abc import Sequence

from moe_adapters.example import Language
from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.passages import sentences, window
from moe_adapters.recipes.plant.split import normalise

_NEAREST = 12
_ENOUGH = 60
_STOP = frozenset(
    "the a an of in on at to is was were are did does do who what when where which how why many much and or "
    "for by with from that this it its le la les un une des de du et en est quel quelle que qui dans".split()
)


def content_words(text: str) -> set[str]:
    """Words that carry a question's matter."""
    return {word for word in normalise(text).split() if word not in _STOP and len(word) > 1}


class Distractors:
    """Passages of one split by their words; each passage is kept once.

    Args:
        rows: Every row of the split.
    """

    def __init__(self, rows: Sequence[Grounded]) -> None:
        self._texts: dict[Language, list[tuple[str, str, str]]] = {"en": [], "fr": []}
        self._postings: dict[Language, dict[str, list[int]]] = {
            "en": defaultdict(list),
            "fr": defaultdict(list),
        }
        seen: set[str] = set()
        for row in rows:
            if row.text in seen:
                continue
            seen.add(row.text)
            texts = self._texts[row.language]
            for word in sorted(content_words(f"{row.title} {row.text}")):
                self._postings[row.language][word].append(len(texts))
            texts.append((row.text, f" {normalise(row.text)} ", row.group))

    def near(
        self, row: Grounded, rng: random.Random, count: int, *, words: tuple[int, int]
    ) -> tuple[str, ...]:
        """Windows of passages that share rare words with the question and hold none of its answers.

        Args:
            row: The question with its own passage.
            rng: Draws ``count`` of the nearest.
            count: How many, fewer where the split has no more.
            words: Size of a window.
        """
        near = self.nearest(row)
        asked = content_words(row.question)
        picked = rng.sample(near, min(count, len(near)))
        return tuple(self._best_window(text, asked, rng, words) for text in picked)

    def nearest(self, row: Grounded) -> list[str]:
        """Passages, nearest first, that share rare words with the question and hold none of its answers."""
        named = (normalise(answer) for answer in (row.answer or "", *row.aliases))
        answers = [f" {answer} " for answer in named if answer]
        texts, postings = self._texts[row.language], self._postings[row.language]
        scores: dict[int, float] = defaultdict(float)
        # rarest first: a common word is read only where rarer ones give too few passages
        asked = content_words(row.question)
        found = sorted((word for word in asked if word in postings), key=lambda w: (len(postings[w]), w))
        for word in found:
            if len(scores) >= _ENOUGH:
                break
            weight = math.log(1 + len(texts) / (1 + len(postings[word])))
            for number in postings[word]:
                scores[number] += weight
        near: list[str] = []
        for number in heapq.nsmallest(_ENOUGH, scores, key=lambda n: (-scores[n], n)):
            text, flat, _ = texts[number]
            if text != row.text and not any(answer in flat for answer in answers):
                near.append(text)
            if len(near) == _NEAREST:
                break
        return near

    @staticmethod
    def _best_window(text: str, asked: set[str], rng: random.Random, words: tuple[int, int]) -> str:
        best = max(sentences(text), key=lambda span: len(asked & content_words(text[span[0] : span[1]])))
        return window(text, *best, rng, words=words)
