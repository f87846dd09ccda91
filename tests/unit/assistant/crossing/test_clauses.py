"""The clause that a report refers to is given in its own words, beside the report's."""

from __future__ import annotations

import pytest

from assistant.crossing.clauses import Clauses
from retrieval.records import Scope

from .mill import REPORT, RULES, MillLibrary, names_in, question

CLAUSES = Clauses(names_in=names_in, library=MillLibrary())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        (
            "What does the clause say that SR-2031-044 cites for the guard?",
            "6.3",
            "Guards are closed and locked",
        ),
        ("Which clause is behind the belt tension in report SR-2031-044?", "6.4", "tensioned every month"),
    ],
)
def test_the_reference_and_the_clause_are_both_cited(text: str, label: str, words: str) -> None:
    bridge = CLAUSES.cross(question(text), Scope())
    assert bridge is not None
    assert [reason.source for reason in bridge.reasons] == [REPORT, RULES]
    assert f"clause {label}" in (bridge.reasons[0].statement or "")
    assert words in (bridge.reasons[1].statement or "")
    assert words in bridge.reasons[1].quote


@pytest.mark.parametrize(
    "text",
    [
        "What does clause 6.3 say about SR-2031-044?",
        "Which clause asks for closed guards?",
        "What does the clause say that LT-2031-007 cites?",
        "Which clause is behind the paint in report SR-2031-044?",
    ],
)
def test_without_a_reference_nothing_is_told(text: str) -> None:
    assert CLAUSES.cross(question(text), Scope()) is None
