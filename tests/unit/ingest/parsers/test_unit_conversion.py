"""Readings brought to one unit."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.parsers.unit_conversion import _NAMES, _registry, converted, same_unit


@pytest.mark.parametrize(
    ("unit", "target", "expected"),
    [
        ("kPa", "bar", 1.0),
        ("°F", "°C", 37.7778),
        ("mV", "V", 0.1),
        ("m³/h", "m3/s", 0.0277778),
        ("ips", "mm/s", 2540),
    ],
)
def test_converted(unit: str, target: str, expected: float) -> None:
    found = converted(np.array([100.0]), unit, target)
    assert found is not None
    assert found[0] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("unit", "target"), [("bar", "°C"), ("barg", "bar"), ("rpm", "Hz"), ("blobs", "bar")]
)
def test_what_measures_something_else_is_not_converted(unit: str, target: str) -> None:
    assert converted(np.array([1.0]), unit, target) is None


def test_every_name_is_known_to_pint() -> None:
    for name in set(_NAMES.values()):
        _registry().Unit(name)


def test_spellings_of_a_unit() -> None:
    assert same_unit("degC", "°C")
    assert not same_unit("bar", "mbar")
