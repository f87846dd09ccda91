"""A multiple-choice question, and how an outcome becomes one of its options. Knows words alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from assistant.experts.series.tokens import fold
from eval.series_exam.measures import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """A question about one or two series.

    Attributes:
        options: As written.
        series: One or two.
    """

    question: str
    options: tuple[str, ...]
    series: tuple[Series, ...]


Say = Callable[[Exercise], int | None]


def number_nearest(exercise: Exercise, value: float, *, relative: bool = True) -> int | None:
    """The option whose number is nearest; by ratio where sizes are asked for."""
    best, least = None, np.inf
    for place, option in enumerate(exercise.options):
        match = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*", option)
        if match is None:
            continue
        told = float(match[1])
        apart = abs(told - value)
        if relative and told > 0 and value > 0:
            apart = abs(np.log(told / value))
        if apart < least:
            best, least = place, apart
    return best


def option_with(exercise: Exercise, *patterns: str) -> int | None:
    """The first option in which one of the patterns is found, the patterns in order."""
    for pattern in patterns:
        for place, option in enumerate(exercise.options):
            if re.search(pattern, fold(option)):
                return place
    return None


def yes_no(exercise: Exercise, said: bool) -> int | None:
    """The option for yes or no."""
    return option_with(exercise, r"^yes" if said else r"^no\b")


def greater(exercise: Exercise, measure: Callable[[Series], float]) -> int | None:
    """Which of two series measures more."""
    first, second = (measure(x) for x in exercise.series[:2])
    return option_with(exercise, r"time series 1" if first >= second else r"time series 2")


def same(exercise: Exercise, measure: Callable[[Series], float], ratio: float) -> int | None:
    """Whether two series measure the same within a ratio; options may tell which is greater."""
    first, second = (max(measure(x), 1e-9) for x in exercise.series[:2])
    if max(first, second) <= ratio * min(first, second):
        return yes_no(exercise, said=True)
    told = option_with(exercise, rf"time series {1 if first > second else 2} has higher")
    return told if told is not None else option_with(exercise, r"^no")


def change(exercise: Exercise, measure: Callable[[Series], float], ratio: float = 1.15) -> int | None:
    """Whether a measure grows, falls or stays from the first to the last third."""
    thirds = np.array_split(exercise.series[0], 3)
    first, last = max(measure(thirds[0]), 1e-9), max(measure(thirds[2]), 1e-9)
    if last > ratio * first:
        return option_with(exercise, r"increas")
    return option_with(exercise, r"decreas" if first > ratio * last else r"same")
