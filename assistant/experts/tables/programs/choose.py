"""What a question most likely asks of one table, with how likely. Runs no query and tells nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.experts.tables.programs.conditions import Asked, asked
from assistant.experts.tables.programs.confidence import best
from assistant.experts.tables.programs.enumerate import MOST_COLUMNS, MOST_ROWS, Candidate, candidates
from assistant.experts.tables.programs.features import describe, words_of
from assistant.experts.tables.programs.guard import leaves_out
from assistant.experts.tables.programs.rank import Weights, load
from assistant.experts.tables.programs.sheet import Sheet
from retrieval.records import Language

TOLD = 0.3
"""Likelihood from which on a meaning is told."""
TOLD_IN_FRENCH = 0.5
"""The same for questions in French, of which operations alone are known."""
_UNHELD = 0.1
"""The most likely that a meaning is which leaves out what the question names."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest meaning.

    Attributes:
        likely: Probability that what it gives is right; that the table does not say counts against it.
    """

    asked: Asked
    candidate: Candidate
    likely: float


def choose(question: str, table: Sheet, language: Language, weights: Weights | None = None) -> Choice | None:
    """The likeliest meaning of a question over a table; None where it may mean nothing there."""
    if not 0 < len(table.rows) <= MOST_ROWS or not 1 < len(table.names) <= MOST_COLUMNS:
        return None
    read = asked(question, language)
    found = candidates(read, table)
    if not found:
        return None
    weights = weights or load()
    described = describe(read, table, found)
    keys: dict[tuple[str, ...], int] = {}
    numbered = np.array([keys.setdefault(one.outcome.key, len(keys)) for one in found], np.int32)
    likeliest = best(described, weights.likely(words_of(read), described), numbered)
    chosen = found[likeliest.place]
    sure = weights.confidence.sure(likeliest.signs)
    return Choice(read, chosen, min(sure, _UNHELD) if leaves_out(read, chosen.program, table) else sure)
