"""Units of measurement as headers and cells print them. Converts nothing."""

from __future__ import annotations

import re

_PREFIXED = ("m", "g", "W", "Wh", "V", "A", "VA", "var", "Pa", "bar", "Hz", "N", "J", "Nm", "N·m", "N.m",
             "l", "L", "s", "Ω", "ohm", "S", "F", "H", "B", "eV", "t")  # fmt: skip
_PREFIXES = ("", "k", "K", "M", "G", "m", "µ", "μ", "u", "n", "p", "c", "d", "h")
_PLAIN_WORDS = """
°C °F degC degF deg-C ℃ K C F °K celsius celcius fahrenheit kelvin % %RH %HR %Hr % RH pct percent pourcent
ppm ppb ppmv vol% ‰ ° deg degree degrees degré degrés rad mrad h hr hrs hour hours heure heures min mins
minute minutes s sec secs second seconds seconde secondes ms d day days jour jours week weeks month months
mois year years an ans in inch inches ft foot feet mil mils yd mile miles nm NM mph kn knots kt mm2 mm² m2
m² ft2 ft² m3 m³ Nm3 Nm³ Sm3 cm3 cm³ lb lbs lbf lbm oz ton tons tonne tonnes psi psia psig barg bara mbarg
mmHg inHg inH2O mmH2O mmWC atm torr Torr millib gpm usgpm cfm scfm lpm slpm gal gallon gallons litre litres
liter liters metre metres meter meters rpm tr/min 1/min min-1 min⁻¹ RPM hp HP BTU Btu btu cal kcal kVAr kvar
MVAr dB dBA dB(A) dBC pH NTU cP cSt mPa.s Pa.s amp amps ampere amperes volt volts voltage watt watts hertz
newton newtons pascal pascals bars ohms degreesC lux lx g gn RMS Vrms Arms Vdc Vac mm/s mm/sec in/s ips cpm
CPM cycles counts pcs pc pieces pièces unit units € $ £ EUR USD GBP k€
"""
_NAMES = frozenset(_PLAIN_WORDS.split()) | {prefix + unit for prefix in _PREFIXES for unit in _PREFIXED}
_LONG = frozenset(name.lower() for name in _NAMES if len(name) > 3)
_FACTOR = re.compile(r"([^\d^²³⁻⁰-⁹]+?)(?:\^?-?\d|[²³]|⁻?[¹²³])?$")
_BRACKETED = re.compile(r"[\[{]\s*([^\[\]{}]{1,24}?)\s*[\]}]\s*$")
_PARENTHESES = re.compile(r"\(\s*([^()]{1,24}(?:\([^()]*\))?)\s*\)\s*$")
_WORDED = re.compile(r"(?:,| in| en)\s+([^\s,]{1,12})\s*$")
_SUFFIX = re.compile(r"[_ ]([A-Za-zµ°%][A-Za-zµ°%0-9/]{0,6})$")
_SUFFIX_WORDS = """
% bar mbar barg bara psi kPa MPa Pa degC degF °C °F rpm RPM kW MW kWh MWh kV mV kVA Hz kHz mm cm km kg mg mA
kA m3h m3/h l/min lpm gpm pct percent ppm hours hrs mins secs seconds minutes celsius amps volts mm/s m/s ms
"""
_SAFE_SUFFIX = frozenset(_SUFFIX_WORDS.split())
_MOVES = re.compile(
    r"(?<![a-z])(?:wind|gust|vent|rafale|speed|spd|vitesse|velocity|vit)(?![a-z])", re.IGNORECASE
)
"""What is no length of time: ``wind_ms`` is in metres a second."""
_GLUED = {
    "mgl": "mg/l", "mgL": "mg/L", "ugl": "µg/l", "ugL": "µg/L", "ls": "l/s", "lh": "l/h", "lmin": "l/min",
    "m3s": "m3/s", "m3d": "m3/d", "kgh": "kg/h", "kgs": "kg/s", "mms": "mm/s", "uScm": "µS/cm",
}  # fmt: skip
"""Units of names that may hold no stroke: ``FIT100_INFLOW_ls``."""
_APART = re.compile(r"_(mg|ug|g|kg|t|l|L|m3|Nm3|mm|m|uS)_(l|L|s|h|min|d|m3|cm)$")


def is_unit(text: str) -> bool:
    """True where ``text`` is a unit: ``bar``, ``m3/h``, ``kWhr/m^2``, ``°C``."""
    text = text.strip().strip(".")
    if not text or len(text) > 24:
        return False
    if _known(text):
        return True
    parts = re.split(
        r"\s*(?:/|·|\*|⋅|×| per | par )\s*|\s+", text.replace("deg C", "degC").replace("deg F", "degF")
    )
    return bool(parts) and all(_known(part) or part == "1" for part in parts)


def _known(part: str) -> bool:
    if part in _NAMES or part.lower() in _LONG or part.lower().replace("whr", "wh") in {"kwh", "wh", "mwh"}:
        return True
    match = _FACTOR.match(part)
    return match is not None and (match.group(1) in _NAMES or match.group(1).lower() in _LONG)


def unit_of_header(name: str) -> str | None:
    """The unit that a column's header states: ``Pressure [bar]``, ``Flow (m3/h)``, ``speed_rpm``.

    Square brackets hold a unit whatever it is, unless it is a pattern for dates; round brackets, a comma
    and a suffix only one that is known.
    """
    match = _BRACKETED.search(name)
    if match and match.start() > 0:
        inner = match.group(1)
        return inner if _may_be_unit(inner) else None
    for pattern in (_PARENTHESES, _WORDED):
        match = pattern.search(name)
        if match and match.start() > 0 and is_unit(match.group(1)):
            return match.group(1).strip()
    match = _SUFFIX.search(name)
    if match and match.group(1) in _SAFE_SUFFIX:
        return "m/s" if match.group(1) == "ms" and _MOVES.search(name) else match.group(1)
    if match and match.group(0)[0] == "_" and match.group(1) in _GLUED:
        return _GLUED[match.group(1)]
    apart = _APART.search(name)
    return f"{apart[1].replace('u', 'µ')}/{apart[2]}" if apart and apart.start() > 0 else None


def _may_be_unit(inner: str) -> bool:
    """False for what brackets hold besides units: ``A/B/C``, ``DD/MM/YYYY``, ``1``, ``?``, a dash."""
    if is_date_pattern(inner) or re.fullmatch(r"[A-Z](?:/[A-Z])+|[\d\W_]+", inner):
        return inner in {"%", "°", "‰", "€", "$", "£"}
    return len(inner.split()) <= 3


def is_date_pattern(text: str) -> bool:
    """True for ``DD/MM/YYYY``, ``jj/mm/aaaa hh:mm`` and the like."""
    letters = re.sub(r"[^A-Za-z]", "", text).lower()
    return (
        len(letters) >= 4
        and set(letters) <= set("dmyjahs")
        and any(pair in letters for pair in ("dd", "mm", "jj"))
    )
