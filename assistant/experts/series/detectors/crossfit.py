"""Score normal rows by detectors that have not learnt from them, block by block. Knows no threshold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from assistant.experts.series.detectors.protocol import Detector, Matrix, Scorer, Values

FOLDS = 5


def folds(pieces: Sequence[Matrix], count: int = FOLDS) -> list[tuple[tuple[Matrix, ...], int, slice]]:
    """Blocks in order of time, for neighbouring rows are alike.

    Returns:
        For each block: the pieces to learn from, the piece that the block lies in, and its rows there.
    """
    total = sum(piece.shape[0] for piece in pieces)
    size = max(total / count, 1.0)
    found = []
    for number, piece in enumerate(pieces):
        parts = max(1, round(piece.shape[0] / size)) if len(pieces) < count else 1
        edges = np.linspace(0, piece.shape[0], parts + 1).astype(int)
        for first, end in pairwise(edges):
            rest = [p for other, p in enumerate(pieces) if other != number]
            rest += [part for part in (piece[:first], piece[end:]) if part.shape[0] >= 2]
            if rest:
                found.append((tuple(rest), number, slice(int(first), int(end))))
    return found


def cross_scores(detector: Detector, pieces: Sequence[Matrix]) -> tuple[list[Values], list[Scorer]]:
    """Held-out scores of all rows, and the scorer of each fold.

    The first rows of a piece have no past: what stands in for it gives scores that no later row has. They
    are NaN, unless the piece is hardly longer.
    """
    scores = [np.zeros(piece.shape[0]) for piece in pieces]
    scorers = []
    for rest, number, block in folds(pieces):
        scorer = detector.fit(rest)
        scorers.append(scorer)
        before = max(block.start - scorer.memory, 0)
        found = scorer.score(pieces[number][before : block.stop])
        scores[number][block] = found[block.start - before :]
        unknown = max(scorer.memory - block.start, 0)
        if unknown and pieces[number].shape[0] > 2 * scorer.memory:
            scores[number][block][:unknown] = np.nan
    return scores, scorers
