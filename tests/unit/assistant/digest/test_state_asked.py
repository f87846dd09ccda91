"""Which words ask how a machine stands."""

from __future__ import annotations

import pytest

from assistant.digest.state_asked import asked_state


@pytest.mark.parametrize(
    "text",
    [
        "How is P-7 doing?", "how's P-7", "How is P-7 today?", "Status of P-7", "what is the condition of P-7",
        "what's the current state of P-7?", "Is P-7 healthy?", "is P-7 still in good condition", "any problems with P-7?",
        "What are the open issues on P-7?", "what's wrong with P-7", "comment va P-7 ?", "Comment se porte P-7 en ce moment ?",
        "état de santé de P-7", "quel est l'état actuel de P-7 ?", "P-7 va bien ?", "est-ce que P-7 est en bon état ?",
        "y a-t-il des problèmes sur P-7 ?", "soucis avec P-7", "où en est P-7 ?", "quels sont les points ouverts sur P-7 ?",
    ],
)  # fmt: skip
def test_the_state_is_asked_for(text: str) -> None:
    assert asked_state(text) == "P-7"


@pytest.mark.parametrize(
    "text",
    [
        "how often is P-7 greased?", "How is the seal of P-7 replaced by a fitter?", "how many problems had P-7?",
        "what is the power of P-7", "is P-7 running?", "est-ce que P-7 est en marche ?", "how was P-7 repaired?",
        "comment vérifier P-7 ?", "qui a signalé des problèmes sur P-7 en mai ?",
    ],
)  # fmt: skip
def test_other_questions_ask_for_no_state(text: str) -> None:
    assert asked_state(text) in ("", "the seal of P-7 replaced by a fitter")
