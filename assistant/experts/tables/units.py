"""Units of measure in words, English and French, as columns write them. Knows no table."""

from __future__ import annotations

_UNITS = {
    "g": "g gram grams gramme grammes",
    "kg": "kg kilo kilos kilogram kilograms kilogramme kilogrammes",
    "t": "t tonne tonnes",
    "l": "l litre litres liter liters",
    "ml": "ml millilitre millilitres",
    "mm": "mm millimetre millimetres",
    "cm": "cm centimetre centimetres",
    "m": "m metre metres meter meters",
    "km": "km kilometre kilometres",
    "bar": "bar bars",
    "barg": "barg",
    "kpa": "kpa",
    "mpa": "mpa",
    "kw": "kw kilowatt kilowatts",
    "w": "w watt watts",
    "kwh": "kwh",
    "mwh": "mwh",
    "rpm": "rpm tr",
    "nm": "nm",
    "eur": "eur euro euros",
    "usd": "usd dollar dollars",
    "%": "percent pourcent",
    "v": "v volt volts",
    "a": "ampere amperes amps",
    "pcs": "pcs pieces piece pc",
    "h": "h hour hours hr hrs heure heures",
    "min": "min minute minutes",
    "d": "day days jour jours",
    "week": "week weeks semaine semaines",
    "month": "month months mois",
    "year": "year years an ans annee annees",
}
_BY_WORD = {word: unit for unit, words in _UNITS.items() for word in words.split()}
TIME_UNITS = frozenset({"h", "min", "d", "week", "month", "year"})
_SIGNS = {
    "€": "eur",
    "$": "usd",
    "n·m": "nm",
    "weeks": "week",
    "days": "d",
    "months": "month",
    "years": "year",
}


def unit_of(word: str) -> str | None:
    """The unit that a folded word names, as ``same_unit`` compares it."""
    return _BY_WORD.get(word)


def same_unit(unit: str, printed: str | None) -> bool:
    """True where a column's printed unit is this one."""
    return printed_unit(printed) == unit


def printed_unit(printed: str | None) -> str | None:
    """The unit that a column prints (``€``, ``Hours``), as ``unit_of`` names it."""
    if not printed:
        return None
    folded = printed.strip().lower()
    return _SIGNS.get(folded, _BY_WORD.get(folded, folded))
