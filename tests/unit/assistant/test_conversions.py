from __future__ import annotations

import pytest

from assistant.conversions import UNITS, convert, integral_unit, parse_unit


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (3785.411784, "l/min", "gpm", 1000.0),
        (20.0, "°C", "°F", 68.0),
        (0.0, "C", "K", 273.15),
        (100.0, "kW", "hp", 134.1022),
        (1.0, "bar", "psi", 14.5038),
        (60.0, "l/min", "m³/h", 3.6),
        (1.0, "MWh", "kWh", 1000.0),
    ],
)
def test_conversions(value: float, source: str, target: str, expected: float) -> None:
    a, b = parse_unit(source), parse_unit(target)
    assert a is not None
    assert b is not None
    assert convert(value, a, b) == pytest.approx(expected, rel=1e-5)


def test_a_spread_of_temperatures_has_no_zero_point() -> None:
    assert convert(10, UNITS["°c"], UNITS["°f"], difference=True) == pytest.approx(18)


def test_different_dimensions_are_refused() -> None:
    with pytest.raises(ValueError, match="do not measure the same"):
        convert(1, UNITS["kw"], UNITS["bar"])


@pytest.mark.parametrize("text", ["C or F", "n/a", "", None, "furlong"])
def test_what_is_no_unit(text: str | None) -> None:
    assert parse_unit(text) is None


def test_power_adds_up_to_energy() -> None:
    energy = integral_unit(UNITS["mw"])
    assert energy is not None
    unit, factor = energy
    assert (unit.symbol, factor) == ("kWh", 1000.0)
    assert integral_unit(UNITS["bar"]) is None


def test_every_line_of_the_table_is_read() -> None:
    names = "w btu mmhg gal µm rad/s knot hz jour ton kv ma % kn lbf·ft g kg/h"
    assert all(name in UNITS for name in (*names.split(), "us gpm"))
