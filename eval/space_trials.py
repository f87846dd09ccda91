"""A shared space and what stands beside it, on concepts or items kept from training. Knows no file."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from assistant.space.plant_space import foreign_sentences
from retrieval.embed import Embedder
from retrieval.identifiers import find_tags
from retrieval.space.fit import Pair, frozen_vectors, strange
from retrieval.space.heads import Heads, unit
from retrieval.space.measure import folds, pairs_of, ranked, scores_of, told_apart, without
from retrieval.space.recipe import Recipe
from retrieval.space.records import ANCHOR, Matrix, Places, SpaceData, SpaceItem
from retrieval.space.train import start, train, with_private
from retrieval.words import terms

FOLDS = 3
Scores = Mapping[Pair, Matrix]
System = Callable[[SpaceData, SpaceData, int], Scores]
"""From the data as training may see them, the data, and a seed to scores of all pairs of modalities."""

ABLATIONS: Mapping[str, Mapping[str, Any]] = {
    "without_anchors": {"anchors": 0.0},
    "without_pairs": {"pairs": 0.0},
    "without_moments": {"alike": 0.0},
    "without_holding": {"kept": 0.0},
}


def trained(**changed: Any) -> System:
    """The space, with some of its recipe changed."""

    def scores(seen: SpaceData, data: SpaceData, seed: int) -> Scores:
        return _scores(data, train(seen, replace(Recipe(seed=seed), **changed)))

    return scores


def untrained(seen: SpaceData, data: SpaceData, seed: int) -> Scores:
    """Frozen embeddings about each modality's mean, along their principal directions."""
    return _scores(data, start(seen, Recipe(seed=seed)))


def frozen(seen: SpaceData, data: SpaceData, seed: int) -> Scores:
    """Cosine of the frozen sentence encoder."""
    del seen, seed
    return scores_of(data, *frozen_vectors(data))


def words(seen: SpaceData, data: SpaceData, seed: int) -> Scores:
    """Words in common, weighed by how rare they are (cosine of TF-IDF over stems)."""
    del seen, seed
    texts = [*(item.text for item in data.items), *(concept.text for concept in data.concepts)]
    return _of_bags(data, [Counter(terms(text, "en")) for text in texts])


def tags(seen: SpaceData, data: SpaceData, seed: int) -> Scores:
    """Tags in common, weighed likewise: exact look-up of identifiers."""
    del seen, seed
    texts = [*(item.text for item in data.items), *(concept.text for concept in data.concepts)]
    return _of_bags(data, [Counter(find_tags(text)) for text in texts])


def chance(seen: SpaceData, data: SpaceData, seed: int) -> Scores:
    """A random order."""
    del seen
    rng = np.random.default_rng(seed)
    items = rng.normal(size=(len(data.items), 16)).astype(np.float32)
    return scores_of(data, items, rng.normal(size=(len(data.concepts), 16)).astype(np.float32))


SYSTEMS: Mapping[str, System] = {
    "space": trained(),
    "untrained": untrained,
    "frozen_cosine": frozen,
    "words": words,
    "tags": tags,
    "chance": chance,
    **{name: trained(**changed) for name, changed in ABLATIONS.items()},
}


def on_unseen_concepts(data: SpaceData, system: str, seed: int, *, count: int = FOLDS) -> dict[str, float]:
    """Means over folds of concepts: MRR and recall at 10 by pair, of all pairs, and of items alone."""
    found: dict[str, list[float]] = {}
    for held in folds(data, count, seed):
        scores = SYSTEMS[system](without(data, held), data, seed)
        for (asking, asked), one in pairs_of(data, scores, held).items():
            found.setdefault(f"{asking}>{asked}_mrr", []).append(one.mrr)
            found.setdefault(f"{asking}>{asked}_recall", []).append(one.recall)
    return _with_means({name: float(np.mean(values)) for name, values in found.items()})


def on_unseen_items(data: SpaceData, system: str, seed: int) -> dict[str, float]:
    """The same of items whose links were hidden, of concepts that others are linked to; folds of blocks.

    A block is a page, twenty rows of a table, or a day of a log. An item asks for the concepts it is about
    (``>concept``) and for items of other modalities, those of other blocks only.
    """
    linked, places = data.linked(), data.places()
    fold_of = _blocks(data, seed)
    found: dict[str, list[float]] = {}
    for fold in range(FOLDS):
        hidden = fold_of == fold
        links = data.links[~hidden[data.links[:, 0]]]
        seen = replace(data, links=links)
        taught = np.isin(np.arange(len(data.concepts)), links[:, 1])
        scores = SYSTEMS[system](seen, data, seed)
        for asking, mine in places.items():
            asks = hidden[mine]
            by_concept = scores[ANCHOR, asking].T[asks][:, taught]
            one = ranked(by_concept, linked[mine][asks][:, taught])
            if one is not None:
                found.setdefault(f"{asking}>{ANCHOR}_mrr", []).append(one.mrr)
                found.setdefault(f"{asking}>{ANCHOR}_recall", []).append(one.recall)
            for asked, theirs in places.items():
                known = ~hidden[theirs]
                if asked == asking or not known.any():
                    continue
                left = linked[mine][asks][:, taught].astype(np.float32)
                truth = left @ linked[theirs][known][:, taught].T.astype(np.float32) > 0
                one = ranked(scores[asking, asked][asks][:, known], truth)
                if one is not None:
                    found.setdefault(f"{asking}>{asked}_mrr", []).append(one.mrr)
                    found.setdefault(f"{asking}>{asked}_recall", []).append(one.recall)
    return _with_means({name: float(np.mean(values)) for name, values in found.items()})


def probes(data: SpaceData, seed: int) -> dict[str, float]:
    """What a linear classifier reads out of the parts: the modality, and which concept an item is about.

    The space is trained on half of the concepts' groups; concepts asked for are of the other half, those that
    at least two modalities and four items tell of. ``plain_private`` are as many principal directions of the
    frozen embeddings, the shared part not taken out; ``_chance`` is one over the number of classes, and
    ``correlation`` the root of the mean squared correlation of a shared with a private coordinate.
    """
    held, recipe = folds(data, 2, seed)[0], Recipe(seed=seed)
    heads = with_private(train(without(data, held), recipe), data, recipe)
    parts = {
        "shared": heads.items(data),
        "private": _by_modality(data, heads.private),
        "plain_private": _by_modality(data, lambda _, features: _directions(features, recipe.private)),
        "frozen": frozen_vectors(data)[0],
    }
    names = sorted(data.places())
    modality = np.array([names.index(item.modality) for item in data.items])
    about, concept = _one_concept(data, held, modality)
    found = {"modality_chance": 1.0 / len(names), "concept_chance": 1.0 / np.unique(concept).size}
    for name, vectors in parts.items():
        found[f"modality_in_{name}"] = told_apart(unit(vectors), modality, seed=seed)
        found[f"concept_in_{name}"] = told_apart(unit(vectors[about]), concept, seed=seed)
    for name in ("private", "plain_private"):
        found[f"correlation_{name}"] = _correlation(data, heads, parts[name])
    return found


def declined(data: SpaceData, model: Embedder, questions: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """Share of each group of questions that nothing in the space is near to, as the product has it."""
    least, vectors = strange(data, model.encode(foreign_sentences())), frozen_vectors(data)[0]
    found = {}
    for name, texts in questions.items():
        cosines = unit(model.encode(list(texts))) @ vectors.T
        near = np.zeros(len(texts), dtype=bool)
        for modality, places in data.places().items():
            near |= cosines[:, places].max(axis=1) >= least[f"{ANCHOR}>{modality}"]
        found[f"declined_{name}"] = float(1.0 - near.mean())
    return found


def _by_modality(data: SpaceData, part: Callable[[str, Matrix], Matrix]) -> Matrix:
    found: Matrix = np.zeros((len(data.items), Recipe().private), dtype=np.float32)
    for name, places in data.places().items():
        found[places] = part(name, data.features[name])
    return found


def _directions(features: Matrix, width: int) -> Matrix:
    centred = features - features.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    return np.asarray(features @ directions[:, ::-1][:, :width])


def _correlation(data: SpaceData, heads: Heads, private: Matrix) -> float:
    """Root of the mean squared correlation between shared and private coordinates, within modalities."""
    found = []
    for name, places in data.places().items():
        head = heads.by_modality[name]
        centred: Matrix = data.features[name] - head.mean
        a, b = _standard(centred @ head.shared), _standard(private[places])
        found.append(float(((a.T @ b / places.size) ** 2).mean()))
    return float(np.sqrt(np.mean(found)))


def _standard(columns: Matrix) -> Matrix:
    return np.asarray((columns - columns.mean(axis=0)) / (columns.std(axis=0) + 1e-9))


def _one_concept(data: SpaceData, held: Places, modality: Places) -> tuple[Places, Places]:
    """Items of held-out concepts with one concept each, the rarest that enough items tell of."""
    linked = data.linked()[:, held]
    count = linked.sum(axis=0)
    kinds = np.array([np.unique(modality[linked[:, c]]).size for c in range(held.size)])
    wanted = np.flatnonzero((count >= 4) & (kinds >= 2))
    if not wanted.size:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    rarity = np.where(linked[:, wanted], count[wanted], np.iinfo(np.int64).max)
    about = np.flatnonzero(linked[:, wanted].any(axis=1))
    concept = wanted[rarity[about].argmin(axis=1)]
    enough = np.isin(concept, [c for c, n in Counter(concept.tolist()).items() if n >= 4])
    return about[enough], concept[enough]


def _blocks(data: SpaceData, seed: int) -> Places:
    """The fold of each item; items of a block are of one fold."""
    rng = np.random.default_rng(seed)
    fold_of: dict[tuple[object, ...], int] = {}
    return np.array([fold_of.setdefault(_block(i), int(rng.integers(FOLDS))) for i in data.items])


def _block(item: SpaceItem) -> tuple[object, ...]:
    rows = None if item.row is None else item.row // 20
    return item.source, item.page, item.table, rows, (item.start or "")[:10]


def _scores(data: SpaceData, heads: Heads) -> Scores:
    return scores_of(data, heads.items(data), heads.anchors(data))


def _of_bags(data: SpaceData, bags: list[Counter[str]]) -> Scores:
    vocabulary = {term: place for place, term in enumerate(sorted({t for bag in bags for t in bag}))}
    counts: Matrix = np.zeros((len(bags), max(1, len(vocabulary))), dtype=np.float32)
    for row, bag in enumerate(bags):
        for term, number in bag.items():
            counts[row, vocabulary[term]] = 1.0 + math.log(number)
    rarity = np.log(len(bags) / np.maximum((counts > 0).sum(axis=0), 1))
    vectors = unit(np.asarray(counts * rarity, dtype=np.float32))
    return scores_of(data, vectors[: len(data.items)], vectors[len(data.items) :])


def _with_means(found: dict[str, float]) -> dict[str, float]:
    for metric in ("mrr", "recall"):
        each = {name: value for name, value in found.items() if name.endswith(f"_{metric}")}
        cross = [value for name, value in each.items() if ANCHOR not in name]
        found[f"all_{metric}"] = float(np.mean(list(each.values()))) if each else 0.0
        if cross:
            found[f"cross_{metric}"] = float(np.mean(cross))
    return found
