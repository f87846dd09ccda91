"""Make a space: measured on held-out concepts first, then trained on all. Knows vectors, no plant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event

import numpy as np

from retrieval.space.heads import Heads, unit
from retrieval.space.measure import Found, folds, pairs_of, scores_of, thinned, without
from retrieval.space.recipe import Recipe
from retrieval.space.records import ANCHOR, Matrix, Places, SpaceData
from retrieval.space.store import Quality
from retrieval.space.train import TooLittle, check_enough, start, train, with_private

FOLDS = 3
_STRANGE = 0.95
"""Share of foreign sentences that nothing of a modality is near to; chosen on questions for tuning."""
MOST = 2000
"""Items of a modality that are trained on and measured, drawn at random; the heads are used for all."""
Pair = tuple[str, str]
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A trained space with what was measured of it.

    Attributes:
        trained: Whether training was kept; False where the untrained heads did as well on held-out concepts.
        gain: Mean reciprocal rank over pairs of the trained heads less that of the untrained ones.
        thresholds: By ``asking>asked``; of concepts and words a frozen cosine, of items one in the space.
    """

    heads: Heads
    trained: bool
    gain: float
    quality: tuple[Quality, ...]
    thresholds: Mapping[str, float]


def fit(
    data: SpaceData,
    foreign: Matrix,
    recipe: Recipe,
    told: Told = lambda *_: None,
    *,
    cancel: Event | None = None,
) -> Fitted:
    """Trains, and measures each fold of concepts by heads that were not shown it.

    Args:
        foreign: Frozen embeddings of sentences that have nothing to do with a plant, shape [N, width]: words
            that come no nearer than these do are near nothing.
        told: Told of each training.
        cancel: Stops it where it is set.

    Raises:
        TooLittle: There are too few items or concepts that bear links.
        Stopped: ``cancel`` was set.
    """
    check_enough(data)
    gathered, some = _Gathered(), thinned(data, MOST, recipe.seed)
    for number, held in enumerate(folds(some, FOLDS, recipe.seed)):
        told("measuring", number, FOLDS + 1)
        with suppress(TooLittle):  # a fold may hold nearly all there is: it is not measured
            gathered.add(some, held, recipe, cancel)
    told("training", FOLDS, FOLDS + 1)
    gain = gathered.gain()
    heads = train(some, recipe, cancel=cancel) if gain > 0 else start(some, recipe)
    return Fitted(
        heads=with_private(heads, some, recipe),
        trained=gain > 0,
        gain=gain,
        quality=gathered.quality(trained=gain > 0),
        thresholds={**gathered.thresholds(trained=gain > 0), **strange(some, foreign)},
    )


def strange(data: SpaceData, foreign: Matrix) -> dict[str, float]:
    """Frozen cosines that few of the foreign sentences reach, by modality: words below them are near nothing.

    In the shared part what all items have in common is taken out, and with it what tells a plant's words from
    others; so it is asked of the frozen embeddings.
    """
    items, _ = frozen_vectors(data)
    best = {name: (unit(foreign) @ items[places].T).max(axis=1) for name, places in data.places().items()}
    return {f"{ANCHOR}>{name}": float(np.quantile(found, _STRANGE)) for name, found in best.items()}


class _Gathered:
    """Figures of all folds."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Pair, list[Found]]] = {}
        self._right: dict[bool, dict[Pair, list[float]]] = {True: {}, False: {}}
        self._wrong: dict[bool, dict[Pair, list[float]]] = {True: {}, False: {}}

    def add(self, data: SpaceData, held: Places, recipe: Recipe, cancel: Event | None) -> None:
        seen = without(data, held)
        for heads, trained in ((train(seen, recipe, cancel=cancel), True), (start(seen, recipe), False)):
            scores = scores_of(data, heads.items(data), heads.anchors(data))
            self._add("trained" if trained else "start", pairs_of(data, scores, held))
            self._near(data, scores, held, trained)
        frozen, anchors = frozen_vectors(data)
        self._add("frozen", pairs_of(data, scores_of(data, frozen, anchors), held))
        self._add("chance", pairs_of(data, _random(data, recipe.seed), held))

    def gain(self) -> float:
        pairs = self._found.get("trained", {})
        return (
            float(np.mean([self._mrr("trained", p) - self._mrr("start", p) for p in pairs])) if pairs else 0.0
        )

    def quality(self, *, trained: bool) -> tuple[Quality, ...]:
        mine = self._found.get("trained" if trained else "start", {})
        return tuple(
            Quality(
                asking=pair[0],
                asked=pair[1],
                queries=sum(one.queries for one in found),
                mrr=_mean(found, "mrr"),
                recall=_mean(found, "recall"),
                frozen_mrr=self._mrr("frozen", pair),
                frozen_recall=_mean(self._found["frozen"][pair], "recall"),
                chance_mrr=self._mrr("chance", pair),
            )
            for pair, found in sorted(mine.items())
        )

    def thresholds(self, *, trained: bool) -> dict[str, float]:
        right, wrong = self._right[trained], self._wrong[trained]
        pairs = sorted(set(right) & set(wrong))
        return {f"{a}>{b}": parting(right[a, b], wrong[a, b]) for a, b in pairs}

    def _mrr(self, system: str, pair: Pair) -> float:
        return _mean(self._found[system][pair], "mrr")

    def _add(self, system: str, found: Mapping[Pair, Found]) -> None:
        for pair, one in found.items():
            self._found.setdefault(system, {}).setdefault(pair, []).append(one)

    def _near(self, data: SpaceData, scores: Mapping[Pair, Matrix], held: Places, trained: bool) -> None:
        """The nearest right and the nearest wrong item of each item."""
        linked, places = data.linked()[:, held], data.places()
        for (asking, asked), matrix in scores.items():
            if asking == ANCHOR:
                continue
            truth = linked[places[asking]].astype(np.float32) @ linked[places[asked]].T.astype(np.float32) > 0
            kept = truth.any(axis=1)
            if not kept.any():
                continue
            best = np.where(truth, matrix, -1.0)[kept].max(axis=1)
            other = np.where(truth, -1.0, matrix)[kept].max(axis=1)
            self._right[trained].setdefault((asking, asked), []).extend(best.tolist())
            self._wrong[trained].setdefault((asking, asked), []).extend(other.tolist())


def frozen_vectors(data: SpaceData) -> tuple[Matrix, Matrix]:
    """Items and concepts by the frozen sentence encoder alone, unit vectors."""
    width = data.anchors.shape[1]
    items = np.zeros((len(data.items), width), dtype=np.float32)
    for modality, places in data.places().items():
        items[places] = unit(data.features[modality][:, :width])
    return items, unit(data.anchors)


def parting(right: Sequence[float], wrong: Sequence[float]) -> float:
    """The score that parts two sets best: most right ones at or above it, most wrong ones below."""
    if not right or not wrong:
        return 1.0
    levels = np.unique(np.array(right))
    above = 1.0 - np.searchsorted(np.sort(right), levels, side="left") / len(right)
    below = np.searchsorted(np.sort(wrong), levels, side="left") / len(wrong)
    return float(levels[int((above + below).argmax())])


def _random(data: SpaceData, seed: int) -> dict[Pair, Matrix]:
    rng = np.random.default_rng(seed)
    width = 16
    items = rng.normal(size=(len(data.items), width)).astype(np.float32)
    return scores_of(data, items, rng.normal(size=(len(data.concepts), width)).astype(np.float32))


def _mean(found: Sequence[Found], name: str) -> float:
    return float(np.mean([getattr(one, name) for one in found]))
