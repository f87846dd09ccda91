"""Compares what a sheet measures with the bounds of clauses. Knows amounts and units, no meaning of views.

A sheet shows several amounts, and nothing says which of them the clause speaks of: of those of the same kind
the one nearest to the bound is taken, and one that is more than twice or less than half of it is taken for
another thing. What cannot be compared stays undecided, and is said to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.quantities import find_quantities
from assistant.reports.drawing.bounds import Bound, bounds_of
from assistant.reports.drawing.finding import Finding
from assistant.reports.drawing.subject import Passage, Subject
from assistant.units import Unit, unit_of
from retrieval.records import DrawingEntity

Verdict = Literal["met", "broken", "undecided"]

_FARTHEST = 2.0
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_INCHES = re.compile(r"\b(?:in|inch|inches|pouces?)\b|\"", re.IGNORECASE)
_UNIT_ALONE = re.compile(r"[\[(]\s*(?P<unit>[^\])\s]{1,6})\s*[\])]")
_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Amount:
    """Something measured on the sheet, in the base unit of its dimension."""

    entity: DrawingEntity
    value: float
    dimension: str
    kind: Literal["linear", "radius", "diameter", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseVerdict:
    """What comes out for one bound of a clause; without a bound where the clause sets none in numbers."""

    clause: Passage
    verdict: Verdict
    reason: str
    bound: Bound | None = None
    amount: Amount | None = None


def compare(subject: Subject, clauses: Sequence[Passage]) -> tuple[ClauseVerdict, ...]:
    """Every bound of every clause against the sheet's amounts."""
    amounts = tuple(amounts_of(subject))
    return tuple(verdict for clause in clauses for verdict in _verdicts(subject, clause, amounts))


def broken(verdicts: Sequence[ClauseVerdict]) -> Iterator[Finding]:
    """The bounds that the sheet breaks, as findings."""
    for verdict in verdicts:
        if verdict.verdict == "broken" and verdict.amount is not None:
            entity = verdict.amount.entity
            yield Finding(
                rule="clause_limit", subject=entity.text, reason=verdict.reason, page=entity.page,
                region=entity.box, entities=(entity.id,),
            )  # fmt: skip


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


def _verdicts(subject: Subject, clause: Passage, amounts: Sequence[Amount]) -> Iterator[ClauseVerdict]:
    bounds = list(bounds_of(clause.text))
    for bound in bounds:
        yield _verdict(subject, clause, bound, amounts)
    if not bounds:
        yield ClauseVerdict(
            clause=clause, verdict="undecided",
            reason=subject.t(
                f"{_name(clause)} sets no bound in numbers with a unit: compare it yourself.",
                f"{_name(clause)} ne fixe pas de limite chiffrée avec unité : à comparer soi-même.",
            ),
        )  # fmt: skip


def _verdict(subject: Subject, clause: Passage, bound: Bound, amounts: Sequence[Amount]) -> ClauseVerdict:
    t = subject.t
    asked = t("at most", "au plus") if bound.way == "most" else t("at least", "au moins")
    head = t(
        f"{_name(clause)} asks for {asked} {bound.written}",
        f"{_name(clause)} demande {asked} {bound.written}",
    )
    nearest = _nearest(bound, amounts)
    if nearest is None:
        nothing = t("the sheet shows nothing to compare with it.", "la feuille ne montre rien à y comparer.")
        return ClauseVerdict(
            clause=clause, verdict="undecided", reason=f"{head}{t(';', ' ;')} {nothing}", bound=bound
        )
    value, amount = nearest
    over = value - bound.value if bound.way == "most" else bound.value - value
    verdict: Verdict = "broken" if over > _SAME * max(1.0, abs(bound.value)) else "met"
    doubled = t(", twice its radius", ", deux fois son rayon") if _doubled(bound, amount) else ""
    shown = t(f"the sheet shows {amount.entity.text}", f"la feuille montre {amount.entity.text}")
    return ClauseVerdict(
        clause=clause,
        verdict=verdict,
        reason=f"{head}{t(';', ' ;')} {shown}{doubled}.",
        bound=bound,
        amount=amount,
    )


def _nearest(bound: Bound, amounts: Sequence[Amount]) -> tuple[float, Amount] | None:
    """The amount of the bound's kind that is nearest to it, as a ratio."""
    best: tuple[float, float, Amount] | None = None
    for amount in amounts:
        if amount.dimension != bound.dimension or not _same_feature(bound, amount):
            continue
        value = 2 * amount.value if _doubled(bound, amount) else amount.value
        if value <= 0 or bound.value <= 0:
            continue
        ratio = max(value / bound.value, bound.value / value)
        if ratio <= _FARTHEST + _SAME and (best is None or ratio < best[0]):
            best = (ratio, value, amount)
    return None if best is None else (best[1], best[2])


def _same_feature(bound: Bound, amount: Amount) -> bool:
    if bound.dimension != "length":
        return True
    return (amount.kind in ("radius", "diameter")) == (bound.feature is not None) or (
        bound.feature == "diameter" and amount.kind == "linear"
    )


def _doubled(bound: Bound, amount: Amount) -> bool:
    return bound.feature == "diameter" and amount.kind == "radius"


def _name(clause: Passage) -> str:
    file = clause.source.rsplit("/", 1)[-1]
    return f"{clause.label} ({file}, p. {clause.page})" if clause.page else f"{clause.label} ({file})"
