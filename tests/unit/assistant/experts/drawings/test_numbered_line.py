"""Lines called by their number, on an invented diagram."""

from __future__ import annotations

import pytest

from assistant.experts.drawings import DrawingExpert
from assistant.records import Evidence, Question
from retrieval.records import Scope

from .conftest import FakeKnowledge

SHEET = "plant/PID-600.dxf"
SYMBOLS = {
    "T-1": "TANK", "HV-1": "GATE_VALVE", "P-1": "PUMP", "NRV-2": "CHECK_VALVE", "HV-3": "GATE_VALVE",
    "V-7": "VESSEL", "E-8": "EXCHANGER", "E-9": "EXCHANGER", "PI-2": "INSTRUMENT",
}  # fmt: skip
LINES = (
    "T-1 → HV-1 (line 150-CW-1001-A1)", "HV-1 → P-1", "P-1 → NRV-2", "NRV-2 → HV-3 (line 4\"-CW-1002-A1)",
    "NRV-2 – PI-2", "HV-3 → V-7", "HV-3 – untagged drain valve 1", "V-7 – E-8 (line 80-ST-2001-B1)",
    "V-7 – E-9 (line 80-ST-2001-B1)", "E-9 → “TO PID-700” (line 80-CW-2002-B1)",
)  # fmt: skip


@pytest.fixture
def expert(knowledge: FakeKnowledge) -> DrawingExpert:
    knowledge.add(SHEET, "title_block", "PID-600", "drawing number", unit="drawing")
    for at, (tag, symbol) in enumerate(SYMBOLS.items()):
        knowledge.add(SHEET, "tag", tag, box=(20 * at, 0, 20 * at + 5, 5), unit="drawing")
        knowledge.add(SHEET, "block", f"TAG: {tag}", symbol, unit="drawing")
    for at, line in enumerate(LINES):
        knowledge.add(SHEET, "connection", line, box=(20 * at, 50, 20 * at + 9, 50), unit="drawing")
    return DrawingExpert(knowledge)


def told(expert: DrawingExpert, text: str, language: str = "en") -> list[Evidence]:
    question = Question(text=text, asked=text, language=language)  # type: ignore[arg-type]
    finding = expert.find_numbered(question, Scope())
    return list(finding.evidence) if finding is not None else []


@pytest.mark.parametrize(
    ("text", "language", "statement"),
    [
        (
            "where does line 150-CW-1001-A1 go?",
            "en",
            "150-CW-1001-A1: from T-1 to P-1 on PID-600. On it: HV-1.",
        ),
        (
            'que relie la conduite 4"-CW-1002-A1 ?',
            "fr",
            '4"-CW-1002-A1 : de P-1 à V-7 sur PID-600. Dessus : NRV-2 et HV-3. Instruments : PI-2.',
        ),
        (
            "which valves are on line CW-1001?",
            "en",
            "150-CW-1001-A1: from T-1 to P-1 on PID-600. On it: HV-1.",
        ),
        (
            "what does 80-st-2001-b1 connect?",
            "en",
            "80-ST-2001-B1: joins E-8, E-9 and V-7 on PID-600; no arrow shows the direction.",
        ),
        ("d'où vient la ligne 80-CW-2002-B1 ?", "fr", "80-CW-2002-B1 : de E-9 à « TO PID-700 » sur PID-600."),
        ("does line 4 in-CW-1002-A1 go to V-7?", "en", '4"-CW-1002-A1: from P-1 to V-7 on PID-600.'),
    ],
)
def test_a_line_is_told_from_end_to_end(
    expert: DrawingExpert, text: str, language: str, statement: str
) -> None:
    (found,) = told(expert, text, language)
    assert found.statement is not None
    assert found.statement.startswith(statement), found.statement
    assert found.boxes


@pytest.mark.parametrize(
    "text",
    [
        "design pressure of line 150-CW-1001-A1",  # of a list, not of what is drawn
        "where does line 150-CW-1009-A1 go?",  # no such line
        "what is between T-1 and P-1?",
        "when was line 150-CW-1001-A1 replaced?",
    ],
)
def test_other_questions_are_left_to_others(expert: DrawingExpert, text: str) -> None:
    assert not told(expert, text)
