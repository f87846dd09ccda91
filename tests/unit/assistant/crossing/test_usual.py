"""What a reading usually is, standstills left out, with the limits of its register."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.crossing.usual import Usual, asked_usual
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from assistant.records import Question
from retrieval.records import Language, Scope

from .mill import Sheet
from .test_trends import STOPPED

_USUAL = replace(STOPPED, usual=(1.7, 1.9, 2.1, 2.4, 4.9))


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    sheet = Sheet(
        "instruments", "Instruments", {"Tag": ("text", None), "H": ("number", "mm/s"), "HH": ("number", "mm/s")},
        [{"Tag": "VT-108", "H": 7.0, "HH": 11.0}, {"Tag": "VT-109", "H": 4.5, "HH": 7.0}],
    )  # fmt: skip
    return TableExpert(FolderTables([sheet.write(tmp_path_factory.mktemp("plant"))]))


def _told(tables: TableExpert, text: str, language: Language = "en") -> str | None:
    asked: list[str] = []

    def moved(words: str, _: Scope) -> list[object]:
        asked.append(words)
        return [_USUAL]

    usual = Usual(moved=moved, rows_named=tables.rows_named)  # type: ignore[arg-type]
    bridge = usual.cross(Question(text=text, asked=text, language=language), Scope())
    return None if bridge is None else bridge.reasons[0].statement


def test_the_usual_level_beside_the_limits(tables: TableExpert) -> None:
    assert _told(tables, "normal range of VT-108?") == (
        "VT-108 vibration is usually 2.1 mm/s (median); 90 % of the readings lie between 1.7 mm/s and 4.9 mm/s "
        "(from 1 May 2031 00:00 to 31 May 2031 00:00, 1 standstill left out). Limits: H 7 mm/s, HH 11 mm/s."
    )
    assert _told(tables, "Quelle est la vibration habituelle de P-7 ?", "fr") == (
        "VT-108 vibration : d'habitude 2,1 mm/s (médiane) ; 90 % des mesures entre 1,7 mm/s et 4,9 mm/s "
        "(du 1er mai 2031 00:00 au 31 mai 2031 00:00, 1 arrêt non compté). Seuils : H 7 mm/s, HH 11 mm/s."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What is the normal range of the discharge pressure?", "the discharge pressure"),
        ("normal vibration of P-7", "vibration of P-7"),
        ("typical discharge pressure", "discharge pressure"),
        ("usual level of TT-6", "TT-6"),
        ("quelle est la plage normale de la pression de refoulement ?", "pression de refoulement"),
        ("vibration habituelle de P-7", "vibration de P-7"),
        ("valeur normale de TT-6", "TT-6"),
        ("what does TT-6 usually read?", "TT-6"),
        ("what is the flow when the pump is running?", "the flow"),
        ("quelle est la pression quand P-7 tourne ?", "la pression"),
    ],
)
def test_asked(text: str, words: str) -> None:
    found = asked_usual(text)
    assert found is not None
    assert " ".join(found.split()) == words


@pytest.mark.parametrize(
    "text",
    [
        "is the vibration normal?",
        "was anything abnormal last night?",
        "what is the normal procedure for start up?",
        "normal operation of P-7",
        "how far above its usual level was the vibration?",
        "when was the vibration back to normal?",
        "normal working hours",
        "what caused the normal wear?",
        "compare the usual vibration of P-7 and P-8",
        "what is the pressure?",
    ],
)
def test_not_asked(text: str) -> None:
    assert asked_usual(text) is None
