"""Words in both languages carry the same meanings, in any order; names are left out."""

from __future__ import annotations

import pytest

from assistant.experts.series.meanings import find_meanings


@pytest.mark.parametrize(
    ("english", "french", "meanings"),
    [
        ("is it getting hotter?", "est-ce que ca chauffe ?", {"warm"}),
        ("creeping up or down?", "grimpe ou descend ?", {"rise", "fall"}),
        ("when did it freeze", "quand s'est-il bloque", {"when", "stuck"}),
        ("how long was it jammed", "combien de temps est-il reste coince", {"how_long", "stuck"}),
        ("how big is the step", "quelle est la hauteur de la marche", {"how_much", "step"}),
        ("a different level", "un autre niveau", {"fresh", "level"}),
        ("how strongly are they coupled", "couples a quel point", {"link"}),
        ("per day", "par jour", {"each_time"}),
    ],
)
def test_both_languages_say_the_same(english: str, french: str, meanings: set[str]) -> None:
    assert find_meanings(english).has(*meanings)
    assert find_meanings(french).has(*meanings)


def test_the_order_of_words_does_not_matter() -> None:
    assert find_meanings("when did it freeze").said == find_meanings("freeze, when did it").said


def test_a_length_of_time_is_no_amount() -> None:
    assert not find_meanings("combien de temps").any("how_much")
    assert find_meanings("de combien").any("how_much")
    assert not find_meanings("how much time").any("how_much")


def test_names_carry_no_meaning() -> None:
    text = "noise level rising"
    assert find_meanings(text).has("noise", "level", "rise")
    assert find_meanings(text, taken=set(range(len("noise level")))).said == {"rise", "going_up"}


def test_places_of_meanings_are_told() -> None:
    text = "was it zorked when it rose"
    spoken = {text[a:b] for a, b in find_meanings(text).spans}
    assert {"when", "rose"} <= spoken
    assert "zorked" not in spoken
