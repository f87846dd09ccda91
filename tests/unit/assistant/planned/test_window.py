"""The days that a question means, counted from a Sunday at the end of November."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.planned.window import window_of
from assistant.words import fold

_TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("due this month", "2026-11-01", "2026-11-30"),
        ("due next week", "2026-11-30", "2026-12-06"),
        ("due within 30 days", "2026-11-29", "2026-12-29"),
        ("due by 15 December", None, "2026-12-15"),
        ("due by the 15th", None, "2026-12-15"),
        ("planned in March", "2027-03-01", "2027-03-31"),
        ("May due list", "2027-05-01", "2027-05-31"),
        ("before the end of the year", None, "2026-12-31"),
        ("before the end of January", None, "2027-01-31"),
        ("before January", None, "2026-12-31"),
        ("tested between March and May 2026", "2026-03-01", "2026-05-31"),
        ("from November to March 2026", "2025-11-01", "2026-03-31"),
        ("dockings jan to june 2027", "2027-01-01", "2027-06-30"),
        ("oxygen oct nov dec 2025 added up", "2025-10-01", "2025-12-31"),
        ("in July and August 2025", "2025-07-01", "2025-08-31"),
        ("d'octobre à décembre 2025", "2025-10-01", "2025-12-31"),
        ("in July 2025 and May 2026", "2025-07-01", "2025-07-31"),
        ("last service older than June 2026", None, "2026-05-31"),
        ("plus anciens que mars 2026", None, "2026-02-28"),
        ("week 50", "2026-12-07", "2026-12-13"),
        ("after 15 December", "2026-12-16", None),
        ("between 1 and 15 December", "2026-12-01", "2026-12-15"),
        ("tomorrow", "2026-11-30", "2026-11-30"),
        ("avant vendredi", None, "2026-12-03"),
        ("d'ici vendredi", None, "2026-12-04"),
        ("avant fin janvier", None, "2027-01-31"),
        ("d'ici la fin de l'année", None, "2026-12-31"),
        ("entre le 1er et le 15 décembre", "2026-12-01", "2026-12-15"),
        ("sous 30 jours", "2026-11-29", "2026-12-29"),
        ("dans les 15 prochains jours", "2026-11-29", "2026-12-14"),
        ("la semaine prochaine", "2026-11-30", "2026-12-06"),
        ("ce mois-ci", "2026-11-01", "2026-11-30"),
        ("pour le 20", None, "2026-12-20"),
        ("en mars", "2027-03-01", "2027-03-31"),
        ("as of 31/12/2026", "2026-12-31", "2026-12-31"),
        ("in the last 30 days", "2026-10-30", "2026-11-29"),
        ("over the past two weeks", "2026-11-15", "2026-11-29"),
        ("les 3 derniers mois écoulés", "2026-08-29", "2026-11-29"),
        ("since the start of the year", "2026-01-01", "2026-11-29"),
        ("so far this month", "2026-11-01", "2026-11-29"),
        ("cost year-to-date", "2026-01-01", "2026-11-29"),
        ("dépensé depuis le début de l'année", "2026-01-01", "2026-11-29"),
        ("failed since 1 July", "2026-07-01", None),
        ("failed since December", "2025-12-01", None),
        ("arrêtée depuis octobre", "2026-10-01", None),
        ("since Monday", "2026-11-23", None),
        ("bloqué depuis vendredi", "2026-11-27", None),
        ("last Friday", "2026-11-27", "2026-11-27"),
        ("livré lundi dernier, été", "2026-11-23", "2026-11-23"),
        ("relevé mercredi 25", "2026-11-25", "2026-11-25"),
        ("friday the 27th", "2026-11-27", "2026-11-27"),
        ("hours sept-nov", "2026-09-01", "2026-11-30"),
        ("between March and May", "2027-03-01", "2027-05-31"),
        ("terminées de septembre à novembre", "2026-09-01", "2026-11-30"),
        ("November to March", "2026-11-01", "2027-03-31"),
        ("the last two weeks of December", "2026-12-01", "2026-12-31"),
        ("les 3 derniers jours de décembre", "2026-12-01", "2026-12-31"),
    ],
)
def test_days(text: str, start: str | None, end: str | None) -> None:
    found = window_of(fold(text), _TODAY, "fr" if "é" in text else "en")
    assert found is not None
    assert (found.start and str(found.start), found.end and str(found.end)) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "what may be done to P-101?",
        "what is next for P-101?",
        "which pumps are overdue?",
        "MAR-101",
        "parts for SEP-1",
    ],
)
def test_no_days(text: str) -> None:
    assert window_of(fold(text), _TODAY, "en") is None
