"""Words of an answer made comparable: case, accents, dashes, spaces, citation markers. Knows no language."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

_DASHES = str.maketrans({"−": "-", "–": "-", "‑": "-", "—": "-", "’": "'", "ʼ": "'", "×": "x", "·": " "})
_FILLERS = frozenset({"a", "an", "the", "of", "le", "la", "les", "l", "un", "une", "de", "du", "des", "d"})
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[%°]")


def without_markers(text: str) -> str:
    """The text without citation markers such as `` [1]`` and `` [2][3]``."""
    return re.sub(r"\s*\[\d{1,3}\]", "", text)


def fold(text: str) -> str:
    """Lower case, no accents, one kind of dash, quote and space."""
    text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", text).strip().lower()


def words(text: str) -> list[str]:
    """The words and numbers of a text, folded, without articles."""
    return [word for word in _WORD.findall(fold(text)) if word not in _FILLERS]


def contains(text: str, phrase: str) -> bool:
    """True where the words of the phrase stand in the text one after the other.

    Numbers are whole: ``1.7`` is not in ``1.72``, and ``DN300`` is in ``DN 300``. Articles do not count
    where at least two other words are there.
    """
    needle = words(phrase)
    if len(needle) > 1 and _stands_in(words(text), needle):
        return True
    return _stands_in(_WORD.findall(fold(text)), _WORD.findall(fold(phrase)))


def _stands_in(hay: Sequence[str], needle: Sequence[str]) -> bool:
    size = len(needle)
    return size > 0 and any(list(hay[i : i + size]) == list(needle) for i in range(len(hay) - size + 1))


def overlap_f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    """Harmonic mean of precision and recall of two bags; 0 where nothing is common."""
    common = sum((Counter(found) & Counter(wanted)).values())
    if common == 0:
        return 0.0
    return 2 * common / (len(found) + len(wanted))
