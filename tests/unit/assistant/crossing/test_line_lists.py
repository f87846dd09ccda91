"""Lists of lines and of instruments of an invented unit, English and French."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.crossing.instrument_index import InstrumentIndex
from assistant.crossing.line_lists import LineLists

from .registers import Ask, asking, tables_of

_LINES = (
    ("Line No.", "Size (in)", "Service", "Pipe Spec", "From", "To", "Des. Press. (psig)", "Oper. Temp. (F)", "Insul. Type", "Insul. Thk (in)"),
    ('8"-P-701-A1A-H', 8, "Crude", "A1A", "T-11", "D-12", 150, 110, "H", 2.0),
    ('6"-P-702-B2B-N', 6, "Crude", "B2B", "P-13A/B", "E-14", 450, 280, "N", None),
    ('6"-P-703-B2B-H', 6, "Crude", "B2B", "E-14", "Column", 450, 430, "H", 3.0),
)  # fmt: skip
_LIGNES = (
    ("Ligne", "Fluide", "DN", "Classe", "PS (bar)", "TS (°C)", "De", "Vers", "Calorifuge (mm)", "Traçage"),
    ("EC-71", "Eau chaude", 150, "A2", 25, 110, "CH-1", "E-2", "80 laine de roche", "non"),
    ("EC-72", "Eau chaude", 125, "A1", 16, 95, "E-2", "Départ réseau", "60 laine de roche", "non"),
    ("ET-73", "Eau de ville", 40, "P1", 10, 20, "Ville", "BA-3", "sans", "oui"),
    ("PU-74", "Purges", 25, "A1", 16, 95, "CH-1", "Égout", None, "non"),
)
_INDEX = (
    ("Tag", "Service", "Type", "System", "P&ID", "Range", "Units", "Setting"),
    ("17-LT-110", "Drum level", "DP", "DCS", "17-PR-9", "0-100", "%", None),
    ("17-LSLL-122", "Drum level low low", "Fork", "SIS", "17-PR-9", "-", None, "set 15 %"),
    ("17-PI-115", "Discharge", "Gauge", "Local", "17-PR-9", "0-600", "psig", None),
)


@pytest.fixture(scope="module")
def tell(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(
        LineLists(rows_of=tables_of(tmp_path_factory.mktemp("lines"), {"line_list": _LINES}).rows_of)
    )


@pytest.fixture(scope="module")
def dire(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    return asking(
        LineLists(rows_of=tables_of(tmp_path_factory.mktemp("lignes"), {"liste_lignes": _LIGNES}).rows_of)
    )


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("which lines are not insulated?", '6"-P-702-B2B-N: without insulation'),
        ("insulated lines?", '8"-P-701-A1A-H, 6"-P-703-B2B-H: insulated'),
        ("insulation thickness of line P-703", "Insul. Thk (in): 3"),
        ('design pressure of line 6"-P-702-B2B-N', "Des. Press. (psig): 450"),
        ("operating temperature of the line from E-14 to the column", "Oper. Temp. (F): 430"),
        ("size and spec of the line between P-13A and E-14", 'Size (in): 6, Pipe Spec: B2B (line 6"-P-702'),
        ("which line goes from T-11 to D-12?", '8"-P-701-A1A-H: from T-11 to D-12'),
    ],
)
def test_english(tell: Ask, text: str, start: str) -> None:
    (told,) = tell(text)
    assert told.startswith(start), told


@pytest.mark.parametrize(
    ("text", "start"),
    [
        (
            "quelles lignes de la liste n'ont pas de calorifuge ?",
            "ET-73, PU-74 (rien d'indiqué) : sans calorifuge",
        ),
        ("combien de lignes sont calorifugées ?", "2 lignes calorifugées : EC-71, EC-72"),
        ("quelles lignes sont tracées ?", "ET-73 : tracées"),
        (
            "épaisseur de calorifuge de la ligne entre CH-1 et E-2 ?",
            "Calorifuge (mm) : 80 laine de roche (ligne EC-71)",
        ),
        ("diamètre et classe de la ligne EC-71 ?", "DN : 150, Classe : A2"),
        ("température TS de la ligne EC-72 ?", "TS (°C) : 95"),
    ],
)
def test_french(dire: Ask, text: str, start: str) -> None:
    (told,) = dire(text, "fr")
    assert told.startswith(start), told


@pytest.mark.parametrize(
    "text",
    ["test pressure of line P-703", "insulation of line P-799", "température de service de la ligne EC-72"],
)
def test_what_no_list_tells(tell: Ask, dire: Ask, text: str) -> None:
    assert not tell(text)
    assert not dire(text)


def test_the_system_that_reads_instruments(tmp_path: Path) -> None:
    ask = asking(InstrumentIndex(rows_of=tables_of(tmp_path, {"instrument_index": _INDEX}).rows_of))
    (told,) = ask("which instruments are connected to the safety circuit?")
    assert told.startswith("17-LSLL-122: System SIS")
    (told,) = ask("how many local instruments?")
    assert told.startswith("1 instrument: 17-PI-115 (System Local")
    assert not ask("which instruments are read by the PLC?")
    assert ask("range of 17-PI-115") == ["Range: 0-600 psig (17-PI-115)."]
    (told,) = ask("le 17-LSLL-122 est réglé à combien ?", "fr")
    assert told.startswith("Setting : set 15 %")
    assert not ask("range of 17-LSLL-122")
    assert not ask("alarm setting of 17-LSLL-122")


def test_one_end_of_a_range_is_not_told_as_the_range(tmp_path: Path) -> None:
    head, *rows = _INDEX
    place = list(head).index("Range")
    low = [[*row[:place], 0, *row[place + 1 :], 600] for row in rows]
    index = [[*("Range low" if name == "Range" else name for name in head), "Range high"], *low]
    ask = asking(InstrumentIndex(rows_of=tables_of(tmp_path, {"instrument_index": index}).rows_of))
    assert not ask("range of 17-PI-115")
