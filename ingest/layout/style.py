"""What the body text of a document looks like: size, weight, line pitch, words. Knows no structure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ingest.layout.rows import Row

_WORDS = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]{2,})*")
_MOST_WORDS = 200_000
_STEP = 0.04
"""Line pitches are counted in steps of so many type heights."""


class BodyStyle:
    """Counts what pages show; the answers get better with each page seen."""

    def __init__(self) -> None:
        self._sizes: Counter[float] = Counter()
        self._bold: Counter[bool] = Counter()
        self._pitches: Counter[int] = Counter()
        self._words: set[str] = set()

    def see(self, rows: Iterable[Row]) -> None:
        """Count the rows of a column."""
        above: Row | None = None
        for row in rows:
            self._sizes[round(2 * row.size) / 2] += len(row.text)
            self._bold[row.bold] += len(row.text)
            if above is not None and abs(above.size - row.size) < 0.1 * row.size:
                pitch = (row.y1 - above.y1) / row.size
                if 0.7 < pitch < 2.6:
                    self._pitches[round(pitch / _STEP)] += 1
            if len(self._words) < _MOST_WORDS:
                self._words.update(_whole_words(row.text, "" if above is None else above.text))
            above = row

    @property
    def size(self) -> float:
        """Type height of most characters."""
        return self._sizes.most_common(1)[0][0] if self._sizes else 10.0

    @property
    def bold(self) -> bool:
        """True where most of the text is bold, so that weight tells nothing."""
        return self._bold[True] > self._bold[False]

    @property
    def pitch(self) -> float:
        """Distance of lines within a paragraph, in type heights: the closest that is common."""
        total = sum(self._pitches.values())
        if not total:
            return 1.2
        for step in sorted(self._pitches):
            if sum(self._pitches[near] for near in (step - 1, step, step + 1)) >= 0.08 * total:
                return step * _STEP
        return 1.2

    def joined(self, left: str, right: str) -> str:
        """What stands between a line that ends with a hyphen and the next: ``""`` or the hyphen kept.

        The hyphen goes where the joined word occurs in the document, stays where the hyphenated one
        does or where both halves are words of their own, and goes otherwise when both are lower case.
        """
        tail, head = _last_word(left), _first_word(right)
        if not tail or not head:
            return "-"
        low = (tail + head).lower()
        if low in self._words:
            return ""
        if f"{tail}-{head}".lower() in self._words or not (tail.islower() or tail.istitle()):
            return "-"
        if not head.islower() or (tail.lower() in self._words and head in self._words and len(tail) > 2):
            return "-"
        return ""


def _whole_words(text: str, above: str) -> list[str]:
    """The words of a line less what a hyphen at a line end cut off."""
    words = _WORDS.findall(text.lower())
    if text.endswith("-"):
        words = words[:-1]
    return words[1:] if above.endswith("-") else words


def _last_word(text: str) -> str:
    match = re.search(r"([^\W\d_]+)-$", text)
    return match[1] if match else ""


def _first_word(text: str) -> str:
    match = re.match(r"[^\W\d_]+", text)
    return match[0] if match else ""
