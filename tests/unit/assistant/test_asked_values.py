"""A value asked for by a verb is asked for by its name."""

from __future__ import annotations

import pytest

from assistant.asked_values import named_value


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("combien consomme P-101A ?", "quelle est la puissance de P-101A ?"),
        ("à combien tourne P-101A ?", "quelle est la vitesse de P-101A ?"),
        (
            "à quelle vitesse tourne le moteur de la presse ?",
            "quelle est la vitesse du moteur de la presse ?",
        ),
        ("Combien absorbe la presse ?", "quelle est la puissance de la presse ?"),
        ("How fast does the compressor turn?", "what is the speed of the compressor?"),
        ("How much power does P-101A draw?", "what is the power of P-101A?"),
        ("How much does the compressor consume?", "what is the power of the compressor?"),
        ("How much current does M-101A draw?", "what is the current of M-101A?"),
        ("How much oil does the gearbox need?", "How much oil does the gearbox need?"),
        ("combien d'huile consomme P-7 ?", "combien d'huile consomme P-7 ?"),
        ("How fast did the temperature rise?", "How fast did the temperature rise?"),
        ("Combien pèse la pompe ?", "Combien pèse la pompe ?"),
    ],
)
def test_the_value_takes_the_place_of_the_verb(text: str, named: str) -> None:
    assert named_value(text) == named
