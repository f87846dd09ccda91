"""Years beside months in words, as digits."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.said_years import with_years

_TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("last tested before July this year", "last tested before July 2026"),
        ("gas bill july this year less july last year", "gas bill july 2026 less july 2025"),
        ("how long were we off in may last year", "how long were we off in may 2025"),
        ("dockings jan to june next year", "dockings jan to june 2027"),
        ("le four a brûlé combien en mars de cette année", "le four a brûlé combien en mars 2026"),
        ("d'octobre à décembre l'an passé", "d'octobre à décembre 2025"),
        ("en juillet de l’année dernière", "en juillet 2025"),
        ("what did we sell last October?", "what did we sell October 2026?"),
        ("breakages last december", "breakages december 2025"),
        ("our last november", "our november 2025"),
        ("la note de sept. dernier", "la note de sept. 2026"),
        ("m3 d'eau en décembre dernier", "m3 d'eau en décembre 2025"),
        ("les certificats de décembre prochain", "les certificats de décembre 2026"),
        ("due next March", "due March 2027"),
    ],
)
def test_the_year_is_written_out(typed: str, read: str) -> None:
    assert with_years(typed, _TODAY) == read


@pytest.mark.parametrize(
    "typed",
    [
        "orders in July",
        "the last July 2025 reading",
        "conso de mars dernier (2026)",
        "what we may last year have missed",
        "which part changed last may have caused it",
        "combien ont été décrochées cette année",
        "how many this year?",
        "July compared with last year",
        "le dernier relevé de mars",
    ],
)
def test_what_says_its_year_or_names_none_stays(typed: str) -> None:
    assert with_years(typed, _TODAY) == typed
