from __future__ import annotations

import pytest

from assistant.experts.tables.quantities import find_quantities, parse_number
from assistant.experts.tables.words import fold, prepare


@pytest.mark.parametrize(
    ("text", "comparison", "value", "unit"),
    [
        ("more than 10 hours", ">", 10, "hour"),
        ("at least 3", ">=", 3, None),
        ("RPN (25+)", ">=", 25, None),
        ("detection (2-)", "<=", 2, None),
        ("not more than 5", "<=", 5, None),
        ("longer than a day", ">", 1, "day"),
        ("24h or more", ">=", 24, "hour"),
        ("plus de 10 heures", ">", 10, "hour"),
        ("moins d'une heure", "<", 1, "hour"),
        ("au moins 3", ">=", 3, None),
        ("zero hours", "=", 0, "hour"),
        ("at least 12th", ">=", 12, None),
    ],
)
def test_comparisons(text: str, comparison: str, value: float, unit: str | None) -> None:
    (quantity,) = find_quantities(fold(prepare(text)))
    assert (quantity.comparison, quantity.value, quantity.unit) == (comparison, value, unit)


def test_between() -> None:
    (quantity,) = find_quantities("between 5 and 10 days")
    assert (quantity.comparison, quantity.value, quantity.upper, quantity.hours) == ("between", 5, 10, 120)


def test_plain_numbers_are_not_explicit() -> None:
    (quantity,) = find_quantities("severity 4 lines")
    assert not quantity.explicit
    assert quantity.span == (9, 10) or quantity.span == (9, 11)


def test_masked_numbers_are_left_out() -> None:
    assert find_quantities("in 2020", masked=((3, 7),)) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("1,250", 1250), ("0,5", 0.5), ("twelve", 12), ("3rd", 3), ("x", None)]
)
def test_parse_number(text: str, value: float | None) -> None:
    assert parse_number(text) == value
