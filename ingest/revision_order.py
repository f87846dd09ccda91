"""Printed revisions and those in file names: what they are, and which of two is newer. Knows text alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"revision|révision|rev|rév|indice|ind|issue|version|edition|édition"
_BEFORE = re.compile(rf"^\W*(?:(?:{_WORD})\b\.?)?[\W_]*", re.IGNORECASE)
_NUMBER = r"\d{1,3}(?:[.,]\d{1,3}){0,2}[a-z]?"
_VALUE = rf"[\s_.-][a-z]{{1,2}}|(?-i:[A-Z]|[a-d])|[\s_.-]?{_NUMBER}"
"""Letters right behind the word are one: ``revC``, but not ``revue``."""
_LONG = re.compile(
    rf"(?:^|[\s_.,()\[\]–-])(?P<mark>(?:{_WORD})\.?(?P<value>{_VALUE}))(?=$|[\s_.,()\[\]–-])",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:^|[\s_()\[\]–-])(?P<mark>[rv][\s_.-]?(?P<value>\d{1,2}(?:\.\d{1,2}){0,2}))(?=$|[\s_.()\[\]–-])",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\d+|[a-z]+")

Rank = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class NamedRevision:
    """A revision in a file's name.

    Attributes:
        stem: The name without the mark, as names are compared.
        value: Without the word: ``C``, ``1.2``.
        sure: False for marks that may mean something else: ``V2`` is a valve, too.
    """

    stem: str
    value: str
    sure: bool


def named_revision(name: str) -> NamedRevision | None:
    """The revision that a file's name states: ``manual_revC.pdf``, ``plan - indice B.dxf``, ``note v2``."""
    stem = name.rpartition(".")[0] or name
    for pattern, sure in ((_LONG, True), (_SHORT, False)):
        found = list(pattern.finditer(stem))
        if found:
            match = found[-1]
            rest = stem[: match.start("mark")] + " " + stem[match.end("mark") :]
            return NamedRevision(
                bare_name(rest), match["value"].strip(" _.-\t").upper().replace(",", "."), sure
            )
    return None


def bare_name(text: str) -> str:
    """A name as names are compared: words and numbers, in small letters."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def newer(one: str, other: str) -> bool | None:
    """True where revision ``one`` is newer than ``other``; None where their order cannot be told.

    Numbers count up (``2`` < ``10``, ``1.2`` < ``1.10``), letters go from A to Z, then AA. A letter against
    a number is open: some offices issue A, B, C before 0, others number drafts before A.
    """
    first, second = _rank(one), _rank(other)
    if first is None or second is None or len({type(first[0]), type(second[0])}) > 1:
        return None
    return _key(first) > _key(second)


def same(one: str, other: str) -> bool:
    """True where two revisions are one: ``Rev. C`` and ``c``, ``02`` and ``2``."""
    return _rank(one) == _rank(other)


def _rank(value: str) -> Rank | None:
    """``value`` in its parts: ``B2`` and ``Rev. B2`` are ``b``, 2; ``1.2`` is 1, 2."""
    parts = _PARTS.findall(_BEFORE.sub("", value.casefold()))
    return tuple(int(part) if part.isdigit() else part for part in parts) or None


def _key(rank: Rank) -> tuple[tuple[int, int, str], ...]:
    return tuple((part, 0, "") if isinstance(part, int) else (0, len(part), part) for part in rank)
