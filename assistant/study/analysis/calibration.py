"""Whether people are as sure as they are right. Knows columns, no condition's meaning.

Expected calibration error over five bins (Naeini, Cooper and Hauskrecht, 2015); resolution as the
probability that a right decision is surer than a wrong one, the area under the type-2 curve (Galvin, Podd,
Drga and Whitmore, 2003; Fleming and Lau, 2014). Brier score (1950) and over-confidence are in ``measures``.
"""

from __future__ import annotations

import math

import numpy as np

from assistant.study.analysis.columns import Columns, Flags, Floats
from assistant.study.analysis.estimate import rounded

_BINS = 5


def calibration(columns: Columns, among: Flags) -> dict[str, object] | None:
    """Bins, calibration error and resolution of some decisions; None where no confidence was asked."""
    kept = among & np.isfinite(columns.confidence)
    if not kept.any():
        return None
    sure, right = columns.confidence[kept], columns.correct[kept]
    which = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    bins, error = [], 0.0
    for number in range(_BINS):
        own = which == number
        if own.any():
            confidence, accuracy = float(sure[own].mean()), float(right[own].mean())
            error += float(own.mean()) * abs(confidence - accuracy)
            bins.append(
                {"confidence": rounded(confidence), "accuracy": rounded(accuracy), "n": int(own.sum())}
            )
    return {
        "n": int(kept.sum()),
        "calibration_error": rounded(error),
        "resolution": rounded(_area(sure, right)),
        "bins": bins,
    }


def _area(sure: Floats, right: Flags) -> float:
    positive = int(right.sum())
    negative = right.size - positive
    if not positive or not negative:
        return math.nan
    from scipy.stats import rankdata

    ranks = rankdata(sure)
    return float((ranks[right].sum() - positive * (positive + 1) / 2) / (positive * negative))
