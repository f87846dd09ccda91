"""Headers that hold a quantity, in either language, and those of limits, dates to come and codes that do not."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.tables.quantity_columns import (
    columns_of,
    dates_rows,
    is_due,
    lasting,
    making,
    tells_year,
    the_one,
)
from assistant.experts.tables.schema import ColumnSchema, Part, TableSchema
from assistant.experts.tables.superlatives import Quantity
from assistant.experts.tables.words import name_words
from retrieval.records import ColumnType, Table

_YEARS = (1987.0, 2021.0)


def _column(
    name: str,
    type_: ColumnType = "number",
    *,
    unit: str | None = None,
    bounds: tuple[float, float] = (3.0, 80.0),
    part: Part = "measure",
) -> ColumnSchema:
    dated = type_ in ("date", "datetime")
    return ColumnSchema(
        name=name,
        type=type_,
        part="moment" if dated else part,
        words=name_words(name),
        unit=unit,
        filled=4,
        distinct=4,
        low=datetime(2026, 1, 1) if dated else bounds[0],
        high=datetime(2026, 9, 1) if dated else bounds[1],
    )


def _schema(*columns: ColumnSchema) -> TableSchema:
    table = Table(id="t", source="t.csv", name="t", title="", columns=(), row_count=4, parquet="t")
    return TableSchema(table=table, columns=columns, words=("t",), rows=4)


@pytest.mark.parametrize(
    ("name", "unit", "quantity", "held"),
    [
        ("PU HT", None, "price", True),
        ("Value", "EUR", "price", True),
        ("Cost centre", None, "price", False),
        ("Interval days", "days", "price", False),
        ("Poids", "kg", "weight", True),
        ("kg", None, "weight", True),
        ("Grease", "kg", "weight", False),
        ("Bearing", "°C", "heat", True),
        ("Max temp", "°C", "heat", False),
        ("Longueur", "mm", "length", True),
        ("Puissance", "kW", "power", True),
        ("Flow", "m3/h", "power", False),
        ("Gravité", None, "severity", True),
    ],
)
def test_headers_of_figures(name: str, unit: str | None, quantity: Quantity, held: bool) -> None:
    column = _column(name, unit=unit)
    assert columns_of(_schema(column), quantity) == ((column,) if held else ())


@pytest.mark.parametrize(
    "name", ["Built", "Année", "Yr", "Year of make", "Installed", "Date MES", "Mise en service"]
)
def test_years_in_which_things_were_made(name: str) -> None:
    column = _column(name, "integer", bounds=_YEARS)
    assert making(_schema(column)) == (column,)
    assert tells_year(column)
    assert not making(_schema(_column(name, "integer", bounds=(3.0, 80.0))))


@pytest.mark.parametrize(
    "name", ["Date d'achat", "Mise en service", "MES", "In service since", "Installed", "Commissioning date"]
)
def test_dates_on_which_things_were_made(name: str) -> None:
    column = _column(name, "date")
    assert making(_schema(_column("Next due", "date"), column)) == (column,)
    assert not dates_rows(column)


@pytest.mark.parametrize(
    "name",
    ["Next due", "Last done", "Prochaine échéance", "Service date", "Replace by", "Out of service", "Raised"],
)
def test_other_dates_are_not_of_making(name: str) -> None:
    assert making(_schema(_column(name, "date"))) == ()


def test_prices_that_may_be_years_are_none() -> None:
    assert making(_schema(_column("Purchase price", "integer", bounds=(1900.0, 2000.0)))) == ()


def test_made_is_before_installed_and_installed_before_bought() -> None:
    bought, fitted = _column("Purchased", "date"), _column("Installed", "date")
    built = _column("Built", "integer", bounds=_YEARS)
    assert making(_schema(bought, fitted, built)) == (built, fitted, bought)


@pytest.mark.parametrize(
    ("name", "due", "own"),
    [
        ("Raised", False, True),
        ("Failed on", False, True),
        ("Issued", False, True),
        ("Next due", True, False),
        ("Replace by", True, False),
        ("Échéance VGP", True, False),
        ("Last done", False, False),
        ("Calibrated", False, False),
        ("Dernière visite", False, False),
    ],
)
def test_dates_of_the_row_itself(name: str, due: bool, own: bool) -> None:
    column = _column(name, "date")
    assert (is_due(column), dates_rows(column)) == (due, own)


def test_care_dates_the_rows_of_a_list_of_care() -> None:
    assert dates_rows(_column("Calibrated", "date"), of_care=True)
    assert not dates_rows(_column("Last calibrated", "date"), of_care=True)


def test_of_several_columns_the_barest_is_meant_or_none() -> None:
    bare, outer, inner = _column("Temp"), _column("Outer temp"), _column("Inner temp")
    assert the_one((outer, bare, inner), "heat") == bare
    assert the_one((outer, inner), "heat") is None


def test_what_labour_cost_is_no_time() -> None:
    hours, paid = _column("Labour", unit="h"), _column("Labour", unit="EUR")
    assert lasting(_schema(paid, hours)) == (hours,)
