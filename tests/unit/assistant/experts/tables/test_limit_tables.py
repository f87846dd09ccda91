"""Tables of limits as standards print them: columns Alert and Alarm, the unit in the title, a name a row."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.records import Language

from .plant_tables import Sheet, asking, frame

_LIMITS = (
    ("Gearboxes", 3.2, 5.1, 7.9),
    ("Compressors", 4.0, 6.4, 9.3),
    ("Ventilators", 4.4, 6.4, 11.2),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    folder: Path = tmp_path_factory.mktemp("limits")
    sheet = Sheet(
        "limits_of_vibration_velocity_mm_s_rms",
        "Table 4 – Limits of vibration velocity, mm/s RMS",
        {
            "Group": ("integer", None),
            "Machines": ("text", None),
            "Alert": ("number", None),
            "Alarm": ("number", None),
            "Trip": ("number", None),
        },
        frame(
            [
                {"Group": n, "Machines": name, "Alert": alert, "Alarm": alarm, "Trip": trip}
                for n, (name, alert, alarm, trip) in enumerate(_LIMITS, 1)
            ]
        ),
    )
    return asking([sheet], folder)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("What is the vibration alarm limit?", "en", ("5.1", "6.4")),
        ("What is the vibration alert limit?", "en", ("3.2", "4", "4.4")),
        ("What is the trip limit of vibration?", "en", ("7.9", "9.3", "11.2")),
        ("Quelle est la limite d'alarme des vibrations ?", "fr", ("5,1", "6,4")),
        ("Quelle est la limite d'alerte des vibrations ?", "fr", ("3,2", "4", "4,4")),
    ],
)
def test_the_column_that_is_named_is_given_with_its_machines(
    ask: Callable[..., str], text: str, language: Language, values: tuple[str, ...]
) -> None:
    said = ask(text, language=language)
    others = {"3.2", "5.1", "7.9", "9.3", "3,2", "5,1", "7,9", "9,3"} - set(values)
    assert all(f", {value} mm/s RMS" in said for value in values)
    assert not any(value in said for value in others)
    assert all(name in said for name, *_ in _LIMITS)


def test_one_machine_has_its_limit_with_the_unit_of_the_title(ask: Callable[..., str]) -> None:
    assert "6.4 mm/s RMS" in ask("What is the alarm limit of vibration for compressors?")


def test_a_number_of_the_row_has_no_unit(ask: Callable[..., str]) -> None:
    assert "mm/s" not in ask("Which group are the ventilators in?")


def test_a_number_of_a_columns_name_is_no_value_of_it(tmp_path: Path) -> None:
    turbine = Sheet(
        "data",
        "Data",
        {"Quantity": ("text", None), "Model 40 kW mill": ("text", None)},
        frame(
            [
                {"Quantity": "Wheel diameter", "Model 40 kW mill": "3.2"},
                {"Quantity": "Rating", "Model 40 kW mill": "40"},
            ]
        ),
    )
    assert "3.2" in asking([turbine], tmp_path)("What is the wheel diameter of the 40 kW mill?")
