"""Names that are safe in SQL, on disks and in addresses. Knows text alone, no table and no file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_RESERVED = frozenset(
    re.findall(
        r"\w+",
        """
    all analyse analyze and any array as asc asymmetric between both by case cast check collate column
    constraint create cross default deferrable desc describe distinct do else end except exists extract false
    fetch for foreign from full glob grant group having ilike in inner intersect into is isnull join lateral
    leading left like limit natural not notnull null offset on only or order outer overlaps pivot placing
    primary qualify references returning right select show similar some summarize symmetric table then to
    trailing true union variadic lambda initially pivot_longer pivot_wider unique
        unpivot user using values view when where window with
        """,
    )
)
_SQL_LENGTH = 48
_FILE_BYTES = 200
_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def sql_name(*parts: str) -> str:
    """A table's name for SQL without quotes: ``Vannes 2024 (été)`` gives ``vannes_2024_ete``.

    Args:
        parts: From the most general; general ones are used where the last says too little (``0``).
    """
    words: list[str] = []
    for part in reversed(parts):
        words[:0] = _slug(part).split("_")
        if any(letter.isalpha() for word in words for letter in word):
            break
    name = "_".join(word for word in words if word)[-_SQL_LENGTH:].strip("_")
    if not name or name[0].isdigit() or name in _RESERVED:
        name = f"t_{name}".rstrip("_")
    return name


def file_name(name: str, *, default: str = "file") -> str:
    """The last part of a path as others may have sent it, without anything a disk or an address refuses."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    clean = re.sub(r'[\x00-\x1f\x7f-\x9f<>:"|?*\ud800-\udfff]+', "_", last).strip(" .")
    if _WINDOWS.match(clean):
        clean = f"_{clean}"
    while len(clean.encode()) > _FILE_BYTES:
        stem, dot, suffix = clean.rpartition(".")
        clean = f"{stem[:-1]}.{suffix}" if dot and stem[:-1] and len(suffix) < 20 else clean[:-1]
    return clean or default


def free_name(name: str, taken: Iterable[str]) -> str:
    """``name``, or ``name-2``, ``name-3`` … before its suffix where it is taken (in any case)."""
    used = {other.casefold() for other in taken}
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem:
        stem, suffix = name, ""
    candidate, number = name, 2
    while candidate.casefold() in used:
        candidate, number = f"{stem}-{number}{dot if suffix else ''}{suffix}", number + 1
    return candidate


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
