"""Tell whether a text holds the printed strings (needles) of a fact. Knows strings, no file and no parser.

Compared is what is printed, not how it is encoded: case, kinds of dashes, quotation marks and blanks, decimal
comma or point and a zero before the point make no difference. Numbers and words must match whole: ``19`` is
not in ``0,19``, ``19.5``, ``-19``, ``19:1`` or ``19°``. The verdicts are those of the data set's own scorer.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

Needle = str | tuple[str, ...]
"""A string as printed, or spellings of which one must be there."""

_SAME = {
    "-": "‐‑‒–—―−⁃",
    "'": "‘’‚‛′`´",
    '"': "“”„‟«»",
    "⌀": "ø∅",
    "x": "×✕✖",
    " ": "|\x7f\ufffe\uffff" + "".join(map(chr, range(32))),
    "": "\u00ad\u200b\ufeff",
}
_FOLDED = str.maketrans({glyph: letter for letter, glyphs in _SAME.items() for glyph in glyphs})
_NO_GLYPH = re.compile(r"\(cid:\d+\)|\\~")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_DEGREE = re.compile("[º˚]")
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_EMPHASIS = re.compile(r"(?<![^\s(])\*{1,3}(?=\S)(.+?)(?<=\S)\*{1,3}(?![^\s.,;:)])")
_LISTED_NUMBER = re.compile(r"(\.\d+),(?=\d)")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_LEADING_ZEROS = re.compile(r"(?<![\d.])0+(?=\.\d)")
_BLANKS = re.compile(r"\s+")
_DIVIDED = re.compile("(?<=[^\\W\\d_])(?:[-\u00ad‐]\\s*\\n|[\x02\ufffe])\\s*(?=[^\\W\\d_])")
_PIECE = re.compile(r"\d*(?:\.\d+)+|\d+|[^\W\d_]+|[^\w\s]|_")
_MINUS = re.compile(r"[^\w)\]]-")
_NUMBER_GOES_ON = re.compile(r"\d|\.\d|\s?°(?!\s?[cf])")
_RATIO_AFTER = re.compile(r"\s?:\s?\d")
_RATIO_BEFORE = re.compile(r"\d:")
_PAD = "   "


def holds_all(text: str, needles: Sequence[Needle]) -> bool:
    """True where every needle is in the text, one that is listed ``n`` times at least ``n`` times.

    Words that are divided at a line's end count in both spellings.
    """
    readings = [normalised(text), normalised(_DIVIDED.sub("", text))]
    wanted = Counter(needles)
    return all(max(count(needle, reading) for reading in readings) >= n for needle, n in wanted.items())


def normalised(text: str) -> str:
    """The text as it is compared."""
    text = html.unescape(_TAG.sub(" ", _NO_GLYPH.sub(" ", text)))
    text = unicodedata.normalize("NFKC", _DEGREE.sub("°", text)).casefold().translate(_FOLDED)
    text = _EMPHASIS.sub(r"\1", _ESCAPE.sub("", text).replace("''", '"'))
    text = _LISTED_NUMBER.sub(r"\1 ", text.replace("+/-", "±").replace("+-", "±"))
    text = _LEADING_ZEROS.sub("", _DECIMAL_COMMA.sub(".", text))
    return _BLANKS.sub(" ", text).strip()


def count(needle: Needle, reading: str) -> int:
    """How often a needle stands whole in a normalised text; spellings of one place count once."""
    places: set[int] = set()
    for spelling in (needle,) if isinstance(needle, str) else needle:
        wanted, pattern = _compiled(spelling)
        places.update(
            found.start()
            for found in pattern.finditer(reading)
            if _stands_whole(reading, found.start(), found.end(1), wanted)
        )
    return len(places)


@lru_cache(maxsize=4096)
def _compiled(spelling: str) -> tuple[str, re.Pattern[str]]:
    """The normalised needle and a pattern that finds it with any blanks between its pieces, overlaps too."""
    wanted = normalised(spelling)
    pieces = r"\s*".join(re.escape(piece) for piece in _PIECE.findall(wanted))
    return wanted, re.compile(f"(?=({pieces}))")


def _stands_whole(reading: str, start: int, end: int, wanted: str) -> bool:
    padded = f"{_PAD}{reading}{_PAD}"
    before, after = padded[: start + len(_PAD)], padded[end + len(_PAD) :]
    return _begins_whole(before, after, wanted) and _ends_whole(after, wanted)


def _begins_whole(before: str, after: str, wanted: str) -> bool:
    first = wanted[0]
    if first.isdigit() or re.match(r"\.\d", wanted):
        longer = before[-1].isdigit() or before[-1] == "."
        negative = bool(_MINUS.fullmatch(before[-2:]))
        ratio = ":" not in wanted and bool(_RATIO_BEFORE.fullmatch(before[-2:]))
        inside_a_code = (
            wanted[-1].isdigit() and bool(re.fullmatch("[a-z]{3}", before[-3:])) and after[0].isalpha()
        )
        return not (longer or negative or ratio or inside_a_code)
    return not before[-1].isalpha() if first.isalpha() else before[-1] != first


def _ends_whole(after: str, wanted: str) -> bool:
    last = wanted[-1]
    if last.isdigit():
        ratio = ":" not in wanted and bool(_RATIO_AFTER.match(after[:4]))
        return not (_NUMBER_GOES_ON.match(after[:4]) or ratio)
    if last.isalpha():
        return not (after[0].isalpha() or (len(wanted) == 1 and after[0].isdigit()))
    return after[0] != last
