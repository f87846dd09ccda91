"""Which tables list samples, and what they measure: a column each, or a row each. Knows columns, no question.

A table in long form has a column of parameters and one of results; each parameter there is one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.experts.tables.elements import ELEMENTS
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.same_words import other_names
from assistant.words import content_stems, fold

_SAMPLE = frozenset(
    """
    sample samples sampled echantillon echantillons ech prelevement prelevements prelevee preleve
    analyse analyses analysis lab labo laboratory laboratoire essai essais bulletin qualite quality
    """.split()
)
_PARAMETER = frozenset(
    "parameter parametre parametres element test analyse property grandeur "
    "characteristic characteristics caracteristique caracteristiques determinand".split()
)
_RESULT = frozenset("result results resultat resultats value valeur measured mesure mesuree reading".split())
_UNIT = frozenset("unit units unite unites".split())
_PLACE = frozenset("point points lieu place location site line ligne machine type medium".split())
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_UNITS = re.compile(
    r"(?<!\w)(?:ppm|mg/l|g/l|g/m2|ntu|nm|cst|mm2/s|%|°f|[\u00b5\u03bcu]s/cm|bar|kg|iso|mg|g|l|°c|c)(?!\w)"
)
_LEVEL = re.compile(
    r"(?<!\w)(?:min(?:i|imum|imale?)?|max(?:i|imum|imale?)?|limite?s?|low|high|lower|upper|basse?|haute?|"
    r"inf|sup|"
    r"inferieure?|superieure?)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a table of samples measures: a column, or the rows of a column of results that name it.

    Attributes:
        name: As it is told: without what stands in brackets.
        stems: What it is called, in a question or in a list of limits; an element's name in words too.
        among: Column of parameters in long form; None where the parameter is a column.
        value: Its cell in ``among``.
        units: Column of units in long form.
        ways: What else it is called, each by the stems that must all be said.
    """

    column: ColumnSchema
    name: str
    stems: frozenset[str]
    others: frozenset[str]
    among: ColumnSchema | None = None
    value: str = ""
    units: ColumnSchema | None = None
    ways: tuple[frozenset[str], ...] = ()

    def is_called(self, stems: frozenset[str]) -> bool:
        """True where words name it: all its own, an element's name, or another name in either language."""
        other = bool(self.others & stems) or any(way <= stems for way in self.ways)
        return bool(self.stems) and (self.stems <= stems or other)

    @property
    def words(self) -> frozenset[str]:
        """The stems of all its names."""
        return self.stems | self.others | {stem for way in self.ways for stem in way}


def parameters_of(schema: TableSchema) -> tuple[Parameter, ...]:
    """What a table of samples measures; empty where a table lists none."""
    words = {word for column in schema.columns if not column.is_numeric for word in column.words}
    if not _SAMPLE & (words | set(schema.words)) or not schema.rows > 1:
        return ()
    numeric = [c for c in schema.columns if c.type in ("integer", "number") and c.name != schema.key]
    numeric = [c for c in numeric if not c.names_things and not c.counts_rows]
    long = _long_form(schema, numeric)
    if long is not None:
        return long
    return tuple(_parameter(column) for column in numeric)


def bare(name: str) -> str:
    """A parameter's name without units, limits and what stands in brackets, folded."""
    text = _BRACKETED.sub(" ", fold(name).replace("²", "2"))
    return " ".join(_LEVEL.sub(" ", _UNITS.sub(" ", text)).split())


def name_stems(name: str) -> frozenset[str]:
    """The stems of a parameter's bare name."""
    return frozenset(content_stems(bare(name))) or frozenset(bare(name).split())


def parameter_column(schema: TableSchema) -> ColumnSchema | None:
    """The column whose cells name parameters."""
    texts = [c for c in schema.columns if c.is_text]
    return next((c for c in texts if _PARAMETER & set(c.words)), None)


def names_samples(column: ColumnSchema) -> bool:
    """True for a column of the samples' own names: ``Sample``, ``N° échantillon``, not ``Sampling point``."""
    return bool(_SAMPLE & set(column.words)) and not _PLACE & set(column.words)


def unit_of(parameter: Parameter, rows: Sequence[KeyedRow]) -> str:
    """The unit of a parameter's column, or the only one that its rows print; else empty."""
    if parameter.units is None:
        return parameter.column.unit or ""
    printed = {str(row.cells[parameter.units.name] or "") for row in rows}
    only = next(iter(printed)) if len(printed) == 1 else ""
    return only if any(c.isalnum() or c == "%" for c in only) else ""


def _long_form(schema: TableSchema, numeric: Sequence[ColumnSchema]) -> tuple[Parameter, ...] | None:
    """The parameters that rows name; None where there is no column of them with one of results."""
    among = parameter_column(schema)
    results = [c for c in numeric if _RESULT & set(c.words) and not _LEVEL.search(fold(c.name))]
    if among is None or len(results) != 1 or among.name == schema.key or not among.complete:
        return None
    units = next((c for c in schema.columns if c.is_text and _UNIT & set(c.words)), None)
    return tuple(
        replace(_parameter(replace(results[0], name=v)), column=results[0], among=among, value=v, units=units)
        for v, _ in among.values
    )


def _parameter(column: ColumnSchema) -> Parameter:
    shown = " ".join(_BRACKETED.sub(" ", column.name).split())
    elements = ELEMENTS.get(shown.split(" ")[0], ()) if shown else ()
    others = frozenset(s for word in elements for s in content_stems(word))
    return Parameter(
        column=column, name=shown or column.name, stems=name_stems(column.name), others=others,
        ways=other_names(bare(column.name)),
    )  # fmt: skip
