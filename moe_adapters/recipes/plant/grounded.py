"""Make grounded examples of passages: windows, numbered sources, citations, abstention. Reads no files."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from moe_adapters.example import Example
from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.passages import sentence_of, sentences, window
from moe_adapters.recipes.plant.prompt import NOT_FOUND, Style, build_turns, cite
from moe_adapters.recipes.plant.split import normalise

_ALONE = (40, 110)
_AMONG = (20, 50)
_WHOLE = (60, 150)
_MOST_SENTENCE_WORDS = 40
_TRIES = 24
_STOP = frozenset(
    "the a an of in on at to is was were are did does do who what when where which how why many much and or "
    "for by with from that this it its le la les un une des de du et en est quel quelle que qui dans".split()
)


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts of the grounded examples that are made harder.

    Attributes:
        several: Have two or three numbered sources.
        sentence: Are answered with the whole supporting sentence.
        removed: Lose the sentence that answers them, and are to be abstained from.
        swapped: Get another passage in place of their own, and are to be abstained from.
    """

    several: float = 0.35
    sentence: float = 0.12
    removed: float = 0.06
    swapped: float = 0.08


def _content(text: str) -> set[str]:
    return {word for word in normalise(text).split() if word not in _STOP and len(word) > 1}


class GroundedBuilder:
    """Builds examples of one split; distractors come from that split only.

    Args:
        rows: Every grounded row of the split.
        seed: With an example's id it decides all that is drawn, so that an example does not depend
            on the others' order.
        shares: How many are made harder.
    """

    def __init__(self, rows: Sequence[Grounded], *, seed: int, shares: Shares) -> None:
        self._seed = seed
        self._shares = shares
        self._rows = {language: [r for r in rows if r.language == language] for language in ("en", "fr")}
        self._same: dict[str, list[Grounded]] = defaultdict(list)
        for row in rows:
            self._same[row.group].append(row)

    def build(self, row: Grounded) -> Example:
        """The example of a row, in the shape that its id draws."""
        rng = random.Random(f"{self._seed}:{row.id}")
        if row.answer is None:
            return self._abstain(row, (self._trim(row.text, rng, _WHOLE),), rng, task=row.task)
        chance = rng.random()
        if not row.written:
            if chance < self._shares.removed:
                rest = self._without_support(row, rng)
                if rest is not None:
                    return self._abstain(row, (rest,), rng, task="abstain_removed")
            elif chance < self._shares.removed + self._shares.swapped:
                others = self._distractors(row, rng, rng.choice((1, 1, 2)))
                if others:
                    return self._abstain(row, others, rng, task="abstain_swapped")
        return self.answered(row, rng)

    def answered(self, row: Grounded, rng: random.Random, *, several: bool | None = None) -> Example:
        """The example with its answer and citation."""
        answer = row.answer or ""
        style: Style = "sentence" if row.written else "span"
        many = rng.random() < self._shares.several if several is None else several
        whole = sentence_of(row.text, row.start, row.start + len(answer)) if row.start >= 0 else None
        short = whole is not None and len(whole.split()) <= _MOST_SENTENCE_WORDS
        if rng.random() < self._shares.sentence and whole is not None and short:
            answer, style = whole, "sentence"
        if row.start < 0:
            own = row.text
        else:
            end = row.start + len(row.answer or "")
            own = window(row.text, row.start, end, rng, words=_AMONG if many else _ALONE)
        others = self._distractors(row, rng, rng.choice((1, 2))) if many else ()
        place = rng.randint(0, len(others))
        sources = (*others[:place], own, *others[place:])
        return Example(
            id=row.id,
            task=row.task,
            modality="text",
            language=row.language,
            messages=build_turns(row.question, sources, style=style, language=row.language),
            answer=cite(answer, (place + 1,)),
            aliases=(row.answer or "", *row.aliases)
            if style == "sentence" and not row.written
            else row.aliases,
            group=row.group,
            source=row.source,
            licence=row.licence,
        )

    def _abstain(self, row: Grounded, sources: Sequence[str], rng: random.Random, *, task: str) -> Example:
        style: Style = "sentence" if rng.random() < self._shares.sentence else "span"
        return Example(
            id=row.id,
            task=task,
            modality="text",
            language=row.language,
            messages=build_turns(row.question, sources, style=style, language=row.language),
            answer=NOT_FOUND,
            aliases=(),
            group=row.group,
            source=row.source,
            licence=row.licence,
        )

    def _trim(self, text: str, rng: random.Random, words: tuple[int, int]) -> str:
        spans = sentences(text)
        start, end = spans[rng.randrange(len(spans))]
        return window(text, start, end, rng, words=words)

    def _without_support(self, row: Grounded, rng: random.Random) -> str | None:
        """The passage without every sentence that holds an answer; None where too little is left."""
        answers = [normalise(a) for a in (row.answer or "", *row.aliases) if a]
        kept = [
            row.text[low:high]
            for low, high in sentences(row.text)
            if not any(f" {a} " in f" {normalise(row.text[low:high])} " for a in answers)
            and not (low < row.start + len(row.answer or "") and high > row.start)
        ]
        rest = " ".join(kept)
        if len(rest.split()) < 25:
            return None
        return self._trim(rest, rng, _ALONE)

    def _distractors(self, row: Grounded, rng: random.Random, count: int) -> tuple[str, ...]:
        """Windows of other passages that share words with the question and hold none of its answers."""
        answers = [normalise(a) for a in (row.answer or "", *row.aliases) if a]
        asked = _content(row.question)
        same = [other for other in self._same[row.group] if other.text != row.text]
        pool = rng.sample(same, min(len(same), _TRIES // 3))
        everyone = self._rows[row.language]
        pool += rng.sample(everyone, min(len(everyone), _TRIES))
        scored: dict[str, tuple[int, str]] = {}
        for other in pool:
            words = f" {normalise(other.text)} "
            if other.text == row.text or any(f" {answer} " in words for answer in answers):
                continue
            best = max(sentences(other.text), key=lambda s: len(asked & _content(other.text[s[0] : s[1]])))
            score = len(asked & _content(other.text[best[0] : best[1]]))
            scored[other.text] = (score, window(other.text, *best, rng, words=_AMONG))
        ranked = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1]))
        return tuple(text for _, text in ranked[:count])


def without_twins(rows: Iterable[Grounded]) -> list[Grounded]:
    """One row a question and language: the first; two sets may have asked the same people."""
    kept: dict[tuple[str, str], Grounded] = {}
    for row in rows:
        kept.setdefault((row.language, normalise(row.question)), row)
    return [replace(row) for row in kept.values()]
