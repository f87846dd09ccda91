"""Score a text by what must stand in it. Knows words, not meaning."""

from __future__ import annotations

import re

from eval.case import Case, Score
from eval.scorers.words import contains, overlap_f1, words

F1_IS_RIGHT = 0.5
LONG_ENOUGH = 4
"""Words from which overlap may stand for containment: names must be there as they are."""


def _pieces(text: str) -> list[str]:
    sentences = [piece for piece in re.split(r"(?<=[.!?;])\s+|\n+", text) if piece.strip()]
    return [text, *sentences]


def score_text(case: Case, answer: str) -> Score:
    """Right where all groups of ``all_of`` are there; without groups, where the value (or another good
    text) is contained, or the best sentence has at least half of its words (F1), from four words on."""
    if case.all_of:
        missing = [group[0] for group in case.all_of if not any(contains(answer, good) for good in group)]
        share = 1 - len(missing) / len(case.all_of)
        why = f"missing: {', '.join(missing)}" if missing else "all parts found"
        return Score(value=share, correct=not missing, why=why)
    goods = [str(case.value), *case.accept]
    if any(contains(answer, good) for good in goods):
        return Score(value=1.0, correct=True, why="contained")
    pairs = [(piece, good) for good in goods if len(words(good)) >= LONG_ENOUGH for piece in _pieces(answer)]
    best = max((overlap_f1(words(piece), words(good)) for piece, good in pairs), default=0.0)
    return Score(value=best, correct=best >= F1_IS_RIGHT, why=f"word F1 {best:.2f}, expected: {case.value}")
