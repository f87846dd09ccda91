"""The vector of a passage, made of those of its titles and of its text. Knows no model, no store.

A title stands above many passages, and mostly is itself one of them: it is embedded once, without its number,
which is the identifiers' searcher's matter. Each part weighs by its length, titles a little less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from retrieval.embed import Embedder, Vectors
from retrieval.records import Chunk

RECIPE = "each title and text apart"
"""Part of the name under which vectors are kept: those made otherwise never mix with these."""
_PART = 1400
"""Passages that are embedded at a time."""
_TITLES = 2
"""Titles right above a passage that count."""
_TITLE_WEIGHT = 0.7
"""Of a title's character, where one of the text has 1: else short texts are found for what stands above."""
_NUMBER = re.compile(r"^\W*(?:[A-Z]{1,3}\.)?\d[\w.\-]*[.)]?\s+(?=\S)")


def passage_vectors(chunks: Sequence[Chunk], embedder: Embedder) -> Iterator[tuple[list[int], Vectors]]:
    """Embeds [N] chunks in parts, so that the first can be stored while the next are computed.

    Yields:
        Places in ``chunks``, passages of like length together, and their vectors [places, width] of length 1.
    """
    parts = [embedded_texts(chunk.text, chunk.headings) for chunk in chunks]
    titles = list(dict.fromkeys(title for _, *above in parts for title in above))
    known = dict(zip(titles, embedder.encode(titles), strict=True))
    order = sorted(range(len(chunks)), key=lambda place: len(chunks[place].text))
    for start in range(0, len(order), _PART):
        places = order[start : start + _PART]
        texts = list(dict.fromkeys(parts[place][0] for place in places))
        own = [text for text in texts if text not in known]
        vectors = known | dict(zip(own, embedder.encode(own), strict=True))
        mixed: Vectors = np.array([_mixed(parts[place], vectors) for place in places], dtype=np.float32)
        mixed /= np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-9)
        yield places, mixed


def embedded_texts(text: str, headings: Sequence[str]) -> tuple[str, ...]:
    """What is embedded for a passage: its text, then the titles right above it without their numbers."""
    return (text, *(_NUMBER.sub("", title) for title in headings[-_TITLES:] if title))


def _mixed(parts: Sequence[str], vectors: dict[str, Vectors]) -> Vectors:
    weights = np.array([max(1, len(part)) for part in parts], dtype=np.float32)
    weights[1:] *= _TITLE_WEIGHT
    mixed: Vectors = weights @ np.stack([vectors[part] for part in parts])
    return mixed
