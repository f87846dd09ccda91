"""Which priority is meant, whatever a journal calls its priorities."""

from __future__ import annotations

import pytest

from assistant.alarms.priorities import matching, priority_asked


@pytest.mark.parametrize(
    ("question", "asked", "held"),
    [
        ("how many high-priority alarms?", "high", {"High"}),
        ("how many high priority alarms", "high", {"H 00", "H 10"}),
        ("critical alarms", "critical", {"15-CRITICAL"}),
        ("warning alarms", "warning", {"11-WARNING"}),
        ("alarmes de priorité basse", "low", {"Basse"}),
        ("severity 1 alarms", "1", {"1"}),
        ("P2 alarms", "2", {"P2"}),
        ("how many level high high events?", "", set()),
        ("low level alarms", "", set()),
    ],
)
def test_matching(question: str, asked: str, held: set[str]) -> None:
    values = {"High", "H 00", "H 10", "L 00", "15-CRITICAL", "11-WARNING", "Basse", "1", "P2"}
    assert priority_asked(question) == asked
    assert matching(asked, values) >= held
