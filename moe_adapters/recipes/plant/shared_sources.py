"""Put many questions to the same numbered sources, so that training reads the sources once.

A sheet is one prompt with its sources and all questions asked of them: those that the windows answer, citing
their source, and some that they do not. Sources that share rare words stand together and are one another's
distractors. Knows passages and prompts, no files.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from moe_adapters.example import Example
from moe_adapters.recipes.plant.distractors import Distractors, content_words
from moe_adapters.recipes.plant.grounded import (
    grounded_example,
    holds_answer,
    supporting_sentence,
    writes_sentence,
)
from moe_adapters.recipes.plant.natural import Grounded
from moe_adapters.recipes.plant.passages import sentences, window
from moe_adapters.recipes.plant.prompt import Style, cite

_WORDS = (50, 140)
_WORDS_OF_ONE = (35, 90)
"""Size of a window, and of one whose passage has one question only."""
_MOST_QUESTIONS = 7
_NEAREST = 6
_FEWEST_WORDS_LEFT = 15

CUT_TASK = "abstain_cut"

Sheet = tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetShares:
    """How sheets are drawn.

    Attributes:
        several: Part of the sheets that have two or three sources.
        sentence: Part of the sheets that are answered with the whole supporting sentence.
        absent: Questions without an answer in the sources that a sheet gets, in the mean; at most 2.
        cut: Part of the questions whose passage loses the sentence with the answer, so that they are to be
            abstained from over a text that is about the very thing. Each is a sheet of its own.
    """

    several: float = 0.45
    sentence: float = 0.10
    absent: float = 0.15
    cut: float = 0.0


@dataclass(frozen=True, slots=True)
class _Part:
    """A window of a passage and the questions that it answers, or that it is known not to answer."""

    text: str
    passage: str
    rows: tuple[Grounded, ...]

    @property
    def stands_alone(self) -> bool:
        """Answers are written freely, or the passage came with a question that it does not answer."""
        return any(row.start < 0 for row in self.rows)


class SheetBuilder:
    """Builds the sheets of one split; each question is on one of them, unless another source answers it.

    Args:
        rows: Every grounded row of the split.
        seed: Decides windows, neighbours and order.
        shares: How sheets are drawn.
    """

    def __init__(self, rows: Sequence[Grounded], *, seed: int, shares: SheetShares | None = None) -> None:
        self._shares = shares or SheetShares()
        self._seed = seed
        self._near = Distractors(rows)
        self._by_passage: dict[str, list[Grounded]] = defaultdict(list)
        for row in rows:
            self._by_passage[row.text].append(row)

    def build(self) -> Iterator[Sheet]:
        """All sheets, in an order drawn from the seed."""
        rng = random.Random(f"{self._seed}:sheets")
        parts = [part for passage in self._by_passage for part in self._parts(passage)]
        rng.shuffle(parts)
        left = _by_passage(parts)
        for part in parts:
            if part not in left[part.passage]:
                continue
            left[part.passage].remove(part)
            together = [part, *self._neighbours(part, left, rng)]
            yield from self._sheets(together, rng)

    def _parts(self, passage: str) -> Iterator[_Part]:
        """Windows that together hold the answers to all questions of a passage."""
        rng = random.Random(f"{self._seed}:{passage[:200]}")
        waiting = list(self._by_passage[passage])
        words = _WORDS if len(waiting) > 1 else _WORDS_OF_ONE
        rng.shuffle(waiting)
        while waiting:
            row = waiting.pop(0)
            if row.start < 0:
                whole = passage if row.written else _trimmed(passage, rng)
                yield _Part(whole, passage, (row,))
                continue
            text = window(passage, row.start, row.start + len(row.answer or ""), rng, words=words)
            low = passage.find(text)
            inside = [
                other
                for other in waiting
                if low <= other.start and other.start + len(other.answer or "") <= low + len(text)
            ][: _MOST_QUESTIONS - 1]
            waiting = [other for other in waiting if other not in inside]
            yield _Part(text, passage, (row, *inside))

    def _neighbours(self, part: _Part, left: dict[str, list[_Part]], rng: random.Random) -> list[_Part]:
        """Parts of passages near the first question; they bring their own questions where those are open."""
        if part.stands_alone or rng.random() >= self._shares.several:
            return []
        near = self._near.nearest(part.rows[0])[:_NEAREST]
        room = _MOST_QUESTIONS - len(part.rows)
        chosen: list[_Part] = []
        for passage in rng.sample(near, min(rng.choice((1, 1, 2)), len(near))):
            fitting = (other for other in left[passage] if not other.stands_alone and len(other.rows) <= room)
            other = next(fitting, None)
            if other is None:
                other = _Part(_trimmed(passage, rng), passage, ())
            else:
                left[passage].remove(other)
            room -= len(other.rows)
            chosen.append(other)
        return chosen

    def _sheets(self, parts: list[_Part], rng: random.Random) -> Iterator[Sheet]:
        first = parts[0].rows[0]
        rng.shuffle(parts)
        sources = [part.text for part in parts]
        style: Style = (
            "sentence" if writes_sentence(first) or rng.random() < self._shares.sentence else "span"
        )
        asked = [(number, row) for number, part in enumerate(parts, 1) for row in part.rows]
        asked.sort(key=lambda pair: pair[1] is not first)
        examples: list[Example] = []
        for number, row in asked:
            drawn = self._shares.cut > 0 and rng.random() < self._shares.cut
            cut = _cut(row, sources, number, style) if drawn else None
            if cut is not None:
                yield (cut,)
                continue
            example = _example(row, sources, number, style)
            if example is not None:
                examples.append(example)
        if examples:
            yield (*examples, *self._unanswerable(first, parts, style, rng))

    def _unanswerable(
        self, first: Grounded, parts: Sequence[_Part], style: Style, rng: random.Random
    ) -> list[Example]:
        """Questions of these passages and of those nearby that share words with the sources and no answer."""
        wanted = sum(rng.random() < self._shares.absent / 2 for _ in range(2))
        if not wanted or first.written:
            return []
        sources = [part.text for part in parts]
        words = content_words(" ".join(sources))
        passages = dict.fromkeys((*(part.passage for part in parts), *self._near.nearest(first)))
        asked = {row.id for part in parts for row in part.rows}
        fitting = [
            row
            for passage in passages
            for row in self._by_passage[passage]
            if row.id not in asked
            and row.start >= 0
            and not any(holds_answer(source, row) for source in sources)
        ]
        fitting.sort(key=lambda row: len(words & content_words(row.question)), reverse=True)
        return [
            replace(
                grounded_example(row, sources, style), id=f"absent-{first.id}-{row.id}", task="abstain_sheet"
            )
            for row in fitting[:wanted]
        ]


def _by_passage(parts: Sequence[_Part]) -> dict[str, list[_Part]]:
    found: dict[str, list[_Part]] = defaultdict(list)
    for part in parts:
        found[part.passage].append(part)
    return found


def _trimmed(passage: str, rng: random.Random) -> str:
    start, end = rng.choice(sentences(passage))
    return window(passage, start, end, rng, words=_WORDS_OF_ONE)


def _cut(row: Grounded, sources: Sequence[str], number: int, style: Style) -> Example | None:
    """The question over its sources without the answering sentence; None where they hold the answer still."""
    whole = supporting_sentence(row)
    if whole is None or whole not in sources[number - 1]:
        return None
    rest = " ".join(sources[number - 1].replace(whole, " ").split())
    left = [*sources[: number - 1], rest, *sources[number:]]
    if len(rest.split()) < _FEWEST_WORDS_LEFT or any(holds_answer(source, row) for source in left):
        return None
    return replace(grounded_example(row, left, style), id=f"cut-{row.id}", task=CUT_TASK)


def _example(row: Grounded, sources: Sequence[str], number: int, style: Style) -> Example | None:
    """The question over its source among others; None where the style does not suit or another holds it."""
    if row.answer is None:
        return grounded_example(row, sources, style)
    others = [text for at, text in enumerate(sources, 1) if at != number]
    if any(holds_answer(text, row) for text in others) or (style == "span" and writes_sentence(row)):
        return None
    example = grounded_example(row, sources, style, number=number)
    if style == "span" or writes_sentence(row):
        return example
    whole = supporting_sentence(row)
    if whole is None or whole not in sources[number - 1]:
        return None
    return replace(example, answer=cite(whole, (number,)), aliases=(row.answer, *row.aliases))
