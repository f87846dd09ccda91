"""How numbers of a text column are written, and their SQL."""

from __future__ import annotations

import duckdb
import pytest

from assistant.experts.tables.printed_numbers import NumberStyle, number_sql, number_style


@pytest.mark.parametrize(
    ("values", "style"),
    [
        (["1.2 bar", "14 bar", "1,204.5 bar"], "point"),
        (["1,2 bar", "14 bar"], "comma"),
        (["1 980,50 €", "845,00 €", "1.250,00 €"], "comma"),
        (["1,204", "2,310"], "point"),
        (["165 °C", "1,2 bar", "9 mm/s"], ""),
        (["1,25 bar", "2.5 bar"], ""),
        (["open", "closed", "3"], ""),
        (["12"], ""),
    ],
)
def test_style_of_a_column(values: list[str], style: str) -> None:
    assert number_style(values) == style


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("1,2 bar", "comma", 1.2),
        ("-1\u202f980,50 €", "comma", -1980.5),
        ("1.250,00 €", "comma", 1250.0),
        ("1,204.5 bar", "point", 1204.5),
        ("n/a", "comma", None),
    ],
)
def test_number_in_sql(text: str, style: NumberStyle, number: float | None) -> None:
    found = duckdb.sql(f"SELECT {number_sql('t', style)} FROM (SELECT '{text}' AS t)").fetchall()
    assert found == [(number,)]
