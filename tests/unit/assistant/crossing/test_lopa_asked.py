"""LOPA arithmetic over sheets with a column a layer and with a row a layer; cells as they stand are left."""

from __future__ import annotations

import pytest

from assistant.crossing.lopa_asked import LopaAsked, asked_lopa
from assistant.integrity.lopa import number_of

from .registers import Ask, asking, tables_of

_COLUMNS = (
    ("Scenario", "Description", "Initiating event", "Initiating frequency (/yr)", "PFD BPCS", "PFD SIF", "P ignition probability", "Mitigated frequency (/yr)", "Target frequency (/yr)"),
    ("S-1", "Drum overfilled", "LV-2 fails", 0.1, 0.1, 0.01, None, 1e-4, 1e-4),
    ("S-2", "Overpressure of V-3", "PV-3 fails open", 0.5, None, 0.05, 0.5, 0.02, 1e-3),
    ("S-3", "Loss of seal oil", "Pump stops", None, 0.1, None, None, None, 1e-3),
)  # fmt: skip
_ROWS = (
    ("Scénario", "Événement initiateur", "Fréquence initiatrice (/an)", "Barrière", "PFD", "Cible (/an)"),
    ("SC1 Emballement", "Perte d'eau", "1E-1", "Alarme", "0,1", "1E-5"),
    (None, None, None, "Disque de rupture", "1E-2", None),
    ("SC2 Débordement", "Erreur", "0,2", "Cuvette", "0,1", "1E-3"),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(LopaAsked(rows_of=tables_of(tmp_path_factory.mktemp("en"), {"lopa": _COLUMNS}).rows_of))


@pytest.fixture(scope="module")
def dire(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(LopaAsked(rows_of=tables_of(tmp_path_factory.mktemp("fr"), {"lopa": _ROWS}).rows_of))


def test_the_formula_is_told(tell: Ask) -> None:
    assert tell("mitigated frequency of scenario S-1") == [
        "S-1 (Drum overfilled; LV-2 fails): 0.1 /yr × 0.1 (BPCS) × 0.01 (SIF) = 1E-4 (0.0001) /yr, target 1E-4 "
        "/yr: met."
    ]


def test_modifiers_count_and_another_result_of_the_sheet_is_told(tell: Ask) -> None:
    assert tell("does S-2 meet its target frequency?") == [
        "S-2 (Overpressure of V-3; PV-3 fails open): 0.5 /yr × 0.05 (SIF) × 0.5 (P ignition probability) = "
        "0.0125 /yr, target 0.001 /yr: not met, a further risk reduction by 12.5 is lacking. The sheet itself "
        "prints 0.02 /yr."
    ]


def test_a_missing_frequency_gives_no_figure(tell: Ask) -> None:
    told = tell("residual frequency of the seal oil scenario") or [""]
    assert "no initiating frequency" in told[0]


def test_which_scenarios(tell: Ask) -> None:
    told = tell("which LOPA scenarios do not meet the target?") or []
    assert told[0] == "1 of 2 scenarios does not meet the target (lopa.csv):"
    assert told[1].startswith("S-2")
    assert (tell("which LOPA scenarios meet the target?") or ["", ""])[1].startswith("S-1")
    assert (tell("which scenario has the highest mitigated frequency?") or [""])[0].startswith("S-2")


def test_total_pfd_and_gap(tell: Ask) -> None:
    assert tell("total PFD of S-1") == ["S-1 (Drum overfilled; LV-2 fails): 0.1 (BPCS) × 0.01 (SIF) = 0.001."]
    assert "by 12.5 is lacking" in (tell("risk reduction gap of S-2") or [""])[0]


def test_a_row_a_layer(dire: Ask) -> None:
    assert dire("fréquence résiduelle du scénario SC1", "fr") == [
        "SC1 Emballement (Perte d'eau) : 0,1 /an × 0,1 (Alarme) × 0,01 (Disque de rupture) = 1E-4 (0,0001) /an, "
        "cible 1E-5 /an : dépassée, il manque une réduction du risque d'un facteur 10."
    ]
    told = dire("quels scénarios LOPA ne respectent pas la cible ?", "fr") or [""]
    assert told[0].startswith("2 scénarios sur 2 dépassent la cible")


@pytest.mark.parametrize(
    "text",
    [
        "initiating frequency of S-1",
        "target frequency of S-2",
        "PFD of SIF-2",
        "mitigated risk ranking of P-101",
        "does the flow meet its target?",
        "what is LOPA?",
        "who led the LOPA?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_lopa(text) is None


def test_an_unknown_scenario_is_left(tell: Ask) -> None:
    assert tell("mitigated frequency of scenario S-9") is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1E-5", 1e-5),
        ("0,1", 0.1),
        ("1 x 10^-4", 1e-4),
        ("0.1 /yr", 0.1),
        ("high", None),
        (None, None),
        (0.5, 0.5),
    ],
)
def test_numbers(cell: object, value: float | None) -> None:
    assert number_of(cell) == (pytest.approx(value) if value is not None else None)
