"""Numbers as printed in English and French tables."""

from __future__ import annotations

import pyarrow as pa
import pytest

from ingest.parsers.numbers import read_numbers


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        (["1", "-2", "+3"], [1, -2, 3]),
        (["1.5", ".25", "2.", "1e-3"], [1.5, 0.25, 2.0, 0.001]),
        (["1,5", "0,25", "12"], [1.5, 0.25, 12.0]),
        (["1,234.5", "12.0"], [1234.5, 12.0]),
        (["1 234,5", "7"], [1234.5, 7.0]),
        (["1\u202f234,5", "2,0"], [1234.5, 2.0]),
        (["1.234,5", "2,5"], [1234.5, 2.5]),
        (["1,234", "12,345,678"], [1234, 12345678]),
        (["12 %", "7.5 %"], [12.0, 7.5]),
        (["€ 12.50", "€ 3"], [12.5, 3.0]),
        (["$ 1,250", "75.5", "-$20", "$-3"], [1250.0, 75.5, -20.0, -3.0]),
    ],
)
def test_reads_what_is_printed(texts: list[str], values: list[float]) -> None:
    numbers = read_numbers(pa.array(texts))
    assert numbers is not None
    assert numbers.values.to_pylist() == values


@pytest.mark.parametrize(
    "texts", [["0012", "0013"], ["12E4"], ["1.2.3"], ["3 mm", "4 bar"], ["$3", "€4", "5"], ["A1"], ["1" * 20]]
)
def test_codes_are_no_numbers(texts: list[str]) -> None:
    assert read_numbers(pa.array(texts)) is None


def test_the_rest_of_the_file_decides_what_a_comma_is() -> None:
    texts = pa.array(["1,234", "5,678"])
    english, french = read_numbers(texts), read_numbers(texts, decimal_comma=True)
    assert english is not None
    assert french is not None
    assert english.values.to_pylist() == [1234, 5678]
    assert french.values.to_pylist() == [1.234, 5.678]


def test_a_unit_behind_every_number_is_the_unit() -> None:
    numbers = read_numbers(pa.array(["12.5 bar", "3 bar"]))
    assert numbers is not None
    assert numbers.unit == "bar"


def test_the_sign_of_some_amounts_is_the_unit_of_all() -> None:
    numbers = read_numbers(pa.array(["€ 1 250,50", "75,25", "12"]))
    assert numbers is not None
    assert (numbers.unit, numbers.values.to_pylist()) == ("€", [1250.5, 75.25, 12.0])
