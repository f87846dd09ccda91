"""Numbers out of printed text: decimal point or comma, thousands, a unit behind. Knows no table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest.parsers.units import is_unit

SPACES = " \u00a0\u202f\u2009'’"
_EXPONENT = r"(?:[eE][+-]?\d+)?"
_POINT = rf"^[+-]?(?:\d+\.?\d*|\.\d+){_EXPONENT}$"
_COMMA = rf"^[+-]?(?:\d+,?\d*|,\d+){_EXPONENT}$"
_POINT_THOUSANDS = rf"^[+-]?\d{{1,3}}(?:[,{SPACES}]\d{{3}})+(?:\.\d+)?$"
_COMMA_THOUSANDS = rf"^[+-]?\d{{1,3}}(?:[.{SPACES}]\d{{3}})+(?:,\d+)?$"
_GROUPED_INTEGER = r"^[+-]?\d{1,3}(?:\.\d{3})+$"
_INTEGER = r"^[+-]?\d{1,18}$"
_CODE = r"^[+-]?0\d+$|^\d+[eE]\d+$|^[+-]?\d{19,}$"
_WITH_UNIT = r"^(?P<number>[+-]?[\d.,][\d.,\s\x{00a0}\x{202f}]*)(?P<unit>[^\d\s.,+\-][^\d\s]{0,7})$"
_WITH_CURRENCY = r"^(?P<unit>[$€£])\s*(?P<number>[+-]?[\d.,][\d.,\s\x{00a0}\x{202f}]*)$"

_CURRENCY = r"^(?P<sign>[+-]?)\s*(?P<unit>[$€£]?)\s*(?P<number>[+-]?[\d.,][\d.,\s\x{00a0}\x{202f}]*)$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """A column read as numbers.

    Attributes:
        values: Arrow array, int64 or float64.
        decimal_comma: Whether the decimals are set off by a comma; None where nothing tells.
        unit: The unit printed behind every number.
    """

    values: Any
    decimal_comma: bool | None = None
    unit: str | None = None

    @property
    def is_integer(self) -> bool:
        """True where every value is whole and was printed so."""
        return bool(pa.types.is_integer(self.values.type))


def looks_like_code(texts: Any) -> bool:
    """True where a value would lose something as a number (``0012``, ``3E07``, 19 digits and more)."""
    return bool(pc.any(pc.match_substring_regex(texts, _CODE)).as_py())


def looks_like_number(texts: Any) -> Any:
    """Arrow mask of the texts that are plain numbers."""
    return pc.match_substring_regex(texts, "|".join((_POINT, _COMMA, _POINT_THOUSANDS, _COMMA_THOUSANDS)))


def read_numbers(texts: Any, *, decimal_comma: bool | None = None) -> Numbers | None:
    """Reads every text as a number, or none.

    Args:
        texts: Arrow array of trimmed strings without nulls.
        decimal_comma: What the rest of the file says; decides ``1,234``.

    Returns:
        The numbers, or None where a text is no number or is a code with leading zeros.
    """
    if len(texts) == 0 or looks_like_code(texts):
        return None
    plain = _read_plain(texts, decimal_comma=decimal_comma)
    if plain is not None:
        return plain
    for pattern in (_WITH_UNIT, _WITH_CURRENCY):
        parts = pc.extract_regex(texts, pattern)
        if parts.null_count:
            continue
        units = pc.unique(parts.field("unit")).to_pylist()
        if len(units) != 1 or not is_unit(units[0]):
            continue
        numbers = _read_plain(pc.utf8_trim_whitespace(parts.field("number")), decimal_comma=decimal_comma)
        if numbers is not None:
            return Numbers(values=numbers.values, decimal_comma=numbers.decimal_comma, unit=units[0])
    return _partly_signed(texts, decimal_comma=decimal_comma)


def _partly_signed(texts: Any, *, decimal_comma: bool | None) -> Numbers | None:
    """Amounts of which some bear the sign of one currency, as statements print the first and the last."""
    parts = pc.extract_regex(texts, _CURRENCY)
    if parts.null_count:
        return None
    signs = [unit for unit in pc.unique(parts.field("unit")).to_pylist() if unit]
    if len(signs) != 1:
        return None
    bare = pc.binary_join_element_wise(
        parts.field("sign"), pc.utf8_trim_whitespace(parts.field("number")), ""
    )
    numbers = _read_plain(bare, decimal_comma=decimal_comma)
    if numbers is None:
        return None
    return Numbers(values=numbers.values, decimal_comma=numbers.decimal_comma, unit=signs[0])


def _read_plain(texts: Any, *, decimal_comma: bool | None) -> Numbers | None:
    integers = pc.match_substring_regex(texts, _INTEGER)
    if pc.all(integers).as_py():
        return Numbers(values=pc.cast(_without_plus(texts), pa.int64()))
    if decimal_comma and _all(texts, _GROUPED_INTEGER, _INTEGER):
        return Numbers(values=pc.cast(_without(texts, "."), pa.int64()), decimal_comma=True)
    if _all(texts, _POINT):
        return Numbers(values=_to_float(texts), decimal_comma=False)
    if _all(texts, _POINT_THOUSANDS, _POINT) and not (decimal_comma and _all(texts, _COMMA)):
        bare = texts
        for separator in "," + SPACES:
            bare = _without(bare, separator)
        if pc.all(pc.match_substring_regex(bare, _INTEGER)).as_py():
            return Numbers(values=pc.cast(_without_plus(bare), pa.int64()))
        return Numbers(values=_to_float(bare), decimal_comma=False)
    if _all(texts, _COMMA_THOUSANDS, _COMMA):
        bare = texts
        for separator in "." + SPACES:
            bare = _without(bare, separator)
        return Numbers(values=_to_float(pc.replace_substring(bare, ",", ".")), decimal_comma=True)
    return None


def _all(texts: Any, *patterns: str) -> bool:
    matched = pc.match_substring_regex(texts, "|".join(patterns))
    return bool(pc.all(matched).as_py())


def _without(texts: Any, character: str) -> Any:
    return pc.replace_substring(texts, character, "")


def _without_plus(texts: Any) -> Any:
    return pc.replace_substring_regex(texts, r"^\+", "")


def _to_float(texts: Any) -> Any:
    return pc.cast(_without_plus(texts), pa.float64())
