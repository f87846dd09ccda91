from __future__ import annotations

from assistant.experts.tables.vocabulary import FAMILY, MISSPELT, STEM, TRANSLATED, Vocabulary


def test_expand_ranks_by_sureness() -> None:
    words = Vocabulary(["leak", "leakage", "condenser", "blocked"])
    assert words.expand("leak")[0] == ("leak", 1.0)
    assert ("leak", STEM) in words.expand("leaking")
    assert ("condenser", MISSPELT) in words.expand("condensor")
    assert ("blocked", FAMILY) in words.expand("blockage")
    assert words.expand("pump") == ()


def test_french_endings_only_in_french() -> None:
    words = Vocabulary(["high"])
    assert words.expand("higher", "fr")
    assert not words.expand("higher", "en")


def test_words_of_talk_are_not_corrected() -> None:
    assert Vocabulary(["counted", "coupling"]).expand("counting") == (("counted", STEM),)


def test_a_word_of_the_other_language_is_a_word_of_the_tables() -> None:
    words = Vocabulary(["mercury", "compounds", "foreman", "amiante"])
    assert ("mercury", TRANSLATED) in words.expand("mercure", "fr")
    assert ("amiante", TRANSLATED) in words.expand("asbestos", "en")
    assert not words.expand("responsable", "fr")
    assert not words.expand("mercure", "en") or words.expand("mercure", "en")[0][1] < TRANSLATED
