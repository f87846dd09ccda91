"""Reasons and hints of quarantine in French, by their English text. Knows sentences, no parser and no file.

The catalogue keeps what readers say in English; here it is put into the words of a person who reads French.
The table is ``refusals_french.txt``; ``{}`` there stands for what a reader puts in: numbers are written the
French way, a sentence is translated too, and what other programs say stays as it is. ``test_refusals_french``
holds the table to the sentences in the code.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_STILL = "; what was ingested from it before still answers"
_STILL_FRENCH = " ; ce qui en avait été lu auparavant répond encore"
_TABLE = Path(__file__).with_suffix(".txt")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def in_french(text: str) -> str:
    """A reason or hint in French; what is not known stays as it is."""
    return translated(text) or text


def translated(text: str) -> str | None:
    """A reason or hint in French, None where the sentence is not known."""
    if text.endswith(_STILL):
        hint = translated(text.removesuffix(_STILL))
        return None if hint is None else hint + _STILL_FRENCH
    if text in sentences():
        return sentences()[text]
    for pattern, french in _patterns():
        found = pattern.fullmatch(text)
        if found:
            return french.format(*(_put_in(part) for part in found.groups()))
    return None


@cache
def sentences() -> dict[str, str]:
    """French by English, as they stand in the table."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return dict(zip(lines[::2], lines[1::2], strict=True))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Sentences with something put in, those with the most words of their own first."""
    templates = sorted((english for english in sentences() if "{}" in english), key=len, reverse=True)
    return tuple(
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), sentences()[english])
        for english in templates
    )


def _put_in(part: str) -> str:
    if _NUMBER.fullmatch(part):
        return part.replace(",", "\u202f").replace(".", ",")
    return translated(part) or part
