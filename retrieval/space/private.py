"""The private part of a modality: what its shared part does not tell of it. Knows matrices, no concept.

Both parts are linear, so that what is left has a closed form: the frozen embedding less its regression on
the shared part, along its own principal directions. Shared and private coordinates are then uncorrelated
over the items, without a penalty that would have to be weighed against others.
"""

from __future__ import annotations

import numpy as np

from retrieval.space.records import Matrix

_RIDGE = 1e-3
"""Of the mean square of a shared coordinate."""


def private_part(features: Matrix, mean: Matrix, shared: Matrix, width: int) -> Matrix:
    """[width of the embedding, private]: what frozen embeddings are multiplied by.

    Args:
        features: Frozen embeddings, shape [N, width of the embedding].
        mean: Theirs.
        shared: The shared part, shape [width of the embedding, shared].
        width: Of the private part.
    """
    centred = (features - mean).astype(np.float64)
    told = centred @ shared
    ridge = _RIDGE * max(float((told**2).mean()), 1e-9) * len(features)
    back = np.linalg.solve(told.T @ told + ridge * np.eye(told.shape[1]), told.T @ centred)
    left = np.eye(centred.shape[1]) - shared @ back
    rest = centred @ left
    _, directions = np.linalg.eigh(rest.T @ rest)
    return np.ascontiguousarray(left @ directions[:, ::-1][:, :width], dtype=np.float32)
