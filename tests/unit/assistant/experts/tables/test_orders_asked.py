"""Orders counted by when they were raised, parts by what one costs, and words that are no unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.experts.tables.look_through import _text_part
from retrieval.records import ColumnType, Language

from .plant_tables import Sheet, asking, frame

TEXT: tuple[ColumnType, str | None] = ("text", None)
NUMBER: tuple[ColumnType, str | None] = ("number", None)
DAY: tuple[ColumnType, str | None] = ("date", None)


def _orders() -> Sheet:
    rows = [
        {
            "N° BT": number, "Machine": tag, "Nature": kind, "Travaux": done,
            "Date ouverture": start, "Date clôture": end, "Coût €": cost,
        }
        for number, tag, kind, done, start, end, cost in (
            ("BT 081", "FOUR-2", "CM", "Joint de brûleur remplacé", date(2023, 12, 4), date(2024, 1, 5), 90.0),
            ("BT 082", "FOUR-2", "CM", "Joint de brûleur remplacé", date(2024, 4, 8), date(2024, 4, 9), 95.0),
            ("BT 083", "TAPIS-4", "CM", "Bande grippée", date(2024, 5, 1), date(2024, 5, 2), 300.0),
            ("BT 084", "FOUR-2", "PM", "Graissage", date(2024, 6, 2), date(2025, 1, 9), 10.0),
        )
    ]  # fmt: skip
    types = {**dict.fromkeys(("N° BT", "Machine", "Nature", "Travaux"), TEXT), "Coût €": NUMBER}
    types |= {"Date ouverture": DAY, "Date clôture": DAY}
    return Sheet("bt", "Bons de travail", types, frame(rows))


def _parts() -> Sheet:
    rows = [
        {"Référence": code, "Désignation": name, "Stock": stock, "Prix €": price}
        for code, name, stock, price in (
            ("JNT-BRU", "Joint de brûleur 400 A", 3, 41.5),
            ("BND-004", "Bande de convoyeur", 1, 260.0),
            ("CHN-FR", "Chaîne de four", 0, 900.0),
        )
    ]
    types = {"Référence": TEXT, "Désignation": TEXT, "Stock": NUMBER, "Prix €": NUMBER}
    return Sheet("magasin", "Magasin", types, frame(rows))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking((_orders(), _parts()), tmp_path_factory.mktemp("orders"))


@pytest.mark.parametrize(
    ("text", "language", "held", "not_held"),
    [
        ("combien de BT sur FOUR-2 en 2024 ?", "fr", ("2", "Date ouverture"), ("valeurs différentes",)),
        ("combien de BT sur FOUR-2 clôturés en 2024 ?", "fr", ("2", "Date clôture"), ()),
        ("cout total des BT sur FOUR-2 en 2024", "fr", ("185", "Date clôture"), ()),
        ("how many CM jobs on FOUR-2?", "en", ("2",), ()),
        ("cout total sur le tapis TAPIS-4", "fr", ("300",), ()),
        ("combien coûte un joint de brûleur ?", "fr", ("41,5",), ("185", "90")),
        ("how much does a conveyor belt cost?", "en", ("260",), ("300",)),
    ],
)  # fmt: skip
def test_orders_and_prices(
    ask: Callable[..., str], text: str, language: Language, held: tuple[str, ...], not_held: tuple[str, ...]
) -> None:
    said = ask(text, language=language)
    assert [word for word in held if word not in said] == []
    assert [word for word in not_held if word in said] == []


@pytest.mark.parametrize(("corrective", "preventive"), [("CORR", "PREV"), ("COR", "PRV"), ("Corr.", "Prév.")])
def test_a_clipped_kind_of_work_is_counted_alone(tmp_path: Path, corrective: str, preventive: str) -> None:
    orders = _orders()
    kinds = orders.frame.replace({"Nature": {"CM": corrective, "PM": preventive}})
    ask = asking((replace(orders, frame=kinds),), tmp_path)
    for asked, kind, count in (("correctifs", corrective, 2), ("préventifs", preventive, 1)):
        said = ask(f"Combien de BT {asked} sur FOUR-2 ?", language="fr")
        assert kind in said
        assert re.search(rf"\b{count} [a-z]", said)


def test_prices_of_a_list_of_parts_are_not_added_up(ask: Callable[..., str]) -> None:
    assert "1201" not in ask("how much did the parts cost in total?").replace(",", "").replace(" ", "")


@pytest.mark.parametrize("values", [("BT 0031", "BT 0033"), ("CHN-DG", "ACC-VES")])
def test_numbers_and_references_are_keys_where_the_column_says_so(values: tuple[str, ...]) -> None:
    counted = [(value, 1) for value in values]
    assert _text_part(counted, rows=2, distinct=2, is_named=True) == "key"
    assert _text_part(counted, rows=2, distinct=2) == "name"
