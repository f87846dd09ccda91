"""When a thing was built, or who answers for it, is no question of planned work."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.planned.asked import asked_of

_DAY = date(2031, 5, 14)


@pytest.mark.parametrize(
    "text",
    [
        "when was P-7 installed?",
        "when was the pump built?",
        "quand P-7 a-t-elle été mise en service ?",
        "who is responsible for P-7?",
        "who is in charge of P-7?",
        "qui est responsable de P-7 ?",
    ],
)
def test_the_thing_itself(text: str) -> None:
    assert asked_of(text, _DAY, "en") is None


@pytest.mark.parametrize(
    ("text", "aim"),
    [
        ("when was the filter last installed?", "last"),
        ("when was FT-7 last calibrated?", "last"),
        ("who is responsible for the calibration of FT-7?", "next"),
        ("who does the greasing?", "next"),
    ],
)
def test_work_on_it(text: str, aim: str) -> None:
    asked = asked_of(text, _DAY, "en")
    assert asked is not None
    assert asked.aim == aim
