"""Printed numbers of headings, clauses and list items, and which can follow which. Knows no geometry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

MarkerKind = Literal["clause", "number", "letter", "bullet", "named", "part"]
"""``4.2.1``, ``1.``, ``a)``, ``•``, ``Article 5``, ``GR - GENERAL``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A number or mark at the start of a line.

    Attributes:
        label: The number without closing punctuation: ``F.3.2``, ``a``, ``Article 5``; empty for a bullet.
        rest: The line after the mark.
        width: Characters of the line that the mark takes, the blank after it included.
    """

    kind: MarkerKind
    label: str
    rest: str
    width: int


_CLAUSE = re.compile(
    r"(?P<label>(?:[A-Z]{1,4}[.\-]?)?\d{1,3}(?:\.\d{1,3}){1,7}(?:\.[a-z])?|[A-Z]{1,4}\.\d{1,3}(?:\.[a-z])?)"
    r"[.:)]?(?:\s+(?=\S)|$)"
)
_NUMBER = re.compile(r"(?P<label>\d{1,3})(?P<mark>[.):]|)(?:\s+(?=\S)|$)")
_LETTER = re.compile(r"\(?(?P<label>[a-z]|[ivx]{2,5})[.)](?:\s+(?=\S)|$)")
_BULLET = re.compile(r"[•▪◦●○■□‣⁃∙·➢➤✓✔❖*](?:\s+(?=\S)|$)|[–—-]\s+(?=\S)|o\s+(?=[A-ZÀ-Ý])")
_NAMED = re.compile(
    r"(?P<label>(?:§+|Article|ARTICLE|Art\.|Section|SECTION|Clause|Annexe?|ANNEXE?|Appendix|APPENDIX|Chapter|CHAPTER|"
    r"Chapitre|CHAPITRE|Partie|Part|PART)\s?(?:[A-Z]?\d{1,3}(?:\.\d{1,3})*|[A-Z]|[IVX]{1,5}))(?![\w])"
    r"\s*[.:)–—-]?(?:\s+(?=\S)|$)"
)
_PART = re.compile(r"(?P<label>[A-Z]{1,4})\s+[-–—:]\s+(?=[A-Z])")
_UNIT = re.compile(
    r"(?:mm|cm|m|km|in|ft|kg|g|t|kN|Nm|bar|Pa|kPa|MPa|psi|°C|°F|°|kV|mA|kW|MW|Hz|kHz|rpm|s|ms|min|h|l|ml|m3|%|x|×|"
    r"\+/-|±|to|of|and|or|et|ou|à|million|hours?|days?|years?|heures?|jours?)(?![\w'’])|[NVKAWL](?![\w'’]|\s+[a-z])|"
    r"(?i:jan|feb|fév|mar|apr|avr|ma[iy]|jui?n|jul|jui|aug|aoû|sep|oct|nov|dec|déc)[a-zûé]*\.?(?:\s+\d{2,4}|,|$)",
)


@lru_cache(maxsize=4096)
def read_marker(text: str) -> Marker | None:
    """The mark at the start of a line, if any. Whether it can stand there is for the outline to say."""
    for kind, pattern in _PATTERNS:
        match = pattern.match(text)
        if match is None:
            continue
        rest = text[match.end() :]
        if (kind == "number" or (kind == "clause" and match["label"].count(".") == 1)) and _UNIT.match(rest):
            return None
        label = match["label"] if kind != "bullet" else ""
        return Marker(kind=kind, label=label, rest=rest, width=match.end())
    return None


_PATTERNS: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    ("clause", _CLAUSE),
    ("letter", _LETTER),
    ("number", _NUMBER),
    ("bullet", _BULLET),
    ("named", _NAMED),
    ("part", _PART),
)


def parts_of(label: str) -> tuple[str, ...]:
    """The components of a label: ``F.3.5.3.a`` gives ``F 3 5 3 a``, ``A-1.2`` gives ``A 1 2``."""
    return tuple(re.findall(r"[A-Za-z]+|\d+", label))


_LARGEST_FIRST = 30
"""A document, or an excerpt of one, begins with no chapter of a larger number."""


def follows(label: str, last: str | None) -> bool:
    """True where ``label`` can come after ``last``: its first child, its next sibling or an ancestor's.

    Up to three numbers may be left out (withdrawn clauses). A label of another lettered part follows
    where it begins that part (``AD.1`` after ``GR.9.4``). With nothing
    before it, any small number can be first.
    """
    new = parts_of(label)
    if last is None:
        return new[0].isalpha() or int(new[0]) <= _LARGEST_FIRST
    old = parts_of(last)
    if new[0].isalpha() and new[0] != old[0]:
        return all(part in ("0", "1") for part in new[1:])
    common = 0
    while common < min(len(new), len(old)) and new[common] == old[common]:
        common += 1
    if common == len(old):
        return len(new) > common and all(part in ("0", "1", "a") for part in new[common:])
    if common == len(new):
        return False
    return _step(old[common], new[common]) and all(part in ("0", "1", "a") for part in new[common + 1 :])


def leaps(label: str, last: str | None) -> bool:
    """True where ``label`` may come after ``last`` if the first clauses of its section are left out.

    ``6.3`` after ``5.2``: as many components, a section a little further on, and a small number in it.
    """
    new, old = parts_of(label), parts_of(last) if last is not None else ()
    if len(new) != len(old) or not all(part.isdigit() for part in new + old):
        return False
    common = next((i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b), len(new))
    return (
        common < len(new) - 1
        and _step(old[common], new[common])
        and all(int(n) <= 4 for n in new[common + 1 :])
    )


def _step(old: str, new: str) -> bool:
    if old.isdigit() and new.isdigit():
        return 1 <= int(new) - int(old) <= 4
    return len(old) == len(new) == 1 and 1 <= ord(new) - ord(old) <= 4


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def letter_follows(label: str, last: str | None) -> bool:
    """True where an item ``label`` can follow ``last`` in one list (None: be its first)."""
    if last is None:
        return label in ("a", "i")
    if last in _ROMAN and label in _ROMAN and _ROMAN.index(label) == _ROMAN.index(last) + 1:
        return True
    return len(label) == len(last) == 1 and 1 <= ord(label) - ord(last) <= 2
