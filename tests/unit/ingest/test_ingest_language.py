from __future__ import annotations

import pytest

from ingest.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The pump must be stopped before the valve is opened.", "en"),
        ("La pompe doit être arrêtée avant l'ouverture de la vanne.", "fr"),
        ("Relevé des pressions", "fr"),
        ("Die Pumpe ist nicht in Betrieb und wird von der Wartung geprüft.", "und"),
        ("De pomp is niet in bedrijf en wordt voor het onderhoud gecontroleerd.", "und"),
        ("P-101 4.5 bar 12 mm", "und"),
        ("", "und"),
    ],
)
def test_function_words_tell(text: str, language: str) -> None:
    assert detect_language(text) == language
