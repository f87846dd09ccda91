"""Texts of unlike length side by side in rows of few widths, nearly without padding. Knows token ids only.

Attention over a row is confined to each text's own tokens (``minilm``), so a text's neighbours do not change
its vector. Widths are multiples of 16, the shapes that attention is quick at, and batches have few different
numbers of tokens, because each new one costs the library of matrix products a preparation.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WIDTHS = (32, 64, 128, 256)
"""Tokens of a row."""
TOKENS = 1024
"""Tokens of a batch, a multiple of every width."""
_STEP = 128
"""Larger batches have a multiple of so many tokens, smaller ones a power of two, padding included."""

_LOOSENESS = 16
"""Tokens by which texts of a batch may differ, at random."""

Row = list[int]
"""Places of the texts that share a row."""


@dataclass(frozen=True, slots=True)
class Packed:
    """One batch.

    Attributes:
        ids: [R, W] token ids, 0 where there is no text.
        positions: [R, W] of each token within its own text.
        owners: [R, W] which text of ``texts`` a token belongs to, -1 where there is none.
        texts: Places of the texts, in the order that ``owners`` counts them.
    """

    ids: npt.NDArray[np.int64]
    positions: npt.NDArray[np.int64]
    owners: npt.NDArray[np.int64]
    texts: list[int]


def packed(ids: Sequence[Sequence[int]]) -> Iterator[Packed]:
    """Batches of [N] texts, given as token ids, at most ``WIDTHS[-1]`` each; the widest rows come first."""
    by_width = rows([len(text) for text in ids])
    for width in reversed(WIDTHS):
        found = by_width[width]
        size = TOKENS // width
        for start in range(0, len(found), size):
            yield _batch(found[start : start + size], width, ids)


def one_batch(ids: Sequence[Sequence[int]]) -> Packed:
    """All texts in one batch of the widest rows, however many tokens they have."""
    return _batch(rows([len(text) for text in ids], widths=WIDTHS[-1:])[WIDTHS[-1]], WIDTHS[-1], ids)


def rows(lengths: Sequence[int], *, widths: Sequence[int] = WIDTHS) -> dict[int, list[Row]]:
    """Rows by width: the longest text left opens one, and the longest that still fit go in beside it."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    sizes = [lengths[place] for place in order]
    found: dict[int, list[Row]] = {width: [] for width in widths}
    while order:
        width = next(width for width in widths if width >= sizes[-1])
        row = [order.pop()]
        room = width - sizes.pop()
        while fits := bisect_right(sizes, room):
            row.append(order.pop(fits - 1))
            room -= sizes.pop(fits - 1)
        found[width].append(row)
    return found


def of_like_length(
    lengths: Sequence[int], rng: random.Random, *, tokens: int, most: int | None = None
) -> list[list[int]]:
    """Places of texts of about one length in batches of about ``tokens``, in random order, for training."""
    order = sorted(range(len(lengths)), key=lambda place: lengths[place] + rng.random() * _LOOSENESS)
    found: list[list[int]] = []
    at = 0
    while at < len(order):
        size = min(max(1, tokens // lengths[order[at]]), most or len(order))
        found.append(order[at : at + size])
        at += size
    rng.shuffle(found)
    return found


def _batch(chosen: Sequence[Row], width: int, ids: Sequence[Sequence[int]]) -> Packed:
    """The rows, filled up with empty ones to one of few numbers of tokens."""
    size = len(chosen) * width
    size = 1 << (size - 1).bit_length() if size < _STEP else -(-size // _STEP) * _STEP
    shape = (size // width, width)
    tokens, positions = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    owners = np.full(shape, -1, dtype=np.int64)
    texts: list[int] = []
    for number, row in enumerate(chosen):
        start = 0
        for place in row:
            end = start + len(ids[place])
            tokens[number, start:end] = ids[place]
            positions[number, start:end] = np.arange(end - start)
            owners[number, start:end] = len(texts)
            texts.append(place)
            start = end
    return Packed(tokens, positions, owners, texts)
