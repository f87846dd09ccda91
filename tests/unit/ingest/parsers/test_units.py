"""Units in headers."""

from __future__ import annotations

import pytest

from ingest.parsers.units import is_unit, unit_of_header


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Pressure [bar]", "bar"),
        ("Flow (m3/h)", "m3/h"),
        ("Température (°C)", "°C"),
        ("Débit, l/min", "l/min"),
        ("Temperature in °C", "°C"),
        ("Pression en bar", "bar"),
        ("speed_rpm", "rpm"),
        ("Global PSP [W/m^2]", "W/m^2"),
        ("Temperature @ 2m [deg C]", "deg C"),
        ("Criticality [A/B/C]", None),
        ("DATE [DD/MM/YYYY]", None),
        ("Name (optional)", None),
        ("Run Status", None),
        ("Coefficient [-]", None),
        ("FIT100_INFLOW_ls", "l/s"),
        ("AIT305_DO_mgl", "mg/l"),
        ("FT30_debit_l_h", "l/h"),
        ("level_LS", None),
        ("hall ls", None),
    ],
)
def test_unit_of_header(header: str, unit: str | None) -> None:
    assert unit_of_header(header) == unit


@pytest.mark.parametrize("text", ["bar", "m3/h", "kWhr/m^2", "Metres/Second", "mm/s", "°C", "%", "N·m"])
def test_units(text: str) -> None:
    assert is_unit(text)


@pytest.mark.parametrize("text", ["pump", "", "A pump in the cellar", "2024", "Avg"])
def test_no_units(text: str) -> None:
    assert not is_unit(text)
