"""What each feature is worth. Knows numbers only.

Fitted by logistic regression on questions written for this purpose over one 140-page rule book (82 with a
known sentence, 23 whose answer it does not hold): the ranking on which candidate holds the answer, the
confidence on whether the best candidate does. Rounded by hand.
"""

from __future__ import annotations

import math

from assistant.experts.text.features import Features

_RANKING = {
    "found": 1.9,
    "rank": 2.9,
    "words": 0.7,
    "words_around": 1.6,
    "meaning": 0.9,
    "meaning_gap": 1.0,
    "kind_fits": 1.6,
    "bound_fits": 0.6,
    "range_fits": 1.5,
    "defines": 2.5,
}

_CONFIDENCE = {"meaning": 8.6, "words_around": 3.8, "kind_fits": 1.9}
_INTERCEPT = -7.8


def ranking(features: Features) -> float:
    """The higher, the likelier that the candidate answers; only differences mean something."""
    return sum(weight * float(getattr(features, name)) for name, weight in _RANKING.items())


def confidence(features: Features) -> float:
    """0 to 1: how likely the candidate answers at all; 0.5 is where it is as likely as not."""
    parts = (weight * float(getattr(features, name)) for name, weight in _CONFIDENCE.items())
    logit = _INTERCEPT + sum(parts)
    return 1.0 / (1.0 + math.exp(-logit))
