"""What an event cost is told by the report that adds it up, not by the orders on the machine."""

from __future__ import annotations

import pytest

from assistant.crossing.event_cost import EventCost
from retrieval.records import Language, Scope

from .mill import MillLibrary, chunk, question

ANALYSIS = "mill/RC-2031-009_SW-12.docx"
VISIT = "mill/VS-2031-010_CV-30.docx"
_TITLES = {ANALYSIS: "Root cause analysis: failure of SW-12", VISIT: "Visit of CV-30"}
SHORT = "mill/RC-2031-011_FN-7.docx"
_TITLES[SHORT] = "Incident of FN-7"
_PASSAGES = (
    chunk(SHORT, 0, "Total cost of the event: parts 1,250 EUR, labour 400 EUR, hired fan 96.5 EUR."),
    chunk(ANALYSIS, 0, "The repair cost 900 EUR. Cost, total: 4,150 EUR"),
    chunk(VISIT, 0, "Total of the offer: 700 EUR"),
)


@pytest.fixture(scope="module")
def cost() -> EventCost:
    return EventCost(library=MillLibrary(_TITLES, _PASSAGES))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What did the whole failure of SW-12 cost?", "en"),
        ("how much did the SW-12 failure cost us in the end?", "en"),
        ("combien a coûté la panne de SW-12 ?", "fr"),
    ],
)
def test_the_total_of_the_report_is_told(cost: EventCost, text: str, language: Language) -> None:
    bridge = cost.cross(question(text, language), Scope())
    assert bridge is not None
    assert [reason.quote for reason in bridge.reasons] == ["Cost, total: 4,150 EUR"]


@pytest.mark.parametrize(
    "text",
    [
        "What did the failure of CV-30 cost?",
        "What did the failures of SW-12 cost in 2031?",
        "What did the parts for the failure of SW-12 cost?",
        "What did SW-12 cost?",
    ],
)
def test_other_costs_are_left_to_the_experts(cost: EventCost, text: str) -> None:
    assert cost.cross(question(text), Scope()) is None


def test_a_total_that_is_a_list_is_added_up(cost: EventCost) -> None:
    bridge = cost.cross(question("What did the incident of FN-7 cost?"), Scope())
    assert bridge is not None
    assert (bridge.reasons[0].statement or "").startswith("1746.5 EUR in all.")
