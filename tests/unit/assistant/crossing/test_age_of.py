"""When a thing was built is told by its own row, with its age."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistant.crossing.age_of import AgeOf
from assistant.experts.tables import TableExpert
from assistant.experts.tables.source import FolderTables
from retrieval.records import Language, Scope

from .mill import Sheet, question


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> TableExpert:
    register = Sheet(
        "register", "Register", {"Tag": ("text", None), "Description": ("text", None), "Year": ("number", None)},
        [{"Tag": "P-7", "Description": "Pump", "Year": 2007}, {"Tag": "P-8", "Description": "Pump", "Year": None}],
    )  # fmt: skip
    fans = Sheet(
        "fans", "Fans",
        {"Tag": ("text", None), "Last service": ("datetime", None), "Commissioned": ("datetime", None)},
        [
            {"Tag": "K-1", "Last service": datetime(2030, 1, 2), "Commissioned": datetime(2019, 3, 4)},
            {"Tag": "K-2", "Last service": datetime(2030, 1, 2), "Commissioned": None},
        ],
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("plant")
    return TableExpert(FolderTables([register.write(folder), fans.write(folder)]))


def _told(tables: TableExpert, text: str, language: Language = "en") -> str | None:
    age = AgeOf(rows_named=tables.rows_named, today=lambda: date(2031, 5, 14))
    bridge = age.cross(question(text, language), Scope())
    return None if bridge is None else bridge.reasons[0].statement


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("when was P-7 installed?", "en", "P-7: Year 2007, about 24 years ago (register.csv)."),
        ("how old is P-7?", "en", "P-7: Year 2007, about 24 years ago (register.csv)."),
        ("quel âge a P-7 ?", "fr", "P-7 : Year 2007, soit environ 24 ans (register.csv)."),
        ("quand K-1 a-t-il été mis en service ?", "fr", "K-1 : Commissioned 04/03/2019, soit environ 12 ans (fans.csv)."),
    ],
)  # fmt: skip
def test_the_row_tells(tables: TableExpert, text: str, language: Language, said: str) -> None:
    assert _told(tables, text, language) == said


@pytest.mark.parametrize(
    "text",
    [
        "when was the seal of P-7 last installed?",
        "when was P-7 repaired?",
        "how old is the standard?",
        "how old is P-8?",
        "when was K-2 commissioned?",
        "when were P-7 and P-8 installed?",
    ],
)
def test_what_no_row_tells_is_left_to_others(tables: TableExpert, text: str) -> None:
    assert _told(tables, text) is None
