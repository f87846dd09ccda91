from __future__ import annotations

import pytest

from assistant.phrases import in_other_language, is_small_talk, not_found, said_by, without_opening


@pytest.mark.parametrize(
    "text", ["hello", "Hi!", "Merci beaucoup !", "ok, thanks", "What can you do?", "Bonjour"]
)
def test_a_greeting_is_small_talk(text: str) -> None:
    assert is_small_talk(text)


@pytest.mark.parametrize("text", ["hello world pump", "who are you looking for?", "help valve", "", "P-101A"])
def test_what_names_a_thing_is_none(text: str) -> None:
    assert not is_small_talk(text)


def test_the_question_behind_a_greeting_is_asked() -> None:
    assert without_opening("Bonjour, quelle est la limite ?", first=True) == "quelle est la limite ?"
    assert without_opening("Thanks! And the trip limit?", first=False) == "And the trip limit?"
    assert without_opening("Thanks! And the trip limit?", first=True) == "the trip limit?"
    assert without_opening("hello", first=True) == "hello"
    assert without_opening("Great pumps are where?", first=True) == "Great pumps are where?"


def test_whose_words_they_are_is_said_with_one_colon() -> None:
    framed = f"{in_other_language('fr', 'en')} « It tripped. »"
    assert said_by("RCA-14, 2 octobre 2025", framed, "fr") == (
        "RCA-14, 2 octobre 2025 (en anglais) : « It tripped. »"
    )
    assert said_by("RCA-14", "Elle a déclenché.", "fr") == "RCA-14 : Elle a déclenché."
    assert said_by("CR-3", f"{in_other_language('en', 'fr')} “Arrêt.”", "en") == "CR-3 (in French): “Arrêt.”"


def test_what_no_source_says_is_told_behind_what_was_looked_for() -> None:
    told = not_found("en", ["warranty", "P-101A"], documents=3, unsaid=["warranty"])
    assert told.endswith("I looked for “warranty”, “P-101A” in 3 documents. None of them says “warranty”.")
    both = ["garantie", "grue"]
    told = not_found("fr", ["garantie"], documents=1, unsaid=both, untranslated=["grue"])
    assert told.endswith(
        "J'ai cherché « garantie » dans 1 document. Il ne dit pas « garantie » ni « grue » ; "
        "je ne connais pas de mot anglais pour « grue »."
    )
    assert "None" not in not_found("en", ["pump"], documents=3)
