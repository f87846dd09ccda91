"""Count the numbers that Word prints before headings and list items. Knows numbering definitions, no text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.parsers.package_xml import attribute, child, children, value_of, whole_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 9
_HIGHEST = 9_999
"""Number that a list may start with; roman ones and letters grow with it."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How one level of a list is printed: ``%1.%2`` and the kind of its counter."""

    pattern: str
    kind: str
    start: int


class Numbering:
    """The counters of a document, moved on paragraph by paragraph."""

    def __init__(self, root: Element | None) -> None:
        lists = {
            attribute(one, "abstractNumId"): {
                whole_number(attribute(level, "ilvl"), 0): _level(level) for level in children(one, "lvl")
            }
            for one in children(root, "abstractNum")
        }
        self._abstract: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        for number in children(root, "num"):
            key, abstract = attribute(number, "numId") or "", value_of(number, "abstractNumId") or ""
            self._abstract[key] = abstract
            self._levels[key] = dict(lists.get(abstract, {}))
            for change in children(number, "lvlOverride"):
                depth = whole_number(attribute(change, "ilvl"), 0)
                replaced = child(change, "lvl")
                if replaced is not None:
                    self._levels[key][depth] = _level(replaced)
        self._counts: dict[str, list[int | None]] = {}

    def label(self, number_id: str, depth: int) -> str | None:
        """Moves the counter on and returns what Word prints; an empty text for a bullet, None for nothing."""
        levels = self._levels.get(number_id)
        if not levels or depth not in levels or depth >= _DEEPEST:
            return None
        level = levels[depth]
        if level.kind == "bullet":
            return ""
        if level.kind == "none":
            return None
        counts = self._counts.setdefault(self._abstract[number_id], [None] * _DEEPEST)
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = levels[upper].start if upper in levels else 1
        current = counts[depth]
        counts[depth] = level.start if current is None else current + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        printed = re.sub(r"%(\d)", lambda match: _printed(counts, levels, int(match[1]) - 1), level.pattern)
        return printed.strip().rstrip(".):").strip("(") or None


def _level(element: Element) -> Level:
    return Level(
        pattern=value_of(element, "lvlText") or "",
        kind=value_of(element, "numFmt") or "decimal",
        start=whole_number(value_of(element, "start"), 1, most=_HIGHEST),
    )


def _printed(counts: list[int | None], levels: dict[int, Level], depth: int) -> str:
    count = counts[depth] or 0
    kind = levels[depth].kind if depth in levels else "decimal"
    if kind in {"lowerLetter", "upperLetter"}:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def _roman(number: int) -> str:
    printed = ""
    for value, letters in _ROMAN:
        while number >= value:
            printed += letters
            number -= value
    return printed
