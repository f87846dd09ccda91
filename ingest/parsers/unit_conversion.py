"""Bring readings that were taken in several units of a quantity to one, by pint. Knows no sensor, no file."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ingest.parsers.log_quality import Values

# What pint calls a unit, then how plants write it. Only these are converted: pint takes "amps" for attometres
# a second and "pct" for picocarats, and makes 0.105 Hz of one rpm, which is why revolutions are not here
# (decision 0010). Gauge pressures are no absolute ones and stay apart.
_LINES = """
pascal: Pa
hectopascal: hPa
kilopascal: kPa KPa
megapascal: MPa
bar: bar bars
millibar: mbar mb
psi: psi
mmHg: mmHg
torr: Torr torr
atmosphere: atm
degC: °C degC celsius ℃ deg-C C
degF: °F degF fahrenheit ℉ F
kelvin: K °K kelvin
volt: V volt volts
millivolt: mV
kilovolt: kV
microvolt: µV μV uV
ampere: A amp amps
milliampere: mA
microampere: µA μA uA
kiloampere: kA
watt: W watt watts
kilowatt: kW
megawatt: MW
horsepower: hp HP
watt_hour: Wh
kilowatt_hour: kWh
megawatt_hour: MWh
joule: J
kilojoule: kJ
megajoule: MJ
hertz: Hz hertz
kilohertz: kHz
micrometer: µm μm um
millimeter: mm
centimeter: cm
meter: m
kilometer: km
inch: in inch
foot: ft
millimeter/second: mm/s mm/sec
inch/second: in/s ips
meter/second: m/s
kilometer/hour: km/h
meter**3/hour: m3/h m³/h
meter**3/second: m3/s m³/s
meter**3/minute: m3/min m³/min
liter/second: l/s L/s
liter/minute: l/min L/min lpm
liter/hour: l/h L/h
gallon/minute: gpm usgpm
liter: l L
meter**3: m3 m³
gram: g
kilogram: kg
metric_ton: t
pound: lb lbs
kilogram/hour: kg/h
kilogram/second: kg/s
metric_ton/hour: t/h
percent: % percent pct
permille: ‰
ppm: ppm
second: s sec
millisecond: ms
minute: min
hour: h hr
newton: N
kilonewton: kN
"""
_NAMES = {
    spelling: name for line in _LINES.split("\n") if line for name, words in [line.split(": ")]
    for spelling in words.split()
}  # fmt: skip


def converted(values: Values, unit: str, target: str) -> Values | None:
    """The values in another unit of the same dimension, offsets of temperatures included.

    Args:
        unit: As printed.
        target: As printed.

    Returns:
        None where a unit is not known or the two measure different things.
    """
    if unit == target:
        return values
    line = _line(unit, target)
    return None if line is None else np.asarray(values * line[0] + line[1], dtype=np.float64)


def same_unit(one: str, other: str) -> bool:
    """True for two spellings of a unit."""
    return one == other or (one in _NAMES and _NAMES.get(one) == _NAMES.get(other))


@lru_cache(maxsize=256)
def _line(unit: str, target: str) -> tuple[float, float] | None:
    """Factor and offset between two units, both linear."""
    if unit not in _NAMES or target not in _NAMES:
        return None
    if _NAMES[unit] == _NAMES[target]:
        return 1.0, 0.0
    import pint

    try:
        nought, one = (
            _registry().Quantity(amount, _NAMES[unit]).to(_NAMES[target]).magnitude for amount in (0.0, 1.0)
        )
    except pint.PintError:
        return None
    return float(one - nought), float(nought)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()
