"""Words that say that an alarm came, was acknowledged or returned."""

from __future__ import annotations

import pytest

from assistant.alarms.states import ending_state, state_of


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("ALM", "came"), ("RTN", "returned"), ("ACK", "acknowledged"), ("ACT/UNACK", "came"),
        ("ACT/ACK", "acknowledged"), ("INACT/UNACK", "returned"), ("INACT_ACK", "returned"), ("APP", "came"),
        ("DISP", "returned"), ("Apparition", "came"), ("Disparue", "returned"), ("Acquittement", "acknowledged"),
        ("OK", "returned"), ("not active", "returned"), ("Unacknowledged", "came"), ("Cleared", "returned"),
        ("EVT", None), ("P-101", None),
    ],
)  # fmt: skip
def test_state(cell: str, state: str | None) -> None:
    assert state_of(cell) == state


@pytest.mark.parametrize(
    ("line", "state", "rest"),
    [
        ("PAH-1 Pressure high ACTIVE", "came", "PAH-1 Pressure high"),
        ("RTN PAH-1 Pressure high", "returned", "PAH-1 Pressure high"),
        ("PAH-1 Pressure high (ACK)", "acknowledged", "PAH-1 Pressure high"),
        ("Pump started by hand", None, "Pump started by hand"),
    ],
)
def test_line(line: str, state: str | None, rest: str) -> None:
    assert ending_state(line) == (state, rest)
