"""Make one grounded example of a passage: window, numbered sources, citation or abstention. Reads no files.

For validation, testing and the plain baseline; training puts many questions to the same sources, see
``shared_sources``.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
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


class GroundedBuilder:
    """Builds examples of one split; distractors come from that split only.

    Args:
        rows: Every grounded row of the split.
        seed: With an example's id it decides all that is drawn, so that an example does not depend
            on the others' order.
    """

    def __init__(self, rows: Sequence[Grounded], *, seed: int) -> None:
        self._seed = seed
        self._rows = rows

    def build(self, row: Grounded, *, several: bool = False) -> Example:
        """The example of a row, over its passage alone or among one or two that look like it."""
        rng = random.Random(f"{self._seed}:{row.id}:{several}")
        if row.answer is None:
            start, end = rng.choice(sentences(row.text))
            return grounded_example(row, [window(row.text, start, end, rng, words=_WHOLE)], "span")
        if row.start < 0:
            own = row.text
        else:
            words = _AMONG if several else _ALONE
            own = window(row.text, row.start, row.start + len(row.answer), rng, words=words)
        others = self._near.near(row, rng, rng.choice((1, 2)), words=_AMONG) if several else ()
        place = rng.randint(0, len(others))
        style: Style = "sentence" if writes_sentence(row) else "span"
        return grounded_example(row, [*others[:place], own, *others[place:]], style, number=place + 1)

    @cached_property
    def _near(self) -> Distractors:
        return Distractors(self._rows)


def writes_sentence(row: Grounded) -> bool:
    """True where the answer is too long to be a span."""
    return row.written or len((row.answer or "").split()) > _MOST_SPAN_WORDS


def grounded_example(
    row: Grounded, sources: Sequence[str], style: Style, *, number: int | None = None
) -> Example:
    """A question over sources, answered from source ``number``; to be abstained from where that is None."""
    return Example(
        id=row.id,
        task=row.task,
        modality="text",
        language=row.language,
        messages=build_turns(row.question, sources, style=style, language=row.language),
        answer=NOT_FOUND if number is None else cite(row.answer or "", (number,)),
        aliases=() if number is None else row.aliases,
        group=row.group,
        source=row.source,
        licence=row.licence,
    )


def supporting_sentence(row: Grounded) -> str | None:
    """The one sentence of the passage that holds the answer; None where it is long or there is none."""
    whole = sentence_of(row.text, row.start, row.start + len(row.answer or "")) if row.start >= 0 else None
    return whole if whole is not None and len(whole.split()) <= _MOST_SENTENCE_WORDS else None


def holds_answer(source: str, row: Grounded) -> bool:
    """True where the text has the words of one of the row's answers."""
    flat = f" {normalise(source)} "
    answers = (normalise(answer) for answer in (row.answer or "", *row.aliases))
    return any(f" {answer} " in flat for answer in answers if answer)


def without_twins(rows: Iterable[Grounded]) -> list[Grounded]:
    """One row a question and language: the first; two sets may have asked the same people."""
    kept: dict[tuple[str, str], Grounded] = {}
    for row in rows:
        kept.setdefault((row.language, normalise(row.question)), row)
    return list(kept.values())
