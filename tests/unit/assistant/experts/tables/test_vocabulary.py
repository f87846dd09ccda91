from __future__ import annotations

from assistant.experts.tables.vocabulary import FAMILY, MISSPELT, STEM, Vocabulary


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
