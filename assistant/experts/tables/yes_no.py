"""The intent of yes or no: is there a row."""

from __future__ import annotations

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.every_row import is_present_state, of_every_row
from assistant.experts.tables.plan import Plan
from assistant.experts.tables.taking import take_shown


def exists(ask: Ask) -> Plan | None:
    """Is there a row."""
    if not ask.has("exists", "never") or ask.has("which", "when", "how_long", "list"):
        return None
    if not ask.found.where:
        return None
    sides = next((s for s in ask.found.sides if s[0].condition == "in" and len(s) == 2), None)
    if sides is not None and {"or", "ou"} & {t.norm for t in ask.reading.tokens}:
        return Plan(
            kind="rows",
            table=ask.schema.name,
            where=ask.found.all,
            show=(sides[0].expr,),
            target=sides[0].expr,
        )
    if is_present_state(ask.reading, ask.schema, ask.found.all):
        return None
    every = of_every_row(ask.reading, ask.schema, ask.found.all)
    if every is not None:
        return Plan(kind="share", table=ask.schema.name, where=ask.found.all, base=every)
    return Plan(kind="exists", table=ask.schema.name, where=ask.found.all, show=take_shown(ask))
