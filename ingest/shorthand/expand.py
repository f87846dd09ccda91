"""Writes the abbreviations of a work-order text out, from ``abbreviations.txt``. Knows English ones only."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from ingest.shorthand.words import words_of


def expand(text: str) -> str:
    """The text with its abbreviations written out (``repl lkg seal`` to ``replace leaking seal``).

    What is not listed stays as it is, identifiers and numbers included. ``w/o`` counts as without.
    """
    known = abbreviations()
    parts = []
    at = 0
    for word in words_of(text):
        full = known.get(word.text.lower())
        if full is None or not _may_be_short(word.text):
            continue
        end = word.end + (text[word.end : word.end + 1] == ".")
        parts += [text[at : word.start], _in_case(full, word.text)]
        at = end
    return "".join((*parts, text[at:]))


def _may_be_short(word: str) -> bool:
    """False for a word in odd capitals (``COnd``), which is a name or an identifier."""
    return word.islower() or word.isupper() or word.istitle() or word[1:].islower() or "/" in word


def _in_case(full: str, word: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return full.upper()
    return full[0].upper() + full[1:] if letters and letters[0].isupper() else full


@cache
def abbreviations() -> Mapping[str, str]:
    """Short forms in lower case, with what they stand for."""
    known: dict[str, str] = {}
    lines = files("ingest.shorthand").joinpath("abbreviations.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith("#") or "=" not in line:
            continue
        short, _, full = line.partition("=")
        for form in short.split():
            known[form.lower()] = full.strip()
    return known
