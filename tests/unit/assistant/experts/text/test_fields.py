"""Fields of forms that bear the name asked for, or that name who does what is asked."""

from __future__ import annotations

import pytest

from assistant.experts.text.candidates import candidates
from assistant.experts.text.fields import does, fills_field
from assistant.experts.text.intent import read_intent
from assistant.experts.text.terms import Term
from assistant.experts.text.weights import confidence, ranking
from assistant.records import Question
from retrieval.records import Chunk, Hit, Language
from tests.unit.assistant.experts.text.test_features import measured, words


def filled(question: str, line: str, terms: tuple[Term, ...], language: Language = "en") -> float:
    intent = read_intent(Question(text=question, asked=question, language=language))
    chunk = Chunk(id="c", source="a", kind="text", ordinal=0, text=line, language=language)
    (candidate,) = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
    return fills_field(intent, terms, candidate)


def test_who_does_something_bears_the_name_of_the_doer() -> None:
    asked = "Qui a demandé la visite ?"
    assert filled(asked, "Demandeur | Chef de poste", words("demand"), "fr") == 1.0
    assert filled(asked, "Rédacteur | Chef de poste", words("demand"), "fr") == 0.0
    assert filled("Quand a-t-on demandé la visite ?", "Demandeur | Chef", words("demand"), "fr") == 0.0
    assert filled("Who owns the press?", "Owner: tool shop", words("own")) == 1.0


def test_what_a_thing_is_said_to_be_is_not_who_acts_on_it() -> None:
    asked, line = "qui signe le plan de levage ?", "Plan de levage : document signé avant la manœuvre."
    assert filled(asked, line, words("sign", "plan", "levag"), "fr") == 0.0
    assert filled("c'est quoi le plan de levage signé ?", line, words("sign", "plan", "levag"), "fr") == 1.0


def test_a_short_form_in_brackets_is_no_part_of_the_name() -> None:
    line = "Officer In Charge (OIC): Field team"
    assert filled("who was the officer in charge?", line, words("offic", "charg")) == 1.0


def test_words_that_the_title_has_too_may_stand_in_the_name() -> None:
    assert filled("who was the survey officer?", "Survey officer: field team", words("offic")) == 1.0
    assert filled("who was the survey officer?", "Dive officer: field team", words("offic")) == 0.0


@pytest.mark.parametrize(
    ("word", "stem"),
    [("demandeur", "demand"), ("vérificateur", "verifi"), ("inspector", "inspect"), ("Owner", "own")],
)
def test_the_doer_of_a_verb(word: str, stem: str) -> None:
    assert does([word], [stem, "other"]) == {stem}
    assert not does([word], ["other"])


def test_the_field_stands_before_a_sentence_with_the_same_words() -> None:
    text = "Officer in charge: field team\n\nAn officer is charged with care of the field team of Port Lane."
    found = measured("who was the officer in charge?", text, words("offic", "charg"))
    field, prose = (found[line] for line in text.split("\n\n"))
    assert ranking(field) > ranking(prose)
    assert confidence(field) >= 0.6


def test_a_field_may_say_more_closely_what_is_asked_for() -> None:
    assert filled("durée de la visite", "Durée prévue: 20 minutes", words("dur"), "fr") == 1.0
    assert filled("duration of the visit", "Planned duration: 20 minutes", words("durat")) == 1.0
    assert filled("duration of the visit", "Leak duration: 20 minutes", words("durat")) == 0.0


_FORM = """Place: | North quay | Observed at: | 14:53
Distance from Place: | 2 miles | Wind Speed/Gusts: | 8 knots
Visibility: | 9 miles | Lowest Ceiling: | None"""


@pytest.mark.parametrize(
    ("question", "terms", "field"),
    [
        ("what was the wind at the place?", ("wind", "place"), "Wind Speed"),
        ("what was the visibility on the quay?", ("visibl", "quay"), "Visibility"),
        ("what was the wind in the harbour?", ("wind", "harbour"), None),
    ],
)
def test_the_form_holds_the_rest_of_the_question(
    question: str, terms: tuple[str, ...], field: str | None
) -> None:
    intent = read_intent(Question(text=question, asked=question, language="en"))
    chunk = Chunk(id="c", source="a", kind="table", ordinal=0, text=_FORM, language="en", page=1)
    found = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
    filled_in = [c.text for c in found if fills_field(intent, words(*terms), c)]
    assert len(filled_in) == (field is not None)
    assert all(text.startswith(field or "") for text in filled_in)
