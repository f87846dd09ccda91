"""Answers from the lines of an invented feed diagram."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.experts.drawings import DrawingExpert
from assistant.records import Finding, Question
from retrieval.records import Scope

from .conftest import FakeKnowledge

SHEET = "plant/PID-500.dxf"
SYMBOLS = {
    "T-1": "TANK", "HV-1": "GATE_VALVE", "P-1A": "PUMP", "P-1B": "PUMP", "NRV-2": "CHECK_VALVE",
    "HV-3": "GATE_VALVE", "FV-4": "CONTROL_VALVE", "HV-5": "GATE_VALVE", "HV-6": "GATE_VALVE", "V-7": "VESSEL",
    "PSV-7": "RELIEF_VALVE", "LT-7": "INSTRUMENT", "PI-2": "INSTRUMENT", "E-8": "EXCHANGER",
}  # fmt: skip
LINES = (
    "T-1 → HV-1", "HV-1 → P-1A", "P-1A → NRV-2", "P-1A – PI-2", "NRV-2 → HV-3 (line 80-P-12)", "HV-3 → FV-4",
    "FV-4 → HV-5", "HV-3 → HV-6", "HV-6 → V-7", "FV-4 ∥ HV-6", "HV-5 ∥ HV-6", "HV-5 → V-7", "V-7 → PSV-7", "V-7 – LT-7",
    "V-7 → E-8", "P-1A – untagged drain valve 1", "P-1A ∥ P-1B", "E-8 – HV-9", "HV-91 → EC-92", "P-90 → HV-91", "PSV-7 → “TO FLARE”",
)  # fmt: skip

Ask = Callable[..., Finding | None]


@pytest.fixture
def ask(knowledge: FakeKnowledge) -> Ask:
    knowledge.add(SHEET, "title_block", "PID-500", "drawing number", unit="drawing")
    for at, (tag, symbol) in enumerate({**SYMBOLS, "HV-9": "", "P-90": "", "HV-91": "", "EC-92": ""}.items()):
        knowledge.add(SHEET, "tag", tag, box=(20 * at, 0, 20 * at + 5, 5), unit="drawing")
        if symbol:
            knowledge.add(SHEET, "block", f"TAG: {tag}", symbol, unit="drawing")
    for at, line in enumerate(LINES):
        knowledge.add(SHEET, "connection", line, box=(20 * at, 50, 20 * at + 9, 50), unit="drawing")
    expert = DrawingExpert(knowledge)

    def find(text: str, language: str = "en") -> Finding | None:
        question = Question(text=text, asked=text, language=language)  # type: ignore[arg-type]
        asked = expert.run_asked(question, Scope())
        assert asked is not None
        return expert.find_run(asked, question, Scope())

    return find


@pytest.mark.parametrize(
    ("text", "language", "start"),
    [
        ("what is downstream of FV-4?", "en", "HV-5 → V-7: downstream of FV-4"),
        ("what is upstream of P-1A?", "en", "T-1 → HV-1: upstream of P-1A"),
        ("qu'y a-t-il en amont de FV-4 ?", "fr", "P-1A → NRV-2 → HV-3 : en amont de FV-4"),
        ("which valve is upstream of FV-4?", "en", "HV-3: the nearest valve upstream of FV-4"),
        ("what is between P-1A and V-7?", "en", "NRV-2 → HV-3 → FV-4 → HV-5: between P-1A and V-7"),
        ("is there a check valve between P-1A and V-7?", "en", "Yes: NRV-2: check valve between"),
        ("is there a check valve between HV-3 and V-7?", "en", "None: no check valve is drawn between"),
        ("y a-t-il quelque chose entre HV-1 et P-1A ?", "fr", "Une ligne relie directement HV-1 et P-1A"),
        ("what lies between P-1A and P-1B?", "en", "A line joins P-1A and P-1B directly"),
        ("what is downstream of E-8?", "en", "HV-9: joined to E-8 on PID-500; no arrow shows the direction."),
        ("what is downstream of P-90?", "en", "HV-91 → EC-92: downstream of P-90"),
        ("which line joins NRV-2 and HV-3?", "en", "80-P-12: the line between NRV-2 and HV-3 on PID-500."),
        ("quelle ligne relie P-1A et NRV-2 ?", "fr", "80-P-12 : numéro imprimé au-delà de NRV-2"),
        ("is HV-5 downstream of P-1A?", "en", "Yes: NRV-2 → HV-3 → FV-4: between P-1A and HV-5"),
        ("does V-7 feed HV-3?", "en", "No: HV-5 ← FV-4: between V-7 and HV-3"),
        ("quelle pompe alimente FV-4 ?", "fr", "P-1A : pompe en amont de FV-4"),
        ("what is downstream of HV-3?", "en", "HV-6 → V-7; FV-4 → HV-5 → V-7: downstream of HV-3"),
        ("is HV-6 a bypass of FV-4?", "en", "Yes: HV-6: on a way around FV-4"),
        ("which instruments are on V-7?", "en", "LT-7: the instruments joined to V-7"),
    ],
)
def test_answers(ask: Ask, text: str, language: str, start: str) -> None:
    finding = ask(text, language)
    assert finding is not None
    assert finding.evidence, finding.refusal
    assert finding.evidence[0].statement is not None
    assert finding.evidence[0].statement.startswith(start), finding.evidence[0].statement


def test_both_sides_are_told_where_both_are_asked_for(ask: Ask) -> None:
    finding = ask("what is upstream and downstream of FV-4?")
    assert finding is not None
    up, down = (evidence.statement or "" for evidence in finding.evidence)
    assert "upstream of FV-4" in up
    assert "downstream of FV-4" in down


def test_what_lies_beside_the_way_and_on_it_is_told(ask: Ask) -> None:
    finding = ask("what is between P-1A and V-7?")
    assert finding is not None
    statement = finding.evidence[0].statement or ""
    assert "On ways beside it: HV-6." in statement
    assert "Instruments on it: PI-2." not in statement


def test_isolation_names_the_nearest_valve_of_each_branch_and_the_branches_without(ask: Ask) -> None:
    finding = ask("which valves must be closed to isolate P-1A?")
    assert finding is not None
    statement = finding.evidence[0].statement or ""
    assert statement.startswith("HV-1, HV-3 and a drain valve without a tag: the nearest isolation points")
    assert "No isolation point on the branch P-1A – P-1B." in statement
    assert "follow the plant's isolation procedure" in statement


def test_isolation_counts_neither_relief_nor_control_valves(ask: Ask) -> None:
    finding = ask("isoler V-7 : quelles vannes ?", "fr")
    assert finding is not None
    statement = finding.evidence[0].statement or ""
    assert statement.startswith("HV-6 et HV-5 : organes d'isolement") or statement.startswith("HV-5 et HV-6")
    assert "PSV-7 est une soupape et n'isole pas" in statement
    assert "Pas d'organe d'isolement sur la branche V-7 – E-8." in statement


def test_the_evidence_has_the_region_of_each_thing_and_line(ask: Ask) -> None:
    finding = ask("what is downstream of FV-4?")
    assert finding is not None
    evidence = finding.evidence[0]
    assert (evidence.source, evidence.page, evidence.unit) == (SHEET, 1, "drawing")
    assert evidence.quote == "FV-4 → HV-5; HV-5 → V-7"
    assert len(evidence.boxes) == 5


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("what is between P-1A and P-301A?", "No one drawing shows both P-1A and P-301A"),
        ("what is upstream of T-1?", "Nothing is drawn upstream of T-1"),
        ("what is between T-1 and HV-91?", "No line that could be followed on PID-500 joins"),
        ("which line connects V-7 and E-8?", "No number of a line is printed between V-7 and E-8"),
        ("what is upstream of P-1?", "Which one: P-1A or P-1B?"),
        ("what is downstream of LSL-301?", "No line could be followed to LSL-301"),
    ],
)
def test_what_lines_do_not_tell(ask: Ask, text: str, refusal: str) -> None:
    finding = ask(text)
    assert finding is not None
    assert not finding.evidence, finding.evidence[0].statement
    assert (finding.refusal or "").startswith(refusal), finding.refusal
