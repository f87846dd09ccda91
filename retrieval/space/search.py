"""What is nearest in a space, of each modality, and whether it is near at all. Knows no plant and no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.space.heads import unit
from retrieval.space.records import ANCHOR, Matrix, SpaceItem
from retrieval.space.store import Space

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An item that was found.

    Attributes:
        nearness: Cosine in the shared part, -1 to 1.
        linked: Labels of the asked concepts that the graph itself links it to; empty where it is only near.
        about: Labels of all concepts that the graph links it to.
    """

    item: SpaceItem
    nearness: float
    linked: tuple[str, ...]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is looked for.

    Attributes:
        modality: Of the vector; ``ANCHOR`` for words and concepts.
        vector: Shape [shared].
        frozen: Of words, their frozen embedding: by it is told whether anything is near; None for items.
        concepts: Places of concepts that are meant.
        items: Places of items that are asked with, which are not found.
    """

    modality: str
    vector: Matrix
    frozen: Matrix | None = None
    concepts: tuple[int, ...] = ()
    items: tuple[int, ...] = ()


def ask_words(space: Space, frozen: Matrix, concepts: Sequence[int] = ()) -> Asked:
    """A question in words, or for concepts.

    Args:
        frozen: The words' embedding by the frozen encoder, shape [1, width].
        concepts: Concepts that the words name; their own texts are asked with too.
    """
    vector = space.heads.shared(ANCHOR, frozen)[0]
    if concepts:
        vector = unit((vector + space.anchors[list(concepts)].sum(axis=0))[None])[0]
    return Asked(modality=ANCHOR, vector=vector, frozen=unit(frozen)[0], concepts=tuple(concepts))


def ask_items(space: Space, items: Sequence[int]) -> Asked:
    """What is near some items of one modality."""
    vector = unit(space.vectors[list(items)].mean(axis=0)[None])[0]
    return Asked(modality=space.items[items[0]].modality, vector=vector, items=tuple(items))


def nearest(
    space: Space, asked: Asked, *, top_k: int, kept: Mask | None = None
) -> Mapping[str, tuple[Near, ...]]:
    """Of each modality what the graph links to the asked concepts, then what is near, the nearest first.

    Args:
        top_k: Of each modality.
        kept: Which items may be found, shape [items]; all where None.
    """
    cosines = space.vectors @ asked.vector
    told = cosines if asked.frozen is None else space.frozen @ asked.frozen
    allowed = np.ones(len(space.items), dtype=bool) if kept is None else kept.copy()
    allowed[list(asked.items)] = False
    linked = np.zeros(len(space.items), dtype=bool)
    linked[space.links[np.isin(space.links[:, 1], list(asked.concepts)), 0]] = True
    about = _about(space)
    modalities = np.array([item.modality for item in space.items])
    found = {}
    for modality in dict.fromkeys(modalities.tolist()):
        least = space.thresholds.get(f"{asked.modality}>{modality}", 1.0)
        mine = np.flatnonzero((modalities == modality) & allowed & (linked | (told >= least)))
        order = mine[np.lexsort((-cosines[mine], ~linked[mine]))][:top_k]
        found[modality] = tuple(
            Near(
                item=space.items[at],
                nearness=float(cosines[at]),
                linked=tuple(space.concepts[c].label for c in about[at] if c in asked.concepts),
                about=tuple(space.concepts[c].label for c in about[at]),
            )
            for at in order.tolist()
        )
    return found


def _about(space: Space) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in space.items]
    for item, concept in space.links.tolist():
        found[item].append(concept)
    return found
