"""What a French sentence tells of who, when and where."""

import pytest

from assistant.experts.text.kinds import tells_when, tells_where, tells_who

SAID = frozenset({"paul", "arret"})


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("Il est attendu par le magistrat Van Leeuw.", 1.0),
        ("Hermione, par exemple, le lit tous les jours.", 1.0),
        ("Seul l'électricien habilité peut le remplacer.", 0.8),
        ("Le cadenas n'est retiré que par celui qui l'a posé.", 0.8),
        ("Il fut pris par trois hommes et par la foule.", 0.6),
        ("Paul s'arrête.", 0.2),
        ("La pompe P-101A est arrêtée.", 0.2),
    ],
)
def test_a_name_that_the_question_has_not_tells_who(text: str, score: float) -> None:
    assert tells_who(text, SAID, by_name=False) == score


def test_a_trade_is_no_name() -> None:
    assert tells_who("Seul l'électricien habilité peut le remplacer.", SAID, by_name=True) == 0.0


@pytest.mark.parametrize("text", ["En 1180, il devient roi.", "En service depuis mars 2017.", "vers 855"])
def test_years_and_months_tell_when(text: str) -> None:
    assert tells_when(text) == 0.9


@pytest.mark.parametrize(
    "text", ["un effort de 1200 kg", "en 450 s", "toutes 4 000 heures", "la tôle de 1500 mm"]
)
def test_amounts_do_not(text: str) -> None:
    assert tells_when(text) == 0.0


def test_an_event_tells_when_less_surely() -> None:
    assert tells_when("Le filtre est changé lorsque l'indicateur passe au rouge.") == 0.5


def test_places() -> None:
    assert tells_where("Elle est stockée dans l'armoire ventilée.") == 1.0
    assert tells_where("Bond se rend à Venise.") == 1.0
    assert tells_where("La pression est de 3 bar.") == 0.5


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("It was in use until 2019.", 0.9),
        ("It runs again since Tuesday.", 0.9),
        ("The strainer is opened every second week.", 0.5),
        ("It may be started once the trip is reset.", 0.5),
        ("It may be of steel.", 0.0),
        ("It was sold in 1200 kg bags.", 0.0),
    ],
)
def test_english_sentences_tell_when_too(text: str, score: float) -> None:
    assert tells_when(text) == score
