"""What a sheet measures: its dimensions and printed amounts, in base units. Knows units, no clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.quantities import find_quantities
from assistant.reports.drawing.subject import Subject
from assistant.units import Unit, unit_of
from retrieval.records import DrawingEntity

_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_NUMBERED = re.compile(r"\d+-\d{2,}.*")
"""A part's number that was taken for a dimension."""
_INCHES = re.compile(r"\b(?:in|inch|inches|pouces?)\b|\"", re.IGNORECASE)
_UNIT_ALONE = re.compile(r"[\[(]\s*(?P<unit>[^\])\s]{1,6})\s*[\])]")


@dataclass(frozen=True, slots=True)
class Amount:
    """Something measured on the sheet, in the base unit of its dimension."""

    entity: DrawingEntity
    value: float
    dimension: str
    kind: Literal["linear", "radius", "diameter", "other"]


def amounts_of(subject: Subject) -> Iterator[Amount]:
    """Dimensions in the sheet's unit, and printed amounts with their units.

    A picture of results prints numbers beside one unit in brackets (``[MPa]``): they are in that unit.
    """
    printed = [e for e in subject.entities if e.kind in ("text", "note")]
    alone = {m["unit"] for e in printed for m in _UNIT_ALONE.finditer(e.text) if unit_of(m["unit"])}
    shared = unit_of(next(iter(alone))) if len(alone) == 1 else None
    dimensions: list[Amount] = []
    if shared is None or shared.dimension == "length":
        inches = _INCHES.search(" ".join(e.text for e in subject.fields("units")))
        unit = shared or unit_of("in" if inches else "mm")
        dimensions = [found for e in subject.measures if (found := _dimension(e, unit)) is not None]
        yield from dimensions
    told = {amount.entity.text for amount in dimensions}
    for entity in printed:
        if entity.text in told:
            continue
        for quantity in find_quantities(entity.text):
            unit = quantity.unit or (shared if _AMOUNT.fullmatch(entity.text.strip()) else None)
            if unit is not None and len(quantity.readings) == 1:
                value = next(iter(quantity.readings)) * unit.factor
                yield Amount(
                    entity, value, unit.dimension, "linear" if unit.dimension == "length" else "other"
                )


def _dimension(entity: DrawingEntity, unit: Unit | None) -> Amount | None:
    if _NUMBERED.fullmatch(entity.text.strip()):
        return None
    match = _AMOUNT.search(re.sub(r"^\s*\d+\s?[xX×]\s?", "", entity.text))
    if match is None:
        return None
    value = float(match.group().replace(",", "."))
    if entity.name == "angle" or "°" in entity.text:
        return Amount(entity, value, "angle", "other")
    if unit is None or entity.name not in ("linear", "radius", "diameter"):
        return None
    return Amount(entity, value * unit.factor, "length", _KINDS[entity.name])


_KINDS: dict[str, Literal["linear", "radius", "diameter"]] = {
    "linear": "linear", "radius": "radius", "diameter": "diameter",
}  # fmt: skip
