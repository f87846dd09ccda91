"""Failure analyses: lines with their items, causes and effects in words, parts counted within their wholes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .plant_tables import Sheet, asking, frame

NAMES = ["Component", "Sub-Component", "Failure mode", "Effect", "Cause", "Severity", "Detection", "RPN"]
ROWS = [
    ("Blower", "Sensors", "Drift", "False reading", "Ageing of the probe", 2, 2, 4),
    ("Blower", "Rotor", "Wearing", "Vibrations, fire hazard", "Poor lubrication", 4, 3, 36),
    ("Blower", "Rotor", "Cracking", "Loss of flow", "Overheating of the shaft", 4, 2, 16),
    ("Kiln", "Sensors", "Corrosion", "False reading", "Damp air", 3, 2, 12),
    ("Kiln", "Burner", "Blocked", "May cause fires", "Dirty fuel", 3, 3, 18),
]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    types = {n: (("integer" if n in NAMES[-3:] else "text"), None) for n in NAMES}
    rows = [dict(zip(NAMES, row, strict=True)) for row in ROWS]
    sheet = Sheet("fmea_kiln", "FMEA kiln", types, frame(rows))  # type: ignore[arg-type]
    return asking([sheet], tmp_path_factory.mktemp("analysis"))


def test_lines_that_a_number_picks_are_told_with_their_items(ask: Callable[..., str]) -> None:
    told = ask("Which failure modes have an RPN above 15?")
    assert all(part in told for part in ("Rotor, Wearing, 36", "Rotor, Cracking, 16", "Burner, Blocked, 18"))


def test_a_rating_is_told_with_the_mode_it_is_of(ask: Callable[..., str]) -> None:
    told = ask("What is the RPN of the rotor?")
    assert "Wearing, 36" in told
    assert "Cracking, 16" in told


def test_all_ratings_are_told_where_they_are_asked_for_together(ask: Callable[..., str]) -> None:
    told = ask("Which failure modes have an RPN below 5, and what are their other numerical values?")
    assert "Severity, Detection and RPN" in told
    assert "Sensors, Drift, 2, 2, 4" in told


@pytest.mark.parametrize(
    ("question", "language", "there", "absent"),
    [
        ("Which failure modes are caused by overheating?", "en", ["Cracking"], ["Wearing"]),
        ("Which failure modes lead to a fire?", "en", ["Wearing", "Blocked"], ["Cracking", "Drift"]),
        ("What is the RPN of the blower's failure mode caused by software bugs?", "en", ["no rows"], ["36"]),
        ("Quels modes de défaillance sont dus à overheating ?", "fr", ["Cracking"], ["Wearing"]),
    ],
)
def test_causes_and_effects_are_looked_for_in_their_column(
    ask: Callable[..., str], question: str, language: str, there: list[str], absent: list[str]
) -> None:
    told = ask(question, language=language)
    assert all(word in told for word in there), told
    assert not any(word in told for word in absent), told


def test_parts_of_one_name_in_two_wholes_are_two_parts(ask: Callable[..., str]) -> None:
    assert "There are 4 different values of Sub-Component" in ask("How many sub-components are there?")
    assert "3 different names" in ask("How many sub-components are there?")


def test_different_is_no_part_of_a_name(ask: Callable[..., str]) -> None:
    assert "2 different values of Failure mode" in ask(
        "How many different failure modes does the rotor have?"
    )


def test_the_worst_of_the_most_is_asked_in_two_steps(ask: Callable[..., str]) -> None:
    told = ask("Which component has the most failure modes and its most severe failure mode?")
    assert "Blower has the most: 3" in told
    assert "highest Severity, 4 with Component Blower" in told
