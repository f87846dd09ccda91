"""Curves that are asked for are readings, whose curve the evidence draws."""

from __future__ import annotations

import pytest

from assistant.crossing.curves import Curves, asked_curve
from assistant.records import Evidence, Finding, Question
from retrieval.records import Language, Scope


def _told(text: str, finding: Finding, language: Language = "en") -> str | None:
    curves = Curves(readings=lambda question, scope: finding)
    bridge = curves.cross(Question(text=text, asked=text, language=language), Scope())
    return None if bridge is None else bridge.refusal or bridge.reasons[0].statement


def test_the_curve_is_said_to_be_drawn() -> None:
    found = Evidence(
        kind="series", source="log.csv", quote="2 mm/s.", statement="2 mm/s.", score=0.9, sensor="vibration"
    )
    finding = Finding(evidence=(found,))
    assert (
        _told("plot the vibration of last week", finding) == "2 mm/s. The curve is drawn with the evidence."
    )
    assert _told("trace la vibration", finding, "fr") == "2 mm/s. La courbe est tracée dans les preuves."
    assert _told("plot the vibration", Finding()) is None
    assert _told("plot the vibration in May", Finding(refusal="No readings in May.")) == "No readings in May."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("plot the vibration of last week", "vibration of last week"),
        ("trace la pression de refoulement", "pression de refoulement"),
        ("Show me the curve of PT-103A in September", "PT-103A in September"),
        ("montre-moi la courbe de vibration de P-7", "vibration de P-7"),
        ("can you draw a graph of the flow?", "flow"), ("graphique du débit de septembre", "débit de septembre"),
        ("courbe de température du palier", "température du palier"), ("vibration of P-7 as a graph", "vibration of P-7"),
        ("trace-moi le débit", "débit"), ("plot VT-108A", "VT-108A"),
    ],
)  # fmt: skip
def test_what_is_to_be_drawn(text: str, words: str) -> None:
    assert asked_curve(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "show me the drawing of P-7", "pump curve of P-7", "plot vibration against temperature", "trend of the vibration",
        "is there a trace of the order?", "plot the failures by month", "trace heating of line 3",
        "forecast of the vibration", "what is on the graph?", "graph of costs",
    ],
)  # fmt: skip
def test_other_questions_are_left(text: str) -> None:
    assert asked_curve(text) is None
