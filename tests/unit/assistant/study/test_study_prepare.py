"""From the assistant's free answer to an option, or to none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest
from study_people import case, words

from assistant.records import Answer, Citation, ExpertUse
from assistant.study.prepare import choose, prepare_case
from assistant.study.records import Number, Option, Words
from retrieval.records import Language

LIMITS = replace(
    case("limit", right=True),
    options=(
        Option(id="a", text=words("4.5 mm/s")),
        Option(id="b", text=words("7.1 mm/s")),
        Option(id="c", text=words("45 mm/s"), match=("much too high",)),
    ),
)
HOURS = replace(LIMITS, options=(), number=Number(unit="h", low=0, high=100, tolerance=0))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("The alert is 4.5 mm/s.", "a"),
        ("L'alerte est à 4,5 mm/s.", "a"),
        ("It is much too high", "c"),
        ("Between 4.5 mm/s and 7.1 mm/s.", None),
        ("It is 14.5 mm/s.", None),
        ("", None),
    ],
)
def test_only_what_fits_one_option_is_chosen(text: str, answer: str | None) -> None:
    assert choose(LIMITS, text)[0] == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("12 h", "12.0"),
        ("in 2025 it took 12 h", "12.0"),
        ("3 orders, 12 h in all", "12.0"),
        ("3 or 4", None),
        ("no", None),
    ],
)
def test_a_number_is_taken_where_there_is_one(text: str, answer: str | None) -> None:
    assert choose(HOURS, text)[0] == answer


def test_answer_evidence_and_experts_become_advice() -> None:
    citation = Citation(
        n=1, source="rules.pdf", kind="text", quote="Alert:  4.5 mm/s", score=0.81, page=4,
        start=datetime(2025, 9, 1), end=datetime(2025, 9, 2),
    )  # fmt: skip
    answer = Answer(
        text="The alert is 4.5 mm/s. [1]",
        abstained=False,
        language="en",
        citations=(citation,),
        experts=(ExpertUse(name="text", weight=0.7, seconds=0.1),),
    )
    made = prepare_case(LIMITS, lambda *_: answer)
    assert (made.answer, made.text, made.confidence) == ("a", "The alert is 4.5 mm/s.", 0.81)
    assert made.grounds[0]["text"] == "Alert: 4.5 mm/s"
    assert made.grounds[0]["place"] == "rules.pdf, p. 4, 2025-09-01 00:00 – 2025-09-02 00:00"
    assert made.grounds[1] == {"text": "text 0.70", "place": "experts"}
    abstained = prepare_case(LIMITS, lambda *_: replace(answer, abstained=True))
    assert (abstained.answer, abstained.why) == (None, "it abstained")


def test_advice_is_told_in_both_languages_of_a_study_where_they_agree() -> None:
    both = replace(LIMITS, question=Words(en="Which limit?", fr="Quelle limite ?"))
    said: dict[Language | None, tuple[str, str]] = {
        None: ("en", "The alert is 4.5 mm/s. [1]"),
        "fr": ("fr", "L'alerte est à 4,5 mm/s. [1]"),
    }

    def ask(text: str, language: Language | None) -> Answer:
        spoken, words = said[language]
        return Answer(text=words, abstained=False, language=cast("Language", spoken))

    made = prepare_case(both, ask)
    assert made.texts == {"en": "The alert is 4.5 mm/s.", "fr": "L'alerte est à 4,5 mm/s."}
    assert made.to_json()["texts"] == made.texts
    said["fr"] = ("fr", "Je ne sais pas.")
    assert prepare_case(both, ask).texts == {"en": "The alert is 4.5 mm/s."}
    assert prepare_case(LIMITS, ask).texts.keys() == {"en"}, "a study in one language is asked once"
