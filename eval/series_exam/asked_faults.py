"""What is asked of faults in series: which, where, in which of two. Knows exercises and fault scores."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.experts.series.tokens import fold
from eval.series_exam import faults
from eval.series_exam.measures import Series
from eval.series_exam.options import Exercise, option_with, yes_no


def part(exercise: Exercise) -> int | None:
    """In which third the strangest part stands."""
    where = faults.place(exercise.series[0])
    return option_with(exercise, r"begin|start" if where < 1 / 3 else r"middle" if where < 2 / 3 else r"end")


_FAULT_WORDS: Mapping[faults.Fault, str] = {
    "spike": r"spike|fluctuat",
    "cutoff": r"cut-?off|disappear",
    "flip": r"flip|reversal",
    "speed": r"speed|period of cyclic|frequency",
    "scale": r"scale",
    "wander": r"wander|deviat",
}


def fault_of(exercise: Exercise, x: Series, *, told: str = "") -> tuple[int, float] | None:
    """The option whose fault the series has most, and how much."""
    scores, best = faults.fault_scores(x), None
    for place, option in enumerate(exercise.options):
        text = fold(option)
        if told and told not in text:
            continue
        text = text.split(told, 1)[1].split("time series", 1)[0] if told else text
        found = [score for kind, score in scores.items() if re.search(_FAULT_WORDS[kind], text)]
        if found and (best is None or sum(found) / len(found) > best[1]):
            best = (place, sum(found) / len(found))
    return best


def fault(exercise: Exercise) -> int | None:
    """The fault that the series has most; none where it has none."""
    best = fault_of(exercise, exercise.series[0])
    none = option_with(exercise, r"^no\b")
    if best is None or (none is not None and best[1] < 1.0):
        return none
    return best[0]


def fault_of_which(exercise: Exercise) -> int | None:
    """Two series alike, one with a fault: the option that names the series and its fault best."""
    scored = [
        fault_of(exercise, x, told=f"time series {k}") for k, x in enumerate(exercise.series[:2], start=1)
    ]
    known = [one for one in scored if one is not None]
    return max(known, key=lambda one: one[1])[0] if known else None


def faults_of_both(exercise: Exercise) -> int | None:
    """The option whose faults two series have most."""
    first, second = (faults.fault_scores(x) for x in exercise.series[:2])
    best, most = None, -1.0
    for place, option in enumerate(exercise.options):
        words = re.split(r"time series 2", fold(option))
        if len(words) != 2:
            continue
        sums = [
            max((s for k, s in scores.items() if re.search(_FAULT_WORDS[k], text)), default=0.0)
            for scores, text in ((first, words[0]), (second, words[1]))
        ]
        if sum(sums) > most:
            best, most = place, sum(sums)
    return best


def same_fault(exercise: Exercise) -> int | None:
    """Whether two series have the fault that the options name."""
    yes = option_with(exercise, r"^yes")
    told = "" if yes is None else fold(exercise.options[yes])
    kind = next((k for k, pattern in _FAULT_WORDS.items() if re.search(pattern, told)), None)
    if kind is None:
        return None
    scores = [faults.fault_scores(x)[kind] for x in exercise.series[:2]]
    return yes_no(exercise, said=min(scores) >= 0.9)
