"""Stock beside its least, orders without an end, places, and dates of what befell, in tables of other plants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.experts.tables.look_through import _text_part
from retrieval.records import ColumnType, Language

from .plant_tables import Sheet, asking, frame

TEXT: tuple[ColumnType, str | None] = ("text", None)
WHOLE: tuple[ColumnType, str | None] = ("integer", None)
DAY: tuple[ColumnType, str | None] = ("date", None)


def _articles() -> Sheet:
    rows = [
        {"Item": item, "Name": name, "On hand": stock, "Reorder point": least, "Shelf": shelf}
        for item, name, stock, least, shelf in (
            ("VLV-20", "Ball valve DN20", 3, 3, "H-1"),
            ("GSK-50", "Gasket DN50", 1, 6, "H-2"),
            ("FUS-10", "Fuse 10 A", 40, 12, "K-7"),
        )
    ]
    types = {"Item": TEXT, "Name": TEXT, "On hand": WHOLE, "Reorder point": WHOLE, "Shelf": TEXT}
    return Sheet("articles", "Articles", types, frame(rows))


def _orders() -> Sheet:
    rows = [
        {"N° BT": number, "Machine": tag, "Genre": kind, "Travail": done, "Ouvert le": start, "Clos le": end}
        for number, tag, kind, done, start, end in (
            ("BT-81", "FOUR-2", "Préventif", "Graissage chaîne", date(2024, 3, 4), date(2024, 3, 5)),
            ("BT-82", "FOUR-2", "Correctif", "Brûleur remplacé", date(2024, 4, 8), None),
            ("BT-83", "TAPIS-4", "Correctif", "Bande grippée au tambour", date(2024, 5, 1), date(2024, 5, 2)),
            ("BT-84", "TAPIS-4", "Préventif", "Tension contrôlée", date(2024, 6, 2), None),
        )
    ]
    names = ("N° BT", "Machine", "Genre", "Travail")
    types = {**dict.fromkeys(names, TEXT), "Ouvert le": DAY, "Clos le": DAY}
    return Sheet("bons_travail", "Bons de travail", types, frame(rows))


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking((_articles(), _orders()), tmp_path_factory.mktemp("works"))


@pytest.mark.parametrize(
    ("text", "language", "held", "not_held"),
    [
        ("Which items are at or below the reorder point?", "en", ("VLV-20", "GSK-50"), ("FUS-10",)),
        ("items below the reorder point", "en", ("GSK-50",), ("VLV-20", "FUS-10")),
        ("Which items need to be reordered?", "en", ("VLV-20", "GSK-50"), ("FUS-10",)),
        ("Which items are low on stock?", "en", ("VLV-20", "GSK-50"), ("FUS-10",)),
        ("Quels articles sont sous le seuil mini ?", "fr", ("GSK-50",), ("VLV-20", "FUS-10")),
        ("Quels articles faut-il commander ?", "fr", ("VLV-20", "GSK-50"), ("FUS-10",)),
        ("Where is the ball valve kept?", "en", ("H-1",), ("K-7",)),
        ("où est rangé le Fuse 10 A ?", "fr", ("K-7",), ("H-1",)),
        ("quels BT ne sont pas encore clos ?", "fr", ("BT-82", "BT-84"), ("BT-81", "BT-83")),
        ("nbre de BT correctifs", "fr", ("2",), ()),
        ("Which BT are still open?", "en", ("BT-82", "BT-84"), ("BT-81", "BT-83")),
        ("quand FOUR-2 a déclenché ?", "fr", (), ("BT-81", "2024-03")),
        ("when did FOUR-2 trip?", "en", (), ("BT-81", "2024-03")),
        ("à quelle heure le FOUR-2 a déclenché ?", "fr", (), ("BT-81", "2024-03")),
    ],
)  # fmt: skip
def test_rows_are_chosen_by_what_is_asked(
    ask: Callable[..., str], text: str, language: Language, held: tuple[str, ...], not_held: tuple[str, ...]
) -> None:
    said = ask(text, language=language)
    assert [word for word in held if word not in said] == []
    assert [word for word in not_held if word in said] == []


def test_what_a_row_is_known_to_tell_is_dated(ask: Callable[..., str]) -> None:
    assert "2024" in ask("quand la bande de TAPIS-4 est-elle grippée ?", language="fr")


def test_how_much_a_thing_weighs_is_no_count(tmp_path: Path) -> None:
    rows = [
        {"Caractéristique": name, "Valeur": value, "Unité": unit}
        for name, value, unit in (("Poids cuve vide", 860, "kg"), ("Volume utile", 3, "m3"))
    ]
    types = {"Caractéristique": TEXT, "Valeur": WHOLE, "Unité": TEXT}
    ask = asking((Sheet("cuve", "Cuve de lait", types, frame(rows)),), tmp_path)
    assert "1 ligne" not in ask("combien pèse la cuve vide ?", language="fr")
    assert "1 ligne" not in ask("combien mesure la cuve vide ?", language="fr")


def test_a_reading_is_told_not_the_unit_before_it(tmp_path: Path) -> None:
    rows = [
        {"Point": point, "Unit": unit, "Reading": value, "Remark": "none"}
        for point, unit, value in (("Brine tank level", "%", 71), ("Ammonia pressure", "bar", 12))
    ]
    types = {"Point": TEXT, "Unit": TEXT, "Reading": WHOLE, "Remark": TEXT}
    ask = asking((Sheet("round", "Cold store round", types, frame(rows)),), tmp_path)
    assert "71" in ask("brine tank level in the cold store round?")


def test_a_column_of_references_may_hold_some_without_digits() -> None:
    values = [("VLV-20", 1), ("GSK-50", 1), ("FUS-10", 1), ("PAL-DE", 1)]
    assert _text_part(values, rows=4, distinct=4, is_named=True) == "key"
    assert _text_part(values, rows=4, distinct=4) == "name"
    assert _text_part([*values, ("two words", 1)], rows=5, distinct=5, is_named=True) == "name"
