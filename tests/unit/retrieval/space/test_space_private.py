"""The private part is uncorrelated with the shared one and tells the modality."""

from __future__ import annotations

import numpy as np

from retrieval.space.measure import told_apart
from retrieval.space.records import SpaceData
from retrieval.space.store import Space


def test_private_and_shared_coordinates_are_uncorrelated(data: SpaceData, space: Space) -> None:
    for name, features in data.features.items():
        head = space.heads.by_modality[name]
        shared = (features - head.mean) @ head.shared
        private = space.heads.private(name, features)
        private = private - private.mean(axis=0)
        size = np.outer(np.linalg.norm(shared, axis=0), np.linalg.norm(private, axis=0))
        assert np.abs(shared.T @ private / size).max() < 0.02


def test_the_parts_hold_what_they_should(data: SpaceData, space: Space) -> None:
    modality = np.array([item.modality == "text" for item in data.items], dtype=np.int64)
    concept = data.links[:, 1]
    private = np.zeros((len(data.items), 4), dtype=np.float32)
    for name, places in data.places().items():
        private[places] = space.heads.private(name, data.features[name])
    assert told_apart(private, modality) > 0.95
    assert told_apart(space.vectors, modality) < 0.7
    assert told_apart(space.vectors, concept) > 0.9
    assert told_apart(private, concept) < 0.4
