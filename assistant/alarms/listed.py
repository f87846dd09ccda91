"""Tables that list alarms with what they mean: master alarm databases, rationalisation lists, alarm "
"sheets."""

from __future__ import annotations

from collections.abc import Sequence

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
_TELLS = frozenset({"cause", "consequence", "action"})


def roles_of(schema: TableSchema) -> dict[str, ColumnSchema]:
    """What the columns of a list tell of an alarm, each role once; those of its key not."""
    found: dict[str, ColumnSchema] = {}
    for role, words in _ROLES:
        taken = set(found.values())
        for column in schema.columns:
            if column.name != schema.key and column not in taken and words & set(column.words):
                found[role] = column
                break
    return found


def lists_alarms(schema: TableSchema) -> bool:
    """True for a table with a row an alarm that says what it means or what to do: no journal, no FMEA."""
    words = {*schema.words, *name_words(schema.table.name), *name_words(schema.key or "")}
    if schema.key is None or not _ALARM & words or is_failure_analysis(schema):
        return False
    roles = set(roles_of(schema))
    return bool(_TELLS & roles) or "setpoint" in roles


def listed_tags(schemas: Sequence[TableSchema]) -> tuple[str, frozenset[str]] | None:
    """The first list's file and its alarms, squashed; None where no table lists alarms."""
    for schema in schemas:
        key = schema.column(schema.key) if schema.key is not None and lists_alarms(schema) else None
        if key is not None and key.is_text and key.complete:
            return schema.table.source, frozenset(squash(value) for value, _ in key.values)
    return None
