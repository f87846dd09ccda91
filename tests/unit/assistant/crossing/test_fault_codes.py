"""Fault codes and pasted messages: meaning, cause and remedy, from lists of any layout and from manuals."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.fault_codes import FaultCodes, codes_in, passage_of
from assistant.crossing.fault_lists import fault_columns, same_code
from assistant.experts.tables.expert import TableExpert
from assistant.experts.tables.source import FolderTables
from crossing.mill import Sheet, chunk, question
from retrieval.records import Hit, Language, Scope

_DRIVE = [
    {
        "Fault code": "F0001",
        "Fault name": "Overcurrent",
        "Possible causes": "Short circuit",
        "Remedy": "Check cable",
    },
    {
        "Fault code": "F0002",
        "Fault name": "Overvoltage",
        "Possible causes": "Ramp too short",
        "Remedy": "Longer ramp",
    },
    {"Fault code": "A0501", "Fault name": "Current limit", "Possible causes": "Load", "Remedy": "Check load"},
]
_PLC = [
    {"N° défaut": 14, "Libellé": "Surcharge moteur", "Action corrective": "Réarmer le relais"},
    {"N° défaut": 25, "Libellé": "Défaut bus", "Action corrective": "Vérifier le connecteur"},
    {"N° défaut": 31, "Libellé": "Porte ouverte", "Action corrective": "Fermer la porte"},
]
_MANUAL = chunk(
    "manual.md",
    0,
    "7 Messages\n\nE-021 Oil pressure low. Cause: filter clogged. Replace the filter.\n\nE-022 Hot.\n\nE31 | Steam low | Check the trap",
)


@pytest.fixture(scope="module")
def expert(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    folder = tmp_path_factory.mktemp("faults")
    text = ("text", None)
    sheets = [
        Sheet("drive", "Drive faults", dict.fromkeys(_DRIVE[0], text), _DRIVE),  # type: ignore[arg-type]
        Sheet(
            "plc", "Codes automate", {**dict.fromkeys(_PLC[0], text), "N° défaut": ("integer", None)}, _PLC
        ),  # type: ignore[arg-type]
    ]
    return TableExpert(FolderTables([sheet.write(folder) for sheet in sheets]))


def _told(expert: TableExpert, text: str, language: Language = "en") -> list[str]:
    codes = FaultCodes(
        rows_of=expert.rows_of,
        search=lambda words, scope, top: [Hit(chunk=_MANUAL, score=1.0)],
        known=lambda: frozenset({"P-7"}),
    )
    bridge = codes.cross(question(text, language), Scope())
    if bridge is None:
        return []
    return [bridge.refusal] if bridge.refusal else [str(reason.statement) for reason in bridge.reasons]


def test_a_code_with_its_cause_and_remedy(expert: TableExpert) -> None:
    told = ["F0001: Overcurrent. Cause: Short circuit. Remedy: Check cable (drive.csv)."]
    for text in ("F0001 Overcurrent", "what does fault F1 mean?", "F0001", "the drive shows F 0001"):
        assert _told(expert, text) == told, text
    assert _told(expert, "que veut dire le défaut 14 ?", "fr") == [
        "14 : Surcharge moteur. Remède : Réarmer le relais (plc.csv)."
    ]


def test_pasted_lines_are_told_one_by_one_with_those_that_no_list_holds(expert: TableExpert) -> None:
    pasted = "18.09.2031 03:42:10 F0001 Overcurrent\n18.09.2031 03:42:11 A0501\n2031-09-18 03:43 F0099 Thing"
    assert _told(expert, pasted) == [
        "F0001: Overcurrent. Cause: Short circuit. Remedy: Check cable (drive.csv).",
        "A0501: Current limit. Cause: Load. Remedy: Check load (drive.csv).",
        "F0099 is in none of the lists of codes (drive.csv, plc.csv).",
    ]


def test_a_manual_explains_a_code_in_words(expert: TableExpert) -> None:
    told = ["E-021 Oil pressure low. Cause: filter clogged. Replace the filter (manual.md)."]
    assert _told(expert, "E-021") == told
    assert _told(expert, "E021 on the display") == told
    assert _told(expert, "E31") == ["E31: Steam low; Check the trap (manual.md)."]
    assert passage_of("E-022", _MANUAL) is None  # nothing is said of it
    assert _told(expert, "total downtime of E-021") == []
    assert _told(expert, "meaning of E-021 oil pressure") == told


@pytest.mark.parametrize(
    "row",
    [
        "PSV-7 | Soupape de sûreté | DN65 | PN25 | Sécuval",
        "CK-9 | Check valve | 6 in | 150 lb",
        "LV-3 | Control valve | FC",
    ],
)
def test_the_row_of_a_valve_in_a_list_explains_no_code(row: str) -> None:
    assert passage_of(row.split(" ")[0], chunk("valves.md", 0, row)) is None


def test_an_unknown_code_is_said_to_be_in_no_list(expert: TableExpert) -> None:
    assert _told(expert, "fault F0077") == ["F0077 is in none of the lists of codes (drive.csv, plc.csv)."]
    assert _told(expert, "défaut 99", "fr") == [
        "99 ne figure dans aucune liste de codes (drive.csv, plc.csv)."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "how many times did F0001 occur?", "when did F0001 come?", "combien de fois F0001 ?", "vibration of P-7",
        "fault P-7", "alarms 2031", "alarm 12", "what is P-7?", "31 orders in May", "list all fault codes",
        "which drives had F0001?", "trip of P-7 on 18 September 2031",
        "high set point of F0001", "max temperature of F0001 on 18 Sept 2031",
    ],
)  # fmt: skip
def test_other_questions_are_left(expert: TableExpert, text: str) -> None:
    assert _told(expert, text) == []


@pytest.mark.parametrize(
    "heads",
    [
        {"No.": "1", "Failure mode": "Leak", "Cause": "Wear", "Action": "Replace", "RPN": "12"},
        {"Order": "W-1", "Failure code": "VIB", "Action": "Aligned"},
        {"Code": "X1", "Meaning": "Vibration"},
    ],
)
def test_other_tables_are_no_lists_of_codes(tmp_path: Path, heads: dict[str, str]) -> None:
    rows = [heads, {**heads, next(iter(heads)): "W-2"}, {**heads, next(iter(heads)): "W-3"}]
    sheet = Sheet("other", "Other", dict.fromkeys(heads, ("text", None)), rows)  # type: ignore[arg-type]
    expert = TableExpert(FolderTables([sheet.write(tmp_path)]))
    assert [s for s in expert.schemas(Scope()) if fault_columns(s) is not None] == []


def test_spellings_of_one_code() -> None:
    assert same_code("F0001", "f 1")
    assert same_code("E-021", "E21")
    assert not same_code("16#0001", "16#1")
    assert not same_code("F0001", "A0001")


def test_codes_of_a_line_without_its_times() -> None:
    assert [one.code for one in codes_in("2031-05-01 06:12:30 ALM 14 Surcharge")] == ["14"]
