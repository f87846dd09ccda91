"""Words of passages in the other language are taken for a question's words where both encoders agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from assistant.experts.text.aligned import WordAligner
from assistant.experts.text.candidates import Candidate, candidates
from assistant.experts.text.terms import Term
from assistant.words import stem
from retrieval.embed import Vectors
from retrieval.records import Chunk, Hit, Language

_AXES = {"livraison": 0, "delivery": 0, "pompe": 1, "pump": 1, "vendredi": 2, "7100": 3, "réacteur": 4}


class Encoder:
    """Words that mean the same on one axis, others on none; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        rows = np.zeros((len(texts), 6), np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[_AXES.get(text, 5)] = float(text in _AXES)
            if text == "reactor":  # near its translation, yet not near enough without the letters they share
                row[4], row[5] = 0.65, 0.76
        return rows


def _pool(text: str, language: Language) -> list[Candidate]:
    chunk = Chunk(id=text, source="a", kind="text", ordinal=0, text=text, language=language)
    return candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)


def _term(word: str) -> Term:
    return Term((stem(word, "en"),), 1.0, frozenset(), word)


def _held(term: Term, text: str) -> float:
    return term.held({stem(word.lower(), "fr") for word in text.split()})


def test_a_translation_counts_in_full_and_another_word_does_not() -> None:
    text = "livraison prévue vendredi"
    (term,) = WordAligner(Encoder(), Encoder()).aligned([_term("delivery")], _pool(text, "fr"), asked="en")
    assert _held(term, text) == 1.0
    assert _held(term, "prévue vendredi") == 0.0


def test_letters_in_common_make_up_for_what_is_not_quite_near() -> None:
    text = "réacteur arrêté"
    (term,) = WordAligner(Encoder(), Encoder()).aligned([_term("reactor")], _pool(text, "fr"), asked="en")
    assert _held(term, text) == 1.0


def test_numbers_and_passages_in_the_questions_own_language_are_left_alone() -> None:
    for word, pool in (("7100", _pool("7100 livraison", "fr")), ("delivery", _pool("pump delivery", "en"))):
        encoder = Encoder()
        (term,) = WordAligner(encoder, encoder).aligned([_term(word)], pool, asked="en")
        assert term.others == frozenset()
        assert encoder.asked == []


def test_a_word_is_encoded_once() -> None:
    english, french = Encoder(), Encoder()
    aligner = WordAligner(english, french)
    for _ in range(2):
        aligner.aligned([_term("delivery")], _pool("livraison vendredi", "fr"), asked="en")
    assert sorted(english.asked) == ["delivery"]
    assert sorted(french.asked) == ["delivery", "livraison", "vendredi"]


def test_what_was_remembered_is_dropped_where_it_grows(monkeypatch: Any) -> None:
    monkeypatch.setattr("assistant.experts.text.aligned._KEPT", 1)
    aligner = WordAligner(Encoder(), Encoder())
    for _ in range(2):
        (term,) = aligner.aligned([_term("delivery")], _pool("livraison vendredi", "fr"), asked="en")
    assert _held(term, "livraison") == 1.0
