"""The vector of a passage, made of those of its titles and of its text. Knows no model, no store.

A title stands above many passages: it is embedded once for all of them. Each part weighs by its length, as
it does in the mean over the tokens of both together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from retrieval.embed import Embedder, Vectors
from retrieval.records import Chunk

RECIPE = "titles and text apart"
"""Part of the name under which vectors are kept: those made otherwise never mix with these."""
_PART = 700
"""Passages that are embedded at a time."""


def passage_vectors(chunks: Sequence[Chunk], embedder: Embedder) -> Iterator[tuple[list[int], Vectors]]:
    """Embeds [N] chunks in parts, so that the first can be stored while the next are computed.

    Yields:
        Places in ``chunks``, passages of like length together, and their vectors [places, width] of length 1.
    """
    order = sorted(range(len(chunks)), key=lambda place: len(chunks[place].text))
    titles = ["\n".join(chunk.headings[-2:]) for chunk in chunks]
    named = list(dict.fromkeys(filter(None, titles)))
    above = dict(zip(named, embedder.encode(named), strict=True))
    for start in range(0, len(order), _PART):
        places = order[start : start + _PART]
        own = embedder.encode([chunks[place].text for place in places])
        mixed: Vectors = np.array(
            [
                _mixed(above.get(titles[place]), vector, len(titles[place]), len(chunks[place].text))
                for place, vector in zip(places, own, strict=True)
            ],
            dtype=np.float32,
        )
        mixed /= np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-9)
        yield places, mixed


def _mixed(title: Vectors | None, text: Vectors, title_length: int, text_length: int) -> Vectors:
    if title is None:
        return text
    share = np.float32(title_length / max(1, title_length + text_length))
    mixed: Vectors = share * title + (1 - share) * text
    return mixed
