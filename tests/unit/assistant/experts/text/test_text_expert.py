from __future__ import annotations

import pytest

from assistant.experts.text.expert import TextExpert
from assistant.extracts import extract
from assistant.language import detect_language
from assistant.records import Finding, Question
from retrieval.records import Scope


def find(expert: TextExpert, text: str) -> Finding:
    language = detect_language(text)
    return expert.find(Question(text=text, asked=text, language=language), Scope())


def test_a_clause_asked_for_is_given_whole_with_its_items(expert: TextExpert) -> None:
    best = find(expert, "What does clause 4.2 say exactly?").evidence[0]
    assert best.verbatim
    assert best.quote == (
        "Each guard bracket must:\na. Resist before it fails:\n• with one bolt 15 kN\n"
        "• with two bolts 30 kN\nb. Be 1.6 mm thick or more"
    )
    assert best.page == 2
    assert best.label == "4.2"


@pytest.mark.parametrize(
    "question",
    ["What does clause 4.1 of the site standard say?", "Show me clause 4.1 of standard.pdf",
     "Que dit la clause 4.1 du standard ?"],
)  # fmt: skip
def test_a_clause_of_a_document_that_is_named_is_given_whole(expert: TextExpert, question: str) -> None:
    best = find(expert, question).evidence[0]
    assert best.verbatim
    assert best.quote == "Couplings\nEvery coupling must have a guard."


def test_a_heading_brings_what_is_below_unless_only_its_text_is_wanted(expert: TextExpert) -> None:
    whole = find(expert, "quote clause 4").evidence[0].quote
    assert whole.startswith("GUARDS\n4.1 Couplings")
    alone = find(expert, "What does clause 4 state? Only the text of the clause.").evidence[0].quote
    assert alone == "GUARDS"


def test_a_clause_that_does_not_exist_is_refused_with_its_neighbours(expert: TextExpert) -> None:
    found = find(expert, "What does clause 4.9 say about guards?")
    assert found.evidence == ()
    assert found.refusal is not None
    assert "4.9" in found.refusal
    assert "4.1, 4.2, 4.3" in found.refusal
    assert find(expert, "What does point Z9 say?").refusal is not None
    assert find(expert, "Which drain is still open at point KF017?").refusal is None  # it stands in a passage
    french = find(expert, "Que dit l'article 4.9 ?").refusal
    assert french is not None
    assert "ne figure pas" in french


def test_a_question_about_a_clause_is_answered_from_it(expert: TextExpert) -> None:
    best = find(expert, "What does clause 4.2 say about the thickness?").evidence[0]
    assert best.quote == "Be 1.6 mm thick or more"
    assert best.lead == "Each guard bracket must:"


def test_clauses_that_mention_a_term_and_those_relevant_to_it(expert: TextExpert) -> None:
    mention = find(expert, "Which clauses mention guards?").evidence[0]
    assert mention.values == ("4", "4.1", "4.2", "4.3")
    relevant = find(expert, "list all rules relevant to `guard`").evidence[0]
    assert relevant.values == ("4", "4.1", "4.2", "4.3", "6.1")
    assert relevant.statement is not None
    assert relevant.statement.startswith("5 clauses")
    bare = find(expert, "list all rules relevant to `guard`, answer with only the numbers").evidence[0]
    assert bare.statement == "4, 4.1, 4.2, 4.3, 6.1"
    assert find(expert, "Which clauses mention unicorns?").refusal is not None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("what force must a guard bracket with two bolts resist?", "with two bolts 30 kN"),
        ("how thick must a guard bracket be?", "1.6 mm"),
        ("max vibration of a pump?", "7.1 mm/s"),
        ("how many points for a machine of 25 kg?", "Points: 6"),
        ("Is smoking allowed in the battery room?", "prohibited"),
        ("Quel est le débit nominal de la pompe ?", "120 m3/h"),
        ("Quand le roulement de la pompe P-101 a-t-il été remplacé ?", "12 mars 2024"),
    ],
)
def test_the_sentence_that_answers_comes_first(expert: TextExpert, question: str, words: str) -> None:
    best = find(expert, question).evidence[0]
    assert words in extract(best, detect_language(question))
    assert best.score >= 0.5


def test_a_definition_stands_under_its_title(expert: TextExpert) -> None:
    best = find(expert, "What is meant by lock-out?").evidence[0]
    assert best.quote.startswith("A procedure that keeps energy from a machine")
    assert best.headings[-1] == "Lock-Out"


@pytest.mark.parametrize(
    "question",
    [
        "what is the colour of the boiler?",
        "How many gears has the gearbox?",
        "Who won the race in 2023?",
        "Quel est le prix de la turbine ?",
    ],
)
def test_what_the_documents_do_not_hold_gets_a_low_score(expert: TextExpert, question: str) -> None:
    found = find(expert, question)
    assert not found.evidence or found.evidence[0].score < 0.5


def test_scores_fall_with_the_rank(expert: TextExpert) -> None:
    scores = [item.score for item in find(expert, "max vibration of a pump?").evidence]
    assert scores == sorted(scores, reverse=True)


def test_affinity_is_highest_for_clauses(expert: TextExpert) -> None:
    def affinity(text: str) -> float:
        return expert.affinity(Question(text=text, asked=text, language="en"), Scope())

    assert affinity("What does clause 4.2 say?") == 1.0
    assert affinity("What is meant by lock-out?") > affinity("how many pumps are there?")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Which clause prohibits smoking in a battery room?", "6.2"),
        ("in which section do I find the lock-out procedure?", "6.1"),
        ("what clause says that a coupling must have a guard?", "4.1"),
    ],
)
def test_which_clause_is_answered_with_its_number_and_words(
    expert: TextExpert, text: str, label: str
) -> None:
    found = find(expert, text)
    assert found.evidence[0].label == label
    assert (found.evidence[0].statement or "").startswith(f"Clause {label} of standard.pdf: ")
    assert found.evidence[0].values == (label,)


def test_quel_article_est_repondu_en_francais(expert: TextExpert) -> None:
    found = find(expert, "Quel article interdit de fumer (smoking) dans les battery rooms ?")
    assert (found.evidence[0].statement or "").startswith("Article 6.2 de standard.pdf : ")


def test_all_conditions_of_a_clause_where_several_are_asked_for(expert: TextExpert) -> None:
    found = find(expert, "What are the conditions for each guard bracket?")
    assert "15 kN" in found.evidence[0].quote
    assert "1.6 mm thick" in found.evidence[0].quote


def test_the_meaning_of_a_code_is_its_item_with_the_line_that_explains_it(expert: TextExpert) -> None:
    best = find(expert, "What does error KF017 mean?").evidence[0]
    assert best.quote == "• KF017-START REFUSED.\nThe drain is still open."
    assert best.score >= 0.5
