"""Relief valves and trips of a machine stand beside the safeguards that a study names, or alone."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.crossing.hazard_studies import HazardStudies
from assistant.crossing.protections import Protections

from .registers import Ask, asking, tables_of

_HAZOP = (
    ("Node", "Deviation", "Causes", "Consequences", "Safeguards", "Recommendations"),
    ("2. Vessel V-2", "High pressure", "Fire", "Rupture of V-2", "PSV-21; deluge", "Size PSV-21"),
)
_VALVES = (
    ("Tag", "Protected equipment", "Set pressure (barg)", "Last test", "Next test due"),
    ("PSV-21", "V-2", 18.0, date(2028, 1, 5), date(2030, 1, 5)),
    ("PSV-31", "V-3", 6.0, date(2030, 1, 5), date(2033, 1, 5)),
)
_MATRIX = (
    ("Cause tag", "Description", "Setpoint", "XV-9 close", "P-3 stop"),
    ("PAHH-2", "High-high pressure V-2", "17 barg", "X", "X"),
    ("LAHH-2", "High-high level V-2", "90 %", "X", None),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("registers")
    units = {"Set pressure (barg)": "barg"}
    tables = tables_of(folder, {"hazop": _HAZOP, "psv": _VALVES, "cause_effect": _MATRIX}, units)
    protections = Protections(rows_of=tables.rows_of, today=lambda: date(2031, 6, 1))
    return asking(HazardStudies(rows_of=tables.rows_of, beside=protections.beside))


def test_registers_stand_beside_the_study(tell: Ask) -> None:
    assert tell("What protects V-2 against overpressure?") == [
        "Safeguards by hazop.csv, 1 line:",
        "High pressure, Fire: PSV-21; deluge (2. Vessel V-2).",
        "PSV-21 (V-2): relief valve set at 18 barg, test due 5 January 2030, which is past.",
        "PAHH-2 (High-high pressure V-2, set at 17 barg): XV-9 close; P-3 stop.",
    ]


def test_a_machine_that_no_study_names(tell: Ask) -> None:
    assert tell("qu'est-ce qui protège V-3 contre la surpression ?", "fr") == [
        "PSV-31 (V-3) : soupape tarée à 6 barg, contrôle dû le 5 janvier 2033."
    ]


def test_valves_do_not_protect_against_other_deviations(tell: Ask) -> None:
    assert tell("What protects V-2 against high level?") == [
        "LAHH-2 (High-high level V-2, set at 90 %): XV-9 close."
    ]
    assert tell("What protects V-3 against low temperature?") is None
