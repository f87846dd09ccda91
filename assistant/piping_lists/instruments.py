"""Indexes of instruments: which system reads each. Decided by what cells hold, English and French.

Knows rows, no question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import fold
from assistant.integrity.roles import title_words

System = Literal["safety", "control", "plc", "local"]
Described = Literal["range", "setting"]

SYSTEMS: tuple[tuple[System, str], ...] = (
    (
        "safety",
        r"safety|securite|secu|sis|esd|esds|sif|ssd|hipps|aps|psd|emergency shut ?down|arret d'urgence|au"
        r"|trip system|fail ?safe|chaine de securite",
    ),
    ("control", r"dcs|sncc|bpcs|scada|supervision|conduite|control system|gtc|bms|gtb"),
    ("plc", r"plc|automates?|api|automation|controller"),
    ("local", r"local|locale|locaux|locales|field|terrain|sur place|champ|gauge only|indication locale"),
)
"""What reads an instrument, and how cells and questions call it, folded; the first that fits counts."""

_CALLED = frozenset(
    "system systeme raccordement connection connected raccorde destination signal loop boucle io location "
    "implantation type lecture read interface controller automate".split()
)
_DESCRIBED: dict[Described, frozenset[str]] = {
    "range": frozenset("range etendue plage gamme span echelle calibration calibrated".split()),
    "setting": frozenset("setting settings setpoint set reglage regle seuil consigne tarage".split()),
}
_UNITS = frozenset("unit units unite unites uom".split())
_LETTERS = re.compile(r"(?:\d{1,3}-)?[A-Z]{0,1}[AFILPSTVWDEJZHX]D?[TICRSAGEYLHZ]{1,4}-?\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """An instrument of an index with the system that reads it; None where the cell names none."""

    name: str
    system: System | None
    row: KeyedRow
    column: ColumnSchema


def is_instrument_index(schema: TableSchema) -> bool:
    """True for a table that is called a list of instruments and has a column of systems."""
    called = title_words(schema) & {"instrument", "instruments", "instrumentation"}
    return bool(called) and (_column(schema) is not None or bool(described(schema, "range")))


def described(schema: TableSchema, what: Described) -> list[ColumnSchema]:
    """The columns of ranges or of settings, with the one of units where there is one."""
    words = _DESCRIBED[what]
    found = [c for c in schema.columns if {fold(w) for w in c.words} & words]
    units = [c for c in schema.columns if {fold(w) for w in c.words} & _UNITS and c not in found]
    return [*found[:1], *units[:1]] if found else []


def named_in(text: str, rows: Sequence[KeyedRow]) -> list[KeyedRow]:
    """The rows whose instrument a question names."""
    plain = f" {fold(text)} "
    return [
        row for row in rows if (name := _name(row)) and re.search(rf"(?<![\w-]){_form(name)}(?![\w-])", plain)
    ]


def _form(name: str) -> str:
    return r"[\s-]?".join(map(re.escape, re.findall(r"[a-z]+|\d+", fold(name))))


def _name(row: KeyedRow) -> str:
    cells = (row.cells[c.name] for c in row.schema.columns)
    return next((text for text in cells if isinstance(text, str) and _LETTERS.match(text.upper())), "")


def instruments_of(rows: Sequence[KeyedRow]) -> list[Instrument]:
    """The instruments of the rows, in printed order."""
    found = []
    for row in rows:
        column = _column(row.schema)
        name = _name(row)
        if column is not None and name:
            cell = row.cells[column.name]
            found.append(Instrument(name=name, system=system_of(str(cell or "")), row=row, column=column))
    return found


def system_of(text: str) -> System | None:
    """The system that a cell, or a question, names."""
    plain = fold(text)
    return next((name for name, form in SYSTEMS if re.search(rf"(?<![\w-])(?:{form})(?![\w-])", plain)), None)


def _column(schema: TableSchema) -> ColumnSchema | None:
    """The column most of whose cells name a system; those with the words of one before others."""
    ranked = []
    for column in schema.columns:
        if not column.is_text or not column.values:
            continue
        counts: Counter[bool] = Counter()
        for value, count in column.values[:200]:
            counts[len(value) <= _LONGEST and system_of(value) is not None] += count
        share = counts[True] / (counts[True] + counts[False])
        if share >= _SHARE:
            ranked.append((bool({fold(w) for w in column.words} & _CALLED), share, column))
    return max(ranked, key=lambda item: item[:2])[2] if ranked else None


_LONGEST = 40
"""Letters of a cell that names a system."""
_SHARE = 0.6
