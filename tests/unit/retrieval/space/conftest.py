"""Small spaces."""

from __future__ import annotations

import numpy as np
import pytest
from made_space import RECIPE, WIDTH, made_data

from retrieval.space.fit import frozen_vectors
from retrieval.space.records import SpaceData
from retrieval.space.store import Space
from retrieval.space.train import train, with_private


@pytest.fixture(scope="session")
def data() -> SpaceData:
    return made_data()


@pytest.fixture(scope="session")
def space(data: SpaceData) -> Space:
    heads = with_private(train(data, RECIPE), data, RECIPE)
    assert data.anchors.shape[1] == WIDTH
    return Space(
        heads=heads,
        items=data.items,
        concepts=data.concepts,
        vectors=heads.items(data),
        anchors=heads.anchors(data),
        frozen=frozen_vectors(data)[0].astype(np.float16),
        links=data.links,
        thresholds={
            f"{a}>{b}": least
            for a, least in (("concept", -0.5), ("text", 0.5), ("window", 0.5))
            for b in ("text", "window")
        },
        sources={"plant/text.csv": "aa", "plant/window.csv": "bb"},
        about={"encoder": "made", "seed": 0, "gain": float(np.float32(0.25))},
    )
