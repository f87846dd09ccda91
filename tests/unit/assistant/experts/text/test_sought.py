"""What a question asks for: any word for it, and its name as it was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.experts.text.candidates import Candidate, candidates
from assistant.experts.text.expert import TextExpert
from assistant.experts.text.features import Features, measure
from assistant.experts.text.intent import read_intent
from assistant.experts.text.sought import name_typed, role_asked, words_for
from assistant.experts.text.telling import speaking_first
from assistant.experts.text.trade_entries import same_meaning
from assistant.records import Question
from retrieval.records import Chunk, Hit, Language, Scope


@pytest.mark.parametrize(
    ("text", "language", "noun"),
    [
        ("warranty of the guard bracket", "en", "warranti"),
        ("What is the rated capacity of the guard?", "en", "capac"),
        ("quelle est la garantie sur les pompes", "fr", "garanti"),
        ("prix catalogue de la pompe", "fr", ""),
        ("couleur de la pompe", "fr", "couleur"),
        ("nouvelle distance de sécurité de la presse", "fr", "distanc"),
        ("quelle huile pour les roulements de la pompe ?", "fr", "greas"),
        ("which torque for the bolts?", "en", "torqu"),
    ],
)
def test_the_noun_before_of_is_asked_for(text: str, language: Language, noun: str) -> None:
    nouns = words_for(text, language)
    assert noun in nouns if noun else not nouns


@pytest.mark.parametrize(
    "text",
    [
        "what happened on line 3",
        "who is in charge of the guard?",
        "When is the guard removed?",
        "summary of the standard",
        "how many guards of the press are open?",
        "padlock number on the guard",
        "deadline for the guard to be back",
    ],
)
def test_other_questions_name_no_noun_in_front(text: str) -> None:
    assert not words_for(text, "en")


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("What was the wind at the site?", "en", {"wind"}),
        ("what is the exchange particle for the strong force", "en", {"exchang", "particl"}),
        ("Quelle était la vitesse sur le site ?", "fr", {"vitess"}),
        ("what is the purpose of the guard?", "en", set()),
        ("warranty of the guard bracket", "en", set()),
        ("who owns the guard?", "en", set()),
    ],
)
def test_a_name_is_every_word_behind_what(text: str, language: Language, name: set[str]) -> None:
    assert name_typed(text, language) == name


def test_a_word_for_it_may_mean_the_same_and_a_name_may_not() -> None:
    question = "quelle huile pour les roulements de la pompe ?"
    assert "greas" in words_for(question, "fr")
    assert name_typed(question, "fr") == {"huil"}


def test_what_no_source_has_a_word_for_is_not_answered(expert: TextExpert) -> None:
    def score(text: str) -> float:
        question = Question(text=text, asked=text, language="en")
        return max((e.score for e in expert.find(question, Scope()).evidence), default=0.0)

    assert score("warranty of the guard bracket with two bolts that may be removed after lock-out") < 0.5
    assert score("removal of guards after lock-out") >= score("warranty of guards after lock-out")


def pair(text: str, *, found: float, sure: float) -> tuple[Candidate, Features]:
    question = "which grease for the bearings?"
    intent = read_intent(Question(text=question, asked=question, language="en"))
    chunk = Chunk(id=text, source="a", kind="text", ordinal=1, text=text)
    (candidate,) = candidates(Hit(chunk=chunk, score=1.0), 0, parent=lambda _: None)
    features = measure(intent, (), candidate, meaning=sure, best_meaning=sure, best_score=1.0)
    return candidate, replace(features, found=found, kind_fits=1.0, words_around=sure)


SILENT = pair("The bearings of the pump were replaced.", found=1.0, sure=0.8)
SPEAKING = pair("The bearings are lubricated with oil of grade 46.", found=0.8, sure=0.8)
FAR = pair("Oil is kept in the store.", found=0.0, sure=0.8)
DOUBTFUL = pair("Oil is kept in the shed.", found=0.8, sure=0.3)


def test_what_speaks_of_the_thing_asked_for_comes_before_what_only_shares_the_rest() -> None:
    nouns = words_for("which grease for the bearings?", "en")
    assert speaking_first(nouns, [SILENT, SPEAKING]) == [SPEAKING, SILENT]
    assert speaking_first(frozenset(), [SILENT, SPEAKING]) == [SILENT, SPEAKING]
    assert speaking_first(nouns, [SPEAKING, SILENT]) == [SPEAKING, SILENT]
    for other in (FAR, DOUBTFUL):
        assert speaking_first(nouns, [SILENT, other]) == [SILENT, other]
    assert speaking_first(nouns, []) == []


def test_a_price_is_not_what_work_cost() -> None:
    cost = {part for entry in same_meaning(("cost",), "en") for part in entry}
    assert "fee" in cost
    assert not cost & {"price", "prix"}


@pytest.mark.parametrize(
    ("text", "language", "held", "not_held"),
    [
        ("Qui est le directeur de l'usine ?", "fr", "manag", "planner"),
        ("qui est notre nouveau fournisseur de joints ?", "fr", "supplier", "join"),
        ("Who is the plant manager?", "en", "manag", "plant"),
        ("who was the author of the report?", "en", "author", "report"),
    ],
)
def test_who_somebody_is_is_told_where_the_role_stands(
    text: str, language: Language, held: str, not_held: str
) -> None:
    role = role_asked(text, language)
    assert held in role
    assert not_held not in role


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("who replaced the bearing?", "en"),
        ("qui est le plus souvent en panne ?", "fr"),
        ("qui a signé le permis ?", "fr"),
    ],
)
def test_who_did_something_is_no_role(text: str, language: Language) -> None:
    assert not role_asked(text, language)


def test_no_other_role_is_told(expert: TextExpert) -> None:
    def quotes(text: str) -> str:
        found = expert.find(Question(text=text, asked=text, language="en"), Scope())
        return " ".join(evidence.quote for evidence in found.evidence)

    assert "guard" in quotes("Who has a guard on every coupling?").lower()
    assert not quotes("Who is the director of the coupling guard?")
