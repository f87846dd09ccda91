"""Which tables analyse failure modes, and what their columns are for. Knows columns' words, no rows."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.experts.tables.schema import ColumnSchema, TableSchema

_MODE = frozenset({"failure", "defaillance", "panne", "fault"})
_ANALYSED = frozenset("cause effect effet severity gravite occurrence rpn ipr detection criticite".split())
_EQUIPMENT = frozenset("equipment equipement asset machine tag repere system systeme".split())
_RATED = frozenset("rpn ipr criticality criticite".split())
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
