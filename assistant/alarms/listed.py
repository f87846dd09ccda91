"""Tables that list alarms with what they mean: master alarm databases, rationalisation lists, alarm "
"sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.alarms.levels import level_of
from assistant.experts.tables.failure_tables import is_failure_analysis
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.words import name_words, squash

_ALARM = frozenset("alarm alarms alarme alarmes alarmlist alm".split())
_ROLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("time", frozenset("time delai temps delay".split())),
    ("consequence", frozenset("consequence consequences effect effet effets impact risk risque".split())),
    ("cause", frozenset("cause causes origine origines reason reasons".split())),
    (
        "action",
        frozenset(
            "action actions response reponse conduite consigne consignes remede remedy reaction corrective "
            "mesures measures instruction instructions".split()
        ),
    ),
    ("setpoint", frozenset("setpoint set seuil limit limite threshold trip sp setting reglage".split())),
    ("priority", frozenset("priority priorite severity gravite criticite prio".split())),
    ("unit", frozenset("unit unite uom eu units".split())),
    ("text", frozenset("description designation libelle message text texte intitule service".split())),
)
_TAGGED = frozenset("tag tags repere reperes point points instrument instruments signal boucle loop".split())
_VALUE = frozenset("value valeur".split())
_TELLS = frozenset({"cause", "consequence", "action"})


def roles_of(schema: TableSchema) -> dict[str, ColumnSchema]:
    """What the columns of a list tell of an alarm, each role once; those of its key not."""
    found: dict[str, ColumnSchema] = {}
    for role, words in _ROLES:
        taken = set(found.values())
        for column in schema.columns:
            if column.name == schema.key or column in taken or not words & set(column.words):
                continue
            if role != "priority" and is_level_column(column):
                continue  # ``Alarm threshold: high`` is a level
            found[role] = column
            break
    if "setpoint" not in found and levelled_columns(schema):
        values = (
            c for c in schema.columns if c.is_numeric and _VALUE & set(c.words) and c not in found.values()
        )
        if (value := next(values, None)) is not None:
            found["setpoint"] = value
    return found


def levelled_columns(schema: TableSchema) -> bool:
    """True where a column holds levels of alarms."""
    return any(is_level_column(column) for column in schema.columns)


def lists_alarms(schema: TableSchema) -> bool:
    """True for a table with a row an alarm that says what it means or what to do: no journal, no FMEA."""
    words = {*schema.words, *name_words(schema.table.name), *name_words(schema.key or "")}
    if schema.key is None or not _ALARM & words or is_failure_analysis(schema):
        return False
    roles = set(roles_of(schema))
    return bool(_TELLS & roles) or "setpoint" in roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelled:
    """A list with a row for each level of an instrument's alarms: ``LI-2``, ``LOLO``."""

    tag: ColumnSchema
    level: ColumnSchema


def levelled(schema: TableSchema) -> Levelled | None:
    """The columns of tag and level of a list of alarms that has both; None for any other table."""
    named = {*schema.words, *name_words(schema.table.name), *(w for c in schema.columns for w in c.words)}
    if not _ALARM & named or schema.moments() or is_failure_analysis(schema):
        return None
    level = next((c for c in schema.columns if is_level_column(c)), None)
    tag = next((c for c in schema.columns if c.is_text and c is not level and _TAGGED & set(c.words)), None)
    if level is None or tag is None or not {"setpoint", *_TELLS} & set(roles_of(schema)):
        return None
    return Levelled(tag=tag, level=level)


def is_level_column(column: ColumnSchema) -> bool:
    """True for a column whose values are levels, most of them at least: ``HI``, ``LOLO``, ``TRIP``."""
    if not column.is_text or not column.complete or not 1 <= column.distinct <= _MOST_LEVELS:
        return False
    rows = sum(count for _, count in column.values)
    short = all(len(value.split()) <= 2 for value, _ in column.values)
    # priorities are high and low as well
    if set(column.words) & _NO_LEVELS or not short:
        return False
    return sum(count for value, count in column.values if level_of(value) is not None) > 0.7 * rows


_MOST_LEVELS = 12
_NO_LEVELS = frozenset("priority priorite severity gravite criticite prio risk risque class classe".split())


def listed_tags(schemas: Sequence[TableSchema]) -> tuple[str, frozenset[str]] | None:
    """The first list's file and its alarms, squashed; None where no table lists alarms."""
    for schema in schemas:
        key = schema.column(schema.key) if schema.key is not None and lists_alarms(schema) else None
        if key is not None and key.is_text and key.complete:
            return schema.table.source, frozenset(squash(value) for value, _ in key.values)
    return None
