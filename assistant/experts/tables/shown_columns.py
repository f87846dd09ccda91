"""Which columns a list of rows shows beside those that are named. Makes no plan."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.moments import asks_what_befell
from assistant.experts.tables.plan import (
    Expr,
    flat,
)
from assistant.experts.tables.unit_column import reading_among
from assistant.experts.tables.units import TIME_UNITS, unit_of


def figures_named_in_part(ask: Ask, asked: list[Expr]) -> list[Expr]:
    """``Limit of iron``: all columns of figures that are called so, lower and upper."""
    if not asked:
        alike = ask.draft.called_as_table
    elif len(asked) == 1 and asked[0].kind == "column" and asked[0].via is None:
        alike = ask.draft.named_alike(asked[0].name)
    else:
        return asked
    others = dict.fromkeys(link.column for link in alike if ask.is_measure(link))
    return asked + [Expr(name=name) for name in others]


_SAYS_WHAT = frozenset("what description text remark remarks travaux libelle designation objet".split())


def what_befell(ask: Ask) -> list[Expr]:
    """``What happened at the trimmer?``: the words of the rows, which their keys alone do not tell."""
    if not ask.schema.moments() or not asks_what_befell(ask.reading):
        return []
    texts = [c for c in ask.schema.columns if c.is_text and "derived" not in c.words]
    named = [c for c in texts if _SAYS_WHAT & set(c.words)] or [c for c in texts if c.part == "prose"]
    return [Expr(name=c.name) for c in named[:1]]


def is_told_by_key(ask: Ask, restricted: set[str]) -> bool:
    """``What is the ID of motor head z``: the key is asked for where a name, not the key, says which row."""
    single = any(f.condition == "in" and len(f.values) == 1 for f in flat(ask.found.all))
    return single and ask.schema.key not in restricted


def lasts(ask: Ask, expr: Expr) -> bool:
    """True for a column of hours: how long all rows together lasted is asked for."""
    spans = {c.name for c in ask.schema.columns if c.part == "span" or unit_of(c.unit or "") in TIME_UNITS}
    return expr.via is None and expr.name in spans


def only_figures(ask: Ask, shown: Sequence[Expr]) -> bool:
    """``What is the alarm limit?`` of a table of limits: a figure says nothing without what it is of."""
    named = any(column.part in ("key", "name") and column.is_text for column in ask.schema.columns)
    figures = {c.name for c in ask.schema.columns if c.is_numeric and c.part != "code"}
    return named and not ask.found.where and all(e.via is None and e.name in figures for e in shown)


def only_names_rows(ask: Ask) -> bool:
    """``Alerts on unit 9 in May?``: nothing is asked but how many there are, where rows have a time."""
    asked = ask.has("which", "list", "when", "who", "where", "meaning")
    asked = asked or ask.has("how_often", "how_long", "why", "exists", "late", "early")
    timed = bool(ask.reading.periods) and ask.found.moment is not None
    return timed and not asked and any(link.kind == "table" for link in ask.draft.links)


def other_column(ask: Ask) -> Expr | None:
    """What says something of the value that was named: its name, its code, or the next column."""
    for item in flat(ask.found.all):
        if item.condition != "in" or item.expr.via is not None:
            continue
        name = item.expr.name
        kin = ask.schema.label_of(name) or ask.schema.code_of(name)
        if kin is not None:
            return Expr(name=kin)
        names = [c.name for c in ask.schema.columns]
        after = names[names.index(name) + 1 :]
        if ask.schema.key != name and after:
            return Expr(name=reading_among(ask.schema, after) or after[0])
    return None
