"""Two tables that hold the same thing, of which a question names one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .plant_tables import Sheet, asking, frame


def _failure_modes() -> Sheet:
    rows = [
        {"Equipment": machine, "Failure Mode": mode, "Degradation Mechanism": mechanism}
        for machine, mode, mechanism in (
            ("Mill", "Drive Belt", "Glazed surface"),
            ("Crusher", "Drive Belt", "Glazed surface"),
            ("Mill", "Gearbox", "Pitting"),
            ("Crusher", "Chute", "Failure"),
            ("Crusher", "Jaw", "Failure of a weld"),
            ("Screen", "Mesh", "Failure"),
        )
    ]
    return Sheet("failure_mode", "Failure modes", dict.fromkeys(rows[0], ("text", None)), frame(rows))


def _analysis() -> Sheet:
    rows = [
        {"Item": item, "Potential Failure Mode": mode, "Effect": effect}
        for item, mode, effect in (
            ("Drive Belt", "Slipping", "Loss of speed"),
            ("Drive Belt", "Tearing", "Stop"),
            ("Screen", "Blinding", "Carry-over"),
        )
    ]
    return Sheet("quarry_analysis", "Quarry analysis", dict.fromkeys(rows[0], ("text", None)), frame(rows))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking([_failure_modes(), _analysis()], tmp_path_factory.mktemp("called"))


def test_a_part_of_a_name_is_no_value_of_another_column(ask: Callable[..., str]) -> None:
    assert "2 rows" in ask("How many rows does the failure mode table have for the mill?")
    assert "3 rows" in ask("How many failure modes does the crusher have in the failure mode table?")


def test_the_table_that_is_called_by_its_name_answers(ask: Callable[..., str]) -> None:
    assert "Glazed surface" in ask(
        "Which failure modes do we have on file for the drive belt in the failure mode list?"
    )
    assert "Slipping" in ask(
        "Which failure modes do we have on file for the drive belt in the quarry analysis?"
    )
