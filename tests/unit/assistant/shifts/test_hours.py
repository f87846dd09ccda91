"""The hours of shifts as documents state them."""

from __future__ import annotations

import pytest

from assistant.shifts.hours import hours_stated


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Day shift 06:00 to 18:00. Night shift 18:00 to 06:00.", {"day": (6, 18), "night": (18, 30)}),
        ("Poste de nuit : 21 h à 5 h", {"night": (21, 29)}),
        ("Matin 5h-13h, après-midi 13h-21h, nuit 21h-5h", {"morning": (5, 13), "afternoon": (13, 21), "night": (21, 29)}),
        ("The night shift runs from 19:30 to 07:30", {"night": (19.5, 31.5)}),
        ("Equipe de jour", {}),
        ("Night shift: 02:00 to 03:00 stopped for cleaning", {}),
        ("Night shift 18:00 to 06:00; night shift 22:00 to 06:00", {}),  # which holds is not told
    ],
)  # fmt: skip
def test_stated(text: str, hours: dict[str, tuple[float, float]]) -> None:
    assert hours_stated([text]) == hours
