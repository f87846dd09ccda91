"""Which tables list samples, and what their columns measure. Knows columns, no limits and no question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.experts.tables.elements import ELEMENTS
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.words import content_stems, fold

_SAMPLE = frozenset(
    """
    sample samples sampled echantillon echantillons ech prelevement prelevements prelevee preleve
    analyse analyses analysis lab labo laboratory laboratoire essai essais bulletin qualite quality
    """.split()
)
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_UNITS = re.compile(
    r"(?<!\w)(?:ppm|mg/l|g/l|g/m2|ntu|nm|cst|mm2/s|%|°f|µs/cm|us/cm|bar|kg|iso|mg|g|l|°c|c)(?!\w)"
)
_LEVEL = re.compile(
    r"(?<!\w)(?:min(?:i|imum|imale?)?|max(?:i|imum|imale?)?|limite?s?|low|high|lower|upper|basse?|haute?|"
    r"inf|sup|"
    r"inferieure?|superieure?)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A column of a table of samples.

    Attributes:
        name: As it is told: without what stands in brackets.
        stems: What it is called, in a question or in a list of limits; an element's name in words too.
    """

    column: ColumnSchema
    name: str
    stems: frozenset[str]
    others: frozenset[str]

    def is_called(self, stems: frozenset[str]) -> bool:
        """True where words name it: all its own, or an element's name."""
        return bool(self.stems) and (self.stems <= stems or bool(self.others & stems))


def parameters_of(schema: TableSchema) -> tuple[Parameter, ...]:
    """What a table of samples measures; empty where a table lists none."""
    words = {word for column in schema.columns if not column.is_numeric for word in column.words}
    if not _SAMPLE & (words | set(schema.words)) or not schema.rows > 1:
        return ()
    numeric = [c for c in schema.columns if c.type in ("integer", "number") and c.name != schema.key]
    numeric = [c for c in numeric if not c.names_things and not c.counts_rows]
    return tuple(_parameter(column) for column in numeric)


def bare(name: str) -> str:
    """A parameter's name without units, limits and what stands in brackets, folded."""
    text = _BRACKETED.sub(" ", fold(name).replace("²", "2"))
    return " ".join(_LEVEL.sub(" ", _UNITS.sub(" ", text)).split())


def name_stems(name: str) -> frozenset[str]:
    """The stems of a parameter's bare name."""
    return frozenset(content_stems(bare(name))) or frozenset(bare(name).split())


def _parameter(column: ColumnSchema) -> Parameter:
    shown = " ".join(_BRACKETED.sub(" ", column.name).split())
    elements = ELEMENTS.get(shown.split(" ")[0], ()) if shown else ()
    others = frozenset(s for word in elements for s in content_stems(word))
    return Parameter(column=column, name=shown or column.name, stems=name_stems(column.name), others=others)
