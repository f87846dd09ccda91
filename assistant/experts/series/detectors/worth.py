"""How many independent rows the normal rows are worth, and which false-alarm rate they hold. Knows scores.

A rate below one in so many rows is no count of what was seen but read off a fitted tail.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.experts.series.detectors.protocol import Values

_HIGH = 0.9
"""Quantile of the scores above which a row is high."""


def independent_rows(scores: Sequence[Values]) -> float:
    """The number of independent rows in which the share of high scores would be as uncertain as in these.

    The correlation of being high with being high some rows later is summed up while neighbouring pairs of it
    are positive.

    Source: the initial positive sequence of Geyer, "Practical Markov chain Monte Carlo", Statistical Science
    7, 1992.

    Args:
        scores: Held-out ones, unbroken pieces; those of rows without a past are NaN.

    Returns:
        At least 1, at most the number of rows.
    """
    known = [piece[np.isfinite(piece)] for piece in scores]
    whole = np.concatenate(known)
    if whole.size < 2:
        return 1.0
    limit = float(np.quantile(whole, _HIGH))
    high = [(piece > limit).astype(np.float64) for piece in known]
    share = float(np.mean(np.concatenate(high)))
    variance = share * (1.0 - share)
    if variance <= 0.0:
        return float(whole.size)
    sums = _products([piece - share for piece in high]) / (whole.size * variance)
    pairs = sums[1 : sums.size - 1 : 2] + sums[2 : sums.size : 2]
    falls = np.flatnonzero(pairs <= 0.0)
    kept = pairs[: int(falls[0])] if falls.size else pairs
    return float(np.clip(whole.size / (1.0 + 2.0 * kept.sum()), 1.0, whole.size))


def supported_rate(worth: float) -> float:
    """The smallest false-alarm rate that so many independent rows can hold without a fitted tail.

    Source: Vovk, Gammerman and Shafer, "Algorithmic learning in a random world", 2005: among ``worth`` scores
    and a new one, the new one is the greatest with this probability.
    """
    return 1.0 / (worth + 1.0)


def _products(pieces: Sequence[Values]) -> Values:
    """Sums over the pieces of the products of values some rows apart, by the number of rows."""
    longest = max(piece.size for piece in pieces)
    found = np.zeros(max(longest // 2, 1))
    for piece in pieces:
        if piece.size < 2:
            continue
        size = 1 << int(2 * piece.size - 1).bit_length()
        power = np.abs(np.fft.rfft(piece, size)) ** 2
        lags = min(found.size, piece.size)
        found[:lags] += np.fft.irfft(power, size)[:lags]
    return np.asarray(found)
