"""Texts that are a dimension: a number with its sign, unit, count and tolerance. Knows no place."""

from __future__ import annotations

import re

_THOUSANDS = "[ \u00a0\u202f]"
_VALUE = rf"(?:\d{{1,3}}(?:{_THOUSANDS}\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?|[.,]\d+)"
_TOLERANCE = (
    rf"(?:\s?(?:±|\+/-|\+-)\s?{_VALUE}|\s?[+-]\s?{_VALUE}(?:\s?/?\s?[+-]?\s?{_VALUE})?|"
    r"\s?[a-zA-Z]{1,2}\d{1,2})"
)
_DIMENSION = re.compile(
    rf"(?:\(?\d{{1,3}}\s?[xX×]\s*)?\(?(?P<prefix>[⌀∅ØøR]|SR|SØ|S⌀|M(?=\d)|□)?\s?{_VALUE}\s?(?:°|mm|in|\"|')?"
    rf"(?:\s?[xX×]\s?{_VALUE}\s?°?)?{_TOLERANCE}?\)?"
    r"(?:\s(?:THRU(?: ALL)?|TYP\.?|REF\.?|MAX\.?|MIN\.?|DEEP|UNC|UNF|BSC)[\w .-]{0,12})?"
)
_APART = re.compile(rf"^\D?\s?\d{{1,3}}(?:{_THOUSANDS}\d{{3}})+(?!\d)")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_KINDS = {"R": "radius", "SR": "radius", "M": "thread", "□": "square"}


def without_blanks(text: str) -> str:
    """A dimension whose thousands are set apart without the blanks: ``12 000`` is ``12000``."""
    return _APART.sub(lambda match: re.sub(_THOUSANDS, "", match[0]), text)


def printed_kind(text: str) -> str:
    """What a printed dimension measures; empty where the text is none."""
    match = _DIMENSION.fullmatch(text.strip())
    if match is None or _DATE.fullmatch(text.strip()):
        return ""
    if match["prefix"]:
        return _KINDS.get(match["prefix"], "diameter")
    return "angle" if re.search(r"\d\s?°", text) and not re.search(r"[xX×]", text) else "linear"
