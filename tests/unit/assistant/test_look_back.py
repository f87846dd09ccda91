"""Turns that look back at the answer before: which texts are such, and what is made of the answer."""

from __future__ import annotations

import pytest

from assistant.confirm import exported_anew
from assistant.explained import explained
from assistant.exported import as_csv, exported
from assistant.look_back import (
    asks_explanation,
    asks_export,
    exported_question,
    file_format,
    looks_back,
)
from assistant.records import Answer, Citation, Message, Rows

_COUNTED = Citation(
    n=1, source="plant/orders.csv", kind="table", quote="Type CM: 3", score=0.9, sql="SELECT 1",
    rows=Rows(columns=("Order", "Hours"), values=(("W-1", 1.5), ("W-2", 2.0), ("=W", None)), total=3, matched=3),
    caveats=("The dates are those of Created.",),
)  # fmt: skip
_ANSWER = Answer(
    text="There are 3 orders; MTBF 12 days. [1]", abstained=False, language="en", citations=(_COUNTED,),
    question="How many orders on P-7 in 2031?",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "explain that", "Explain", "can you explain this please?", "explique", "Explique-moi ça", "what does that mean?",
        "what do you mean?", "how did you calculate that?", "how is it computed?", "I don't understand",
        "je ne comprends pas", "comment as-tu calculé ça ?", "ça veut dire quoi ?", "c'est-à-dire ?",
        "tell me more", "peux-tu expliquer ?", "qu'est-ce que ça veut dire ?",
    ],
)  # fmt: skip
def test_an_explanation_is_asked_for(text: str) -> None:
    assert asks_explanation(text)
    assert looks_back(text)


@pytest.mark.parametrize(
    "text",
    [
        "export these rows", "Export", "give me that as CSV", "as Excel", "en CSV ?", "exporte ces lignes",
        "donne-moi ça en Excel", "save it as a csv file", "download the table", "sors-moi ça en Excel",
        "can you export that to Excel please?", "csv", "télécharge la liste", "I want this in Excel",
        "et en CSV ?",
    ],
)  # fmt: skip
def test_an_export_is_asked_for(text: str) -> None:
    assert asks_export(text)
    assert looks_back(text)
    assert exported_question(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "explain the trip of P-7", "explique l'arrêt de P-7", "what does RPN mean?", "how is P-7 lubricated?",
        "what do you mean by bearing P-7 failed?", "how did you isolate P-7?", "and in May?", "list them",
        "which file is that from?", "what is in the file?", "précise la date", "tell me more about P-7",
        "what does the export valve do?", "give me the table of limits", "show me the drawing", "why?",
    ],
)  # fmt: skip
def test_other_turns_are_questions(text: str) -> None:
    assert not asks_explanation(text)
    assert not asks_export(text)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("export the open orders of P-7 to CSV", "the open orders of P-7"),
        ("exporte les OT ouverts de P-7 en Excel", "les OT ouverts de P-7"),
        ("vibration of last week as CSV", "vibration of last week"),
        ("what is the export pressure?", None), ("how many orders in 2031?", None),
    ],
)  # fmt: skip
def test_a_question_that_is_exported_at_once(text: str, question: str | None) -> None:
    assert exported_question(text) == question


def test_what_an_answer_was_computed_from() -> None:
    told = explained(_ANSWER, asked="and P-7?", language="en").text.splitlines()
    assert told == [
        "How that answer comes about:",
        "• The question was understood as: How many orders on P-7 in 2031?",
        "• Computed from 3 rows of orders.csv by the query beside it: “Type CM: 3” [1]",
        "• Taken for granted: The dates are those of Created.",
        "• MTBF: mean time between failures, the time in service divided by the number of failures.",
        "• CM: corrective maintenance.",
    ]
    french = explained(_ANSWER, asked=_ANSWER.question, language="fr").text
    assert french.startswith(
        "Voici d'où vient cette réponse :\n• Calculé sur 3 lignes de orders.csv par la requête"
    )
    assert "CM : maintenance corrective." in french


def test_the_rows_are_written_out_as_the_language_opens_them() -> None:
    told = exported(_ANSWER, file_format="csv", language="en").text
    assert told.startswith("3 rows of orders.csv: Order, Hours. [1]\n")
    assert told.endswith("\nOrder,Hours\nW-1,1.5\nW-2,2.0\n'=W,")
    assert as_csv(("a", "b"), [(1.5, "x;y")], language="fr") == 'a;b\n1,5;"x;y"\n'
    assert "W-1" not in exported(_ANSWER, file_format="xlsx", language="fr").text
    assert file_format("en Excel") == "xlsx"
    assert file_format("export") == "csv"


def test_words_have_no_rows() -> None:
    words = Citation(n=1, source="a.pdf", kind="text", quote="The limit is 7.", score=0.9, page=1)
    answer = Answer(text="7 [1]", abstained=False, language="en", citations=(words,))
    told = exported(answer, file_format="csv", language="fr")
    assert told.abstained
    assert "pas de lignes" in told.text


def test_a_question_and_its_export_in_one_turn() -> None:
    asked: list[str] = []

    def ask(text: str, history: object) -> Answer:
        asked.append(text)
        return _ANSWER

    history: tuple[Message, ...] = ()
    told = exported_anew("export the orders of P-7 to CSV", history, ask, language=None)
    assert told is not None
    assert asked == ["the orders of P-7"]
    assert told.text.startswith("3 rows")
    assert exported_anew("how many orders?", history, ask, language=None) is None
