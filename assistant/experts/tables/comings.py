"""``How often did the alarm come?`` of a journal with comings and goings. Ranks nothing."""

from __future__ import annotations

import re

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.words import fold

_COMES = re.compile(r"(?:app(?:arition|arue?)?|raised?|act(?:ive)?|set|alm|alarm|come|coming|on|debut|start)")
_GOES = re.compile(
    r"(?:disp(?:arition|arue?)?|clear(?:ed)?|rtn|returned|reset|gone|going|off|normal|ok|fin|end|inactive)"
)
_SAID = frozenset("apparu apparue apparus apparues appeared came come raised active".split())
_OF_GOING = re.compile(r"\b(?:disparu\w*|cleared|reset|return\w*|disparition|rows?|lines?|entries|lignes?)\b")


def add_comings(draft: Draft, found: Conditions) -> None:
    """Takes only the comings where alarms are counted and a column tells comings from goings."""
    mark = draft.reading.first("count", "how_often")
    if mark is None or not draft.schema.moments() or _OF_GOING.search(draft.reading.folded):
        return
    column, coming = next(
        ((c, value) for c in draft.schema.columns if (value := _coming(c)) is not None), (None, None)
    )
    if column is None or coming is None:
        return
    item = Filter(expr=Expr(name=column.name), condition="in", values=(coming,), words=coming)
    found.add(item, mark.start, mark.end)
    draft.use(at for at, token in enumerate(draft.reading.tokens) if token.norm in _SAID)
    for link in draft.open("value", "column"):
        if link.column == column.name:
            draft.use_link(link)


def _coming(column: ColumnSchema) -> str | None:
    """How a column of two states writes that an alarm comes; None for any other column."""
    if not (column.is_text and column.complete and column.distinct == 2):
        return None
    values = [value for value, _ in column.values]
    comes = [value for value in values if _COMES.fullmatch(fold(value).strip())]
    goes = [value for value in values if _GOES.fullmatch(fold(value).strip())]
    return comes[0] if len(comes) == len(goes) == 1 else None
