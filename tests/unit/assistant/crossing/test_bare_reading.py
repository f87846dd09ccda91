"""A quantity and nothing else is asked of the sensor logs; a reply to "which log?" is understood."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.crossing.bare_reading import BareReading, bare_quantities
from assistant.records import Evidence, Finding, Message, Question
from retrieval.records import Scope

from .mill import question, tables

_WHICH = "Several logs could answer this (a.csv and mast.csv): please say which one."


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("bearing temperature", {"temperature"}),
        ("What is the discharge pressure?", {"pressure"}),
        ("wind speed at 80 m", {"speed"}),
        ("What is the vibration of P-101A now?", {"vibration"}),
        ("quelle est la température des paliers ?", {"temperature"}),
        ("vitesse du vent à 10 m", {"speed"}),
        ("What is the trip temperature?", set()),
        ("What is the pressure setpoint?", set()),
        ("What is the maximum bearing temperature?", set()),
        ("How is the vibration measured?", set()),
        ("What is the power of P-101A and P-101B?", set()),
        ("pump", set()),
    ],
)
def test_a_bare_quantity_names_what_is_measured_and_nothing_else(text: str, quantities: set[str]) -> None:
    assert bare_quantities(text) == quantities


@pytest.fixture
def crossing(tmp_path: Path) -> BareReading:
    def readings(asked: Question, scope: Scope) -> Finding:
        if "mast.csv" in scope.sources or "boiler" in asked.text:
            told = Evidence(
                kind="series", source="mast.csv", quote=asked.text, score=0.8, statement=asked.text
            )
            return Finding(evidence=(told, told))
        return Finding(refusal=_WHICH) if "wind" in asked.text else Finding()

    def sources_called(words: str, scope: Scope) -> tuple[str, ...]:
        del scope
        return ("mast.csv",) if "mast" in words else ()

    return BareReading(
        readings=readings, sources_called=sources_called, rows_named=tables(tmp_path).rows_named
    )


def test_what_one_log_holds_is_told_and_several_are_asked_back(crossing: BareReading) -> None:
    told = crossing.cross(question("humidity of the boiler"), Scope())
    assert told is not None
    assert len(told.reasons) == 1
    several = crossing.cross(question("wind speed"), Scope())
    assert several is not None
    assert several.refusal == _WHICH
    assert crossing.cross(question("humidity"), Scope()) is None


def test_a_value_that_the_register_gives_is_left_to_it(crossing: BareReading) -> None:
    assert crossing.cross(question("What is the power of SW-12?"), Scope()) is None


def test_a_reply_to_which_log_is_put_to_the_question_before(crossing: BareReading) -> None:
    asked = Message(role="user", content="wind speed"), Message(role="assistant", content=_WHICH)
    reply = replace(question("the mast"), history=asked, before="wind speed")
    bridge = crossing.cross(reply, Scope())
    assert bridge is not None
    assert [reason.quote for reason in bridge.reasons] == ["wind speed"]
    assert crossing.cross(replace(reply, history=()), Scope()) is None
