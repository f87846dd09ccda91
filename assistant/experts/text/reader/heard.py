"""What the reader says of one candidate, and how far it is to be trusted there. Loads nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.experts.text.candidates import Candidate
from assistant.experts.text.fields import FIELD
from assistant.experts.text.intent import Intent
from assistant.experts.text.reader.candidates import UNREAD, below_best, odds
from assistant.experts.text.reader.read import Span

_POINTED = frozenset({"date", "person", "number"})
_ARGUED = frozenset({"reason", "yes_no"})
_YEARS = frozenset(map(float, range(1900, 2100)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The reader's word on a candidate; the defaults stand where no reader is at hand.

    Attributes:
        likelihood: That an answer is held within the candidate, 0 to 1.
        gap: How far that is below the reader's best answer over all passages: 0 that one, -1 far.
        odds: Of an answer against none, -1 to 1; None where nothing was read.
        larger: The larger reader says so.
    """

    likelihood: float = 0.0
    gap: float = 0.0
    odds: float | None = None
    larger: bool = False


def heard(spans: Mapping[int, Span], count: int) -> list[Heard]:
    """The reader's word on each of ``count`` candidates, of spans by the candidate's place."""
    if not spans:
        return [Heard()] * count
    gaps = below_best(spans)
    return [
        Heard(
            likelihood=spans[place].likelihood if place in spans else 0.0,
            gap=gaps.get(place, UNREAD),
            odds=odds(spans.get(place)),
            larger=place in spans and spans[place].larger,
        )
        for place in range(count)
    ]


def reader_features(intent: Intent, candidate: Candidate, word: Heard) -> dict[str, float]:
    """The features that the reader's word gives, by name."""
    printed = _is_printed(candidate)
    share = 0.5 if printed else 1.0
    # which of a table's rows is meant it does not tell; that a row answers nothing it may
    trusted = 0.0 if candidate.is_row else _trust(intent) * share
    asked = float(not intent.tags and intent.expected not in _ARGUED and not _names_amount(intent))
    odds = word.odds
    if odds is not None and candidate.is_foreign(intent.language):
        # what it sees across languages counts; counting what it misses was tried, and no better
        odds = max(0.0, odds) or None
    told = (odds or 0.0) * share * asked
    return {
        "read": word.likelihood * trusted,
        "read_gap": word.gap * trusted,
        "read_odds": told,
        "judged": float(odds is not None and not printed) * asked,
        "well_read": told if word.larger else 0.0,
    }


def _trust(intent: Intent) -> float:
    """What the reader's word counts: it points to names, dates and amounts best, and in English."""
    trust = 1.0 if intent.expected in _POINTED else 0.25 if intent.expected in _ARGUED else 0.5
    return trust * (0.5 if intent.language == "fr" else 1.0)


def _names_amount(intent: Intent) -> bool:
    """True where an amount or a clock is named, other than a year: our rules know units and bounds."""
    return bool(intent.clocks) or any(number not in _YEARS for number in intent.numbers)


def _is_printed(candidate: Candidate) -> bool:
    """Rows of tables and fields of forms look unlike what the reader learnt from."""
    return candidate.is_row or FIELD.match(candidate.text) is not None
