from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from assistant.experts.tables.describe import known_columns, known_values, period_words, where_words
from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.plan import AnyOf, Expr, Filter
from assistant.records import Finding
from retrieval.records import Language

_TAG = Filter(expr=Expr(name="Tag"), condition="in", values=("P-1", "P-2"))


def test_conditions_in_words() -> None:
    over = Filter(expr=Expr(name="RPN"), condition=">", number=70)
    assert where_words((_TAG, over), "en") == "Tag P-1 or P-2 and RPN > 70"
    assert where_words((_TAG, over), "fr") == "Tag P-1 ou P-2 et RPN > 70"
    empty = Filter(expr=Expr(name="Action"), condition="is_null")
    assert where_words((AnyOf(filters=(over, empty)),), "en") == "RPN > 70 or Action empty"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (datetime(2014, 1, 1), datetime(2015, 1, 1), "in 2014"),
        (datetime(2020, 6, 1), datetime(2020, 7, 1), "in 2020-06"),
        (datetime(2020, 12, 1), datetime(2021, 1, 1), "in 2020-12"),
        (datetime(2020, 6, 5), datetime(2020, 6, 6), "on 2020-06-05"),
        (datetime(2020, 6, 5), datetime(2020, 6, 9), "from 2020-06-05 to 2020-06-08"),
        (datetime(2020, 6, 5), None, "from 2020-06-05 on"),
    ],
)
def test_periods_in_words(start: datetime, end: datetime | None, words: str) -> None:
    assert period_words(start, end, "en") == words


def test_known_values_are_in_natural_order(index: TableIndex) -> None:
    assert known_values(index, "inspection_rounds", "Result") == "NOK, OK"


@pytest.mark.parametrize(
    ("table", "asked", "language", "told"),
    [
        ("suppliers", "colour", "en", "Supplier, Country, Contact, Rating"),
        (
            "inspection_rounds",
            "colour",
            "en",
            "Date, Inspector, Equipment, Vibration, Temperature and 2 more",
        ),
        (
            "inspection_rounds",
            "vibrations",
            "en",
            "Vibration, Date, Inspector, Equipment, Temperature and 2 more",
        ),
        ("fmea_utilities", "ownership", "en", "Owner, Item, Component, Failure mode, Effect and 6 more"),
        ("ordres_de_travail", "techniciens", "fr", "Technicien, N° OT, Repère, Type, Priorité et 6 autres"),
    ],
)
def test_the_columns_nearest_to_what_was_asked_are_told(
    index: TableIndex, table: str, asked: str, language: Language, told: str
) -> None:
    assert known_columns(index.schema(table), asked, language) == told


def test_a_single_column_is_never_left_untold(index: TableIndex) -> None:
    schema = index.schema("inspection_rounds")
    assert known_columns(replace(schema, columns=schema.columns[:6]), "colour", "en") == (
        "Date, Inspector, Equipment, Vibration and 2 more"
    )


def test_a_refusal_tells_few_columns(find: Callable[..., Finding]) -> None:
    refusal = find("What is the supplier's colour in the inspection rounds?").refusal
    assert refusal == (
        "Inspection rounds has no column on “colour”: its columns are "
        "Date, Inspector, Equipment, Vibration, Temperature and 2 more."
    )
