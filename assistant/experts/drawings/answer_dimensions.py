"""Answers on dimensions: diameters, fits, tolerances, threads, counts of holes. Knows one drawing.

A drawing seldom says in words what a dimension measures. What is used: the number asked about, words printed
with a dimension, its symbol, and what fits mean (capital letters are holes, small ones shafts: ISO 286).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.experts.drawings.answer_fields import asked_fields
from assistant.experts.drawings.asked import Asked
from assistant.experts.drawings.drawing import Drawing, Version
from assistant.experts.drawings.reply import Lacking, Reply
from assistant.words import content_stems, fold
from ingest.parsers.drawing.printed_dimension import without_blanks
from retrieval.records import DrawingEntity

_PART = re.compile(
    r"(?:(?P<count>\d{1,3})\s*[xX×]\s*)?(?P<symbol>[ØøR⌀]|SR|SØ|M(?=\d)|PCD ?)?\s*(?P<value>\d*[.,]?\d+)"
    r"\s*(?P<fit>[A-HJ-NP-Za-hj-np-z]{1,2}\d{1,2}\b)?\s*(?P<tolerance>(?:±|\+/-)\s*\d*[.,]?\d+"
    r"|[+-]\s?\d*[.,]?\d+\s*/\s*[+-]?\s?\d*[.,]?\d+)?"
)
_ASKS: dict[str, str] = {
    "count": (
        r"how many (?:\w+ ){0,3}?holes?|number of (?:\w+ ){0,3}?holes?|combien de (?:trous|percages"
        r"|perforations)|nombre de (?:trous|percages)"
    ),
    "pitch": (
        r"pitch circle|bolt circle|pcd|p\.c\.d|b\.c|(?:bolt )?hole circle|cercle de percage"
        r"|diametre de percage|entraxe|cercle primitif"
    ),
    "thread": r"threads?|tapp?ed|tapped holes?|filetage|taraud\w+",
    "fit": r"fits?\b|ajustements?|tolerance class|h\d|classe de tolerance",
    "tolerance": r"tolerances?|toleran\w+|deviation|ecart",
    "bore": r"bores?|alesages?|inside diameter|inner diameter|diametre interieur",
    "shaft": r"spigots?|shafts?|journals?|emboitements?|arbres?|centrages?|pins?\b",
    "keyway": r"key ?ways?|key ?seats?|rainures? de clavette|clavetage|keyway",
    "outside": (
        r"outside diameter|outer diameter|overall diameter|\bod\b|diametre exterieur"
        r"|largest diameter|diametre hors tout"
    ),
    "hole": r"holes?|trous?|percages?",
    "radius": r"radius|radii|rayons?|fillets?|conges?",
    "angle": r"angles?|degrees?|degres",
    "roughness": r"roughness|ra\b|rugosite|surface (?:finish|quality)|etats? de surface",
    "chamfer": r"chamfers?|chanfreins?",
    "diameter": r"diameters?|dia\b|diametres?",
    "length": (
        r"lengths?|long\b|longueurs?|overall|hors tout|widths?|wide|largeurs?|thick\w*|epaisseurs?"
        r"|heights?|hauteurs?|depth|deep|profondeurs?"
    ),
}
_THINGS = frozenset({"shaft", "bore", "hole", "thread", "keyway"})
"""What a field of the title block may be asked of: the material of the shaft is none of its fits."""
_HOLES = (
    r"(?:trous?|tr|holes?|percages?|perçages?|bores?|alesages?|alésages?|taraudages?|tapped holes?|lamages?"
    r"|drill(?:ed)?(?: holes?)?|tap(?:ped)?|thd)"
)
_COUNTED = re.compile(
    r"^(?:\((?P<held>\d{1,3})\)\s*|(?P<count>\d{1,3})(?:\s*[xX×-]\s*|\s+)"
    rf"(?={_HOLES}\b|dia|[Øø⌀Φ]|M\d)|(?P<by>\d{{1,3}})\s*[xX×]\s*(?=\d*[.,]?\d))",
    re.IGNORECASE,
)
_HOLE_WORDS = re.compile(rf"(?<![A-Za-z]){_HOLES}\b\.?(?:\s+(?:de|en|of|taraud\w+))*\s*", re.IGNORECASE)
_DIAMETER = re.compile(r"(?:diam(?:[eè]tre|eter)?|dia)\b\.?|Φ|%%c", re.IGNORECASE)
_AFTER = re.compile(
    r"(?P<value>(?:\d+[ -])?\d+/\d+|\d*[.,]?\d+)\s*(?:\"|''|in\b|mm)?\s*(?:Ø|DIAMETRE\b)", re.IGNORECASE
)
_FRACTION = re.compile(
    r"(?:(?P<whole>\d+)[ -])?(?P<upper>\d{1,2})/(?P<lower>[1-9]\d{0,2})(?=\s*(?:\"|''|in\b|Ø|$|\s))"
)
_NUMBER = re.compile(r"(?<![\w.,-])[øØ⌀]?\s?(\d+(?:[.,]\d+)?)(?!\s*(?:st|nd|rd|th)\b)(?![\w-])")
_LONGEST = 60
"""Letters of a text that is a dimension."""
_THREAD = re.compile(
    r"\b(?:UNC|UNF|UNEF|NPT|BSPP?|BSPT|TAPPED|TAP|TARAUD\w*|FILET\w*|THD|THREAD\w*)\b|\bG ?\d", re.IGNORECASE
)
_CIRCLE = re.compile(
    r"\b(?:PCD|BCD)\b|\bP\.?C\.?D|\bB\.?C\.|bolt circle|\b(?:on|sur) (?:[ØΦ⌀]|dia)", re.IGNORECASE
)
_COUNT_ALONE = re.compile(r"(\d{1,3})\s*[xX×]")
_EXTREME = re.compile(
    r"\b(?:largest|biggest|greatest|longest|maximum|max|smallest|shortest|minimum"
    r"|plus (?:grande?s?|petite?s?|longue?s?)|maximale?|minimale?)\b"
)
_SMALLEST = re.compile(r"small|short|min|petit")
_ALL = re.compile(r"\b(?:dimensions?|cotes?)\b")


@dataclass(frozen=True, slots=True)
class _Measure:
    """A dimension as printed, taken apart."""

    version: Version
    entity: DrawingEntity
    text: str
    count: int
    symbol: str
    value: float
    fit: str
    tolerance: str

    @property
    def is_round(self) -> bool:
        """True for a diameter."""
        return self.symbol in ("Ø", "ø", "⌀", "SØ") or self.entity.name == "diameter"

    @property
    def is_hole(self) -> bool:
        """True for what is printed like holes: a count with a diameter, ``THRU``."""
        if _THREAD.search(self.text):
            return False
        if "THRU" in self.text.upper() or (self.symbol != "M" and _HOLE_WORDS.search(self.text)):
            return True
        return self.count > 1 and (self.is_round or not self.symbol)


def answer_dimension(asked: Asked, drawing: Drawing) -> Reply | Lacking | None:
    """The dimension that a question asks for."""
    text = _without_title(asked.folded, drawing)
    asks = {name for name, words in _ASKS.items() if re.search(rf"(?<![\w-])(?:{words})(?!\w)", text)}
    if not asks and not _ALL.search(text):
        return None
    fields = {field.name for field in asked_fields(asked)}
    if (asks <= _THINGS and fields) or ("finish" in fields and drawing.fields("finish")):
        return None
    stems = _stems(asks, asked)
    nominal = _nominal(asked, drawing)
    any_measure = False
    for version in drawing.versions:
        measures = _measures(version)
        any_measure = any_measure or bool(measures)
        found = _match(asks, nominal, measures, text)
        if found:
            return _reply(asked, drawing, asks, found, stems)
    if any_measure and nominal and asks & {"fit", "tolerance", "diameter"}:
        refusal = asked.t(
            f"{drawing.name} has no dimension {nominal[0]:g}.",
            f"{drawing.name} n'a pas de cote {nominal[0]:g}.",
        )
        return Lacking(refusal=refusal, score=0.8, explained=stems)
    return None


def _without_title(folded: str, drawing: Drawing) -> str:
    """The question without two and more words of the title in a row: a shaft sleeve asks for no shaft."""
    words = re.findall(r"\w+", fold(drawing.title))
    for size in range(len(words), 1, -1):
        for at in range(len(words) - size + 1):
            folded = re.sub(r"\b" + r"\W+".join(words[at : at + size]) + r"\b", " ", folded)
    return folded


def _nominal(asked: Asked, drawing: Drawing) -> list[float]:
    """Numbers in the question that may be a dimension: those of the drawing's number left out."""
    text = asked.folded.replace(fold(drawing.number), " ")
    for tag in asked.tags:
        text = text.replace(fold(tag), " ")
    return [float(m[1].replace(",", ".")) for m in _NUMBER.finditer(text)]


def _measures(version: Version) -> list[_Measure]:
    """Dimensions of a version, with texts that read like one (``PCD 160``, ``6 × Ø11``)."""
    found: list[_Measure] = []
    seen: set[str] = set()
    counts = [(e, int(m[1])) for e in version.of("text") if (m := _COUNT_ALONE.fullmatch(e.text.strip()))]
    for entity in version.of("dimension", "text", "note"):
        text = " ".join(entity.text.split())
        if entity.kind == "note" and (len(text) > _LONGEST or not _HOLE_WORDS.search(text)):
            continue
        plain = _plain(text)
        match = _PART.search(plain)
        spoken = re.match(r"(?:PCD|\d{1,3}\s*[xX×]|[Øø⌀]|M\d|Ra\b|R\d)", plain)
        if (
            match is None
            or text in seen
            or (entity.kind != "dimension" and (spoken is None or len(text) > _LONGEST))
        ):
            continue
        seen.add(text)
        count = int(match["count"]) if match["count"] else _count_beside(entity, counts)
        value = float(match["value"].replace(",", "."))
        symbol, fit = (match["symbol"] or "").strip(), match["fit"] or ""
        found.append(_Measure(version, entity, text, count, symbol, value, fit, match["tolerance"] or ""))
    return found


def _plain(text: str) -> str:
    """A text with holes in words written as dimensions have them: ``6 trous Ø22`` as ``6x Ø22``."""
    text = without_blanks(text)
    counted = _COUNTED.match(text)
    if counted is not None:
        count = counted["held"] or counted["count"] or counted["by"]
        text = f"{count}x {text[counted.end() :]}"
    text = _DIAMETER.sub("Ø", _HOLE_WORDS.sub("", text))
    text = _FRACTION.sub(lambda m: f"{int(m['whole'] or 0) + int(m['upper']) / int(m['lower']):.4f}", text)
    after = _AFTER.search(text)
    if after is not None:
        text = f"{text[: after.start()]}Ø{after['value']} {text[after.end() :]}"
    return text


def _count_beside(entity: DrawingEntity, counts: list[tuple[DrawingEntity, int]]) -> int:
    """The count that is printed apart, left of a dimension on its line (``10 x``)."""
    if entity.box is None:
        return 1
    x0, y0, _, y1 = entity.box
    for other, count in counts:
        if other.box is None or other.page != entity.page:
            continue
        height = y1 - y0
        level = min(y1, other.box[3]) - max(y0, other.box[1]) > 0.5 * height
        if level and -0.5 * height <= x0 - other.box[2] <= 3 * height:
            return count
    return 1


def _match(asks: set[str], nominal: list[float], measures: list[_Measure], folded: str) -> list[_Measure]:
    """The measures that a question asks for, none where it cannot be told."""
    if nominal:
        exact = [m for m in measures if any(abs(m.value - n) < 1e-9 for n in nominal)]
        if exact:
            with_fit = [m for m in exact if m.fit or m.tolerance]
            return with_fit if with_fit and asks & {"fit", "tolerance"} else exact
        return []
    extreme = _EXTREME.search(folded)
    if extreme is not None and asks <= {"length", "diameter", "hole"} and measures:
        sized = [
            m for m in measures if m.entity.kind == "dimension" and m.entity.name in ("linear", "diameter")
        ]
        sized = [m for m in sized if m.is_round] if asks & {"diameter", "hole"} else sized
        chosen = min if _SMALLEST.search(extreme.group(0)) else max
        return [chosen(sized, key=lambda m: m.value)] if sized else []
    if "roughness" in asks:
        return [m for m in measures if m.text.startswith("Ra")]
    if "pitch" in asks:
        return [m for m in measures if _CIRCLE.search(m.text) or m.symbol == "PCD"]
    if "thread" in asks:
        return [m for m in measures if m.symbol == "M" or _THREAD.search(m.text)]
    if "count" in asks:
        return [m for m in measures if m.is_hole and m.count > 1]
    if "keyway" in asks:
        return [m for m in measures if re.fullmatch(r"(?:P|N|JS|Js|D)9|H9", m.fit) and not m.is_round]
    if "bore" in asks:
        return [m for m in measures if m.is_round and m.fit[:1].isupper()]
    if "shaft" in asks:
        return [m for m in measures if m.is_round and m.fit[:1].islower()]
    if "radius" in asks:
        return [m for m in measures if m.symbol in ("R", "SR")]
    if "angle" in asks:
        return [m for m in measures if m.entity.name == "angle"]
    if "hole" in asks:
        return [m for m in measures if m.is_hole]
    if "outside" in asks:
        round_ones = [m for m in measures if m.is_round]
        return [max(round_ones, key=lambda m: m.value)] if round_ones else []
    if "length" in asks and re.search(r"\b(?:overall|total|hors tout)\b", folded):
        straight = [m for m in measures if m.entity.name == "linear" and not m.is_round and not m.fit]
        return [max(straight, key=lambda m: m.value)] if straight else []
    if asks & {"fit"}:
        return [m for m in measures if m.fit]
    if "diameter" in asks:
        return [m for m in measures if m.is_round]
    return [] if asks else measures


def _reply(
    asked: Asked, drawing: Drawing, asks: set[str], found: list[_Measure], stems: frozenset[str]
) -> Reply:
    first = found[0]
    entities = tuple(m.entity for m in found[:30])
    quote = ", ".join(m.text for m in found[:30])
    told, sure = quote, 0.9 if len(found) == 1 else 0.7
    if len(found) == 1 and asks & {"fit", "tolerance"} and (first.fit or first.tolerance):
        value = first.fit if "fit" in asks and first.fit else first.tolerance or first.fit
        both = [part for part in (first.fit, first.tolerance) if part]
        told = f"{' '.join(dict.fromkeys([value, *both]))} ({first.text})"
    elif "count" in asks and len(found) == 1:
        what = re.sub(r"^\d+\s*[xX×]\s*", "", _plain(first.text)).strip()
        told = asked.t(
            f"{first.count} holes ({first.count} × {what})", f"{first.count} trous ({first.count} × {what})"
        )
    if not asks:
        sure = 0.85
    elif "length" in asks:
        sure = 0.6
    where = asked.t(f"as printed on {drawing.name}", f"d'après {drawing.name}")
    statement = f"{told}, {where}." if len(found) < 13 or not asks else None
    return Reply(
        statement=statement,
        quote=quote,
        value=told.split(" (")[0],
        entities=entities,
        score=sure,
        explained=stems,
    )


def _stems(asks: set[str], asked: Asked) -> frozenset[str]:
    found: set[str] = set()
    for match in _EXTREME.finditer(asked.folded):
        found |= {*content_stems(match.group(0)), *content_stems(match.group(0), "fr")}
    found |= {"mm", "dimens", "cote", "fix", "fixat", "bolt", "mount"}
    for name in asks:
        for match in re.finditer(rf"(?<![\w-])(?:{_ASKS[name]})(?!\w)", asked.folded):
            found |= {*content_stems(match.group(0)), *content_stems(match.group(0), "fr")}
    numbers = {s for word in asked.words for s in word if re.fullmatch(r"[\d.,]+", s)}
    return frozenset(found | numbers)
