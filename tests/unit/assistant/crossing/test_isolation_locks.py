"""What locks a point of an isolation, by its tag or its words; other questions of isolations are left."""

from __future__ import annotations

import pytest

from assistant.crossing.isolation_locks import IsolationLocks

from .registers import Ask, asking, tables_of

_ENGLISH = (
    ("Step", "Point", "What", "Position", "Lock"),
    (1, "MCC-2 drawer 5", "Motor supply of P-30A", "Open and earthed", "Red padlock"),
    (2, "HV-301", "Suction valve", "Closed", "Chain"),
    (3, "HV-302", "Discharge valve", "Closed", "Car seal"),
    (4, "HV-303", "Drain to flare", "Open", "None"),
)
_FRENCH = (
    ("N°", "Organe", "Repère", "Position", "Condamnation"),
    (1, "Disjoncteur moteur", "D-70B", "Débroché", "Cadenas rouge n° 14"),
    (2, "Vanne d'aspiration", "VA-701", "Fermée", "Chaîne et cadenas bleu"),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(
        tmp_path_factory.mktemp("loto"),
        {"Isolation_P-30A": _ENGLISH, "Consignation_P-70B": _FRENCH},
    )
    return asking(IsolationLocks(rows_of=tables.rows_of))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("what lock goes on the suction valve of P-30A", ["HV-301", ": Chain ("]),
        ("which padlock on the motor supply of P-30A?", ["MCC-2", "Red padlock"]),
        ("what is HV-302 locked with?", ["HV-302", "Car seal"]),
        ("what kind of lock on the drain of P-30A", ["HV-303", ": no lock ("]),
    ],
)
def test_english(tell: Ask, question: str, wanted: list[str]) -> None:
    told = tell(question) or []
    assert len(told) == 1
    assert [part for part in wanted if part not in told[0]] == [], told


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("on met quoi comme verrou sur l'alim moteur de la P-30A pour la consigner ?", "Red padlock"),
        ("quel cadenas sur le disjoncteur de P-70B ?", "Cadenas rouge n° 14"),
        ("quelle condamnation pour la vanne d'aspiration de P-70B", "Chaîne et cadenas bleu"),
    ],
)
def test_french(tell: Ask, question: str, wanted: str) -> None:
    told = tell(question, "fr") or []
    assert len(told) == 1
    assert wanted in told[0]


def test_all_points_of_a_machine(tell: Ask) -> None:
    assert len(tell("which locks are used on P-30A?") or []) == 4


@pytest.mark.parametrize(
    "question",
    [
        "who takes the locks off P-30A?",
        "how do I lock out P-30A?",
        "what lock goes on the gearbox heater of P-30A",
        "what lock goes on the suction valve of P-99",
        "which interlock stops P-30A?",
        "what is the lock nut torque of P-30A?",
    ],
)
def test_left_to_others(tell: Ask, question: str) -> None:
    assert tell(question) is None
