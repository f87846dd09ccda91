"""Which columns of a table hold a quantity: its age, price, weight. Knows headers, no question and no row."""

from __future__ import annotations

import re
from datetime import datetime

from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.superlatives import Quantity
from assistant.experts.tables.units import printed_unit

_HEADERS: dict[Quantity, tuple[str, str]] = {
    "price": (
        "price prices prix cost costs cout couts montant expense expenses depense tarif pu budget fee",
        "eur usd gbp chf cad £",
    ),
    "weight": ("weight weights wt mass masse poids", ""),
    "heat": ("temperature temperatures temp", "°c °f c degc"),
    "length": ("length lengths longueur longueurs lg", ""),
    "height": ("height hauteur", ""),
    "depth": ("depth profondeur", ""),
    "width": ("width largeur", ""),
    "thickness": ("thickness epaisseur", ""),
    "speed": ("speed speeds vitesse vitesses rpm", "rpm km/h m/s"),
    "power": ("power puissance", "kw w mw kva hp cv"),
    "noise": ("noise bruit sound", "db dba db(a)"),
    "strength": ("strength force resistance", ""),
    "risk": ("risk risque rpn ipr criticality criticite", ""),
    "criticality": ("criticality criticite critical critique risk risque rpn ipr", ""),
    "severity": ("severity severite sev gravite grav", ""),
}
"""Words of headers and units. A weight has its word: ``Grease kg`` is none."""
_IN_UNITS_ALONE: dict[Quantity, str] = {"weight": "kg g t lb lbs kilos", "length": "m mm cm km"}
"""Units that tell a quantity where the header holds nothing else."""
_LASTING = frozenset("duration durations duree durees downtime elapsed lasted labour labor arret".split())
_CODED = frozenset("centre center code no number numero id rate taux".split())
"""Words of headers that stand beside a quantity's and tell no amount of it: ``Cost centre``."""
_LIMITS = frozenset(
    """
    min max mini maxi minimum maximum limit limite limits limites alarm alarme trip threshold seuil
    allowed admissible design setpoint consigne
    """.split()
)

_NEXT = frozenset(
    """
    due next target planned scheduled deadline expiry expires expiration valid validity until before by avant
    echeance prochain prochaine prevu prevue butoir limite delai cible peremption warranty garantie
    """.split()
)
_LAST = frozenset(
    "last latest previous prev dern dernier derniere derniers dernieres precedent precedente".split()
)
_CARE = re.compile(
    r"(?:cal|calibr\w*|etal\w*|metrol\w*|insp\w*|visites?|visited|vgp|controle\w*|exam\w*|verif\w*|check\w*|tests?|"
    r"tested|essais?|audit\w*|service[ds]?|servicing|maint\w*|overhaul\w*|graiss\w*|lub\w*|greas\w*|"
    r"vidang\w*|entretien\w*|rounds?|rondes?|replac\w*|rempl\w*)"
)
"""Beginnings of what is done to a thing again and again."""
_GONE = frozenset("out hors decommissioned decommissioning removal removed scrapped retired depose".split())
_YEAR = frozenset("year years yr annee annees an yom millesime vintage".split())
_MADE = frozenset(
    """
    built build construction constructed construit construite manufacture manufactured manufacturing made
    fabrication fabricated fabrique fabriquee birth born naissance yom millesime vintage
    """.split()
)
_FITTED = frozenset(
    """
    installed install installation installe installee commissioned commissioning commission mes fitted erected
    pose posee monte montee
    """.split()
)
_BOUGHT = frozenset("purchase purchased bought acquired acquisition achat achete achetee acquis acq".split())
_PRICED = frozenset(
    "price prix cost cout value valeur amount montant order commande no number n numero".split()
)
_SERVICE = frozenset("service route".split())
_INTO = frozenset("mise mis in into en entered entree put since depuis".split())
_YEARS = (1850.0, 2100.0)


def columns_of(schema: TableSchema, quantity: Quantity) -> tuple[ColumnSchema, ...]:
    """The columns that hold a quantity, those of its limits apart; for age those of ``making``."""
    if quantity == "age":
        return making(schema)
    headers, units = map(_split, _HEADERS.get(quantity, ("", "")))
    alone = _split(_IN_UNITS_ALONE.get(quantity, ""))
    held = []
    for column in schema.columns:
        if not _is_figure(column):
            continue
        words = set(column.words)
        in_unit = printed_unit(column.unit) in units if column.unit else False
        if (words & headers or in_unit or words <= alone) and not words & (_LIMITS | _CODED):
            held.append(column)
    return tuple(held)


def lasting(schema: TableSchema) -> tuple[ColumnSchema, ...]:
    """The columns that say how long a row took, not what it cost."""
    timed = (c for c in schema.columns if c.type == "duration" or set(c.words) & _LASTING)
    return tuple(c for c in timed if _is_figure(c) and c not in columns_of(schema, "price"))


def the_one(columns: tuple[ColumnSchema, ...], quantity: Quantity) -> ColumnSchema | None:
    """The column that a quantity's bare name means; None where several are as good."""
    headers = _split(_HEADERS.get(quantity, ("", ""))[0])
    bare = [column for column in columns if set(column.words) <= headers]
    chosen = bare or list(columns)
    return chosen[0] if len(chosen) == 1 else None


def making(schema: TableSchema) -> tuple[ColumnSchema, ...]:
    """The columns that say when things were made or how old they are: made, by year, installed, bought."""
    ranked = [(rank, column) for column in schema.columns if (rank := _rank(column)) is not None]
    return tuple(column for _, column in sorted(ranked, key=lambda pair: pair[0]))


def is_age(column: ColumnSchema) -> bool:
    """True for ``Age (years)``: the oldest has the most."""
    return "age" in column.words and column.is_numeric


def tells_year(column: ColumnSchema) -> bool:
    """True for whole numbers that are the years in which things were made."""
    return not column.is_moment and not is_age(column) and _rank(column) is not None


def is_due(column: ColumnSchema) -> bool:
    """True for the date of something to come: ``Next due``, ``Replace by``."""
    return column.is_moment and bool(_NEXT & set(column.words))


def speaks_of_care(words: tuple[str, ...]) -> bool:
    """True where some words say what is done to a thing again and again: ``calibrations``."""
    return any(map(_CARE.fullmatch, words))


def dates_rows(column: ColumnSchema, *, of_care: bool = False) -> bool:
    """True for a date of the row itself: not of something to come, of making, or of care to a thing.

    Args:
        of_care: The rows are such care: ``calibrations``.
    """
    if not column.is_moment or is_due(column) or _rank(column) is not None or _LAST & set(column.words):
        return False
    return of_care or not speaks_of_care(column.words)


def _rank(column: ColumnSchema) -> int | None:
    """How well a column says when a thing was made, 0 being best; None where it does not."""
    words = set(column.words)
    if is_age(column):
        return 4
    if words & (_NEXT | _LAST | _GONE) or not (column.is_moment or _is_year(column)):
        return None
    if words & _MADE:
        return 0
    if words & _YEAR and not column.is_moment and not speaks_of_care(column.words):
        return 1
    if words & _FITTED or (words & _SERVICE and words & _INTO):
        return 2
    return 3 if words & _BOUGHT and not words & _PRICED else None


def _is_year(column: ColumnSchema) -> bool:
    """True for whole numbers that may be years."""
    low, high = column.low, column.high
    if not column.is_numeric or isinstance(low, datetime) or isinstance(high, datetime):
        return False
    return low is not None and high is not None and _YEARS[0] <= low <= high <= _YEARS[1] and low == int(low)


def _is_figure(column: ColumnSchema) -> bool:
    """True for a number that can be compared."""
    return column.is_numeric and column.part not in ("code", "key") and not column.names_things


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())
