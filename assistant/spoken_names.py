"""Things as people say them, by the names that sources give them: "OT 104454", "pump A", "la crépine B".

A number behind a word for an order is that of the one identifier with these digits; a machine's letter is
that of the one tag with that last letter whose row is called by the noun. What fits several stays as said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from retrieval.identifiers import find

_ORDER = re.compile(
    r"(?<!\w)(?P<word>O\.?T\.?|W\.?O\.?|B\.?T\.?|D\.?I\.?|work[ -]?orders?|ordres?(?: de travail)?|orders?|"
    r"jobs?|"
    r"bons?(?: de travail)?|demandes?(?: d['’]intervention)?)\s*(?:n°|no\.?|nr\.?|number|num[ée]ro|#)?\s*"
    r"(?P<number>\d{3,8})(?![\w.,/-])",
    re.IGNORECASE,
)
_LETTERED = re.compile(
    r"(?<!\w)(?P<noun>(?:pump|motor|strainer|filter|fan|blower|compressor|chiller|boiler|exchanger|turbine|"
    r"tank|"
    r"valve|pompe|moteur|cr[ée]pine|filtre|ventilateur|compresseur|groupe|chaudi[èe]re|[ée]changeur|cuve|"
    r"ballon|"
    r"vanne|soufflante|surpresseur))\s+(?P<letter>[A-D]|[bc])(?![\w'’/.-])",
    re.IGNORECASE,
)

_MOST_HEADS = 8
"""Kinds of identifiers that are tried where none has the number."""
Called = Callable[[str, str], str]
"""The one tag that ends in a letter and is called by a noun; empty where there is none or several."""


def spelled(
    text: str, identifiers: Callable[[], Collection[str]], called: Called, *, held: Callable[[str], bool]
) -> str:
    """A text with orders and lettered machines by their identifiers.

    Args:
        identifiers: All that sources name, normalised.
        called: Finds a lettered machine.
        held: Whether a list has an identifier for a key.
    """
    return _LETTERED.sub(
        lambda match: _machine(match, called), _ORDER.sub(lambda m: _order(m, identifiers, held), text)
    )


def lettered(text: str) -> tuple[str, str] | None:
    """The noun and the letter of the one machine that a text names so; None for none or several."""
    found = {
        (match["noun"], match["letter"].upper())
        for match in _LETTERED.finditer(text)
        if match["letter"] not in ("a", "d")
    }
    return found.pop() if len(found) == 1 else None


def _order(
    match: re.Match[str], identifiers: Callable[[], Collection[str]], held: Callable[[str], bool]
) -> str:
    """``OT 104454`` as ``OT WO-104454``."""
    number = match["number"]
    named = [item.value for item in find(match.group(0))]
    known = identifiers()
    if any(one in known for one in named):
        return match.group(0)
    whole = re.compile(rf"[A-Z]{{1,5}}-?0*{number}")
    found = [one for one in known if one.endswith(number) and whole.fullmatch(one)]
    if not found:
        alike = re.compile(rf"(?P<letters>[A-Z]{{1,5}}-?)\d{{{len(number)}}}")
        heads = {like["letters"] for one in known if (like := alike.fullmatch(one)) is not None}
        found = [f"{head}{number}" for head in sorted(heads)[:_MOST_HEADS] if held(f"{head}{number}")]
    if len(found) != 1:
        return match.group(0)
    return f"{match.group(0)[: match.start('number') - match.start()].rstrip()} {found[0]}"


def _machine(match: re.Match[str], called: Called) -> str:
    """``pump A`` as its tag; ``a`` in small letters is a word."""
    letter = match["letter"]
    if letter in ("a", "d"):
        return match.group(0)
    return called(match["noun"], letter.upper()) or match.group(0)
