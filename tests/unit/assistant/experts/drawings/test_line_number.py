from __future__ import annotations

import pytest

from assistant.experts.drawings.drawing import describe
from assistant.experts.drawings.line_number import find_line_number
from assistant.records import Question

from .conftest import FakeKnowledge


@pytest.fixture
def printed(knowledge: FakeKnowledge) -> FakeKnowledge:
    knowledge.add("a.dxf", "title_block", "PID-200-01", "drawing number")
    for text in (
        "150-P-1003-A1A",
        '4"-HC-1107-B1A-H',
        "150-P-1004-A1A",
        '1 1/2"-PW-1008-A1',
        '2"-PW-1008-A1',
    ):
        knowledge.add("a.dxf", "text", text)
    return knowledge


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "line size and spec of line 150-P-1003-A1A",
            "150 (size), P (fluid), 1003 (number), A1A (piping class): ",
        ),
        ("what size is line 150-p-1003?", "150 (size)"),
        (
            'spec of pipe 4"-HC-1107-B1A-H',
            '4" (size), HC (fluid), 1107 (number), B1A (piping class), H (insulation)',
        ),
        ("quel est le diamètre de la ligne 150-P-1004-A1A ?", "150 (diamètre), P (fluide)"),
        ("taille de la conduite 150-P-1004-A1A", "150 (diamètre), P (fluide)"),
        ('size of line 1 1/2"-PW-1008-A1', '1 1/2" (size), PW (fluid), 1008 (number)'),
    ],
)
def test_the_parts_of_a_number(printed: FakeKnowledge, text: str, start: str) -> None:
    language = "fr" if text.startswith(("quel", "taille")) else "en"
    drawings = describe(printed.catalogue.documents(), printed.catalogue.entities())
    found = find_line_number(Question(text=text, asked=text, language=language), drawings)
    assert found is not None
    assert found.statement is not None
    assert found.statement.startswith(start), found.statement


@pytest.mark.parametrize(
    "text",
    [
        "design pressure of line 150-P-1003-A1A",
        "size of line 150-P-9999-A1A",
        "size of valve HV-101",
        "which valves are on line 150-P-1003-A1A?",
    ],
)
def test_what_a_number_does_not_say(printed: FakeKnowledge, text: str) -> None:
    drawings = describe(printed.catalogue.documents(), printed.catalogue.entities())
    assert find_line_number(Question(text=text, asked=text, language="en"), drawings) is None
