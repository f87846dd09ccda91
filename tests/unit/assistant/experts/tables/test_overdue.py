"""What is late now: past due and neither ended by a date, nor done by its state, nor cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.records import Language

from .plant_tables import Sheet, asking, frame


def _actions() -> Sheet:
    rows = [
        {"Ref": ref, "Recommendation": what, "Délai": due, "Status": status}
        for ref, what, due, status in (
            ("R-1", "Size the valve", date(2023, 3, 1), "Closed"),
            ("R-2", "Test the trip", date(2023, 4, 9), "Open"),
            ("R-3", "Label the drain", date(2023, 5, 2), "Implemented – not closed"),
            ("R-4", "Paint the pipe", date(2023, 5, 2), "Cancelled"),
            ("R-5", "Move the button", date(2923, 5, 2), "Open"),
        )
    ]
    return Sheet(
        "recommendations", "Recommendations",
        {"Ref": ("text", None), "Recommendation": ("text", None), "Délai": ("date", None), "Status": ("text", None)},
        frame(rows),
    )  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking([_actions()], tmp_path_factory.mktemp("actions"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Which recommendations are late?", "en"),
        ("Which recommendations are overdue?", "en"),
        ("Quelles recommandations sont en retard ?", "fr"),
    ],
)
def test_late_by_state(ask: Callable[..., str], text: str, language: Language) -> None:
    said = ask(text, language=language)
    assert [word for word in ("Test the trip", "Label the drain") if word not in said] == []
    assert [word for word in ("Size the valve", "Paint the pipe", "Move the button") if word in said] == []
