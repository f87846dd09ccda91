"""Times as a visitor of the page writes them: 18/09/2025 03:42 in French. Knows no component."""

from __future__ import annotations

import re

_CELL = re.compile(
    r"(?:^|(?<=[:;·] ))(?P<day>(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d))"
    r"(?:[T ](?P<clock>\d\d:\d\d)(?P<seconds>:\d\d)?)?(?=$|;| ·)"
)
_FRENCH = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})\b")


def in_cells(text: str, language: str) -> str:
    """Times that fill a cell, of a row as it is cited or of a table, as the visitor reads them.

    A date within a cell's words stays as it is: it is the document's own.
    """
    return _CELL.sub(lambda found: _cell(found, language), text)


def _cell(found: re.Match[str], language: str) -> str:
    day = f"{found['d']}/{found['m']}/{found['y']}" if language == "fr" else found["day"]
    seconds = "" if found["seconds"] == ":00" else found["seconds"] or ""
    return f"{day} {found['clock']}{seconds}" if found["clock"] else day


def as_iso(text: str | None) -> str:
    """What a visitor wrote into a field for a time, a day first (18/09/2025) put the way that is read."""
    return _FRENCH.sub(lambda day: f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}", (text or "").strip())
