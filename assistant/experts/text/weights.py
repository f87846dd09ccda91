"""What each feature is worth. Knows numbers only.

Fitted on questions written for this purpose over one 140-page rule book: the ranking (a softmax over the
candidates of each question) on which candidate holds the answer, the confidence (a logistic regression) on
whether the best candidate answers at all, with questions that the book does not answer, near it and far
from it. Rounded by hand. ``fills_field``, ``named``, ``cause``, ``timed`` and ``counts`` were set by hand,
over questions to several documents; what is read, and how sure the reader makes an answer, over the tuning
half of ``public_texts``.
"""

from __future__ import annotations

import math

from assistant.experts.text.features import Features

_RANKING = {
    "found": 3.3,
    "words": 1.7,
    "words_around": 2.7,
    "meaning": 2.1,
    "kind_fits": 2.6,
    "bound_fits": 0.7,
    "range_fits": 1.5,
    "defines": 2.0,
    "fills_field": 1.5,
    "named": 2.4,
    "section": 0.8,
    "cause": 3.0,
    "timed": 1.5,
    "counts": 1.0,
    "read": 2.0,
    "read_gap": 1.5,
    "read_odds": 2.4,
    "well_read": 12.0,
}

_CONFIDENCE = {"meaning": 9.7, "words_around": 4.2, "kind_fits": 4.1, "named": 1.0}
_INTERCEPT = -10.3
_OF_THE_READER, _UNLESS = 4.0, -1.3
"""What the reader's word adds to the log odds, and what it must make up for."""
_OF_THE_LARGER, _BESIDE_IT, _BEFORE_IT = 3.7, 0.03, -1.2
"""Of what the larger reader read: what its word adds, what is left of the rest, what it must make up for."""
_STATED = 0.6
"""The least of a field with the name asked for, and of a sentence that says what the term is."""

_LEADS, _NO_CHANCE = 9.0, 0.05
"""Ranking from which a candidate leads although its confidence is low, and the least of that."""

_FITS = 0.7
_NAMED_CAUSE = 0.99
_LINKED_CAUSE = 0.69
_TOGETHER = 0.8
_IN_SECTION = 0.6
_IN_TABLE = 0.7


def ranking(features: Features) -> float:
    """The higher, the likelier that the candidate answers; only differences mean something."""
    return sum(weight * float(getattr(features, name)) for name, weight in _RANKING.items())


def confidence(features: Features) -> float:
    """0 to 1: how likely the candidate answers at all; 0.5 is where it is as likely as not."""
    parts = (weight * float(getattr(features, name)) for name, weight in _CONFIDENCE.items())
    logit = _INTERCEPT + sum(parts)
    if features.judged and features.well_read:
        logit = _BEFORE_IT + _BESIDE_IT * logit + _OF_THE_LARGER * features.well_read
    elif features.judged:
        logit += _OF_THE_READER * features.read_odds + _UNLESS
    likely = 1.0 / (1.0 + math.exp(-logit))
    stated = features.fills_field == 1.0 or features.defines == 1.0 or _settled(features)
    return max(likely, _STATED) if stated else likely


def leads(features: Features) -> bool:
    """True where the words, the place, the kind of value and the reader speak for a candidate together.

    Short notes say little of what is asked in its own words; the order knows more of them.
    """
    return (
        ranking(features) >= _LEADS
        and features.kind_fits >= _FITS
        and features.range_fits >= 0
        and confidence(features) >= _NO_CHANCE
    )


def _settled(features: Features) -> bool:
    """True where all that the question says stands together in the document or section that it names.

    True too for the named cause of what its passage tells, where a cause is asked for, for the sentence that
    links all that is asked about to a cause, for the entry of a
    named diary at the time asked for, for the number of what is counted in a passage that holds the rest, and
    for the row whose range holds the amount asked for in a table that speaks of the rest.
    """
    if features.kind_fits < _FITS or features.range_fits < 0:
        return False
    if features.cause >= _LINKED_CAUSE and features.words >= _TOGETHER:
        return True
    if features.cause > _NAMED_CAUSE or (features.counts > 0 and features.words_around >= _IN_SECTION):
        return True
    if features.range_fits > 0 and features.words_around >= _IN_TABLE:
        return True
    if features.named > 0 and (features.words_around >= _TOGETHER or features.timed == 1.0):
        return True
    return features.section > 0 and features.words_around >= _IN_SECTION
