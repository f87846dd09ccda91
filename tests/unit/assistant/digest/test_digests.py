"""Digests of the mill's papers and machines: each point cites where it stands; what is unclear is asked back."""

from __future__ import annotations

from pathlib import Path

import pytest
from crossing.mill import LETTER, REPORT, RULES, MillLibrary, question, tables

from assistant.digest.digests import Digests
from assistant.digest.document import DocumentDigest
from assistant.digest.equipment import EquipmentDigest
from assistant.digest.target import Targets
from assistant.experts.text.named import DocumentNames
from assistant.records import Message
from retrieval.records import Scope


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> Digests:
    return build(tmp_path_factory.mktemp("mill"))


def build(folder: Path) -> Digests:
    library, expert = MillLibrary(), tables(folder)
    documents = DocumentDigest(library=library, profiles_of=expert.profiles, embed=None)
    return Digests(
        targets=Targets(
            names_in=DocumentNames(library).find, library=library, search=lambda words, scope, top: ()
        ),
        documents=documents,
        equipment=EquipmentDigest(
            library=library, about=expert.about, readings=lambda tag, scope: (), documents=documents
        ),
    )


def test_a_document_is_told_by_what_it_is_and_its_sentences(digests: Digests) -> None:
    bridge = digests.cross(question("Summarise SR-2031-044"), Scope())
    assert bridge is not None
    assert bridge.listed
    head, *points = bridge.reasons
    assert head.statement == "SR-2031-044_saw.pdf, “Jam of band saw SW-12” (PDF document)."
    assert {point.source for point in points} == {REPORT}
    assert "The blade jammed on 23 May 2031 at 14:20 when the log carriage stalled." in [
        p.quote for p in points
    ]


def test_as_many_points_as_are_asked_for(digests: Digests) -> None:
    bridge = digests.cross(question("Summarise SR-2031-044 in two points"), Scope())
    assert bridge is not None
    assert len(bridge.reasons) == 1 + 2


def test_this_document_is_the_one_that_was_spoken_of(digests: Digests) -> None:
    from dataclasses import replace

    asked = replace(
        question("What is in this document?"),
        history=(Message(role="user", content="Who wrote LT-2031-007_visit.docx?"),),
    )
    bridge = digests.cross(asked, Scope())
    assert bridge is not None
    assert bridge.reasons[0].source == LETTER


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What is in this document?", "Which document do you mean?"),
        ("Summarise the penguin study", "“penguin study”"),
    ],
)
def test_what_no_document_is_called_is_asked_back(digests: Digests, text: str, said: str) -> None:
    bridge = digests.cross(question(text), Scope())
    assert bridge is not None
    assert bridge.refusal is not None
    assert said in bridge.refusal
    assert "do you mean?" in bridge.refusal


def test_a_machine_is_told_from_all_sources_at_hand(digests: Digests) -> None:
    bridge = digests.cross(question("Tell me about SW-12"), Scope())
    assert bridge is not None
    told = [reason.statement or "" for reason in bridge.reasons]
    assert told[0] == "SW-12: Description Band saw; Power 55 kW (machines.csv)."
    assert told[1] == "Listed for SW-12: VB-12 mm/s (H 6) (sensors.csv)."
    assert any(text.startswith("SR-2031-044_saw.pdf: “") for text in told)
    assert {reason.source for reason in bridge.reasons} >= {"site/machines.csv", "site/sensors.csv", REPORT}


def test_a_machine_that_no_source_holds_is_said_so(digests: Digests) -> None:
    bridge = digests.cross(question("Tell me about ZZ-99"), Scope())
    assert bridge is not None
    assert bridge.refusal == "ZZ-99 is not in the sources."


@pytest.mark.parametrize("text", ["What is in clause 6.3?", "What is the belt about?"])
def test_other_questions_are_left_alone(digests: Digests, text: str) -> None:
    assert digests.cross(question(text), Scope()) is None


def test_the_rules_are_found_by_the_words_of_their_title(digests: Digests) -> None:
    bridge = digests.cross(question("Résume la norme MR-RULE-08", "fr"), Scope())
    assert bridge is not None
    assert bridge.reasons[0].source == RULES
    assert (bridge.reasons[0].statement or "").endswith("(document PDF, en anglais).")


def test_a_tag_alone_is_told_of_as_what_there_is_on_it(digests: Digests) -> None:
    alone, asked = (digests.cross(question(text), Scope()) for text in ("SW-12", "Tell me about SW-12"))
    assert alone is not None
    assert alone == asked
    assert digests.cross(question("SW-99"), Scope()) is None


def test_a_time_or_an_order_is_asked_otherwise(digests: Digests) -> None:
    for text, becomes in (
        ("Give me a summary of 3 May 2031", "what happened 3 May 2031?"),
        ("tell me about WO-70077", "what is WO-70077?"),
        ("what does WO-70077 say?", "what is WO-70077?"),
    ):
        bridge = digests.cross(question(text), Scope())
        assert bridge is not None
        assert bridge.text == becomes
