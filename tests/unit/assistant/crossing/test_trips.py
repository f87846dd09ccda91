"""What trips what, by a matrix with crosses and by a list."""

from __future__ import annotations

import pytest

from assistant.crossing.trips import Trips, asks_trips

from .registers import Ask, asking, tables_of

_MATRIX = (
    ("Cause tag", "Description", "Setpoint", "XV-9 close", "P-3A/B stop", "Alarm"),
    ("LSHH-1", "High level drum", "92 %", "X", None, "X"),
    ("ESD-2", "Push button", "-", "X", "X", None),
    ("FALL-3", "Low flow", "4 m3/h", None, "X", "X"),
)
_LIST = (
    ("Interlock", "Initiateur", "Seuil", "Action"),
    ("I-1", "TAHH-7", "95 °C", "Fermer FV-7, arrêter P-7"),
    ("I-2", "PALL-7", "2 bar", "Ouvrir FV-7"),
)
_SIFS = (
    ("SIF no.", "Service", "Initiating device", "Trip setting", "SIL", "Final elements"),
    ("SIF-1", "Suction drum empty", "LSLL-30", "6 %", "SIL 1", "Stop P-30A/B"),
    ("SIF-2", "Gas at the pumps", "GD-30 A-C", "40 % LEL", "SIL 2", "Stop P-30A/B, close XV-31"),
)
_ALARMS = (
    ("Tag", "Alarm", "Description", "Set point", "Operator action"),
    ("LI-50", "HI", "Drum level high", "80", "Open the drain"),
    ("LI-50", "HIHI", "Drum level very high", "95", "Stop P-50 by hand"),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(
        tmp_path_factory.mktemp("trips"),
        {"cause_effect": _MATRIX, "interlocks": _LIST, "sif_list": _SIFS, "alarm_trips": _ALARMS},
    )
    return asking(Trips(rows_of=tables.rows_of))


def test_what_a_cause_acts_on(tell: Ask) -> None:
    assert tell("What does LSHH-1 trip?") == [
        "LSHH-1 (High level drum, set at 92 %): XV-9 close; Alarm (cause_effect.csv)."
    ]
    assert tell("que déclenche TAHH-7 ?", "fr") == [
        "TAHH-7 (I-1, seuil 95 °C) : Fermer FV-7, arrêter P-7 (interlocks.csv)."
    ]


def test_what_acts_on_a_thing(tell: Ask) -> None:
    assert tell("Which trips stop P-3A/B?") == [
        "P-3A/B stop: 2 causes (cause_effect.csv):",
        "ESD-2 (Push button).",
        "FALL-3 (Low flow, set at 4 m3/h).",
    ]
    assert tell("What closes FV-7?") == [
        "Fermer FV-7, arrêter P-7: 1 cause (interlocks.csv):",
        "TAHH-7 (I-1, set at 95 °C).",
    ]


def test_the_setting(tell: Ask) -> None:
    assert tell("trip setpoint of FALL-3?") == [
        "Trip setting of FALL-3 (Low flow): 4 m3/h (cause_effect.csv)."
    ]


def test_a_register_of_safety_functions(tell: Ask) -> None:
    assert tell("which SIFs stop the P-30 pumps") == [
        "P-30: 2 causes (sif_list.csv):",
        "LSLL-30 (SIF-1, Suction drum empty, set at 6 %) → Stop P-30A/B.",
        "GD-30 A-C (SIF-2, Gas at the pumps, set at 40 % LEL) → Stop P-30A/B, close XV-31.",
    ]
    assert tell("trip point of LSLL-30 in percent?") == [
        "Trip setting of LSLL-30 (Suction drum empty): 6 % (sif_list.csv)."
    ]
    assert tell("quelles SIF ferment XV-31 ?", "fr") == [
        "Stop P-30A/B, close XV-31 : 1 cause (sif_list.csv) :",
        "GD-30 A-C (SIF-2, Gas at the pumps, seuil 40 % LEL).",
    ]


def test_what_an_operator_does_at_an_alarm_is_no_trip(tell: Ask) -> None:
    assert tell("what stops P-50?") is None


def test_what_follows_the_trip_of_a_thing_is_no_cause(tell: Ask) -> None:
    assert tell("What happens if P-3A trips?") is None
    assert tell("What does P-3A do?") is None


@pytest.mark.parametrize(
    "text",
    [
        "Why did P-3A trip?",
        "When did P-3A trip?",
        "How many times did P-3A trip?",
        "How do I stop P-3A?",
        "What is P-3A?",
        "What causes the vibration of P-3A?",
        "cost of P-3A",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert not asks_trips(text)
