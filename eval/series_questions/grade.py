"""Whether an answer says the truth of a made question: numbers of either sign, moments, one of a few things.

Knows texts and truths, no product. An answer that says many moments is judged by its first four.
A log's own first and last times, which a sentence may name, count among them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from eval.case import Case, Score
from eval.scorers.answers import score_answer
from eval.scorers.dates import find_dates
from eval.scorers.words import fold, without_markers
from eval.series_questions.cases import Made

_MOMENTS = 4
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?!\d)")


def grade(made: Made, answer: str, *, abstained: bool) -> Score:
    """Right or wrong; whether it was declined is looked at first."""
    case, text = made.case, without_markers(answer)
    if abstained or not case.answerable:
        return score_answer(case, text, abstained=abstained)
    if made.within is not None:
        low, high = made.within
        said = moments(text)[:_MOMENTS]
        right = any(low <= moment <= high for moment in said)
        return Score(value=float(right), correct=right, why="found" if right else f"expected {low} to {high}")
    if made.options:
        first = said_first(text, made.options)
        right = first is not None and made.options[first][0] == case.value
        return Score(value=float(right), correct=right, why="said" if right else f"expected {case.value}")
    return _number(case, text)


def _number(case: Case, text: str) -> Score:
    """A fall by 3 may be said as 3 or as -3, unless the way is part of the answer."""
    score = score_answer(case, text, abstained=False)
    if score.correct or case.kind == "rate" or not isinstance(case.value, int | float):
        return score
    return score_answer(replace(case, value=-case.value), text, abstained=False)


def said_first(text: str, options: tuple[tuple[str, ...], ...]) -> int | None:
    """Which of a few things a text says first; None where it says none of them."""
    folded, places = fold(text), []
    for number, spellings in enumerate(options):
        for spelling in spellings:
            match = re.search(rf"(?<!\w){re.escape(fold(spelling))}(?!\w)", folded)
            if match is not None:
                places.append((match.start(), -len(spelling), number))
    return min(places)[2] if places else None


def moments(text: str) -> list[datetime]:
    """Days with a time of day in the order of the times; each belongs to the last day before it."""
    folded = fold(text)
    days = [d for d in find_dates(text) if d.year is not None]
    found = []
    for match in _CLOCK.finditer(folded):
        before = [d for d in days if d.place < match.start()]
        if before:
            last = before[-1]
            when = datetime(last.year or 1, last.month, last.day, int(match[1]), int(match[2]))
            found.append(when)
    return found
