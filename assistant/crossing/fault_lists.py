"""Lists of fault codes of drives, controllers and machines, in tables of any layout. Knows columns alone.

A list has a column of codes and says of each what it means, where it comes from or what to do. It is no FMEA,
no journal with times, and no register of plant tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from retrieval.records import Language

_CODE = frozenset(
    "code codes fault faults error errors alarm alarms err no number num numero n id message event display "
    "affichage defaut defauts erreur erreurs alarme alarmes panne trip".split()
)
_FAULT = frozenset(
    "fault faults error errors alarm alarms err message defaut defauts erreur erreurs alarme alarmes panne "
    "trip "
    "diagnostic diagnostics diag".split()
)
_ROLES: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "cause",
        frozenset("cause causes reason reasons origine origines possible probable raison raisons".split()),
    ),
    (
        "remedy",
        frozenset(
            "remedy remedies remede remedes action actions solution solutions correction corrections "
            "corrective "
            "countermeasure countermeasures measure measures mesure mesures intervention troubleshooting "
            "fix check "
            "depannage repair reset acquittement handling todo do "
            "faire conduite consigne checks verification verifications".split()
        ),
    ),
    ("reaction", frozenset("reaction response effect effet consequence consequences comportement".split())),
    (
        "meaning",
        frozenset(
            "meaning text texte description designation libelle signification name nom message fault error "
            "alarm "
            "defaut erreur alarme intitule title explanation explication".split()
        ),
    ),
)
_HAS_DIGIT = re.compile(r"\d")
_SHORT = 16
_MOSTLY = 0.8
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class FaultColumns:
    """What the columns of a list of fault codes are for.

    Attributes:
        roles: ``meaning``, ``cause``, ``remedy`` and ``reaction``, as far as the list has them.
    """

    code: ColumnSchema
    roles: dict[str, ColumnSchema]


def fault_columns(schema: TableSchema) -> FaultColumns | None:
    """The columns of a list of fault codes; None for any other table."""
    if is_failure_analysis(schema) or schema.moments():
        return None
    code = next((c for c in schema.columns if _CODE & set(c.words) and _holds_codes(c, schema)), None)
    if code is None:
        return None
    roles: dict[str, ColumnSchema] = {}
    for role, words in _ROLES:
        free = (c for c in schema.columns if c is not code and c not in roles.values() and c.is_text)
        column = next((c for c in free if words & set(c.words)), None)
        if column is not None:
            roles[role] = column
    about_faults = _FAULT & {*schema.words, *(w for c in schema.columns for w in c.words)}
    tells = "remedy" in roles or ("cause" in roles and "meaning" in roles)
    return FaultColumns(code, roles) if tells and about_faults else None


def _holds_codes(column: ColumnSchema, schema: TableSchema) -> bool:
    """True for a column of short codes with digits that (nearly) all differ; of numbers, none that counts "
    "rows."""
    if column.filled < max(_FEWEST, _MOSTLY * schema.rows):
        return False
    if not column.is_text:
        return column.type == "integer" and not (column.counts_rows and not _FAULT & set(column.words))
    short = [value for value, _ in column.values if len(value) <= _SHORT and _HAS_DIGIT.search(value)]
    return bool(column.values) and len(short) >= _MOSTLY * len(column.values)


def code_of(row: KeyedRow, columns: FaultColumns) -> str:
    """The code of a row, as printed."""
    return str(row.cells[columns.code.name] or "").strip()


def same_code(one: str, other: str) -> bool:
    """True where two spellings are of one code: case, blanks, points and leading zeros aside."""
    return normal_code(one) == normal_code(other)


def normal_code(code: str) -> str:
    """A code without separators and leading zeros, in capitals; a hexadecimal number keeps its mark."""
    plain = re.sub(r"[\s._:/-]+", "", code.upper())
    return re.sub(r"(?<!\d)0+(?=\d)", "", plain) if "#" not in plain and "0X" not in plain else plain


def told(
    rows: Sequence[tuple[KeyedRow, FaultColumns]], language: Language
) -> tuple[str, tuple[ColumnSchema, ...]]:
    """What the rows of one code say of it, and the columns that say so."""
    names = _NAMES[language == "fr"]
    row, columns = rows[0]
    meaning = columns.roles.get("meaning")
    head = code_of(row, columns)
    said = str(row.cells[meaning.name]).strip(" .") if meaning is not None and row.cells[meaning.name] else ""
    parts = []
    for role in ("cause", "reaction", "remedy"):
        cells = dict.fromkeys(
            " ".join(str(one.cells[own.roles[role].name]).split()).strip(" .")
            for one, own in rows
            if role in own.roles and one.cells[own.roles[role].name] not in (None, "", "-", "–")
        )
        if cells:
            parts.append(f"{names[role]}{' :' if language == 'fr' else ':'} {'; '.join(cells)}.")
    shown = tuple(column for column in columns.roles.values())
    lead = f"{head}{' :' if language == 'fr' else ':'} {said}." if said else f"{head}."
    return " ".join((lead, *parts)), shown


_NAMES = (
    {"cause": "Cause", "reaction": "Reaction", "remedy": "Remedy"},
    {"cause": "Cause", "reaction": "Réaction", "remedy": "Remède"},
)
