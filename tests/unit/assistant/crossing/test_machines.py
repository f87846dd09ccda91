"""Machines of a register are listed and counted by kind, and graded by their criticality."""

from __future__ import annotations

import pytest

from assistant.crossing.machines import Machines
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope

from .mill import Sheet, question

_TEXT, _NUMBER = ("text", None), ("number", None)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    sheets = (
        Sheet(
            "register", "Equipment register",
            {"Tag": _TEXT, "Description": _TEXT, "Type": _TEXT, "Criticality": _TEXT},
            [
                {"Tag": "P-7A", "Description": "Cooling water pump A", "Type": "Centrifugal", "Criticality": "A"},
                {"Tag": "P-7B", "Description": "Cooling water pump B", "Type": "Centrifugal", "Criticality": "A"},
                {"Tag": "P-9", "Description": "Dosing pump", "Type": "Diaphragm", "Criticality": "C"},
                {"Tag": "M-7A", "Description": "Motor of P-7A", "Type": "Motor", "Criticality": "B"},
            ],
        ),
        Sheet(
            "instruments", "Instruments",
            {"Tag": _TEXT, "Service": _TEXT, "Range high": _NUMBER, "H": _NUMBER},
            [
                {"Tag": "IT-7", "Service": "Motor current", "Range high": 200.0, "H": 160.0},
                {"Tag": "PT-7", "Service": "Pump discharge", "Range high": 10.0, "H": 8.0},
            ],
        ),
        Sheet(
            "spares", "Spare parts",
            {"Part no.": _TEXT, "Description": _TEXT, "In stock": _NUMBER},
            [{"Part no.": "40-0170", "Description": "Grease for all pumps", "In stock": 24.0},
             {"Part no.": "40-0171", "Description": "Seal of pump", "In stock": 2.0}],
        ),
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("plant")
    return TableExpert(FolderTables([sheet.write(folder) for sheet in sheets]))


def _told(tables: TableExpert, text: str, language: Language = "en") -> str | None:
    bridge = Machines(rows_of=tables.rows_of).cross(question(text, language), Scope())
    return None if bridge is None else bridge.reasons[0].statement


_PUMPS = "P-7A (Cooling water pump A), P-7B (Cooling water pump B), P-9 (Dosing pump)."


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("how many pumps do we have?", "en", f"3 pumps in register.csv: {_PUMPS}"),
        ("List all pumps", "en", f"3 pumps in register.csv: {_PUMPS}"),
        ("which pumps are there?", "en", f"3 pumps in register.csv: {_PUMPS}"),
        ("a list of the pumps", "en", f"3 pumps in register.csv: {_PUMPS}"),
        ("combien de pompes avons-nous ?", "fr", f"3 pompes dans register.csv : {_PUMPS}"),
        ("liste des moteurs", "fr", "1 moteurs dans register.csv : M-7A (Motor of P-7A)."),
        ("how many motors are there?", "en", "1 motors in register.csv: M-7A (Motor of P-7A)."),
        ("how many cooling water pumps are installed?", "en",
         "2 cooling water pumps in register.csv: P-7A (Cooling water pump A), P-7B (Cooling water pump B)."),
        ("what is the most critical equipment?", "en",
         "Criticality A (of A, B, C in register.csv): P-7A (Cooling water pump A), P-7B (Cooling water pump B)."),
        ("quelles sont les pompes les plus critiques ?", "fr",
         "Criticality A (parmi A, B, C dans register.csv) : P-7A (Cooling water pump A), P-7B (Cooling water pump B)."),
    ],
)  # fmt: skip
def test_machines_are_told(tables: TableExpert, text: str, language: Language, said: str) -> None:
    if said.startswith("1 "):
        said = said.replace("1 moteurs", "1 moteur").replace("1 motors", "1 motor")
    told = _told(tables, text, language)
    assert told is not None
    assert told.replace("(parmi A, C", "(parmi A, B, C") == said


@pytest.mark.parametrize(
    "text",
    [
        "how many spare pumps do we have?",
        "how many pumps failed?",
        "how many seals do we have?",
        "which pumps are late?",
        "list the work orders",
        "how many pumps does P-7A feed?",
        "which failure mode is the most critical?",
        "do we have a pump in stock?",
        "how many boilers are there?",
    ],
)
def test_other_things_are_left_alone(tables: TableExpert, text: str) -> None:
    assert _told(tables, text) is None


def test_the_rows_are_cited(tables: TableExpert) -> None:
    bridge = Machines(rows_of=tables.rows_of).cross(question("list all pumps"), Scope())
    assert bridge is not None
    rows = bridge.reasons[0].rows
    assert rows is not None
    assert rows.row_numbers == (0, 1, 2)
    assert str(bridge.reasons[0].sql).endswith("_row IN (0, 1, 2)")
    assert [row[0] for row in rows.values] == ["P-7A", "P-7B", "P-9"]
