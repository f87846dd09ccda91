"""Units, scale and material: missing, or said in two ways. Knows printed words, no geometry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.subject import Subject
from assistant.reports.drawing.title_block import missing_reason
from retrieval.records import DrawingEntity

_SAYS = (
    r"(?:dimensions?|dims?\.?|units?|lengths?|cotes?|unit[ée]s?|all dimensions|longueurs?)"
    r"[^.;\n]{0,30}?"
)
_METRIC = re.compile(
    rf"\b{_SAYS}\b(?:mm|cm|m|mill?imet(?:er|re)s?|millimètres?|met(?:er|re)s?|mètres?)\b", re.IGNORECASE
)
_INCH = re.compile(rf"\b{_SAYS}(?:\b(?:in|inch|inches|ft|feet|pouces?)\b(?! (?:mm|mill))|\")", re.IGNORECASE)
_UNITS = (("mm", _METRIC), ("inch", _INCH))
_IN_MM = re.compile(r"\bin\s+(?=mm|mill)", re.IGNORECASE)
_FIELD = re.compile(
    r"(?P<mm>(?:mm|cm|m)\.?|mill?im.*)|(?:in|inch(?:es)?|ft|feet|pouces?)\.?|\"", re.IGNORECASE
)
"""The value of a field *Units*."""
_WITH_UNIT = re.compile(r"\d\s?(?:mm|cm|in\b|\")")
_MATERIAL = re.compile(
    r"\b(?:material|mat(?:ière|ériau)|matl?\b|steel|stainless|alumini?um|acier|inox|brass|laiton|bronze|"
    r"cast iron|fonte|PLA|ABS|PEEK|EN[ -]?(?:AW|GJ[SL])|S235|S355|1\.4\d{3}|316L?|304L?|6061|7075)",
    re.IGNORECASE,
)
_NO_SCALE = re.compile(r"\b(?:not to scale|n\.?t\.?s\.?|sans échelle|hors échelle)(?!\w)", re.IGNORECASE)
_RATIO = re.compile(r"(\d+(?:[.,]\d+)?)\s?[:/]\s?(\d+(?:[.,]\d+)?)")
_SHARE = 0.5


def check_units(subject: Subject) -> Iterator[Finding]:
    """A dimensioned drawing says its unit, and says one."""
    if not subject.is_dimensioned:
        return
    said: dict[str, DrawingEntity] = {}
    both = False
    for entity in subject.fields("unit"):
        if stated := _FIELD.fullmatch(entity.text.strip()):
            said["mm" if stated["mm"] else "inch"] = entity
    for entity in subject.entities:
        for line in _IN_MM.sub(": ", entity.text).split("\n"):
            units = [unit for unit, pattern in _UNITS if pattern.search(line)]
            both = both or len(units) == len(_UNITS)
            for unit in units:
                said.setdefault(unit, entity)
    if len(said) == len(_UNITS) and not both and said["mm"].page == said["inch"].page:
        later = max(said.values(), key=lambda entity: subject.entities.index(entity))
        yield Finding(
            rule="unit_conflict", subject=" / ".join(said), page=later.page, region=later.box,
            entities=(said["mm"].id, said["inch"].id),
            reason=subject.t(
                "One text says that dimensions are metric, another that they are in inches.",
                "Un texte dit que les cotes sont métriques, un autre qu'elles sont en pouces.",
            ),
        )  # fmt: skip
    measures = subject.measures
    marked = sum(bool(_WITH_UNIT.search(entity.text)) for entity in measures)
    if not said and marked < _SHARE * len(measures):
        page, region = subject.block_region()
        yield Finding(
            rule="unit_missing", subject=subject.t("unit of dimensions", "unité des cotes"),
            page=page, region=region,
            reason=subject.t(
                "Nothing on the sheet says the unit of its dimensions.",
                "Rien sur la feuille ne dit l'unité de ses cotes.",
            ),
        )  # fmt: skip


def check_decimals(subject: Subject) -> Iterator[Finding]:
    """Dimensions with decimal points among such with decimal commas."""
    points = [e for e in subject.measures if re.search(r"\d\.\d", e.text)]
    commas = [e for e in subject.measures if re.search(r"\d,\d", e.text)]
    if not points or not commas:
        return
    fewer = min(points, commas, key=len)
    yield Finding(
        rule="decimal_mixed", subject=fewer[0].text, page=fewer[0].page, region=fewer[0].box,
        entities=tuple(e.id for e in fewer),
        reason=subject.t(
            f"{len(points)} dimensions have a decimal point, {len(commas)} a decimal comma.",
            f"{len(points)} cotes ont un point décimal, {len(commas)} une virgule.",
        ),
    )  # fmt: skip


def check_scale(subject: Subject) -> Iterator[Finding]:
    """A dimensioned drawing has a scale; its title block gives one scale a sheet."""
    scales = subject.fields("scale")
    if subject.is_dimensioned and not scales and not _NO_SCALE.search(subject.all_text()):
        page, region = subject.block_region()
        yield Finding(
            rule="scale_missing", subject="scale", page=page, region=region,
            reason=missing_reason(subject, "scale"),
        )  # fmt: skip
    first = scales[0] if scales else None
    for other in scales[1:]:
        if first is not None and other.page == first.page and _ratio(other) != _ratio(first):
            yield Finding(
                rule="scale_conflict", subject=other.text, page=other.page, region=other.box,
                entities=(first.id, other.id),
                reason=subject.t(
                    f"The sheet gives the scales {first.text} and {other.text}.",
                    f"La feuille donne les échelles {first.text} et {other.text}.",
                ),
            )  # fmt: skip


def check_material(subject: Subject) -> Iterator[Finding]:
    """A part's drawing names its material, in the title block or in a note."""
    if not subject.is_part or subject.fields("material"):
        return
    told = "\n".join(e.text for e in subject.of("note", "text", "title_block", "block"))
    if _MATERIAL.search(told):
        return
    page, region = subject.block_region()
    yield Finding(
        rule="material_missing", subject="material", page=page, region=region,
        reason=missing_reason(subject, "material"),
    )  # fmt: skip


def _ratio(entity: DrawingEntity) -> str:
    match = _RATIO.search(entity.text)
    if match is None:
        return entity.text.strip().upper()
    return (
        f"{float(match[1].replace(',', '.')) / float(match[2].replace(',', '.')):.6g}"
        if float(match[2].replace(",", "."))
        else entity.text
    )
