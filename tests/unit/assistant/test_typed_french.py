"""French as it is typed, in the words that patterns know."""

import pytest

from assistant.typed_french import as_written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("pk faut pas melanger les huiles", "pourquoi faut pas melanger les huiles"),
        ("c koi l'huile", "c'est quoi l'huile"),
        ("c est qui ds cte salle ajd", "c'est qui dans cette salle aujourd'hui"),
        ("a quelle temperature", "à quelle température"),
        ("jusqu'a quand", "jusqu'à quand"),
        ("ou est rangée la clé", "où est rangée la clé"),
        ("faut il des gants", "faut-il des gants"),
        ("peut on fumer", "peut-on fumer"),
        ("quand se termine t il", "quand se termine-t-il"),
        ("combien de temps a-t-il fallu", "combien de temps a-t-il fallu"),
        ("qui a le droit d'enlever le cadenas", "qui peut enlever le cadenas"),
        ("j'ai le droit de monter", "peut-on monter"),
    ],
)
def test_cues_are_written_out(typed: str, written: str) -> None:
    assert as_written(typed) == written


@pytest.mark.parametrize(
    "text",
    [
        "Quelle est la pression de la pompe PK-12 ?",
        "Quelle est la cause de l'arrêt, et quelle cote faut-il relever ?",
        "Faut-il mettre 20 g de graisse ou 12 V dc ?",
        "Le poste G est-il fermé ou ouvert ?",
        "où est la vanne CB ?",
    ],
)
def test_what_is_well_written_stays(text: str) -> None:
    assert as_written(text) == text
