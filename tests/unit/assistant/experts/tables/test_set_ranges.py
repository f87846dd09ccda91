"""Readings out of the range set beside them, printed as numbers or as words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.experts.tables.set_ranges import set_range
from retrieval.records import ColumnType, Language

from .plant_tables import Sheet, asking, frame

TEXT: tuple[ColumnType, str | None] = ("text", None)
NUMBER: tuple[ColumnType, str | None] = ("number", None)


def _numbers() -> Sheet:
    rows = [
        {
            "Point": point,
            "What": what,
            "Unit": unit,
            "Range low": low,
            "Range high": high,
            "Reading 06:30": read,
        }
        for point, what, unit, low, high, read in (
            ("K1", "Glue temperature", "°C", 20, 25, 27.5),
            ("K2", "Press pressure", "bar", 180, 200, 180),
            ("K3", "Dew point", "°C", -45, -35, -50),
            ("K4", "Tank level", "%", 40, 80, None),
        )
    ]
    types = {**dict.fromkeys(("Point", "What", "Unit"), TEXT)}
    types |= dict.fromkeys(("Range low", "Range high", "Reading 06:30"), NUMBER)
    return Sheet("round_2025_03_09", "Morning round", types, frame(rows))


def _words() -> Sheet:
    rows = [
        {"Contrôle": what, "Unité": unit, "Consigne": set_, "Relevé": read, "Remarque": ""}
        for what, unit, set_, read in (
            ("Niveau trémie", "%", "40 à 60", 62.0),
            ("Perte de charge", "mbar", "≤ 15", 15.0),
            ("Débit purge", "l/min", "> 3", 2.5),
        )
    ]
    types = {**dict.fromkeys(("Contrôle", "Unité", "Consigne", "Remarque"), TEXT), "Relevé": NUMBER}
    return Sheet("ronde_2025_04_11", "Ronde", types, frame(rows))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking((_numbers(), _words()), tmp_path_factory.mktemp("rounds"))


@pytest.mark.parametrize(
    ("text", "language", "held", "not_held"),
    [
        (
            "which readings of the morning round were out of range?",
            "en",
            ("K1", "K3", "2 of 3", "K4"),
            ("K2",),
        ),
        ("any points out of limits on the round of 9/3?", "en", ("K1", "K3"), ("K2", "trémie")),
        (
            "quels relevés de la ronde du 11/04 sont hors consigne ?",
            "fr",
            ("Niveau trémie 62 % (40 à 60)", "Débit purge 2,5 l/min", "2 relevés sur 3"),
            ("Perte", "K1"),
        ),
        ("which readings of the round of 12/12 were out of range?", "en", (), ("K1", "trémie")),
    ],
)
def test_rows_outside_what_is_set(
    ask: Callable[..., str], text: str, language: Language, held: tuple[str, ...], not_held: tuple[str, ...]
) -> None:
    said = ask(text, language=language)
    assert [word for word in held if word not in said] == []
    assert [word for word in not_held if word in said] == []


@pytest.mark.parametrize(
    ("cell", "bounds"),
    [
        ("40 à 62", (40, 62)), ("1,5 à 2,5 mg/L", (1.5, 2.5)), ("-45 to -35 °C", (-45, -35)), ("36-40", (36, 40)),
        ("≤ 15", (None, 15)), ("< 2,8 mm/s", (None, 2.8)), ("min 3", (3, None)), ("50 ± 5", (45, 55)),
        ("12/11/2025", None), ("propre", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_cell_of_words_sets(cell: str, bounds: tuple[float | None, float | None] | None) -> None:
    assert set_range(cell) == bounds


def test_a_store_list_is_no_round(tmp_path: Path) -> None:
    rows = [{"Item": "N-1", "Stock": 2, "Min": 5}, {"Item": "N-2", "Stock": 9, "Min": 5}]
    types = {"Item": TEXT, "Stock": NUMBER, "Min": NUMBER}
    ask = asking((Sheet("store", "Store", types, frame(rows)),), tmp_path)
    assert "readings" not in ask("which items are out of range?")
