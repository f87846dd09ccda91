"""Which words ask for a digest, of what, and in how many points."""

from __future__ import annotations

import pytest

from assistant.digest.asked import asked_digest


@pytest.mark.parametrize(
    ("text", "what", "points", "how"),
    [
        ("Summarise the RCA of P-7", "RCA of P-7", None, "summary"),
        ("Sum up report SR-2031-044 in five points", "report SR-2031-044", 5, "summary"),
        ("can you give me a short summary of the vibration report?", "vibration report", None, "summary"),
        ("What is MR-RULE-08 about? Give me a summary.", "MR-RULE-08", None, "summary"),
        ("Résume le rapport SR-2031-044 en 3 points", "rapport SR-2031-044", 3, "summary"),
        ("Fais la synthèse du rapport", "rapport", None, "summary"),
        ("What is in saw.pdf?", "saw.pdf", None, "content"),
        ("De quoi parle le guide de la scie ?", "guide de la scie", None, "content"),
        ("Tell me about SW-12", "SW-12", None, "overview"),
        ("What do we know about the saw SW-12?", "saw SW-12", None, "overview"),
        ("Que sait-on de SW-12 ?", "SW-12", None, "overview"),
    ],
)
def test_a_request_is_read(text: str, what: str, points: int | None, how: str) -> None:
    asked = asked_digest(text)
    assert asked is not None
    assert (asked.what, asked.points, asked.how) == (what, points, how)


@pytest.mark.parametrize("text", ["What is in this document?", "Résume ce rapport", "sum it up"])
def test_words_that_only_point_are_told_apart(text: str) -> None:
    asked = asked_digest(text)
    assert asked is not None
    assert asked.pointed


@pytest.mark.parametrize(
    "text", ["What is the power of SW-12?", "How many orders are open?", "Quand la scie a-t-elle calé ?"]
)
def test_other_questions_ask_for_none(text: str) -> None:
    assert asked_digest(text) is None


def test_an_article_is_a_word_of_its_own() -> None:
    for text, what in (
        ("summary of last week", "last week"),
        ("summary of alarms", "alarms"),
        ("résumé de l'alarme", "alarme"),
    ):
        asked = asked_digest(text)
        assert asked is not None
        assert asked.what == what
