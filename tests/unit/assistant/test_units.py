"""Our tables of units, judged by pint: every factor, and why the library does not read for us."""

from __future__ import annotations

import re
from itertools import chain

import pint
import pytest

from assistant.conversions import UNITS
from assistant.units import spellings, unit_of

_PINT = {
    "Mohm": "megaohm", "%": "percent", "°": "degree", "L": "liter", "mL": "milliliter", "rpm": "revolution/minute",
    "r/min": "revolution/minute", "Nm": "newton*meter", "N·m": "newton*meter", "lb-ft": "force_pound*foot",
    "lbf·ft": "force_pound*foot", "gpm": "gallon/minute", "US gpm": "gallon/minute",
    "imp gpm": "imperial_gallon/minute", "US gal": "gallon", "mph": "mile/hour", "d": "day", "h": "hour", "t": "tonne",
    "in": "inch", "ton": "refrigeration_ton", "kWth": "kilowatt", "MWth": "megawatt", "ch": "metric_horsepower",
    "mH2O": "1000*kilogram/meter**3*standard_gravity*meter", "t/h": "tonne/hour", "kg/h": "kilogram/hour",
    "month": "365.2425/12*day", "year": "365.2425*day", "week": "week", "BTU": "Btu", "N": "newton",
    "bbl": "oil_bbl", "kN·m": "kilonewton*meter", "kNm": "kilonewton*meter", "t/d": "tonne/day", "kg/s": "kilogram/second",
}  # fmt: skip
"""What our names are to pint, where it reads them otherwise or not at all."""
_TEMPERATURES = {"°C", "°F", "K"}
_POWERS = {"²": "2", "³": "3"}
_NO_SCALE = {"dB", "dBA", "dBC", "points"}


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry:
    return pint.UnitRegistry()


def _factors() -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Names and factors by table and dimension."""
    ours = {("answers", unit.dimension, unit.name, unit.factor) for unit in spellings().values()}
    series = {("series", unit.dimension, unit.symbol, unit.factor) for unit in UNITS.values()}
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    for table, dimension, name, factor in sorted(chain(ours, series)):
        if name not in _TEMPERATURES | _NO_SCALE:
            found.setdefault((table, dimension), []).append((name, factor))
    return found


def _expression(name: str, dimension: str) -> str:
    if (name, dimension) == ("g", "acceleration"):
        return "standard_gravity"
    return _PINT.get(name) or re.sub(r"(?<=m)([23²³])", lambda m: f"**{_POWERS.get(m[1], m[1])}", name)


@pytest.mark.parametrize(("table", "dimension"), _factors())
def test_factors_are_those_of_pint(registry: pint.UnitRegistry, table: str, dimension: str) -> None:
    (first, base), *others = _factors()[(table, dimension)]
    reference = registry(_expression(first, dimension))
    for name, factor in others:
        theirs = (registry(_expression(name, dimension)) / reference).to("dimensionless").magnitude
        assert factor / base == pytest.approx(theirs, rel=1e-6), name


@pytest.mark.parametrize(
    ("written", "meant"), [("pct", "percent"), ("t/min", "revolution/minute"), ("ch", "watt")]
)
def test_pint_takes_what_plants_write_for_something_else(
    registry: pint.UnitRegistry, written: str, meant: str
) -> None:
    ours = unit_of(written) or UNITS[written]
    assert ours.dimension in {"share", "rotation", "power"}
    assert not registry.parse_units(written).is_compatible_with(meant)
