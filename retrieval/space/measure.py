"""How well a space joins modalities, and what its parts hold. Knows vectors and links, no model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from retrieval.space.records import ANCHOR, Matrix, Places, SpaceData

Truth = npt.NDArray[np.bool_]
_QUERIES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Of a pair of modalities.

    Attributes:
        queries: How many were asked.
        mrr: Mean of one over the place of the first right item.
        recall: Mean share of right items among the first ten, of as many as ten can hold.
    """

    queries: int
    mrr: float
    recall: float


def folds(data: SpaceData, count: int, seed: int) -> list[Places]:
    """Concepts parted by group into folds of about as many concepts each."""
    sizes: dict[str, list[int]] = {}
    for place, concept in enumerate(data.concepts):
        sizes.setdefault(concept.group, []).append(place)
    rng = np.random.default_rng(seed)
    order = sorted(sizes, key=lambda group: (-len(sizes[group]), rng.random()))
    found: list[list[int]] = [[] for _ in range(count)]
    for group in order:
        min(found, key=len).extend(sizes[group])
    return [np.array(sorted(fold), dtype=np.int64) for fold in found]


def without(data: SpaceData, held: Places) -> SpaceData:
    """The data as training may see them: no link of an item that is linked to a held-out concept.

    The items stay (their frozen embeddings are no label); nothing says any more what they are about.
    """
    touched = np.zeros(len(data.items), dtype=bool)
    touched[data.links[np.isin(data.links[:, 1], held), 0]] = True
    return replace(data, links=data.links[~touched[data.links[:, 0]]])


def thinned(data: SpaceData, most: int, seed: int) -> SpaceData:
    """At most so many items of each modality, drawn at random."""
    rng = np.random.default_rng(seed)
    rows = {name: np.sort(rng.permutation(places.size)[:most]) for name, places in data.places().items()}
    kept = np.sort(np.concatenate([data.places()[name][some] for name, some in rows.items()]))
    number = np.full(len(data.items), -1, dtype=np.int64)
    number[kept] = np.arange(kept.size)
    links = data.links[number[data.links[:, 0]] >= 0]
    return replace(
        data,
        items=tuple(data.items[place] for place in kept),
        features={name: data.features[name][some] for name, some in rows.items()},
        links=np.stack([number[links[:, 0]], links[:, 1]], axis=1),
    )


def pairs_of(
    data: SpaceData, scores: Mapping[tuple[str, str], Matrix], held: Places
) -> dict[tuple[str, str], Found]:
    """Figures of each pair of modalities on held-out concepts.

    Args:
        scores: By pair, all items (or concepts) of the first against all items of the second.
        held: Concepts by which items count as belonging together.
    """
    linked, places = data.linked(), data.places()
    found = {}
    for (asking, asked), matrix in scores.items():
        own = np.eye(len(data.concepts), dtype=bool)[:, held] if asking == ANCHOR else None
        left = own if own is not None else linked[places[asking]][:, held]
        truth = left.astype(np.float32) @ linked[places[asked]][:, held].astype(np.float32).T > 0
        one = ranked(matrix, truth)
        if one is not None:
            found[asking, asked] = one
    return found


def ranked(scores: Matrix, truth: Truth, *, top: int = 10, seed: int = 0) -> Found | None:
    """Figures of a matrix of scores; None where no query has a right item. Ties count for half."""
    asked = np.flatnonzero(truth.any(axis=1))
    if not asked.size:
        return None
    if asked.size > _QUERIES:
        asked = np.sort(np.random.default_rng(seed).choice(asked, _QUERIES, replace=False))
    noise = np.random.default_rng(seed).random(scores.shape[1]) * 1e-6
    order = np.argsort(-(scores[asked] + noise), axis=1, kind="stable")
    right = np.take_along_axis(truth[asked], order, axis=1)
    first = right.argmax(axis=1)
    held = np.minimum(right.sum(axis=1), top)
    return Found(
        queries=int(asked.size),
        mrr=float((1.0 / (first + 1)).mean()),
        recall=float((right[:, :top].sum(axis=1) / held).mean()),
    )


def scores_of(data: SpaceData, items: Matrix, anchors: Matrix) -> dict[tuple[str, str], Matrix]:
    """Cosines of all pairs of modalities, concepts asking too."""
    places = data.places()
    asking = {ANCHOR: anchors, **{name: items[at] for name, at in places.items()}}
    return {
        (a, b): np.asarray(vectors @ items[at].T, dtype=np.float32)
        for a, vectors in asking.items()
        for b, at in places.items()
        if a != b
    }


def told_apart(vectors: Matrix, labels: Places, *, seed: int = 0) -> float:
    """Balanced accuracy of a ridge classifier learnt on one half of the vectors, asked about the other.

    Each label has at least two vectors; 1 over the number of labels is chance.
    """
    rng = np.random.default_rng(seed)
    learnt = np.zeros(labels.size, dtype=bool)
    for label in np.unique(labels):
        mine = rng.permutation(np.flatnonzero(labels == label))
        learnt[mine[: max(1, mine.size // 2)]] = True
    names = np.unique(labels)
    centre, spread = vectors[learnt].mean(axis=0), vectors[learnt].std(axis=0) + 1e-6
    seen = np.hstack([(vectors - centre) / spread, np.ones((labels.size, 1))])
    weights = np.array([1.0 / (labels[learnt] == label).sum() for label in labels[learnt]])
    targets = (labels[learnt][:, None] == names[None, :]).astype(float)
    left = seen[learnt].T * weights
    ridge = np.eye(seen.shape[1]) * 0.1 * names.size
    told = names[
        (seen[~learnt] @ np.linalg.solve(left @ seen[learnt] + ridge, left @ targets)).argmax(axis=1)
    ]
    truth = labels[~learnt]
    return float(np.mean([(told[truth == label] == label).mean() for label in np.unique(truth)]))
