"""What was spent on parts adds up; what is needed or consumed is no number of rows; rows have their own name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from .plant_tables import Sheet, asking, frame

_NAMES = ["WO", "Raised", "Closed", "Asset", "Text", "Parts EUR"]
_ORDERS = [
    ("WO-5101", datetime(2031, 1, 4), datetime(2031, 1, 9), "SEP-1", "Vidange huile, bowl O-rings", 300.0),
    ("WO-5102", datetime(2030, 9, 6), datetime(2030, 9, 12), "SEP-1", "Vidange huile", 40.0),
    ("WO-5103", datetime(2031, 3, 8), datetime(2031, 3, 9), "TT-21", "Sensor replaced", 58.0),
    ("WO-5104", datetime(2031, 3, 10), datetime(2031, 3, 12), "TT-21", "Sensor replaced", 58.0),
]
_SHORT = ["N° BT", "Date clôture", "Équipement"]
_BT = [
    ("BT 0031", datetime(2031, 3, 2), "G1"),
    ("BT 0032", datetime(2031, 3, 5), "G2"),
    ("BT 0033", datetime(2031, 3, 7), "G2"),
]


def _sheet(name: str, title: str, names: list[str], rows: list[tuple[object, ...]]) -> Sheet:
    dated = {"Raised", "Closed", "Date clôture"}
    types = {n: ("datetime" if n in dated else "number" if n == "Parts EUR" else "text", None) for n in names}
    made = frame([dict(zip(names, row, strict=True)) for row in rows])
    return Sheet(name, title, types, made)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    sheets = [
        _sheet("work_orders", "work orders", _NAMES, _ORDERS),  # type: ignore[arg-type]
        _sheet("bons", "BT bons de travail", _SHORT, _BT),  # type: ignore[arg-type]
    ]
    return asking(sheets, tmp_path_factory.mktemp("spent"))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("parts cost of TT-21 so far", "116 is the total of Parts EUR over 2 work orders"),
        ("total parts cost of SEP-1 in 2031", "300"),
    ],
)
def test_what_parts_cost_adds_up(ask: Callable[..., str], question: str, told: str) -> None:
    assert told in ask(question)


def test_a_tag_that_begins_like_a_month_is_no_month(ask: Callable[..., str]) -> None:
    assert "2030-09" not in ask("total parts cost of SEP-1 in 2031")


@pytest.mark.parametrize(
    "question", ["combien d'huile faut-il pour une vidange", "combien d'huile consomme SEP-1"]
)
def test_an_amount_is_no_number_of_rows(ask: Callable[..., str], question: str) -> None:
    assert "Il y a" not in ask(question, language="fr")


def test_rows_called_by_a_word_of_their_table_are_counted_there(ask: Callable[..., str]) -> None:
    assert "3" in ask("combien de BT clôturés en mars 2031 ?", language="fr")
    assert "2" in ask("how many WOs were closed in March 2031?")


def test_what_happened_is_told_in_the_words_of_the_rows(ask: Callable[..., str]) -> None:
    assert "Sensor replaced" in ask("what happened to TT-21?")
