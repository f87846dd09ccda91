"""What a thing is stands in the list that has it for a key."""

from __future__ import annotations

import pytest

from assistant.crossing.what_is import WhatIs
from retrieval.records import Language, Scope

from .mill import question, tables


@pytest.fixture(scope="module")
def what_is(tmp_path_factory: pytest.TempPathFactory) -> WhatIs:
    return WhatIs(rows_named=tables(tmp_path_factory.mktemp("mill")).rows_named)


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
