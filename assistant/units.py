"""Units as they are written in English and French, with their dimension and factor. Knows no numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# One line a unit: dimension, factor to the base unit of the dimension, canonical name, other spellings.
_LINES = """
length 1 m metre metres meter meters mètre mètres
length 1000 km kilometre kilometres kilometer kilometers kilomètre kilomètres
length .01 cm centimetre centimetres centimeter centimeters centimètre centimètres
length .001 mm millimetre millimetres millimeter millimeters millimètre millimètres
length 1e-6 µm μm um micron microns micromètre micromètres
length .0254 in inch inches pouce pouces
length .3048 ft foot feet pied pieds
length 1609.344 mile miles
mass 1 kg kilogram kilograms kilogramme kilogrammes
mass .001 g gram grams gramme grammes
mass 1000 t tonne tonnes
mass .45359237 lb lbs pound pounds
force 1 N newton newtons
force 1000 kN kilonewton kilonewtons
force 1e6 MN
force 4.448222 lbf
pressure 1 Pa pascal pascals
pressure 100 hPa
pressure 1000 kPa
pressure 1e6 MPa
pressure 1e9 GPa
pressure 1e5 bar bars barg
pressure 100 mbar
pressure 6894.757 psi psig
pressure 101325 atm
pressure 133.3224 mmHg torr
pressure 9806.65 mH2O mCE
pressure 9.80665 mmH2O mmCE
pressure 98066.5 kgf/cm² kgf/cm2 kg/cm2 kg/cm²
pressure 3386.389 inHg
temperature 1 °C degC celsius ℃
temperature 1 °F degF fahrenheit ℉
temperature 1 K kelvin
angle 1 ° deg degree degrees degré degrés
angle 57.29578 rad radian radians
time 1 s sec secs second seconds seconde secondes
time .001 ms msec millisecond milliseconds milliseconde millisecondes
time 1e-6 µs μs microsecond microseconds
time 60 min mins minute minutes mn
time 3600 h hr hrs hour hours heure heures
time 86400 d day days jour jours
time 604800 week weeks semaine semaines
time 2629746 month months mois
time 31556952 year years yr yrs an ans année années
voltage 1 V volt volts VDC VAC Vdc Vac
voltage 1000 kV
voltage .001 mV millivolt millivolts
current 1 A amp amps ampere amperes ampère ampères
current .001 mA
current 1000 kA
power 1 W watt watts
power 1000 kW kilowatt kilowatts
power 1e6 MW megawatt megawatts
power 745.7 hp
power 735.499 ch cv
energy 1 J joule joules
energy 1000 kJ
energy 1e6 MJ
energy 3600 Wh
energy 3.6e6 kWh
energy 3.6e9 MWh
energy 3.6e12 GWh
energy 1e9 GJ
energy 1055.056 BTU Btu
energy 4184 kcal
apparent_power 1 VA
apparent_power 1000 kVA
apparent_power 1e6 MVA
resistance 1 ohm ohms Ω Ω
resistance 1000 kohm kohms kOhm kΩ kΩ kiloohm kiloohms
resistance 1e6 Mohm MΩ MΩ
frequency 1 Hz hertz
frequency 1000 kHz
frequency 1e6 MHz
rotation 1 rpm RPM tr/min r/min t/min
speed 1 m/s
speed .001 mm/s
speed .2777778 km/h km/hr kph kmh
speed .44704 mph
speed .0254 in/s ips
speed .3048 ft/s
acceleration 1 m/s² m/s2
acceleration .001 mm/s² mm/s2
area 1 m² m2
area 1e-4 cm² cm2
area 1e-6 mm² mm2
volume 1 L l litre litres liter liters
volume .001 mL ml cc
volume 1000 m³ m3
volume 1e-6 mm³ mm3
volume 3.785412 gal gallon gallons
volume 158.9873 bbl barrel barrels
flow 1 l/min L/min lpm
flow 60 l/s L/s
flow 16.6666667 m³/h m3/h
flow .0166666667 l/h L/h
flow 1000 m³/min m3/min
flow 60000 m³/s m3/s
flow 3.785412 gpm GPM usgpm
mass_flow 1 kg/h
mass_flow 3600 kg/s
mass_flow 1000 t/h
mass_flow .45359237 lb/h
torque 1 Nm N·m N.m N-m
torque 1.355818 lb-ft ft-lb lbf-ft lbf·ft
torque 1000 kNm kN·m
sound 1 dB décibel décibels decibel decibels
sound_a 1 dBA dB(A)
sound_c 1 dBC dB(C)
share 1 % percent pct
share .0001 ppm
points 1 points point pts
charge 1 Ah
charge .001 mAh
density 1 kg/m³ kg/m3
"""

_CASELESS = re.compile(r"[a-zà-ÿ]{4,}|mm|cm|km|kg|kpa|mpa|psi|rpm|gpm|kwh|mwh|lbs|bar|mins|sec|hrs")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: canonical name, dimension, factor to the dimension's base unit (temperatures: 1)."""

    name: str
    dimension: str
    factor: float


@lru_cache(maxsize=1)
def spellings() -> dict[str, Unit]:
    """All spellings, case kept: ``MPa`` is not ``mPa``."""
    known: dict[str, Unit] = {}
    for line in _LINES.strip().splitlines():
        dimension, factor, name, *others = line.split()
        unit = Unit(name=name, dimension=dimension, factor=float(factor))
        known.update(dict.fromkeys((name, *others), unit))
    return known


@lru_cache(maxsize=1)
def _caseless() -> dict[str, Unit]:
    return {name.lower(): unit for name, unit in spellings().items() if _CASELESS.fullmatch(name.lower())}


def unit_of(written: str) -> Unit | None:
    """The unit of a spelling; case is forgiven only where it cannot mean another unit."""
    return spellings().get(written) or _caseless().get(written.lower())
