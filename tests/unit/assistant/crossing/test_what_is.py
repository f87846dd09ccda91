"""What a thing is stands in the list that has it for a key."""

from __future__ import annotations

import pytest

from assistant.crossing.what_is import WhatIs
from retrieval.records import Language, Scope

from .mill import MillLibrary, chunk, question, tables

_PASSAGES = (
    chunk("mill/m.pdf", 0, "PDT-77 is fitted beside the strainer. TT-78 too."),
    chunk("mill/m.pdf", 1, "Alarm LSLL-201 stops the pump."),
)


@pytest.fixture(scope="module")
def what_is(tmp_path_factory: pytest.TempPathFactory) -> WhatIs:
    return WhatIs(
        rows_named=tables(tmp_path_factory.mktemp("mill")).rows_named,
        library=MillLibrary({"mill/m.pdf": "Manual"}, _PASSAGES),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("What is SW-12?", "en", "SW-12: Description Band saw; Power 55 kW (machines.csv)."),
        ("What does VB-12 measure?", "en", "VB-12: Machine SW-12; Unit mm/s; H 6 (sensors.csv)."),
        ("Que mesure VB-12 ?", "fr", "VB-12: Machine SW-12; Unit mm/s; H 6 (sensors.csv)."),
        ("C'est quoi la machine DK-5 ?", "fr", "DK-5: Description Drying kiln; Power 20 kW (machines.csv)."),
        ("What is WO-70077?", "en",
         "WO-70077: Raised 2031-05-23 14:45; Actual end 2031-05-24 09:10; What Blade jam; Cost 915 EUR "
         "(orders.csv)."),
    ],
)  # fmt: skip
def test_its_row_is_told(what_is: WhatIs, text: str, language: Language, told: str) -> None:
    bridge = what_is.cross(question(text, language), Scope())
    assert bridge is not None
    assert [reason.statement for reason in bridge.reasons] == [told]


@pytest.mark.parametrize(
    "text",
    ["What is the power of SW-12?", "What is the vibration VB-12?", "What is ZZ-99?", "What is a kiln?"],
)
def test_other_questions_are_left_to_the_experts(what_is: WhatIs, text: str) -> None:
    assert what_is.cross(question(text), Scope()) is None


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("What does VB-12 mean?", "en", "VB-12: Machine SW-12"),
        ("Que signifie SW-12 ?", "fr", "SW-12: Description Band saw"),
        ("What does PDT-77 mean?", "en", "P = pressure, D = differential, T = transmitter; 77 is its loop"),
        ("que veut dire PDT-77 ?", "fr", "P = pression, D = différentielle, T = transmetteur"),
    ],
)
def test_what_it_means_is_told_by_its_row_or_its_letters(
    what_is: WhatIs, text: str, language: Language, told: str
) -> None:
    bridge = what_is.cross(question(text, language), Scope())
    assert bridge is not None
    assert told in (bridge.reasons[0].statement or "")
    assert bridge.reasons[0].source


def test_letters_of_an_unknown_tag_are_read_without_a_source(what_is: WhatIs) -> None:
    bridge = what_is.cross(question("What does TAHH-12 mean?"), Scope())
    assert bridge is not None
    assert bridge.refusal == (
        "TAHH-12 is not in the sources. By ISA 5.1 the letters of TAHH-12 read: T = temperature, A = alarm, "
        "HH = high high; 12 is its loop."
    )


def test_a_passage_that_explains_a_tag_is_left_to_the_experts(what_is: WhatIs) -> None:
    assert what_is.cross(question("What does LSLL-201 mean?"), Scope()) is None
