"""A language model as a forecaster: what it is shown, and what is made of what it writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from assistant.errors import EngineError
from assistant.experts.series.forecast.language import LanguageForecaster, written_numbers
from assistant.experts.series.forecast.protocol import History


class Writer:
    """An engine that writes what a function makes of the prompt."""

    name, capable, context_tokens = "fake", False, 4096
    languages = frozenset({"en"})

    def __init__(self, write) -> None:
        self.write = write
        self.prompts: list[str] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def stream(
        self, messages: Sequence, *, max_tokens: int, stop=(), schema=None, cancel=None
    ) -> Iterator[str]:
        self.prompts.append(messages[-1].content)
        text = self.write(messages[-1].content)
        yield text[: len(text) // 2]
        yield text[len(text) // 2 :]


ROWS = np.linspace(2.0, 4.0, 60)[:, None]


def said(engine, style="llm_digits", horizon=3):
    history = History(rows=ROWS, observed=np.ones_like(ROWS, dtype=bool), seasons=(1,))
    forecaster = LanguageForecaster(engine, name=style)
    return forecaster, forecaster.fit(history, horizon).predict(ROWS, np.array([60]), horizon)[0, :, 0]


@pytest.mark.parametrize("style", ["llm_digits", "llm_sentences"])
def test_values_are_shown_as_whole_numbers_and_read_back_in_the_sensors_unit(style) -> None:
    engine = Writer(lambda prompt: "The sensor will read 900, 500 and 100.")
    forecaster, found = said(engine, style)
    assert "900" in engine.prompts[0]
    assert " 100," in engine.prompts[0].replace("\n", " ")
    np.testing.assert_allclose(found, [4.0, 3.0, 2.0], atol=1e-9)
    assert (forecaster.asked, forecaster.answered) == (3, 3)


def test_too_few_numbers_keep_the_last_and_none_the_last_reading() -> None:
    forecaster, found = said(Writer(lambda prompt: "500"))
    np.testing.assert_allclose(found, 3.0)
    assert (forecaster.asked, forecaster.answered) == (3, 1)
    _, found = said(Writer(lambda prompt: "I cannot say."))
    np.testing.assert_allclose(found, 4.0)


def test_absurd_numbers_are_bounded() -> None:
    _, found = said(Writer(lambda prompt: "999999999, -99999999, 500"))
    assert np.abs(found).max() < 10


def test_it_sees_no_row_from_the_origin_on() -> None:
    engine = Writer(lambda prompt: "500")
    history = History(rows=ROWS, observed=np.ones_like(ROWS, dtype=bool), seasons=(1,))
    predictor = LanguageForecaster(engine).fit(history, 2)
    changed = ROWS.copy()
    changed[30:] = 1e6
    predictor.predict(ROWS, np.array([30]), 2)
    predictor.predict(changed, np.array([30]), 2)
    assert engine.prompts[0] == engine.prompts[1]


def test_an_engine_that_fails_says_so() -> None:
    def fail(prompt: str) -> str:
        raise EngineError("the server does not answer")

    with pytest.raises(EngineError, match="does not answer"):
        said(Writer(fail))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The next 6 numbers in this series are 500, 574, 643", [500, 574, 643]),
        ("The sensor will read 900, 500 and 100.", [900, 500, 100]),
        ("512 530 -41.5; 7", [512, 530, -41.5, 7]),
        ("none", []),
    ],
)
def test_the_list_of_an_answer_is_read_not_its_count(text, numbers) -> None:
    assert written_numbers(text) == numbers
