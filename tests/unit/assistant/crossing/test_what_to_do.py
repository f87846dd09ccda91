"""What is to be done about a fault: what a document says in that case, and what the FMEA recommends."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.asked_of_fault import ACTION, CONTROL, EFFECT, asked_fault
from assistant.crossing.what_to_do import WhatToDo
from assistant.experts.tables.expert import TableExpert
from crossing.mill import FolderTables, Sheet, chunk, question
from crossing.registers import tables_of
from retrieval.records import Chunk, Hit, Language, Scope

_ROWS = (
    (
        "1",
        "SW-12",
        "Blade",
        "Crack",
        "Fatigue",
        "Saw stops",
        90.0,
        "Daily look",
        "Change the blade every 400 h",
    ),
    (
        "2",
        "SW-12",
        "Guide seal",
        "External leak",
        "Worn lip",
        "Oil on the floor",
        40.0,
        "Operator round",
        "Change lip",
    ),
    ("3", "DK-5", "Door seal", "External leak", "Heat", "Steam lost", 70.0, "None", "Check at each start"),
    ("4", "DK-5", "Fan", "Noise", "Dirt", "Heating", 20.0, "None", "None"),
)
_HEADS = (
    "No.",
    "Equipment",
    "Component",
    "Failure mode",
    "Cause",
    "Effect",
    "RPN",
    "Control",
    "Recommended action",
)


@pytest.fixture(scope="module")
def expert(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    kinds = {head: ("number" if head == "RPN" else "text", None) for head in _HEADS}
    rows = [dict(zip(_HEADS, row, strict=True)) for row in _ROWS]
    sheet = Sheet("fmea", "FMEA", kinds, rows)  # type: ignore[arg-type]
    return TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("fmea"))]))


def told(expert: TableExpert, text: str, *passages: Chunk, language: Language = "en") -> list[str]:
    hits = tuple(Hit(chunk=one, score=1.0) for one in passages)
    answers = WhatToDo(modes_of=expert.failure_modes, search=lambda words, scope, top: hits)
    bridge = answers.cross(question(text, language), Scope())
    return [] if bridge is None else [reason.statement or reason.quote for reason in bridge.reasons]


@pytest.mark.parametrize(
    "text",
    [
        "What should I do if the seal leaks?", "what to do when the seal leaks", "how do we prevent the seal leaks",
        "What is recommended against the seal leaks?", "que faire si the seal leaks ?",
        "On fait quoi en cas de the seal leaks", "comment remédier à the seal leaks ?",
        "what should be done when the seal leaks?", "the seal leaks, what do I do?", "the seal leaks : que faire ?",
        "the seal leaks, je fais quoi ?",
    ],
)  # fmt: skip
def test_the_fault_is_found_in_the_question(text: str) -> None:
    assert asked_fault(text) == ("the seal leaks", (ACTION, CONTROL))


@pytest.mark.parametrize(
    "text",
    ["what did you do last week?", "que faire ?", "how many signs are there?", "what is the effect code?"],
)
def test_other_questions_ask_of_no_fault(text: str) -> None:
    assert asked_fault(text) == ("", ())


@pytest.mark.parametrize(
    ("text", "fault", "roles"),
    [
        ("what are the signs of cavitation?", "cavitation", (EFFECT, CONTROL)),
        ("symptoms of a worn bearing", "worn bearing", (EFFECT, CONTROL)),
        ("how do I know the seal is worn?", "the seal is worn", (EFFECT, CONTROL)),
        ("how is a leak detected?", "a leak", (EFFECT, CONTROL)),
        ("comment détecter une cavitation ?", "cavitation", (EFFECT, CONTROL)),
        ("signes d'une fuite", "fuite", (EFFECT, CONTROL)),
        ("what happens if the seal leaks?", "the seal leaks", (EFFECT,)),
        ("que se passe-t-il si la garniture fuit ?", "la garniture fuit", (EFFECT,)),
        ("conséquences de la cavitation", "cavitation", (EFFECT,)),
    ],
)
def test_signs_and_effects_are_asked_for(text: str, fault: str, roles: tuple[frozenset[str], ...]) -> None:
    assert asked_fault(text) == (fault, roles)


def test_signs_and_effects_are_those_of_the_fault(expert: TableExpert) -> None:
    assert told(expert, "What are the signs of a crack?") == [
        "Effect: Saw stops; Control: Daily look in line 1 of fmea.csv (SW-12, Blade, Crack, Fatigue)."
    ]
    assert told(expert, "What happens if the guide seal leaks?") == [
        "Effect: Oil on the floor in line 2 of fmea.csv (SW-12, Guide seal, External leak, Worn lip)."
    ]
    assert not told(expert, "What happens if the saw stops?")


def test_the_gravest_line_comes_first_and_actions_before_controls(expert: TableExpert) -> None:
    assert told(expert, "What should I do if a seal leaks?") == [
        "Recommended action: Check at each start in line 3 of fmea.csv (DK-5, Door seal, External leak, Heat).",
        "Recommended action: Change lip; Control: Operator round in line 2 of fmea.csv "
        "(SW-12, Guide seal, External leak, Worn lip).",
    ]


def test_the_machine_that_is_named_counts(expert: TableExpert) -> None:
    (line,) = told(expert, "Que faire si la garniture de SW-12 fuit ?", language="fr")
    assert line.startswith("Recommended action: Change lip")


@pytest.mark.parametrize(
    "text", ["what to do if the gearbox howls?", "what to do about noise?", "what to do if?"]
)
def test_where_no_line_says_anything_nothing_is_told(expert: TableExpert, text: str) -> None:
    assert told(expert, text) == []


def test_what_a_document_says_in_that_case_comes_first(expert: TableExpert) -> None:
    other = chunk("site/report.txt", 0, "The seal was changed after a leak.")
    rule = chunk("site/rule.txt", 0, "Stop at noon. If the seal leaks, shut valve 3. Call the shift.")
    first, *lines = told(expert, "What should I do if the seal leaks?", other, rule)
    assert first == "If the seal leaks, shut valve 3."
    assert len(lines) == 2


def test_a_reading_that_rises_and_a_noun_for_the_verb(tmp_path: Path) -> None:
    lines = (
        ("Item", "Failure mode", "Effect", "Cause", "Current control", "Recommended action"),
        ("Fan K-1", "Vibration high", "Trip", "Fouling", "VT-1", "Clean impeller"),
        ("Pump P-2", "Seal leakage", "Loss of feed", "Wear", "Round", "Stock seal"),
    )
    tables = tables_of(tmp_path, {"fmea": lines})
    rising = told(tables, "What should be done when the vibration rises?")
    assert rising == [
        "Recommended action: Clean impeller; Current control: VT-1 in fmea.csv (Fan K-1, Vibration high, Trip)."
    ]
    assert told(tables, "what should be done if the seal leaks?")[0].startswith(
        "Recommended action: Stock seal"
    )
