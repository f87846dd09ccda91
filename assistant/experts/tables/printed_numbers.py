"""Columns of text whose values read as numbers (``1,2 bar``): how they are written. Knows no table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from ingest.parsers.units import is_unit

NumberStyle = Literal["", "point", "comma"]
"""How the numbers of a text column set off their decimals; empty where its values are no numbers."""

_GAPS = " \u00a0\u202f\u2009"
_LIKE = re.compile(
    rf"[^\w-]{{0,2}}-?(?P<number>\d(?:[\d,.{_GAPS}]*\d)?)\s*(?P<unit>[^\d\s]{{1,8}}|\([^)]*\))?"
)
_COMMA = re.compile(rf"\d{{1,3}}(?:[.{_GAPS}]\d{{3}})*(?:,\d+)?|\d+(?:,\d+)?")
_POINT = re.compile(rf"\d{{1,3}}(?:[,{_GAPS}]\d{{3}})*(?:\.\d+)?|\d+(?:\.\d+)?")
_ONLY_COMMA = re.compile(r"\d+,(?:\d{1,2}|\d{4,})")
_ENOUGH = 0.8


def number_style(values: Sequence[str]) -> NumberStyle:
    """The style of a column's values, of which most must be numbers in one unit.

    Values in several units (``1,2 bar`` and ``165 °C``) are no numbers: they can be neither compared nor
    added up, and one of them without its unit says nothing. ``1,234`` alone is a thousand.
    """
    found = [match for value in values if (match := _LIKE.fullmatch(value.strip()))]
    if len(values) < 2 or len(found) < _ENOUGH * len(values):
        return ""
    units = {match["unit"].strip("()") for match in found if match["unit"]}
    if len({unit for unit in units if is_unit(unit)}) > 1:
        return ""
    numbers = [match["number"] for match in found]
    if all(_POINT.fullmatch(number) for number in numbers):
        return "point"
    if all(_COMMA.fullmatch(number) for number in numbers):
        return "comma"
    fits = sum(bool(_POINT.fullmatch(number)) for number in numbers) >= _ENOUGH * len(values)
    return "point" if fits and not any(_ONLY_COMMA.fullmatch(number) for number in numbers) else ""


def number_sql(column: str, style: NumberStyle) -> str:
    """DuckDB's words for the number in a text; null where there is none."""
    if style == "comma":
        text = f"regexp_extract({column}, '-?[0-9][0-9.\\s\\x{{a0}}\\x{{202f}}\\x{{2009}}]*(,[0-9]+)?')"
        bare = f"regexp_replace({text}, '[.\\s\\x{{a0}}\\x{{202f}}\\x{{2009}}]', '', 'g')"
        return f"TRY_CAST(replace({bare}, ',', '.') AS DOUBLE)"
    text = f"regexp_extract({column}, '-?[0-9][0-9,]*([.][0-9]+)?')"
    return f"TRY_CAST(replace({text}, ',', '') AS DOUBLE)"
