"""Writes abbreviations of maintenance shorthand out, from ``abbreviations.txt``. Knows English ones only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from retrieval.records import Chunk

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_'’&/-]|['’&/-](?=[^\W_]))*/?")


def expand(text: str) -> str:
    """The text with its abbreviations written out (``repl lkg seal`` to ``replace leaking seal``).

    What is not listed stays as it is, identifiers and numbers included.
    """
    parts = []
    at = 0
    for start, end, full in _found(text):
        parts += [text[at:start], _in_case(full, text[start:end])]
        at = end + (text[end : end + 1] == ".")
    return "".join((*parts, text[at:]))


def searched_text(chunk: Chunk) -> str:
    """What keyword search sees of a passage: its text, and behind table rows their abbreviations in full.

    Quotes are taken from ``chunk.text``, which has the printed words only. French passages get nothing.
    """
    text = chunk.indexed_text()
    if chunk.kind != "table" or chunk.language == "fr":
        return text
    words = dict.fromkeys(full for _, _, full in _found(chunk.text))
    return "\n".join((text, " ".join(words))) if words else text


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    """Where abbreviations stand, and what they stand for."""
    known = abbreviations()
    for match in _WORD.finditer(text):
        start, end = match.span()
        full = known.get(match[0].lower())
        if full is None or not _may_be_short(match[0]) or _is_part(text, start, end):
            continue
        yield start, end, full


def _is_part(text: str, start: int, end: int) -> bool:
    """True inside an identifier or a number (``P-101/A``, ``3312 A/C3``)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isalnum() or before in ("_", "-", "/") or after.isalnum() or after in ("_", "-", "/")


def _may_be_short(word: str) -> bool:
    """False for a word in odd capitals (``COnd``), which is a name or an identifier."""
    return word.islower() or word.isupper() or word.istitle() or word[1:].islower()


def _in_case(full: str, word: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return full.upper()
    return full[0].upper() + full[1:] if letters and letters[0].isupper() else full


@cache
def abbreviations() -> Mapping[str, str]:
    """Short forms in lower case, with what they stand for."""
    known: dict[str, str] = {}
    lines = Path(__file__).with_name("abbreviations.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith("#") or "=" not in line:
            continue
        short, _, full = line.partition("=")
        for form in short.split():
            known[form.lower()] = full.strip()
    return known
