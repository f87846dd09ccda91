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


def _orders() -> Sheet:
    rows = [
        {"PO": po, "Part": part, "Quantity": quantity, "Promised": promised, "Received": received}
        for po, part, quantity, promised, received in (
            ("PO-1", "Felt", 2, date(2023, 3, 1), None),
            ("PO-2", "Wire", 3, date(2023, 4, 9), date(2023, 4, 20)),
            ("PO-3", "Seal", 5, date(2923, 5, 2), None),
        )
    ]
    return Sheet(
        "purchase_orders", "Purchase orders",
        {
            "PO": ("text", None), "Part": ("text", None), "Quantity": ("integer", None),
            "Promised": ("date", None), "Received": ("date", None),
        },
        frame(rows),
    )  # fmt: skip


@pytest.fixture(scope="module")
def buy(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    return asking([_orders()], tmp_path_factory.mktemp("orders"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Which purchase orders are late?", "1"),
        ("Which purchase orders are late, promised before today and not received?", "1"),
        ("Which purchase orders are not received yet?", "13"),
    ],
)
def test_orders_are_late_that_were_promised_and_have_not_arrived(
    buy: Callable[..., str], text: str, named: str
) -> None:
    said = buy(text)
    assert [n for n in "123" if f"PO-{n}" in said] == list(named)


def test_late_orders_are_counted_and_not_their_quantities(buy: Callable[..., str]) -> None:
    assert "1 row" in buy("How many purchase orders are late?")


def _stops() -> Sheet:
    rows = [
        {"Date": date(2023, 3, day), "Shift": "Night", "Stop (min)": minutes, "Reason": reason}
        for day, minutes, reason in ((1, 40, "Jam"), (2, 0, "None"), (3, 25, "Jam"), (4, 10, "Steam"))
    ]
    types = {
        "Date": ("date", None),
        "Shift": ("text", None),
        "Stop (min)": ("integer", "min"),
        "Reason": ("text", None),
    }
    return Sheet("shift_journal", "Shift journal", types, frame(rows))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "count"), [("How many stops in March 2023?", "3"), ("How many stops for jam?", "2")]
)
def test_stops_are_counted_and_not_their_minutes(
    tmp_path_factory: pytest.TempPathFactory, text: str, count: str
) -> None:
    assert f"{count} rows" in asking([_stops()], tmp_path_factory.mktemp("stops"))(text)
