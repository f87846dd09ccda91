"""Make grounded examples of passages: windows, numbered sources, citations, abstention. Reads no files."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from moe_adapters.example import Example
from moe_adapters.recipes.plant.distractors import Distractors
from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.passages import sentence_of, sentences, window
from moe_adapters.recipes.plant.prompt import NOT_FOUND, Style, build_turns, cite
from moe_adapters.recipes.plant.split import normalise

_ALONE = (40, 110)
_AMONG = (20, 50)
_WHOLE = (60, 150)
_MOST_SENTENCE_WORDS = 40
_MOST_SPAN_WORDS = 18


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
        self._rows = rows

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
        style: Style = "sentence" if row.written or len(answer.split()) > _MOST_SPAN_WORDS else "span"
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
            aliases=row.aliases if answer == row.answer else (row.answer or "", *row.aliases),
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

    @cached_property
    def _near(self) -> Distractors:
        return Distractors(self._rows)

    def _distractors(self, row: Grounded, rng: random.Random, count: int) -> tuple[str, ...]:
        return self._near.near(row, rng, count, words=_AMONG)


def without_twins(rows: Iterable[Grounded]) -> list[Grounded]:
    """One row a question and language: the first; two sets may have asked the same people."""
    kept: dict[tuple[str, str], Grounded] = {}
    for row in rows:
        kept.setdefault((row.language, normalise(row.question)), row)
    return list(kept.values())
