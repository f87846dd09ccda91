"""Units that plants write, and how one turns into another. Knows no sensor."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TABLE = """
power: W 1 watt watts | kW 1e3 kilowatt kilowatts | MW 1e6 megawatt megawatts | hp 745.699872 horsepower bhp | ch 735.49875 cv
energy: Wh 1 | kWh 1e3 kilowatt-hour kilowatt-hours kilowattheure kilowattheures | MWh 1e6 | GWh 1e9 | J 2.777777778e-4 joule joules | kJ 0.2777777778 | MJ 277.7777778 | GJ 277777.7778 | BTU 0.29307107 | kcal 1.1622222222
pressure: bar 1 bars barg bara | mbar 1e-3 hpa | Pa 1e-5 pascal pascals | kPa 1e-2 | MPa 10 | psi 0.0689475729 psig psia | atm 1.01325 | mmHg 0.00133322387 torr | mH2O 0.0980665 mce | mmH2O 9.80665e-5 mmce | kgf/cm² 0.980665 kgf/cm2 kg/cm2 kg/cm² | inHg 0.03386389
flow: l/min 1 lpm l/mn litre/min liter/min litres/min | l/s 60 | l/h 0.0166666667 | m3/h 16.6666667 m³/h cmh m3h m³h | m3/s 60000 m³/s | m3/min 1000 m³/min | US gpm 3.785411784 gpm usgpm | imp gpm 4.54609
mass flow: kg/h 1 | kg/s 3600 | t/h 1000 | lb/h 0.45359237 | t/d 41.6666667
volume: l 1 litre litres liter liters | m3 1000 m³ | US gal 3.785411784 gal gallon gallons usgal | bbl 158.987295 barrel barrels | ml 1e-3 cc | mm3 1e-6 mm³
area: m² 1 m2 | cm² 1e-4 cm2 | mm² 1e-6 mm2
length: m 1 metre metres meter meters | cm 1e-2 | mm 1e-3 | µm 1e-6 um micron microns | in 0.0254 inch inches pouce pouces | ft 0.3048 feet foot
speed of rotation: rpm 1 tr/min 1/min min-1 | rad/s 9.549296586
velocity: m/s 1 | mm/s 1e-3 | km/h 0.2777777778 kph | mph 0.44704 | in/s 0.0254 ips | ft/s 0.3048 | knot 0.514444 knots
frequency: Hz 1 hertz | kHz 1e3 | MHz 1e6
time: s 1 sec second seconds seconde secondes | min 60 minute minutes mn | h 3600 hr hrs hour hours heure heures | d 86400 day days jour jours
cooling: ton 1 tons tr tonnes-frigo | kWth 0.284345 kwf | MWth 284.345
voltage: V 1 volt volts | mV 1e-3 | kV 1e3
current: A 1 amp amps ampere amperes | mA 1e-3 | kA 1e3
temperature: °C 1 c degc celsius | °F 1 f degf fahrenheit | K 1 kelvin kelvins
share: % 1 percent pct pourcent
force: N 1 newton newtons | kN 1e3 | lbf 4.448222
torque: N·m 1 nm n.m n-m | kN·m 1000 knm | lbf·ft 1.355818 ft-lb lb-ft lbf-ft
acceleration: m/s² 1 m/s2 | g 9.80665
mass: kg 1 kilogram kilograms kilogramme kilogrammes | g 1e-3 gram grams gramme grammes | t 1000 tonne tonnes | lb 0.45359237 lbs pound pounds
"""  # noqa: E501


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit: ``value in it * factor`` is in the base unit of its dimension."""

    symbol: str
    dimension: str
    factor: float


def _units() -> dict[str, Unit]:
    found: dict[str, Unit] = {}
    for line in _TABLE.strip().splitlines():
        dimension, _, rest = line.partition(": ")
        for part in rest.split(" | "):
            match = re.fullmatch(r"(?P<symbol>.+?) (?P<factor>[\d.e+-]+)(?P<names>( \S+)*)", part.strip())
            if match is None:
                continue
            unit = Unit(symbol=match["symbol"], dimension=dimension, factor=float(match["factor"]))
            for name in (unit.symbol.lower(), *match["names"].split()):
                found.setdefault(name, unit)
    return found


UNITS = _units()
"""Lower-case spelling -> unit."""


def parse_unit(text: str | None) -> Unit | None:
    """The unit that ``text`` spells, or None where it is unknown or says several (``C or F``)."""
    if not text:
        return None
    clean = re.sub(r"\s+", " ", text.strip().strip("[]()")).lower()
    return UNITS.get(clean) or UNITS.get(clean.replace(" ", ""))


def convert(value: float, source: Unit, target: Unit, *, difference: bool = False) -> float:
    """``value`` of ``source`` in ``target``.

    Args:
        difference: True for a difference or a spread of temperatures, which has no zero point.

    Raises:
        ValueError: The two units do not measure the same.
    """
    if source.dimension != target.dimension:
        raise ValueError(f"{source.symbol} and {target.symbol} do not measure the same")
    if source.dimension != "temperature":
        return value * source.factor / target.factor
    if difference:
        return value * _DEGREE[source.symbol] / _DEGREE[target.symbol]
    kelvin = (value + _ZERO[source.symbol]) * _DEGREE[source.symbol]
    return kelvin / _DEGREE[target.symbol] - _ZERO[target.symbol]


_DEGREE = {"°C": 1.0, "K": 1.0, "°F": 5 / 9}
_ZERO = {"°C": 273.15, "K": 0.0, "°F": 459.67}


def integral_unit(unit: Unit | None) -> tuple[Unit, float] | None:
    """What a signal in ``unit`` adds up to over time, with the factor from unit times hours.

    kW over hours gives kWh, l/min gives litres.
    """
    if unit is None:
        return None
    if unit.dimension == "power":
        energy = UNITS["kwh"]
        return energy, unit.factor / 1e3
    if unit.dimension == "flow":
        return UNITS["l"] if unit.factor < 10 else UNITS["m3"], unit.factor * 60 / (
            1 if unit.factor < 10 else 1000
        )
    return None
