"""Right where an unanswerable question is declined, wrong where an answerable one is. Knows no words."""

from __future__ import annotations

from eval.case import Case, Score


def score_abstention(case: Case, *, abstained: bool) -> Score | None:
    """The score that follows from abstaining or not; None where the answer itself must be read."""
    if not case.answerable:
        why = "declined, as it should" if abstained else "answered what the sources do not hold"
        return Score(value=float(abstained), correct=abstained, why=why)
    if abstained:
        return Score(value=0.0, correct=False, why="declined although the sources hold it")
    return None
