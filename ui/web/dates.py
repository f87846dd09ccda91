"""Times as a visitor of the page writes them: 18/09/2025 03:42 in French. Knows no component."""

from __future__ import annotations

import re
from datetime import datetime

_FRENCH = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})\b")


def written(moment: datetime, language: str) -> str:
    """A time to the second, as the visitor reads it."""
    if language != "fr":
        return moment.isoformat(sep=" ", timespec="seconds")
    return f"{moment:%d/%m/%Y %H:%M:%S}".removesuffix(":00")


def as_iso(text: str | None) -> str:
    """What a visitor wrote into a field for a time, a day first (18/09/2025) put the way that is read."""
    return _FRENCH.sub(lambda day: f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}", (text or "").strip())
