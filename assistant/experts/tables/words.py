"""Words with their places, stems and spelling distances. Knows English and French endings, no table."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

_TOKEN = re.compile(r"\d+(?:[.,]\d+)+(?!\w)|[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_CLITIC = re.compile(r"(?<=\w)['’](?:s|t|re|ve|d|ll)(?!\w)", re.IGNORECASE)
_NEGATED = re.compile(r"\b(\w+)n['’]t\b", re.IGNORECASE)
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " "}
)

_IRREGULAR = {
    "worn": "wear", "wore": "wear", "broken": "break", "broke": "break", "stuck": "stick", "burnt": "burn",
    "blown": "blow", "torn": "tear", "frozen": "freeze", "bent": "bend", "lost": "loss", "lose": "loss",
    "ran": "run", "went": "go", "done": "do", "found": "find", "bought": "buy", "spent": "spend",
    "built": "build", "made": "make", "held": "hold", "kept": "keep", "left": "leave", "met": "meet",
    "paid": "pay", "sent": "send", "shut": "shut", "taken": "take", "took": "take", "written": "write",
    "wrote": "write", "chosen": "choose", "fell": "fall", "fallen": "fall", "grew": "grow", "won": "win",
    "men": "man", "women": "woman", "people": "person", "children": "child", "feet": "foot",
    "indices": "index", "knives": "knife", "shelves": "shelf", "leaves": "leaf", "halves": "half",
    "travaux": "travail", "journaux": "journal", "niveaux": "niveau", "canaux": "canal", "vitaux": "vital",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text.

    Attributes:
        text: As written.
        norm: Lower case, without accents.
        start, end: Characters in the text after ``prepare``.
    """

    text: str
    norm: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        """True for digits only, with a decimal sign or not."""
        return self.norm[0].isdigit() and not any(c.isalpha() for c in self.norm)


def fold(text: str) -> str:
    """Lower case without accents, one character for each character of ``text``."""
    return "".join(_fold_char(c) for c in text.translate(_PLAIN))


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base[0] if base else char


def prepare(text: str) -> str:
    """The text that tokens point into: ligatures opened, possessives and contractions undone."""
    text = text.translate(_PLAIN).replace("œ", "oe").replace("Œ", "Oe").replace("æ", "ae")
    text = _NEGATED.sub(lambda m: _without_not(m.group(1)), text)
    return _CLITIC.sub("", text)


def _without_not(stem: str) -> str:
    whole = {"ca": "can", "wo": "will", "sha": "shall"}.get(stem.lower(), stem)
    return f"{whole} not"


def tokenize(text: str) -> tuple[Token, ...]:
    """Words and numbers in order. ``lock-up`` and ``lock_up`` are two words, ``CH6`` is one."""
    return tuple(
        Token(m.group(0), fold(m.group(0)), m.start(), m.end())
        for m in _TOKEN.finditer(text.translate(_PLAIN))
    )


@lru_cache(maxsize=65536)
def norms(text: str) -> tuple[str, ...]:
    """The folded words of a text."""
    return tuple(t.norm for t in tokenize(prepare(text)))


@lru_cache(maxsize=16384)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a column's or table's name: ``actual_labor_hours``, ``ActualFinish``."""
    return norms(_CAMEL.sub(" ", name).replace("_", " "))


def squash(text: str) -> str:
    """Letters and digits only, folded: ``P-101`` and ``p 101`` give ``p101``."""
    return "".join(c for c in fold(text) if c.isalnum())


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language)


@lru_cache(maxsize=65536)
def stems(norm: str) -> frozenset[str]:
    """The English stem of a folded word, and the French one marked ``f:``."""
    word = _IRREGULAR.get(norm, norm)
    if len(word) <= 2 or not word.isalpha():
        return frozenset({word})
    found = {str(_stemmer("english").stemWord(word)), word}
    if len(word) > 3:
        found.add("f:" + str(_stemmer("french").stemWord(word)))
    return frozenset(found)


def same_family(left: str, right: str) -> bool:
    """True where two words share their beginning: ``blocked`` and ``blockage``."""
    if not (left.isalpha() and right.isalpha()) or min(len(left), len(right)) < 5:
        return False
    shared = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        shared += 1
    return (
        shared >= 5
        and shared >= 0.6 * max(len(left), len(right))
        and shared >= min(len(left), len(right)) - 3
    )


def distance(left: str, right: str, *, limit: int = 2) -> int:
    """Edits between two words, a swap of neighbours being one; ``limit + 1`` where there are more."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i] + [0] * len(right)
        for j, b in enumerate(right, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def is_misspelling(written: str, known: str) -> bool:
    """True where ``written`` is ``known`` with a slip or two, as typed in a chat."""
    if (
        not (written.isalpha() and known.isalpha())
        or min(len(written), len(known)) < 5
        or written[0] != known[0]
    ):
        return False
    allowed = 1 if min(len(written), len(known)) < 9 else 2
    return distance(written, known, limit=allowed) <= allowed


def is_abbreviation(short: str, words: Sequence[str]) -> bool:
    """True where ``short`` stands for ``words``: initials, or letters of the one word in their order.

    ``ch``, ``chlr`` and ``c`` for ``chiller``; ``ct`` for ``cooling tower``; never a letter that the
    words do not begin with.
    """
    if not short.isalpha() or not words or not words[0] or short[0] != words[0][0]:
        return False
    if len(words) > 1:
        initials = "".join(word[0] for word in words)
        return short == initials or (
            len(short) > 2 and _in_order(short, "".join(words)) and initials[1] in short
        )
    word = words[0]
    return len(short) < len(word) and _in_order(short, word) and (word.startswith(short) or _skeleton(short))


def _skeleton(short: str) -> bool:
    """Consonants mostly: ``chlr`` for chiller, ``cmp`` for compressor; a doubled sound is one."""
    return all(c not in "aeiouy" for c in short[1:]) and len(short) <= 5


def _in_order(short: str, text: str) -> bool:
    rest = iter(text)
    return all(c in rest for c in short)


def code_shape(code: str) -> str:
    """A code with its digits hidden: ``M021`` and ``M020`` are both ``m###``; a last letter is left out."""
    return re.sub(r"(?<=#)[a-z]$", "", re.sub(r"\d", "#", squash(code)))
