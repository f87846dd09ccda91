"""Roundabout questions are put in the order of words that patterns expect."""

from __future__ import annotations

import pytest

from assistant.plain_question import asked_plainly


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("I'd like to know when P-7 tripped", "when P-7 tripped"),
        ("could you tell me how many orders are open?", "how many orders are open?"),
        (
            "j'aimerais savoir combien d'heures ont été passées sur P-7",
            "combien d'heures ont été passées sur P-7",
        ),
        ("l'OT WO-12 a coûté combien ?", "combien a coûté l'OT WO-12 ?"),
        ("la révision a pris combien de temps ?", "combien de temps a pris la révision ?"),
        ("dis moi quand P-7 a été graissée", "quand P-7 a été graissée"),
        ("il faut combien d'huile pour un réducteur", "combien d'huile faut-il pour un réducteur"),
        ("il s'est passé quoi le 3 mai ?", "que s'est-il passé le 3 mai ?"),
        ("what happend to P-7?", "what happened to P-7?"),
        ("how much did we spend on parts for P-7 in 2031?", "total parts cost of P-7 in 2031?"),
        ("what did the parts for P-7 cost in 2031?", "total parts cost of P-7 in 2031?"),
        ("what did P-7 cost us in 2031?", "total cost of P-7 in 2031?"),
        ("how much have we spent on P-7?", "total cost of P-7?"),
        ("What led to the trip of P-7?", "what happened before the trip of P-7?"),
        ("what caused the trip of P-7?", "why did P-7 trip?"),
        ("What caused the failure of the pump P-7?", "why did the pump P-7 fail?"),
        (
            "qu'est-ce qui a conduit au déclenchement de P-7 ?",
            "que s'est-il passé avant le déclenchement de P-7 ?",
        ),
        ("Spare rotor for P-7, where is it kept?", "where is Spare rotor for P-7 kept?"),
        ("le P-7, il faut combien d'huile ?", "combien d'huile faut-il pour le P-7 ?"),
        ("how long does it take to get a rotor?", "lead time of rotor"),
        ("combien de temps pour recevoir une turbine ?", "délai de livraison de turbine"),
        ("qu'est-ce qui a mené à l'arrêt de P-7 ?", "que s'est-il passé avant l'arrêt de P-7 ?"),
        ("qu'est-ce qui a causé le déclenchement de P-7 ?", "pourquoi P-7 a déclenché ?"),
        ("qu'est-ce qui a provoqué la panne de P-7 ?", "pourquoi P-7 est tombée en panne ?"),
    ],
)
def test_the_question_itself_is_left(typed: str, plain: str) -> None:
    assert asked_plainly(typed) == plain


@pytest.mark.parametrize(
    "typed",
    [
        "tell me about P-7",
        "dis-moi tout sur P-7",
        "what do new parts for P-7 cost?",
        "il faut graisser P-7 ?",
        "P-7 tripped, why did it trip?",
        "P-7 est vide, il faut combien d'huile ?",
    ],
)
def test_other_questions_stay_as_they_are(typed: str) -> None:
    assert asked_plainly(typed) == typed
