"""What a machine draws is the power on its own row, or that of its motor."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.power_of import PowerOf
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope

from .mill import Sheet, question


@pytest.fixture(scope="module")
def power(tmp_path_factory: pytest.TempPathFactory) -> PowerOf:
    folder: Path = tmp_path_factory.mktemp("power")
    register = Sheet(
        "machines", "Machines",
        {"Tag": ("text", None), "Description": ("text", None), "Power": ("number", "kW")},
        [
            {"Tag": "SW-12", "Description": "Band saw", "Power": None},
            {"Tag": "M-12", "Description": "Motor of SW-12", "Power": 55.0},
            {"Tag": "HT-12", "Description": "Heater of SW-12", "Power": 3.0},
            {"Tag": "CV-30", "Description": "Chip conveyor", "Power": 7.5},
            {"Tag": "DK-5", "Description": "Drying kiln", "Power": None},
        ],
    )  # fmt: skip
    return PowerOf(rows_of=TableExpert(FolderTables([register.write(folder)])).rows_of)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("combien consomme SW-12", "fr", "SW-12 : Power de son moteur M-12 : 55 kW"),
        ("quelle est la puissance de SW-12", "fr", "Power de son moteur M-12 : 55 kW"),
        ("what is the power consumption of CV-30?", "en", "CV-30: Power is 7.5 kW"),
    ],
)
def test_the_power_is_told(power: PowerOf, text: str, language: Language, told: str) -> None:
    bridge = power.cross(question(text, language), Scope())
    assert bridge is not None
    assert told in (bridge.reasons[0].statement or "")


@pytest.mark.parametrize(
    "text",
    [
        "how many kWh did SW-12 consume last year?",
        "combien d'huile consomme SW-12 ?",
        "what is the power of CV-30?",
        "what is the power consumption of DK-5?",
        "what is the power consumption of the mill?",
    ],
)
def test_energy_media_and_what_has_no_row_are_left_alone(power: PowerOf, text: str) -> None:
    assert power.cross(question(text), Scope()) is None
