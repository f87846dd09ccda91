"""Items of two modalities about twelve concepts, as vectors: a direction of the concept, one of the modality."""

from __future__ import annotations

import numpy as np

from retrieval.space.recipe import Recipe
from retrieval.space.records import Concept, SpaceData, SpaceItem

WIDTH = 24
CONCEPTS = 12
EACH = 4
RECIPE = Recipe(shared=12, private=4, rank=6, steps=30)


def made_data(*, noise: float = 0.3, offset: float = 2.0, seed: int = 0) -> SpaceData:
    """Signals have two coordinates of their own; a modality's items all stand far off in one direction."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(CONCEPTS, WIDTH))
    items, links, features = [], [], {}
    for modality, own in (("text", 0), ("window", 2)):
        away = rng.normal(size=WIDTH) * offset
        rows = []
        for concept in range(CONCEPTS):
            for number in range(EACH):
                links.append((len(items), concept))
                items.append(
                    SpaceItem(
                        modality=modality,
                        text=f"{modality} {number} of {concept}",
                        source=f"plant/{modality}.csv",
                        page=concept + 1 if modality == "text" else None,
                        start=f"2031-01-{concept + 1:02d}T00:00:00" if own else None,
                        end=f"2031-01-{concept + 1:02d}T12:00:00" if own else None,
                    )
                )
                vector = centres[concept] + away + noise * rng.normal(size=WIDTH)
                rows.append(np.concatenate([vector, rng.normal(size=own)]))
        features[modality] = np.array(rows, dtype=np.float32)
    return SpaceData(
        items=tuple(items),
        concepts=tuple(
            Concept(name=f"item:{n}", kind="equipment", label=f"K-{n}", text=f"K-{n}", group=str(n))
            for n in range(CONCEPTS)
        ),
        features=features,
        anchors=np.asarray(centres + 0.1 * rng.normal(size=centres.shape), dtype=np.float32),
        links=np.array(links, dtype=np.int64),
    )
