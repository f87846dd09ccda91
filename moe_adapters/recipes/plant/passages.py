"""Cut a passage to whole sentences around an answer. Knows text and offsets, no data set and no model."""

from __future__ import annotations

import random
import re

_END = re.compile(r"(?<=[.!?])[\"')\]»”]*\s+(?=[\"'(\[«“]?[A-Z0-9ÀÂÇÉÈÊÎÔÛ])")
_ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|vs|No|Jr|Sr|Inc|Ltd|Co|etc|art|M|cf)|\b[A-Z])\.$")
_SPACED = (
    (re.compile(r"\s+([,.;:!?%)\]])"), r"\1"),
    (re.compile(r"([(\[])\s+"), r"\1"),
    (re.compile(r"``\s*|\s*''"), '"'),
    (re.compile(r"\s+('s|'re|'ve|'ll|'d|n't)\b"), r"\1"),
    (re.compile(r"\s+'(?=\s)"), "'"),
    (re.compile(r"(\w) - (\w)"), r"\1-\2"),
    (re.compile(r"\s+--\s+"), " – "),
    (re.compile(r"\s+"), " "),
)


def detokenise(text: str) -> str:
    """Text of Natural Questions without the blanks that its tokenizer put around signs."""
    for pattern, replacement in _SPACED:
        text = pattern.sub(replacement, text)
    return text.strip()


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence; together they cover the text apart from blanks between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[start : match.start()]):
            continue
        end = match.start() + len(match.group().rstrip())
        spans.append((start, end))
        start = match.end()
    if text[start:].strip():
        spans.append((start, len(text.rstrip())))
    return spans


def window(text: str, start: int, end: int, rng: random.Random, *, words: tuple[int, int]) -> str:
    """Whole sentences around ``text[start:end]``, with the answer at a place that chance decides.

    Sentences are added before or after, by a coin, until a drawn number of words is reached. A
    sentence that alone is longer is kept whole.

    Args:
        text: The passage.
        start: Where what must stay begins.
        end: Where it ends.
        rng: Decides size and sides.
        words: Least and largest number of words wanted.
    """
    spans = sentences(text)
    inside = [index for index, (low, high) in enumerate(spans) if low < end and high > start]
    if not inside:
        return text
    first, last = inside[0], inside[-1]
    goal = rng.randint(*words)

    def size(low: int, high: int) -> int:
        return len(text[spans[low][0] : spans[high][1]].split())

    bias = rng.random()
    while True:
        before = first > 0 and size(first - 1, last) <= goal
        after = last < len(spans) - 1 and size(first, last + 1) <= goal
        if not before and not after:
            return text[spans[first][0] : spans[last][1]]
        if before and (not after or rng.random() < bias):
            first -= 1
        else:
            last += 1


def sentence_of(text: str, start: int, end: int) -> str | None:
    """The one sentence that holds ``text[start:end]``; None where it crosses a border."""
    for low, high in sentences(text):
        if low <= start and end <= high:
            return text[low:high]
    return None
