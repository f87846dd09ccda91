"""Sentences that give a cause, by the name of their field and by their words; what only looks like one."""

from __future__ import annotations

import pytest

from assistant.experts.text.causes import gives_cause, is_cause_field


@pytest.mark.parametrize(
    "text",
    [
        "Root cause: fatigue of the shaft at the keyway.",
        "Probable cause: seized return idler.",
        "Cause : joint du vérin extrudé.",
        "Cause racine : défaut de lubrification.",
        "Cause de la panne : câble coupé",
        "Origine du défaut : capteur noyé",
        "Cause | worn seal",
    ],
)
def test_a_field_with_the_name_of_a_cause_gives_it(text: str) -> None:
    assert is_cause_field(text)
    assert gives_cause(text) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "The overheating was caused by oil of the wrong grade.",
        "The fan tripped because the belt slipped.",
        "The loss of duty was due to mussels.",
        "Le déclenchement a été provoqué par un filtre colmaté.",
        "La fuite est due à un serrage insuffisant.",
        "L'arrêt a été entraîné par une coupure.",
        "Arrêt en raison d'un niveau bas.",
        "The analyst attributes the rise to dust on the impeller.",
        "Le bureau d'études attribue la hausse à l'usure du palier.",
        "La fissure s'explique par un choc thermique.",
    ],
)
def test_words_that_link_to_a_cause_count_less_than_a_field(text: str) -> None:
    assert not is_cause_field(text)
    assert 0.0 < gives_cause(text) < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "After the restart the temperature stayed below 62 °C.",
        "Action: the strainer was cleaned.",
        "Remise en service à 8 bar.",
        "Corrective action: replace the seal to avoid leaks.",
        "The car was parked near the pump.",
    ],
)
def test_results_and_work_done_are_no_cause(text: str) -> None:
    assert gives_cause(text) == 0.0


def test_an_unknown_cause_counts_less_than_a_known_one() -> None:
    assert 0.0 < gives_cause("Cause: not yet established.") < gives_cause("Cause: broken key.")
