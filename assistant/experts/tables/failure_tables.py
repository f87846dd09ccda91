"""Which tables analyse failure modes, and what their columns are for. Knows columns' words, no rows."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.experts.tables.schema import ColumnSchema, TableSchema

_MODE = frozenset({"failure", "defaillance", "panne", "fault"})
_ANALYSED = frozenset("cause effect effet severity gravite occurrence rpn ipr detection criticite".split())
_EQUIPMENT = frozenset("equipment equipement asset machine tag repere system systeme".split())
_RATED = frozenset("rpn ipr criticality criticite".split())
_ITEM = _EQUIPMENT | frozenset(
    """
    item component composant organe part piece element subsystem subcomponent sousensemble ensemble assembly
    """.split()
)
_SUB = frozenset("sub sous".split())
_TELLING = frozenset("component composant organe item part cause mode effect effet".split())


@dataclass(frozen=True, slots=True)
class FailureColumns:
    """Columns of an analysis.

    Attributes:
        mode: How things fail.
        telling: Component, mode, cause and effect: what a finding is compared with.
        equipment: What the row is about; None where no column says it.
    """

    mode: ColumnSchema
    telling: tuple[ColumnSchema, ...]
    equipment: ColumnSchema | None


def rating_of(schema: TableSchema) -> ColumnSchema | None:
    """The column that says how grave a line is."""
    return next((c for c in schema.columns if c.is_numeric and set(c.words) & _RATED), None)


def is_failure_analysis(schema: TableSchema) -> bool:
    """True for an FMEA: it has failure modes, and causes, effects or ratings of them."""
    return columns_of(schema) is not None


def columns_of(schema: TableSchema) -> FailureColumns | None:
    """The columns of an analysis; None where the table is none."""
    mode = next((c for c in schema.columns if c.is_text and "mode" in c.words and set(c.words) & _MODE), None)
    analysed = [c for c in schema.columns if set(c.words) & _ANALYSED and c is not mode]
    if mode is None or not analysed:
        return None
    texts = [c for c in schema.columns if c.is_text and c.part != "code"]
    telling = tuple(c for c in texts if c is mode or set(c.words) & _TELLING)
    equipment = next((c for c in schema.columns if c.is_text and set(c.words) & _EQUIPMENT), None)
    return FailureColumns(mode, tuple(c for c in telling if c is not equipment), equipment)


def items_of(schema: TableSchema) -> tuple[ColumnSchema, ...]:
    """The columns that say which thing a row is about, the whole before its parts as they are printed."""
    found = columns_of(schema)
    told = _MODE | _ANALYSED | {"mode"}
    return tuple(
        c
        for c in schema.columns
        if found is not None and c.is_text and set(c.words) & _ITEM and not set(c.words) & told
    )


def whole_of(schema: TableSchema, name: str) -> ColumnSchema | None:
    """The column of the wholes that the parts of a column belong to: ``Component`` of ``Sub-Component``."""
    words = schema.column(name).words
    joined = "".join(words)
    if not words or not (set(words) & _SUB or joined.startswith(tuple(_SUB))):
        return None
    whole = joined.removeprefix("sub").removeprefix("sous")
    return next((c for c in schema.columns if c.name != name and "".join(c.words) == whole), None)
