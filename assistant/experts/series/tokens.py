"""A question or a sensor's name as tokens with their places. Knows no sensor, date or operation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|(?<![\w])t°(?! ?[cf]\b)|[^\W\d_]+|%")
_T_DEGREE = "t°"
"""Temperature, as it is jotted down."""
_CAMEL = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ]{2})|(?<=\d[a-zà-ÿ])(?=[A-Z])")
_SINGULAR_ENDS = ("ss", "us", "is", "as")
_CAPITALS = {"DE": "drive_end", "NDE": "non_drive_end", "DP": "dp", "dP": "dp"}
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters, a number or ``%``; ``text`` is folded, ``start`` and ``end`` count characters."""

    text: str
    start: int
    end: int

    @property
    def stem(self) -> str:
        """The token without a plural ending."""
        return stem(self.text)

    @property
    def is_number(self) -> bool:
        """True for digits."""
        return self.text[0].isdigit()


def fold(text: str) -> str:
    """Lower case without accents, each character staying where it was."""
    return "".join(_fold_character(c) for c in text.translate(_PLAIN))


def _fold_character(character: str) -> str:
    if character.isascii():
        return character.lower()
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def tokenise(folded: str, text: str | None = None) -> tuple[Token, ...]:
    """Tokens of a folded text; letters and digits that touch are apart (``ch6`` gives ``ch``, ``6``).

    Args:
        text: The text as written, where capitals matter: ``DE`` is a drive end, ``de`` a French article.
    """
    found = []
    if text is not None and text.isupper():
        text = None
    for match in _TOKEN.finditer(folded):
        written = text[match.start() : match.end()] if text is not None else ""
        word = "temperature" if match.group(0) == _T_DEGREE else _CAPITALS.get(written, match.group(0))
        found.append(Token(word, match.start(), match.end()))
    return tuple(found)


def name_tokens(name: str) -> tuple[str, ...]:
    """Tokens of a sensor's, file's or equipment's name: ``RateRMS`` gives ``rate``, ``rms``."""
    spaced = _CAMEL.sub(" ", name)
    return tuple(token.text for token in tokenise(fold(spaced), spaced))


def plain_tokens(name: str) -> tuple[str, ...]:
    """Tokens of a name as a question has them, which writes it without regard to its capitals."""
    return tuple(token.text for token in tokenise(fold(name)))


def stem(word: str) -> str:
    """A word without its plural ``s`` or ``x``; good enough to compare names with questions."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(_SINGULAR_ENDS):
        return word[:-1]
    if len(word) > 4 and word.endswith("eaux"):
        return word[:-1]
    return word


def near(word: str, vocabulary: frozenset[str]) -> str | None:
    """The entry of ``vocabulary`` that ``word`` is a slip of, or None.

    Words of five letters and more, first letter right, one letter wrong, missing, added or swapped; two
    from nine letters on.
    """
    if len(word) < 5 or not word.isalpha():
        return None
    allowed = 1 if len(word) < 9 else 2
    best, best_distance = None, allowed + 1
    for entry in vocabulary:
        if len(entry) < 5 or entry[0] != word[0] or abs(len(entry) - len(word)) > allowed:
            continue
        distance = _edits(word, entry)
        if distance < best_distance:
            best, best_distance = entry, distance
    return best


def _edits(a: str, b: str) -> int:
    """Edits that turn ``a`` into ``b``; a swap of neighbours is one (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def parse_number(text: str, *, french: bool = False) -> float:
    """A number as written: ``1,250`` is 1250, ``2,5`` is 2.5, ``1 200`` is 1200.

    Args:
        french: Whether a comma before three digits parts decimals: ``3,422`` is 3.422.
    """
    clean = text.replace(" ", "")
    if not french and re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", clean):
        return float(clean.replace(",", ""))
    if clean.count(",") > 1:
        return float(clean.replace(",", ""))
    return float(clean.replace(",", "."))
