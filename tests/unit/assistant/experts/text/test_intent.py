from __future__ import annotations

import pytest

from assistant.experts.text.intent import asked_labels, read_intent
from assistant.records import Question


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("What does rule T.3.1.5 say exactly?", ("T.3.1.5",)),
        ("quote clause 4.2", ("4.2",)),
        ("Que dit l'article 5.3.1 ?", ("5.3.1",)),
        ("does EV.5.8.4a apply?", ("EV.5.8.4a",)),
        ("what is in table 3?", ("Table 3",)),
        ("the limit is 4.2 mm", ()),
        ("work order WO12345 of P-101", ()),
    ],
)
def test_labels(text: str, labels: tuple[str, ...]) -> None:
    assert asked_labels(text) == labels


@pytest.mark.parametrize(
    ("text", "kind", "term", "about"),
    [
        ("What does rule T.3.1.5 state exactly?", "verbatim", "", False),
        ("quote clause 4.2 word for word", "verbatim", "", False),
        ("T.3.1.5?", "verbatim", "", False),
        ("Que dit l'article 4.2 ?", "verbatim", "", False),
        ("What does clause 4.2 say about seals?", "open", "", True),
        ("Does clause 4.2 allow welding?", "open", "", True),
        ("list all rules relevant to `Tractive System`. Answer with numbers (i.e.: AA.1.1.1)", "compile",
         "Tractive System", False),
        ("Which clauses mention guards?", "compile", "guards", False),
        ("Quelles clauses mentionnent les carters ?", "compile", "carters", False),
        ("What is meant by Critical Fastener?", "define", "Critical Fastener", False),
        ("what do the rules mean by a 'normally open' relay?", "define", "normally open", False),
        ("what does DNF stand for?", "define", "DNF", False),
        ("que signifie MTBF ?", "define", "MTBF", False),
        ("How thick must the padding be?", "open", "", False),
        ("what is the limit of vibration?", "open", "", False),
    ],
)  # fmt: skip
def test_kind(text: str, kind: str, term: str, about: bool) -> None:
    found = read_intent(Question(text=text, asked=text, language="en"))
    assert (found.kind, found.term, found.about) == (kind, term, about)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deadline for us to refit the guard", "date"),
        ("last day to renew the contract in writing", "date"),
        ("up to when can we run on the spare", "date"),
        ("when can the contractor come for the hinge", "date"),
        ("when can a worn belt go on running", "words"),
        ("premium per tonne on the alloy", "number"),
        ("what do they pay us per hour when late", "number"),
        ("How thick must the padding be?", "number"),
        ("min tread depth for rain tires?", "number"),
        ("What pedal force must it withstand?", "number"),
        ("Quelle largeur de passage ?", "number"),
        ("Combien d'extincteurs faut-il ?", "number"),
        ("When was the seal replaced?", "date"),
        ("Quelle date pour la visite ?", "date"),
        ("Who signed the report?", "person"),
        ("Who led the root cause analysis?", "person"),
        ("When must a basket be replaced?", "words"),
        ("Quand faut-il remplacer le panier ?", "words"),
        ("When must the next inspection be done?", "date"),
        ("Why did the pump trip?", "reason"),
        ("Are tire warmers allowed?", "yes_no"),
        ("Les lunettes sont-elles obligatoires ?", "yes_no"),
        ("Which colour is the jacking point?", "words"),
    ],
)
def test_what_is_expected(text: str, expected: str) -> None:
    assert read_intent(Question(text=text, asked=text, language="en")).expected == expected


@pytest.mark.parametrize(
    ("text", "dimensions", "bound"),
    [
        ("How thick must the padding be at least?", {"length"}, "min"),
        ("max weight of the cart?", {"mass"}, "max"),
        ("within how many seconds must it stop?", {"time"}, "min"),
        ("Puissance maximale en kW ?", {"power"}, "max"),
        ("how many bolts?", set(), None),
        ("where is the roll bar?", set(), None),
    ],
)
def test_dimension_and_bound(text: str, dimensions: set[str], bound: str | None) -> None:
    found = read_intent(Question(text=text, asked=text, language="en"))
    assert found.dimensions == dimensions
    assert found.bound == bound


def test_quantities_that_the_question_states() -> None:
    found = read_intent(Question(text="our cart is 35 kg, how many wheels?", asked="", language="en"))
    assert [min(quantity.readings) for quantity in found.given] == [35.0]


@pytest.mark.parametrize(
    "text",
    [
        "Which components make up the interlock chain of a crane?",
        "Quels organes forment la chaîne de verrouillage ?",
    ],
)
def test_what_makes_up_a_thing_asks_for_all_of_it(text: str) -> None:
    assert read_intent(Question(text=text, asked=text, language="fr" if "Quel" in text else "en")).several


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("What does error KF017 mean?", "KF017"),
        ("What does fault code E-203 mean?", "E-203"),
        ("Que signifie le défaut A12 ?", "A12"),
        ("What does code of practice mean?", "code of practice"),
        ("What does alarm level 3 limit mean?", "alarm level 3 limit"),
    ],
)
def test_a_code_is_looked_up_without_what_it_is_called(text: str, term: str) -> None:
    language = "fr" if "Que" in text else "en"
    assert read_intent(Question(text=text, asked=text, language=language)).term == term


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la vanne neuve, elle arrive quand", "date"),
        ("prix du jeu de pignons neuf", "number"),
        ("débit maxi à la prise d'eau", "number"),
        ("pénalité par heure de retard", "number"),
        ("En quelle année la pompe a-t-elle été remplacée ?", "date"),
        ("Jusqu'à quand le permis est-il valable ?", "date"),
        ("Une vanne qui fuit est-elle signalée ?", "yes_no"),
        ("Quelle est la marque de la vanne qui fuit ?", "words"),
        ("Avec qui le contrôle se fait-il ?", "person"),
        ("Après l'arrêt, qui relance la pompe ?", "person"),
        ("Où est rangé l'étalon du kilogramme ?", "words"),
        ("D'où vient que la pompe siffle ?", "reason"),
        ("On peut démarrer la pompe vanne fermée ?", "yes_no"),
    ],
)
def test_what_a_french_question_expects(text: str, expected: str) -> None:
    assert read_intent(Question(text=text, asked=text, language="fr")).expected == expected


def test_a_place_is_asked_for_in_french() -> None:
    assert read_intent(Question(text="Où est la clé ?", asked="", language="fr")).of_place
    assert not read_intent(
        Question(text="La clé est où le chef l'a mise ?", asked="", language="fr")
    ).of_place


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        ("torque cover bolts", {"torque"}),
        ("torque for the motor foot bolts", {"torque"}),
        ("couple de serrage des vis de patte", {"torque"}),
        ("how many feet between the supports", {"length"}),
    ],
)
def test_a_value_named_without_a_question_word_and_feet_that_are_no_unit(
    text: str, dimensions: set[str]
) -> None:
    found = read_intent(Question(text=text, asked=text, language="en"))
    assert (found.expected, found.dimensions) == ("number", dimensions)
