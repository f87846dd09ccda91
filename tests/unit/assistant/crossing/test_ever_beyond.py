"""Whether a sensor ever passed a value is asked of the logs first."""

from __future__ import annotations

import pytest

from assistant.crossing.ever_beyond import EverBeyond
from retrieval.records import Scope

from .mill import ScriptedSignals, question


@pytest.mark.parametrize(
    "text",
    [
        "was the vibration ever above 7.1 mm/s?",
        "did the bearing temperature reach 95 °C in May?",
        "la vibration a-t-elle dépassé 9 mm/s ?",
        "est-ce que la pression est descendue sous 3 bar ?",
    ],
)
def test_what_the_log_says_is_told(text: str) -> None:
    signals = ScriptedSignals(7.25, "mm/s", "VB-12 vibration")
    bridge = EverBeyond(readings=signals.find).cross(question(text), Scope())
    assert bridge is not None
    assert not bridge.text
    assert bridge.reasons[0].sensor == "VB-12 vibration"


@pytest.mark.parametrize(
    "text",
    [
        "which day was the vibration above 7.1 mm/s?",
        "was the vibration above the limit?",
        "was WO-17 done below the floor?",
        "is a pump of 100 kW in stock?",
        "when was it above 5 mm/s?",
        "is the vibration going to exceed 7.1 mm/s?",
    ],
)
def test_other_questions_are_left_alone(text: str) -> None:
    signals = ScriptedSignals(7.25, "mm/s", "VB-12 vibration")
    assert EverBeyond(readings=signals.find).cross(question(text), Scope()) is None
    assert not signals.asked


def test_what_the_log_is_not_sure_of_is_not_told() -> None:
    for signals in (
        ScriptedSignals(7.25, "mm/s", "VB-12 vibration", score=0.5),
        ScriptedSignals(7.25, "mm/s", "VB-12 vibration", refusal="No such sensor."),
    ):
        text = "was the vibration ever above 7.1 mm/s?"
        assert EverBeyond(readings=signals.find).cross(question(text), Scope()) is None
