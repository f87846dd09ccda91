from __future__ import annotations

import pytest

from ingest.shorthand.words import MOST_WORDS, form, words_of


def test_words_keep_their_places() -> None:
    text = "Repl. a/c belt (worn)"
    words = words_of(text)
    assert [word.text for word in words] == ["Repl", "a/c", "belt", "(", "worn", ")"]
    assert all(text[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("P-101A", "<id>"), ("WO-104011", "<id>"), ("4.5", "<num>"), ("seal", "seal"), ("A-frame", "A-frame")],
)
def test_identifiers_and_numbers_become_placeholders(word: str, expected: str) -> None:
    assert form(word) == expected


def test_long_texts_are_read_to_a_limit() -> None:
    assert len(words_of("leak " * 500)) == MOST_WORDS
