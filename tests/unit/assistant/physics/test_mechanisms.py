"""The word lists of mechanisms and quantities, and what they say of plain failures."""

from __future__ import annotations

import pytest

from assistant.physics.mechanisms import fit, measured_by, mechanisms, quantities, shown_in


def test_both_lists_speak_of_the_same_quantities() -> None:
    named = {quantity for quantity, _ in quantities()}
    told = {quantity for mechanism in mechanisms() for quantity in mechanism.shows}
    assert told <= named
    assert all(0 < sure <= 1 for mechanism in mechanisms() for sure in mechanism.shows.values())


@pytest.mark.parametrize(
    ("failure", "better", "worse"),
    [
        ("NDE bearing spalling", "Vibration NDE", "Motor voltage"),
        ("stator winding earth fault", "motor current", "oil debris"),
        ("seal leakage", "discharge pressure", "shaft vibration"),
        ("fuel filter blockage", "fuel pressure", "oil level"),
        ("tap-changer fault", "dissolved gas analysis", "speed"),
    ],
)
def test_a_failure_shows_rather_in_what_its_mechanism_moves(failure: str, better: str, worse: str) -> None:
    assert fit(failure, better) > fit(failure, worse)


def test_the_mechanism_said_in_most_words_decides() -> None:
    assert shown_in("compressor stall")["vibration"] > shown_in("compressor fouled")["vibration"]


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert shown_in("software bug") == {}
    assert measured_by("door") == frozenset()
    assert fit("software bug", "door") == 0.0
