"""What a column of a production or energy table measures, and whether its values may be added up.

Knows names, units and words of questions; reads no rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.words import fold

CONCEPTS = {
    "produced": r"prod|produc(?:e[ds]?|ing|tions?)|produi\w*|outputs?|throughputs?|tonnages?|"
    r"made|(?<=we )make|"
    r"fabriqu\w+|good|bons?|bonnes?|"
    r"conformes?|sorti\w*|yielded|packed",
    "rejected": r"reject\w*|rejet\w*|scrap\w*|rebut\w*|defectives?|non[- ]conform\w*|off[- ]?spec|nc|"
    r"declasse\w*|waste(?! ?water)|wastage|dechets?|chutes?",
    "planned time": r"(?:planned|scheduled|opening|loading|required|available) (?:production |operating )?"
    r"(?:time|hours|minutes|duration)|temps (?:d'|d )?(?:ouverture|requis|planifie|prevu|disponible)|"
    r"heures (?:d'|d )?(?:ouverture|planifiees|prevues|requises)",
    "target": r"targets?|objectifs?|budget\w*|planned|planifie\w*|prevu\w*",
    "electricity": r"electri\w+|elec|power consumption",
    "gas": r"(?:natural )?gas|gaz(?: naturel)?",
    "fuel": r"diesel|fuel(?: oil)?|gas[- ]?oil|gazole|fioul|gnr",
    "steam": r"steam|vapeur",
    "water": r"water|eau",
    "air": r"compressed air|air comprime",
    "energy": r"energ\w+",
    "downtime": r"down[- ]?time|stops?|stopped|stoppages?|standstills?|arrets?|a l'arret|arrete\w*|"
    r"immobilis\w+|breakdowns?|pannes?",
    "running": r"run(?:ning)?(?: time| hours)?|heures? de marche|temps de marche|marche|operating hours|"
    r"uptime",
    "cost": r"costs?|couts?|depens\w+|spen[dt]\w*|expens\w+",
    "oee": r"oee|trs|trg",
    "availability": r"availability|disponibilite",
    "performance": r"performance",
    "quality": r"quality|qualite",
    "breaks": r"casses?|web breaks?|breaks",
}  # fmt: skip
"""What words of a column or of a question name, by concept."""

ENERGIES = ("electricity", "gas", "fuel", "steam")
"""What counts as energy where a table has no column called so."""
BAD = frozenset({"rejected", "downtime", "cost", "breaks", "energy", "water", "air", *ENERGIES})
"""What is worst where it is most."""
RATES = frozenset({"oee", "availability", "performance", "quality"})
"""Percentages that are never added up."""
_KINDS = {
    "mass": "g:1e-6 kg:0.001 t:1 tonne:1 tonnes:1 tons:1 tonnage:1 kt:1000",
    "energy": "kwh:0.001 mwh:1 gwh:1000",
    "joules": "mj:0.001 gj:1",
    "time": "h:1 hour:1 hours:1 hrs:1 heures:1",
    "volume": "l:0.001 hl:0.1 m3:1",
    "gas volume": "nm3:1 knm3:1000",
    "money": "eur:1 €:1 k€:1000 keur:1000",
    "dollars": "usd:1",
    "number": "nb:1 pcs:1 pieces:1 units:1 u:1",
}
AMOUNT_UNITS = {
    **{
        unit: (kind, float(scale))
        for kind, units in _KINDS.items()
        for unit, scale in (one.split(":") for one in units.split())
    },
    **dict.fromkeys(("min", "mn", "minutes"), ("time", 1 / 60)),
    "mwh pcs": ("energy pcs", 1.0),
    "mwh pci": ("energy pci", 1.0),
}
"""Units of amounts: what they measure, and how many of its first unit one is."""

_WORDED = {
    "tonnes": "t",
    "tonne": "t",
    "tonnage": "t",
    "tons": "t",
    "hours": "h",
    "heures": "h",
    "minutes": "min",
}
_BARE = frozenset("eur € k€ keur usd kg mwh kwh gwh m3 hl pcs hours heures hrs tonnes minutes".split())
"""Units that stand behind a column's name without brackets."""
_UNIT_IN_NAME = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*$")
_NO_SUM = re.compile(
    r"(?<!\w)(?:rates?|taux|ratios?|%|percent\w*|price|prix|pu|temp(?:eratures?)?|level|niveau|speed|vitesse|moyen\w*|"
    r"average|mean|avg|limits?|limites?|mini?|maxi?|lead|delais?|specific|specifique)(?!\w)"
)
_CUMULATED = re.compile(
    r"(?<!\w)(?:ytd|mtd|cumul\w*|cumulative|running total|index|counter|compteur|releve)(?!\w)"
)
_TOTAL = re.compile(
    r"(?<!\w)(?:grand[- ]|sub[- ]?)?(?:total\w*|totaux|somme|sum|ensemble|overall|all lines)(?!\w)"
)
_MEMBER = re.compile(
    r"(?<!\w)(?:line|ligne|l|machine|mp|pm|unit|unite|shift|poste|workshop|atelier|furnace|four|boiler|"
    r"chaudiere)"
    r" ?(?:no\.? ?|n° ?)?(?:\d+|[a-d])(?!\w)"
)
_LASTS = re.compile(r"(?<!\w)(?:dur(?:ation|ee)s?|lost|perdu\w*|time|temps)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A column of amounts.

    Attributes:
        name: As printed.
        unit: As printed, empty where none is.
        concepts: What it measures, keys of ``CONCEPTS``; may be empty.
        member: What of several alike it belongs to (``ligne 1``); empty where it is the only one.
        adds: True where its values may be added up.
        total: True where it sums up others.
    """

    name: str
    unit: str
    concepts: frozenset[str]
    member: str = ""
    adds: bool = True
    total: bool = False

    @property
    def tells(self) -> bool:
        """True for amounts and known percentages; a temperature of water is no amount of water."""
        return bool(self.concepts) and (self.adds or bool(self.concepts & RATES) or self.unit == "%")

    @property
    def of(self) -> str:
        """What its unit measures (``mass``, ``energy``); the unit itself where it is not known."""
        return AMOUNT_UNITS.get(plain_unit(self.unit), (plain_unit(self.unit), 1.0))[0]

    @property
    def scale(self) -> float:
        """How many of the first unit of its kind one unit is."""
        return AMOUNT_UNITS.get(plain_unit(self.unit), ("", 1.0))[1]


def concepts_in(text: str) -> frozenset[str]:
    """The concepts that a folded text names."""
    found = frozenset(
        concept for concept, words in CONCEPTS.items() if re.search(rf"(?<!\w)(?:{words})(?!\w)", text)
    )
    return found - {"target"} if "planned time" in found else found


def measure_of(name: str, unit: str | None, *, about: str = "", whole: bool = True) -> Measure:
    """What a column of numbers measures.

    Args:
        about: Words of its table, which say what an hour of ``Duration`` or a cell of a month is.
        whole: Whether numbers without a unit may be counts.
    """
    folded = fold(name).replace("_", " ")
    own = plain_unit(name)
    printed = (unit or "").strip() or _unit_in(name) or (_WORDED.get(own, own) if own in AMOUNT_UNITS else "")
    bare = _UNIT_IN_NAME.sub("", folded)
    concepts = concepts_in(bare)
    kind = AMOUNT_UNITS.get(plain_unit(printed), ("", 1.0))[0]
    if not concepts and kind == "time" and _LASTS.search(bare):
        concepts = concepts_in(fold(about)) & {"downtime"}
    if not concepts and kind == "mass" and plain_unit(name) in AMOUNT_UNITS:
        concepts = frozenset({"produced"})
    member, total = _MEMBER.search(bare), _TOTAL.search(bare)
    if not concepts and kind in ("mass", "volume", "number") and (member or total):
        whole_of = concepts_in(fold(about))
        concepts = whole_of if whole_of in ({"produced"}, {"rejected"}) else concepts
    if kind == "money" and "cost" not in concepts and not _NO_SUM.search(bare):
        concepts |= {"cost"}
    rate = bool(_NO_SUM.search(bare)) or "%" in printed or bool(concepts & RATES) or "/" in printed + bare
    counted = not printed and whole and bool(concepts - RATES)
    return Measure(
        name=name,
        unit=printed,
        concepts=concepts,
        member=member.group(0) if member else "",
        adds=not rate and (bool(kind) or counted),
        total=bool(total),
    )


def plain_unit(unit: str) -> str:
    """A unit as units are compared: ``m³`` is ``m3``."""
    return " ".join(fold(unit.replace("³", "3").replace("²", "2")).split())


def is_total(text: str) -> bool:
    """True for a cell that says its row sums up others."""
    return _TOTAL.search(fold(text)) is not None


def is_of_events(name: str) -> bool:
    """True for a column of how long something lasted: each of its rows is one event."""
    return "→" in name or re.search(r"(?<!\w)(?:dur(?:ation|ee)s?)(?!\w)", fold(name)) is not None


def is_cumulated(name: str) -> bool:
    """True for a column called a counter's or a running total."""
    return _CUMULATED.search(fold(name)) is not None


def _unit_in(name: str) -> str:
    found = _UNIT_IN_NAME.search(name)
    if found and plain_unit(found.group(1)) in AMOUNT_UNITS | {"%": 0}:
        return found.group(1)
    behind = name.replace("_", " ").split()[1:][-1:]
    return _WORDED.get(fold(behind[0]), behind[0]) if behind and plain_unit(behind[0]) in _BARE else ""
