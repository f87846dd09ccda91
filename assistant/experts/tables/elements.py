"""Columns headed by signs of chemical elements, and by names of hardness scales, in words. Knows no rows."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from assistant.experts.tables.schema import ColumnSchema

ELEMENTS = {
    "C": ("carbon", "carbone"), "Si": ("silicon", "silicium"), "Mn": ("manganese",),
    "P": ("phosphorus", "phosphore"), "S": ("sulphur", "sulfur", "soufre"),
    "Cr": ("chromium", "chrome"), "Mo": ("molybdenum", "molybdene"),
    "Ni": ("nickel",), "Cu": ("copper", "cuivre"), "V": ("vanadium",), "Al": ("aluminium", "aluminum"),
    "Ti": ("titanium", "titane"), "Nb": ("niobium",), "N": ("nitrogen", "azote"), "B": ("boron", "bore"),
    "W": ("tungsten", "tungstene"), "Co": ("cobalt",), "Fe": ("iron", "fer"), "Mg": ("magnesium",),
    "Zn": ("zinc",), "Sn": ("tin", "etain"), "Pb": ("lead", "plomb"), "As": ("arsenic",), "Ca": ("calcium",),
    "Na": ("sodium",), "K": ("potassium",), "O": ("oxygen", "oxygene"), "H": ("hydrogen", "hydrogene"),
}  # fmt: skip
"""Signs of chemical elements with their names, folded."""
_SCALES = ("brinell", "rockwell", "vickers", "shore")
_LEAST = 3
"""Columns that must be elements before any is taken for one: ``C`` alone may be anything."""


def spell_out_elements(columns: Sequence[ColumnSchema]) -> tuple[ColumnSchema, ...]:
    """``Mn`` beside ``C`` and ``Si`` is manganese; ``Vickers HV`` is a hardness."""
    signs = {c.name.strip() for c in columns} & ELEMENTS.keys()
    known = signs if len(signs) >= _LEAST else frozenset()
    return tuple(_spelled(c, known) for c in columns)


def _spelled(column: ColumnSchema, known: AbstractSet[str]) -> ColumnSchema:
    name = column.name.strip()
    if name in known:
        return replace(column, words=(*column.words, *ELEMENTS[name]))
    if any(scale in column.words for scale in _SCALES):
        return replace(column, words=(*column.words, "hardness"))
    return column
