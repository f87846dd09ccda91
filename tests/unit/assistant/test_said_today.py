"""Today's date left out of questions that only say when they are asked."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.said_today import without_today

_TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("how many days late is the oil mist today (29th)", "how many days late is the oil mist today"),
        ("relays overdue as of today 29 nov", "relays overdue as of today"),
        ("instruments out of cal right now (today = 29/11/26), ids", "instruments out of cal right now, ids"),
        ("as of 29 November 2026, what is overdue?", "what is overdue?"),
        ("as at sunday the 29th of November, what's open", "what's open"),
        ("late as of November 29th", "late"),
        ("late as of 11/29/2026", "late"),
        ("today is 29 Nov, which PMs are late?", "which PMs are late?"),
        ("jobs due before today (29 nov) and not gone out yet", "jobs due before today and not gone out yet"),
        ("au 29/11 on est hors délai sur quels contrôles ?", "on est hors délai sur quels contrôles ?"),
        ("leur échéance est passée (on est le 29/11)", "leur échéance est passée"),
        ("étalonnage périmé au 29.11.2026 ?", "étalonnage périmé ?"),
        ("nous sommes le dimanche 29 novembre : quoi en retard", "quoi en retard"),
        ("en retard à ce jour (29 novembre 2026) ?", "en retard à ce jour ?"),
        ("aujourd'hui 2026-11-29, quels OT en retard ?", "aujourd'hui, quels OT en retard ?"),
    ],
)
def test_a_date_that_says_when_it_is_asked_is_left_out(typed: str, read: str) -> None:
    assert without_today(typed, _TODAY) == read


@pytest.mark.parametrize(
    "typed",
    [
        "overdue as of 28 Nov",
        "overdue as of 29 Nov 2025",
        "which were received on 29/11/2026?",
        "OT ouverts du 20/11 au 29/11",
        "entre le 2 et le 5, puis jusqu'au 29/11",
        "visites prévues au 29/11",
        "it is 29 bar today",
        "today 29 bar",
        "combien d'OT ouverts aujourd'hui ?",
        "P-101 on 29/11 at 08:00",
        "the pump of 29 nov",
        "aujourd'hui (29 bar)",
    ],
)
def test_what_says_which_rows_are_meant_stays(typed: str) -> None:
    assert without_today(typed, _TODAY) == typed
