"""Each language is compared in its own way, and the best way counts."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from assistant.experts.text.meaning import meanings
from assistant.records import Question
from retrieval.embed import Vectors

_ROOM = {"noise": 0, "glimmer": 1, "flonque": 2}
"""The plain embedder knows nothing of French; the French encoder puts it where English is."""


def _plain(texts: Sequence[str]) -> Vectors:
    rows = np.zeros((len(texts), 3), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word, place in _ROOM.items():
            row[place] = float(word in text)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _french(texts: Sequence[str]) -> Vectors:
    return _plain([text.replace("flonque", "glimmer") for text in texts])


def _pool(*languages: str) -> Any:
    return [SimpleNamespace(hit=SimpleNamespace(chunk=SimpleNamespace(language=one))) for one in languages]


@pytest.mark.parametrize(
    ("asked", "language", "shown", "of"),
    [
        ("flonque fvqz", "fr", "glimmer", "en"),
        ("glimmer fvqz", "en", "flonque", "fr"),
        ("flonque fvqz", "fr", "flonque", "fr"),
    ],
)
def test_the_other_language_is_understood_with_the_french_encoder(
    asked: str, language: Any, shown: str, of: str
) -> None:
    question = Question(text=asked, asked=asked, language=language)
    with_it = meanings(question, _pool(of), [shown], embed=_plain, french=_french)
    assert with_it[0] == pytest.approx(1.0)


def test_an_english_question_over_english_text_is_left_to_the_plain_embedder() -> None:
    def never(texts: Sequence[str]) -> Vectors:
        raise AssertionError(texts)

    question = Question(text="noise", asked="noise", language="en")
    assert meanings(question, _pool("en"), ["noise"], embed=_plain, french=never)[0] == pytest.approx(1.0)


def test_without_a_french_encoder_a_foreign_candidate_stays_far() -> None:
    question = Question(text="glimmer", asked="glimmer", language="en")
    assert meanings(question, _pool("fr"), ["flonque"], embed=_plain, french=None)[0] == 0.0
