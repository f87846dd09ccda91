from __future__ import annotations

from assistant.experts.tables.index import TableIndex


def test_parts_of_columns(index: TableIndex) -> None:
    orders = index.schema("ordres_de_travail")
    assert orders.key == "N° OT"
    assert orders.column("Type").part == "name"
    assert orders.column("Coût").part == "measure"
    assert orders.column("Heures").part == "span"
    assert orders.interval == ("Date début", "Date fin")
    assert index.schema("equipment_register").column("Critical").part == "flag"


def test_units_are_no_words_of_a_name(index: TableIndex) -> None:
    assert index.schema("spare_parts").column("Unit price").words == ("unit", "price")


def test_values_with_counts(index: TableIndex) -> None:
    values = dict(index.schema("inspection_rounds").column("Result").values)
    assert set(values) == {"OK", "NOK"}
    assert sum(values.values()) == index.schema("inspection_rounds").rows


def test_extremes_of_dates_and_numbers(index: TableIndex) -> None:
    rounds = index.schema("inspection_rounds")
    assert str(rounds.column("Date").low).startswith("2023-01-0")
    assert rounds.column("Vibration").high is not None
