"""Train the heads of a space: contrastive, anchored on concepts, shared and private parts held apart.

A head starts as the principal directions of the frozen embeddings, the same for all modalities, less the
modality's mean; training adds a matrix of low rank to it. So an untrained space is the frozen encoder's own,
and little data can do little harm.

Multi-positive InfoNCE after Khosla et al., "Supervised Contrastive Learning", NeurIPS 2020 (the outer form);
anchors as in ImageBind (Girdhar et al., CVPR 2023), with concepts of a graph in the place of pictures; shared
and private parts as in Bousmalis et al., "Domain Separation Networks", NeurIPS 2016, the private one in
closed form; moments of modalities brought together after Sun and Saenko, "Deep CORAL", 2016. Knows matrices,
no graph and no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING

import numpy as np

from retrieval.errors import Stopped
from retrieval.space.heads import Head, Heads
from retrieval.space.private import private_part
from retrieval.space.recipe import Recipe
from retrieval.space.records import ANCHOR, Matrix, Places, SpaceData

if TYPE_CHECKING:
    import torch
    from torch import Tensor

_FEWEST_ITEMS, _FEWEST_CONCEPTS = 8, 4
_MOVED = 128
"""Items of a modality that a step looks at to hold them near their start."""


class TooLittle(ValueError):
    """There are too few items, concepts or links to learn from."""


def start(data: SpaceData, recipe: Recipe) -> Heads:
    """The untrained heads: the frozen encoder's principal directions, each modality about its own mean.

    Args:
        data: Items whose means and directions count.
    """
    base = _directions(data, recipe.shared)
    return Heads(
        by_modality={
            name: Head(
                mean=found.mean(axis=0),
                shared=_widened(base, found.shape[1]),
                private=_nothing(found),
            )
            for name, found in _features(data).items()
        }
    )


def with_private(heads: Heads, data: SpaceData, recipe: Recipe) -> Heads:
    """The heads with private parts, of all items there are."""
    return Heads(
        by_modality={
            name: replace(head, private=private_part(found, head.mean, head.shared, recipe.private))
            for name, found in _features(data).items()
            for head in (heads.by_modality[name],)
        }
    )


def train(data: SpaceData, recipe: Recipe, *, cancel: Event | None = None) -> Heads:
    """Learns the shared parts of the heads; the same data and recipe give the same heads.

    Raises:
        TooLittle: There are too few items or concepts that bear links.
        Stopped: ``cancel`` was set.
    """
    import torch

    check_enough(data)
    begun = start(data, recipe)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(recipe.seed)
        learner = _Learner(data, begun, recipe)
        learner.learn(cancel or Event())
        return learner.heads()


def check_enough(data: SpaceData) -> None:
    """Raises ``TooLittle`` where there are too few items or concepts that bear links."""
    items, concepts = (np.unique(column).size for column in data.links.T)
    if items < _FEWEST_ITEMS or concepts < _FEWEST_CONCEPTS:
        raise TooLittle(
            f"{items} items are linked to {concepts} concepts: "
            f"at least {_FEWEST_ITEMS} and {_FEWEST_CONCEPTS} are needed"
        )


def _nothing(features: Matrix) -> Matrix:
    return np.zeros((features.shape[1], 0), dtype=np.float32)


def _features(data: SpaceData) -> dict[str, Matrix]:
    return {ANCHOR: data.anchors, **data.features}


def _directions(data: SpaceData, width: int) -> Matrix:
    """Principal directions of the encoder's space, [its width, shared], all modalities weighing alike."""
    size = data.anchors.shape[1]
    total = np.zeros((size, size))
    for found in _features(data).values():
        centred = found[:, :size] - found[:, :size].mean(axis=0)
        total += centred.T @ centred / max(1, found.shape[0])
    _, directions = np.linalg.eigh(total)
    return np.ascontiguousarray(directions[:, ::-1][:, :width], dtype=np.float32)


def _widened(base: Matrix, width: int) -> Matrix:
    """The same directions for a modality with coordinates of its own, which count for nothing at first."""
    found = np.zeros((width, base.shape[1]), dtype=np.float32)
    found[: base.shape[0]] = base
    return found


@dataclass(slots=True)
class _Part:
    """One modality while it is learnt."""

    frozen: Tensor
    base: Tensor
    down: torch.nn.Parameter
    up: torch.nn.Parameter


class _Learner:
    def __init__(self, data: SpaceData, begun: Heads, recipe: Recipe) -> None:
        import torch

        self._recipe, self._begun = recipe, begun
        self._rng = np.random.default_rng(recipe.seed)
        self._linked = torch.as_tensor(data.linked())
        self._concepts = np.unique(data.links[:, 1])
        self._parts = {
            name: _part(features, begun.by_modality[name], recipe)
            for name, features in _features(data).items()
        }
        self._places = data.places()
        self._of_concept = _by_concept(data)

    def learn(self, cancel: Event) -> None:
        import torch

        groups = [p for part in self._parts.values() for p in (part.down, part.up)]
        optimiser = torch.optim.AdamW(groups, lr=self._recipe.rate, weight_decay=self._recipe.decay)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, max(1, self._recipe.steps))
        for _ in range(self._recipe.steps):
            if cancel.is_set():
                raise Stopped("the training was stopped: the space is the one before")
            optimiser.zero_grad()
            self._loss().backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()

    def heads(self) -> Heads:
        found: dict[str, Head] = {}
        for name, part in self._parts.items():
            shared = (part.base + part.down @ part.up).detach().numpy()
            if not np.isfinite(shared).all():
                raise ValueError("the training diverged: take a lower rate")
            found[name] = replace(self._begun.by_modality[name], shared=shared)
        return Heads(by_modality=found)

    def _drawn(self) -> dict[str, Places]:
        """Rows of each modality's features in this step: some items of each of some concepts."""
        recipe = self._recipe
        count = min(recipe.concepts, self._concepts.size)
        chosen = self._rng.choice(self._concepts, size=count, replace=False)
        found: dict[str, list[int]] = {}
        for concept in chosen:
            for name, rows in self._of_concept[int(concept)].items():
                some = self._rng.choice(rows, size=min(recipe.each, rows.size), replace=False)
                found.setdefault(name, []).extend(some.tolist())
        return {name: np.unique(np.array(rows, dtype=np.int64)) for name, rows in found.items()}

    def _loss(self) -> Tensor:
        import torch

        recipe = self._recipe
        drawn = self._drawn()
        anchors = self._seen(ANCHOR, self._concepts)
        total, vectors, kinds, items = torch.zeros(()), [], [], []
        for number, (name, rows) in enumerate(sorted(drawn.items())):
            vectors.append(self._seen(name, rows))
            kinds += [number] * rows.size
            items.append(self._places[name][rows])
        unit = torch.nn.functional.normalize(torch.cat(vectors), dim=1)
        linked = self._linked[torch.as_tensor(np.concatenate(items))][:, torch.as_tensor(self._concepts)]
        if recipe.anchors:
            scores = unit @ torch.nn.functional.normalize(anchors, dim=1).T / recipe.temperature
            both = _contrast(scores, linked) + _contrast(scores.T, linked.T)
            total = total + recipe.anchors * both / 2
        if recipe.pairs:
            kind = torch.as_tensor(kinds)
            across = kind[:, None] != kind[None, :]
            scores = (unit @ unit.T / recipe.temperature).masked_fill(~across, -1e4)
            alike = (linked.float() @ linked.float().T > 0) & across
            total = total + recipe.pairs * _contrast(scores, alike)
        if recipe.kept:
            total = total + recipe.kept * self._moved()
        if recipe.alike:
            total = total + recipe.alike * _moments([anchors, *vectors])
        return total

    def _seen(self, name: str, rows: Places) -> Tensor:
        """Shared vectors of some rows, not yet of length 1."""
        import torch

        part = self._parts[name]
        mean = torch.as_tensor(self._begun.by_modality[name].mean)
        seen = torch.nn.functional.dropout(part.frozen[torch.as_tensor(rows)] - mean, self._recipe.dropped)
        return seen @ part.base + seen @ part.down @ part.up

    def _moved(self) -> Tensor:
        """How far items of all modalities are from where they started, in units of their spread there."""
        import torch

        costs = []
        for name, part in self._parts.items():
            rows = self._rng.integers(part.frozen.shape[0], size=min(_MOVED, part.frozen.shape[0]))
            mean = torch.as_tensor(self._begun.by_modality[name].mean)
            seen = part.frozen[torch.as_tensor(rows)] - mean
            size = (seen @ part.base).pow(2).sum() + 1e-6
            costs.append((seen @ part.down @ part.up).pow(2).sum() / size)
        return torch.stack(costs).mean()


def _part(features: Matrix, head: Head, recipe: Recipe) -> _Part:
    import torch

    width = features.shape[1]
    return _Part(
        frozen=torch.as_tensor(features),
        base=torch.as_tensor(head.shared),
        down=torch.nn.Parameter(torch.randn(width, recipe.rank) * width**-0.5),
        up=torch.nn.Parameter(torch.zeros(recipe.rank, recipe.shared)),
    )


def _by_concept(data: SpaceData) -> Mapping[int, dict[str, Places]]:
    """Rows of features by concept and modality."""
    row_of = {int(place): row for places in data.places().values() for row, place in enumerate(places)}
    found: dict[int, dict[str, list[int]]] = {}
    for item, concept in data.links.tolist():
        found.setdefault(concept, {}).setdefault(data.items[item].modality, []).append(row_of[item])
    return {c: {m: np.array(rows, dtype=np.int64) for m, rows in each.items()} for c, each in found.items()}


def _contrast(scores: Tensor, positive: Tensor) -> Tensor:
    """Mean over rows that have positives of minus the mean logarithm of their shares."""
    import torch

    shares = torch.nn.functional.log_softmax(scores, dim=1)
    count = positive.sum(dim=1)
    kept = count > 0
    if not bool(kept.any()):
        return scores.sum() * 0.0
    return -((shares * positive).sum(dim=1)[kept] / count[kept]).mean()


def _moments(parts: list[Tensor]) -> Tensor:
    """How far means and covariances of modalities are from their averages, in units of the whole spread."""
    import torch

    parts = [part for part in parts if part.shape[0] > 1]
    spread = torch.stack([part.pow(2).sum(dim=1).mean() for part in parts]).mean().detach() + 1e-6
    means = torch.stack([part.mean(dim=0) for part in parts])
    covariances = torch.stack([torch.cov(part.T) for part in parts])
    away = (means - means.mean(dim=0)).pow(2).sum(dim=1).mean() / spread
    bent = (covariances - covariances.mean(dim=0)).pow(2).sum(dim=(1, 2)).mean() / spread**2
    return away + bent
