from __future__ import annotations

import pytest

from assistant.experts.drawings.roles import Role, role_of


@pytest.mark.parametrize(
    ("tag", "symbol", "role"),
    [
        ("HV-101", "", "isolating"),
        ("V-11", "valve symbol", "isolating"),
        ("V-102", "VERTICAL_VESSEL", "equipment"),
        ("V-102", "", "equipment"),
        ("FV-101", "valve symbol", "control"),
        ("XV-12", "CONTROL_VALVE", "control"),
        ("NRV-3", "valve symbol", "check"),
        ("CL-13", "", "check"),
        ("CV-302", "valve symbol", "valve"),
        ("PSV-2", "GATE_VALVE", "relief"),
        ("PI-101A", "", "instrument"),
        ("FIC-101", "INSTRUMENT", "instrument"),
        ("ST-101", "STRAINER", "in line"),
        ("P-101A", "CENTRIFUGAL_PUMP", "equipment"),
        ("Q1", "CIRCUIT_BREAKER", "isolating"),
        ("TR-01", "TRANSFORMER", "equipment"),
        ("“TO PID-2”", "", "elsewhere"),
        ("untagged drain valve 1", "", "isolating"),
        ("untagged valve 2", "", "valve"),
        ("untagged symbol 3", "", "untagged"),
    ],
)
def test_roles(tag: str, symbol: str, role: Role) -> None:
    assert role_of(tag, symbol) == role
