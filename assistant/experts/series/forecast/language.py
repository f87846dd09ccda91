"""A language model as a forecaster: it reads a series as digits or as sentences and writes what follows.

Knows the engine's protocol; computes no forecast itself. Sources: Gruver et al., "Large language models are
zero-shot time series forecasters" (LLMTime), NeurIPS 2023: values scaled to whole numbers of few digits; Xue
and Salim, "PromptCast", IEEE TKDE 2023: values told in a sentence and asked for in one. Both here with greedy
writing, so that a forecast is one course, not the median of samples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assistant.engines import Engine
from assistant.experts.series.forecast.protocol import Cube, History, Matrix
from assistant.experts.series.operations import Places, Values
from assistant.records import Message

Style = Literal["llm_digits", "llm_sentences"]

_LOOKED_BACK = 64
_SCALE = 900
"""The largest of the last readings is written as so much, the smallest as 100."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_LIST = re.compile(rf"{_NUMBER.pattern}(?:(?:\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+){_NUMBER.pattern})*")


@dataclass(slots=True)
class LanguageForecaster:
    """Asks an engine for the numbers that follow.

    Where the answer holds too few numbers the last one is kept; where it holds none, the last reading.

    Attributes:
        answered, asked: Numbers that were read in answers and that were asked for.
    """

    engine: Engine
    name: Style = "llm_digits"
    fewest: int = 16
    most_origins: int = 12
    asked: int = 0
    answered: int = 0

    def fit(self, history: History, horizon: int) -> LanguageForecaster:
        """Learns nothing."""
        del history, horizon
        return self

    def predict(self, rows: Matrix, origins: Places, horizon: int) -> Cube:
        """See ``Predictor.predict``.

        Raises:
            EngineError: The engine failed or is not there.
        """
        found: Cube = np.empty((origins.size, horizon, rows.shape[1]))
        for k, origin in enumerate(origins):
            for j in range(rows.shape[1]):
                recent = rows[max(0, int(origin) - _LOOKED_BACK) : origin, j]
                found[k, :, j] = self._one(recent, horizon)
        return found

    def _one(self, recent: Values, horizon: int) -> Values:
        low, high = float(recent.min()), float(recent.max())
        if high <= low:
            return np.full(horizon, recent[-1])
        unit = (high - low) / (_SCALE - 100)
        written = [round((value - low) / unit) + 100 for value in recent]
        ask = digits if self.name == "llm_digits" else told
        text = "".join(self.engine.stream(ask(written, horizon), max_tokens=6 * horizon + 16, stop=("\n\n",)))
        numbers = written_numbers(text)[:horizon]
        self.asked += horizon
        self.answered += len(numbers)
        numbers = numbers or [float(written[-1])]
        numbers += [numbers[-1]] * (horizon - len(numbers))
        wide = np.clip(np.array(numbers), 100 - _SCALE, 2 * _SCALE)
        return np.asarray((wide - 100) * unit + low)


def written_numbers(text: str) -> list[float]:
    """The longest list of numbers in an answer: the 6 of "the next 6 numbers are" is none of them."""
    lists = [_NUMBER.findall(match[0]) for match in _LIST.finditer(text)]
    return [float(number) for number in max(lists, key=len, default=[])]


def digits(written: list[int], horizon: int) -> list[Message]:
    """The series as numbers to go on with, as LLMTime writes it."""
    return [
        Message(
            role="system",
            content="You continue series of numbers. Reply with numbers separated by commas, nothing else.",
        ),
        Message(
            role="user",
            content=f"Write the next {horizon} numbers of this series:\n"
            + ", ".join(str(number) for number in written)
            + ",",
        ),
    ]


def told(written: list[int], horizon: int) -> list[Message]:
    """The series in a sentence with a question, as PromptCast asks it."""
    values = ", ".join(str(number) for number in written)
    return [
        Message(
            role="user",
            content=f"Over the last {len(written)} readings, the sensor read {values}. "
            f"What will the sensor read at the next {horizon} readings? "
            f"Answer with one sentence that tells the {horizon} numbers.",
        )
    ]
