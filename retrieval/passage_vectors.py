"""The vector of a passage, made of those of its titles and of its text. Knows no model, no store.

A title stands above many passages: it is embedded once for all of them. Each part weighs by its length, as
it does in the mean over the tokens of both together.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retrieval.embed import Embedder, Vectors
from retrieval.records import Chunk

RECIPE = "titles and text apart"
"""Part of the name under which vectors are kept: those made otherwise never mix with these."""


def passage_vectors(chunks: Sequence[Chunk], embedder: Embedder) -> Vectors:
    """[N] chunks -> [N, width], each of length 1."""
    titles = ["\n".join(chunk.headings[-2:]) for chunk in chunks]
    texts = [chunk.text for chunk in chunks]
    places = {part: place for place, part in enumerate(dict.fromkeys([*filter(None, titles), *texts]))}
    vectors = embedder.encode(list(places))
    own = vectors[[places[text] for text in texts]]
    # a passage without titles takes its own vector in their place, with no weight
    above = vectors[[places[title or text] for title, text in zip(titles, texts, strict=True)]]
    lengths = np.array([[len(title), len(text)] for title, text in zip(titles, texts, strict=True)])
    share = (lengths[:, 0] / np.maximum(1, lengths.sum(axis=1)))[:, None].astype(np.float32)
    mixed: Vectors = share * above + (1 - share) * own
    mixed /= np.maximum(np.linalg.norm(mixed, axis=1, keepdims=True), 1e-9)
    return mixed
