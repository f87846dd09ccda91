"""A language model that chooses an option: it reads digits, or what was measured. Knows an engine."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from assistant.engines import Engine
from assistant.records import Message
from eval.series_exam import measures as m
from eval.series_exam.measures import Series
from eval.series_exam.options import Exercise

_READ = 64
"""Values of a series that are written out, evenly drawn from all."""
_LETTERS = "ABCDEFGH"
_SYSTEM = "You answer multiple-choice questions about time series. Reply with the letter of the right option."


def asked(engine: Engine, exercise: Exercise, shown: str) -> int | None:
    """The option that the model names; None where it names none.

    Args:
        shown: What is told of the series, see ``digits`` and ``facts``.

    Raises:
        assistant.errors.EngineError: The model failed or is not there.
    """
    options = "\n".join(f"{_LETTERS[k]}) {option}" for k, option in enumerate(exercise.options))
    text = f"{shown}\n\nQuestion: {exercise.question}\n{options}\nAnswer with one letter."
    messages = [Message(role="system", content=_SYSTEM), Message(role="user", content=text)]
    return named("".join(engine.stream(messages, max_tokens=24, stop=("\n\n",))), exercise.options)


def named(reply: str, options: Sequence[str]) -> int | None:
    """The option of the first letter of a reply, else the longest option that it repeats."""
    letter = re.search(rf"(?<![A-Za-z])([{_LETTERS[: len(options)]}])(?:[).:]|\s|$)", reply)
    if letter is not None:
        return _LETTERS.index(letter[1])
    said = [
        k for k, o in enumerate(options) if re.search(rf"(?<!\w){re.escape(o)}(?!\w)", reply, re.IGNORECASE)
    ]
    return max(said, key=lambda k: len(options[k]), default=None)


def digits(exercise: Exercise) -> str:
    """The series as whole numbers of three digits, as LLMTime writes them."""
    return "\n".join(
        f"Time series {number}: {', '.join(str(value) for value in _written(series))}"
        for number, series in enumerate(exercise.series, start=1)
    )


def facts(exercise: Exercise) -> str:
    """What was measured of each series, in a sentence."""
    return "\n".join(_measured(number, series) for number, series in enumerate(exercise.series, start=1))


def _written(series: Series) -> list[int]:
    kept = series[np.linspace(0, series.size - 1, min(_READ, series.size)).astype(int)]
    low, high = float(series.min()), float(series.max())
    return [round(100 + 800 * (value - low) / max(high - low, 1e-12)) for value in kept.tolist()]


def _measured(number: int, series: Series) -> str:
    period = m.period(series)
    cycle = "no cycle" if period is None else f"a cycle of {period:.0f} values"
    return (
        f"Time series {number}: {series.size} values, mean {series.mean():.3g}, standard deviation "
        f"{series.std():.3g}, a line rises by {m.trend_line(series)[0]:.3g} over all, {cycle}, amplitude "
        f"{m.amplitude(series):.3g}, noise {m.noise_level(series):.3g}, autocorrelation at lag 1 "
        f"{m.autocorrelation(series):.2f}, {'stationary' if m.stationary(series) else 'not stationary'}."
    )
