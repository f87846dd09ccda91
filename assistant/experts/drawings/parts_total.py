"""What the rows of a list of parts come to: masses, counts, the heaviest one. Knows rows, no question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.drawings.parts_rows import Row, parts_evidence
from assistant.records import Finding
from ingest.parsers.drawing.parts_list import heading_of
from retrieval.records import Language

_TOLD = 12
_ALIKE = 0.01
"""Share by which a sum may differ from the mass in the title block, which is often rounded."""


def total_mass(rows: Sequence[Row], language: Language, *, whole: bool) -> Finding:
    """The mass of rows: quantity by unit mass, or the sum of the totals that are printed.

    Args:
        whole: True for all rows of a list, which the title block may give a mass, too.
    """
    french, where = language == "fr", rows[0].drawing.name
    printed = [row.number("total mass") for row in rows]
    name = "total mass" if None not in printed else "mass"
    lacking = [
        row for row in rows if row.number(name) is None or (name == "mass" and row.number("quantity") is None)
    ]
    if len(lacking) == len(rows):
        return Finding(refusal=_massless(where, language))
    units = {row.unit(name) for row in rows if row not in lacking}
    if len(units) > 1:
        told = ", ".join(sorted(units))
        return Finding(
            refusal=f"La nomenclature de {where} mêle les unités {told}."
            if french
            else f"The parts list of {where} mixes the units {told}."
        )
    every, rows = rows, [row for row in rows if row not in lacking]
    unit = f" {units.pop()}".rstrip()
    sums = [_mass_of(row, name) for row in rows]
    total = sum(sums)
    stated = _stated(rows[0]) if whole and not lacking else None
    once = sum(row.number("mass") or 0.0 for row in rows)
    if (
        name == "mass"
        and not _is_each(rows[0])
        and stated is not None
        and _same(stated, once)
        and not _same(stated, total)
    ):
        total, sums = once, [row.number("mass") or 0.0 for row in rows]
        name = "total mass"
    shown = " + ".join(_term(row, name, language) for row in rows[:_TOLD]) + (
        " + …" if len(rows) > _TOLD else ""
    )
    value = f"{figure(total, language)}{unit}"
    if lacking:
        return Finding(evidence=(parts_evidence(every, _partial(value, shown, lacking, language), value),))
    if french:
        what = "masse totale de la nomenclature de" if whole else "masse de ces pièces, nomenclature de"
        text = f"{value} : {what} {where} ({shown})."
    else:
        what = "the total mass of the parts list of" if whole else "the mass of these parts, parts list of"
        text = f"{value}: {what} {where} ({shown})."
    if name == "mass" and not _is_each(rows[0]):
        text += " Masses prises pour une pièce." if french else " The masses are taken as those of one piece."
    if stated is not None and not _same(stated, total):
        told = figure(stated, language)
        text += f" Le cartouche indique {told}." if french else f" The title block states {told}."
    return Finding(evidence=(parts_evidence(rows, text, value),))


def _partial(value: str, shown: str, lacking: Sequence[Row], language: Language) -> str:
    """That a total is not known, and what the rows with a mass come to."""
    where, names = lacking[0].drawing.name, "; ".join(row.words for row in lacking[:6])
    if language == "fr":
        return (
            f"La nomenclature de {where} ne donne pas de masse pour {names} : pas de total ; le reste fait"
            f" {value} ({shown})."
        )
    return (
        f"The parts list of {where} gives no mass for {names}: there is no total; the rest comes to {value}"
        f" ({shown})."
    )


def heaviest(rows: Sequence[Row], language: Language, *, lightest: bool) -> Finding:
    """The part with the largest, or smallest, mass of one piece."""
    where = rows[0].drawing.name
    massed = [(mass, row) for row in rows if (mass := row.number("mass")) is not None]
    if not massed:
        return Finding(refusal=_massless(where, language))
    best = (min if lightest else max)(mass for mass, _ in massed)
    found = [row for mass, row in massed if mass == best]
    value = f"{figure(best, language)} {found[0].unit('mass')}".strip()
    names = "; ".join(row.words for row in found[:4])
    if language == "fr":
        which = "la plus légère" if lightest else "la plus lourde"
        text = f"{names} : {value}, pièce {which} de la nomenclature de {where}."
    else:
        which = "lightest" if lightest else "heaviest"
        text = f"{names}: {value}, the {which} part in the parts list of {where}."
    return Finding(evidence=(parts_evidence(found, text, names),))


def count_of(rows: Sequence[Row], language: Language, *, pieces: bool) -> Finding:
    """How many rows a list has, and how many pieces they come to."""
    where = rows[0].drawing.name
    numbers = [row.number("quantity") for row in rows]
    total = sum(number for number in numbers if number is not None) if None not in numbers else None
    told = figure(total, language) if total is not None else ""
    if language == "fr":
        text = f"{len(rows)} repères dans la nomenclature de {where}" + (
            f", {told} pièces en tout." if told else "."
        )
        text = f"{told} pièces en {len(rows)} repères : nomenclature de {where}." if pieces and told else text
    else:
        text = f"{len(rows)} items in the parts list of {where}" + (
            f", {told} pieces in all." if told else "."
        )
        text = f"{told} pieces in {len(rows)} items: parts list of {where}." if pieces and told else text
    return Finding(evidence=(parts_evidence(rows, text, told if pieces and told else str(len(rows))),))


def figure(number: float, language: Language) -> str:
    """A number without what adding of decimals left behind."""
    text = f"{round(number, 3):.3f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def _mass_of(row: Row, name: str) -> float:
    mass = row.number(name) or 0.0
    return mass if name == "total mass" else mass * (row.number("quantity") or 0.0)


def _term(row: Row, name: str, language: Language) -> str:
    if name == "total mass":
        return figure(row.number("total mass") or row.number("mass") or 0.0, language)
    return (
        f"{figure(row.number('quantity') or 0.0, language)} × {figure(row.number('mass') or 0.0, language)}"
    )


def _is_each(row: Row) -> bool:
    """True where the heading says that the mass is that of one piece, or totals stand beside it."""
    heads = [head.lower() for head, _ in row.cells if heading_of(head) == "mass"]
    told = any(
        word in head
        for head in heads
        for word in ("unit", "each", "ea", "/u", "un.", "pce", "piece", "pièce")
    )
    return told or bool(row.cell("total mass"))


def _stated(row: Row) -> float | None:
    """The mass in the title block."""
    for _, entity in row.drawing.fields("weight"):
        stated = Row(row.drawing, entity, (("mass", entity.text),)).number("mass")
        if stated is not None:
            return stated
    return None


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _ALIKE * max(abs(one), abs(other))


def _massless(where: str, language: Language) -> str:
    if language == "fr":
        return f"La nomenclature de {where} ne donne pas de masse."
    return f"The parts list of {where} gives no mass."
