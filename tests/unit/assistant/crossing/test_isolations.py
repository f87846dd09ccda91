"""A machine's isolation is told from lists of any layout, and nothing of another machine beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.isolations import Isolations, asked_isolation

from .registers import Ask, asking, tables_of

Rows = tuple[tuple[object, ...], ...]

_ENGLISH: Rows = (
    ("Equipment", "Step", "Isolation point", "Action", "Lock no."),
    ("SW-12A", 2, "HV-121 suction valve", "Close and lock", "L-2"),
    ("SW-12A", 1, "MCC-2 feeder F07", "Rack out", "L-1"),
    ("SW-12B", 1, "MCC-2 feeder F08", "Rack out", "L-3"),
)
_FRENCH: Rows = (
    ("Repère", "Ordre", "Organe", "Position de consignation", "Condamnation"),
    ("CV-30", 1, "Départ moteur D12", "Ouvert débroché", "Cadenas"),
    (None, 2, "Vanne HV-301", "Fermée", "-"),
    ("DK-5", 1, "Vanne vapeur", "Fermée", "Chaîne"),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    tables = tables_of(tmp_path_factory.mktemp("lists"), {"isolations": _ENGLISH, "consignations": _FRENCH})
    return asking(Isolations(rows_of=tables.rows_of))


def test_the_points_of_one_machine_in_order(tell: Ask) -> None:
    assert tell("How do I isolate SW-12A?") == [
        "Isolation of SW-12A by isolations.csv, 2 points in the order of the list:",
        "1. Isolation point: MCC-2 feeder F07; Action: Rack out; Lock no.: L-1",
        "2. Isolation point: HV-121 suction valve; Action: Close and lock; Lock no.: L-2",
    ]


def test_rows_go_on_below_the_machine(tell: Ask) -> None:
    assert tell("comment consigner CV-30 ?", "fr") == [
        "Consignation de CV-30 d'après consignations.csv, 2 points dans l'ordre de la liste :",
        "1. Organe: Départ moteur D12; Position de consignation: Ouvert débroché; Condamnation: Cadenas",
        "2. Organe: Vanne HV-301; Position de consignation: Fermée",
    ]


def test_a_machine_that_no_list_names_is_left(tell: Ask) -> None:
    assert tell("How do I isolate SW-13?") is None


_NUMBERED: Rows = (
    ("Step", "Point", "What", "Position", "Lock"),
    (1, "MCC-1 drawer 2", "Motor supply of PU-77A", "Open", "Padlock"),
    (2, "HV-771", "Suction valve", "Closed", "Chain"),
)


def test_a_list_numbered_as_the_machine_that_its_cells_name(tmp_path: Path) -> None:
    other = (*_NUMBERED, (3, "HV-772", "Crossover to PU-77B", "Closed", "Chain"))
    for file, rows, found in (
        ("ISO-77A isolation", _NUMBERED, True),
        ("ISO-78 isolation", _NUMBERED, False),
        ("ISO-77A isolation", other, False),
    ):
        folder = tmp_path / f"{file}{len(rows)}"
        folder.mkdir()
        ask = asking(Isolations(rows_of=tables_of(folder, {file: rows}).rows_of))
        told = ask("which valves have to be closed to isolate PU-77A?")
        assert (told is not None) == found
        if told is not None:
            assert told[2] == "2. Point: HV-771; What: Suction valve; Position: Closed; Lock: Chain"


@pytest.mark.parametrize("text", ["LOTO P-7", "isolation points of P-7", "liste de consignation de P-7",
                                  "what do I lock out on P-7?", "P-7 isolation please",
                                  "which valves have to be closed to isolate P-7?",
                                  "quelles vannes faut-il fermer pour consigner P-7 ?"])  # fmt: skip
def test_wordings(text: str) -> None:
    assert asked_isolation(text) == ("P-7",)


@pytest.mark.parametrize(
    "text",
    [
        "Who isolated P-7?",
        "Is P-7 isolated?",
        "When was P-7 locked out?",
        "comment déconsigner P-7 ?",
        "consigne de pression de P-7",
        "Why is the isolation valve of P-7 leaking?",
        "insulation resistance of P-7",
        "which permit covers the isolation of P-7?",
        "is the isolation valve of P-7 closed?",
        "which isolation valve of P-7 is closed?",
    ],
)
def test_other_questions_are_left(text: str) -> None:
    assert asked_isolation(text) == ()
