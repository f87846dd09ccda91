"""How often work is done is told by registers, orders, sentences and tables; a count is left alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.crossing.how_often import HowOften
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Chunk, Hit, Language, Scope

from .mill import MillLibrary, Sheet, chunk, question

_LUBRICATION = "Table 4 – Lubrication\nBearing | Grease, g | Interval at 900 rpm, h\n22310 | 12 | 4 000\n6211 | 9 | 6 000"
_PALIERS = "Lubrification\nOrgane | Lubrifiant | Périodicité\nPalier inférieur | Graisse EP2 | 900 h\nRéducteur | VG 220 | 2 ans"
_PASSAGES = (
    chunk("mill/sheet.docx", 0, "Graisser les paliers toutes les 500 h."),
    chunk("mill/rules.pdf", 0, "The guards of the saw are opened by the shift leader only."),
    chunk("mill/rules.pdf", 1, "Chutes are inspected each Monday before start-up."),
    chunk("mill/rules.pdf", 2, "La fosse\nElle est nettoyée chaque semaine.", headings=("Règlement",)),
    replace(chunk("mill/rules.pdf", 3, _LUBRICATION), kind="table"),
    replace(chunk("mill/sheet.docx", 1, _PALIERS), kind="table"),
)


@pytest.fixture(scope="module")
def often(tmp_path_factory: pytest.TempPathFactory) -> HowOften:
    folder: Path = tmp_path_factory.mktemp("often")
    instruments = Sheet(
        "instruments", "Instruments",
        {"Tag": ("text", None), "Machine": ("text", None), "Last calibration": ("datetime", None),
         "Interval": ("number", "months")},
        [
            {"Tag": "VB-12", "Machine": "SW-12", "Last calibration": None, "Interval": 12.0},
            {"Tag": "LI-16", "Machine": "DK-55", "Last calibration": None, "Interval": None},
        ],
    )  # fmt: skip
    tables = TableExpert(FolderTables([instruments.write(folder)]))
    return HowOften(
        about=tables.about,
        library=MillLibrary({"mill/sheet.docx": "Fiche du convoyeur CV-30"}, _PASSAGES),  # type: ignore[arg-type]
        search=_every_passage,
    )


def _every_passage(words: str, scope: Scope, top: int) -> list[Hit]:
    del words, scope
    hidden: tuple[Chunk, ...] = _PASSAGES[1:-1]
    return [Hit(chunk=one, score=0.5) for one in hidden][:top]


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("How often is VB-12 calibrated?", "en", "VB-12: interval of 12 months (Interval 12 months"),
        ("tous les combien faut-il étalonner VB-12 ?", "fr", "VB-12 : intervalle de 12 mois"),
        ("fréquence de graissage de CV-30", "fr", "« Graisser les paliers toutes les 500 h »"),
        (
            "tous les combien on graisse le palier inférieur de la CV-30",
            "fr",
            "Palier inférieur: Lubrifiant Graisse EP2, Périodicité 900 h",
        ),
        ("how often do we inspect the chutes", "en", "“Chutes are inspected each Monday before start-up”"),
        ("à quelle fréquence nettoie-t-on la fosse ?", "fr", "« Elle est nettoyée chaque semaine »"),
    ],
)
def test_the_interval_is_told(often: HowOften, text: str, language: Language, told: str) -> None:
    bridge = often.cross(question(text, language), Scope())
    assert bridge is not None
    assert told in (bridge.reasons[0].statement or "")


def test_all_rows_of_a_table_of_intervals_are_told_and_not_its_header(often: HowOften) -> None:
    bridge = often.cross(question("How often are bearings greased?"), Scope())
    assert bridge is not None
    assert bridge.reasons[0].statement == (
        "Bearing 22310: Grease, g 12, Interval at 900 rpm, h 4 000; 6211: Grease, g 9, "
        "Interval at 900 rpm, h 6 000."
    )


@pytest.mark.parametrize(
    "text",
    [
        "How often was VB-12 calibrated?",
        "How often is LI-16 calibrated?",
        "How often are the guards opened?",
        "How often are the chutes painted?",
        "What is the frequency of the blade in Hz?",
        "How often are VB-12 and LI-16 calibrated?",
    ],
)
def test_counts_and_what_no_source_tells_are_left_alone(often: HowOften, text: str) -> None:
    assert often.cross(question(text), Scope()) is None
