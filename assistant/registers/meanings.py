"""All that a question may mean over one register: the small programs, and sums by class and spans of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.enumerate import Candidate, candidates
from assistant.experts.tables.programs.program import Pick, Tell, measured
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.words import name_words
from assistant.registers.aliases import Alias
from assistant.registers.conditions import stated

_DAYS = frozenset("day days jour jours late retard since depuis long ago week weeks semaine semaines".split())
_MOST_OF: tuple[str, ...] = ("most", "least", "high", "low", "top", "long", "short")
_BEST = frozenset("best worst meilleur meilleure pire mieux".split())
_WORTH = frozenset("value worth valeur valoir vaut total totale montant amount".split())
_PRICES = frozenset("pu price prix cost cout rate unit unitaire tarif gbp eur usd".split())
_QUANTITIES = frozenset("qty qte quantity quantite stk stock hand volume vol nb number pcs".split())
_CLASSES = 0.6
"""Share of different cells from which on a column names things, not classes."""


def meanings(question: Asked, table: Sheet, today: date, aliases: Sequence[Alias] = ()) -> list[Candidate]:
    """What the question may mean, and what each meaning gives; ``aliases``: tags that its words stand for."""
    days = any(word in _DAYS for word in question.norms)
    ends = question.reading.has(*_MOST_OF) or any(word in _BEST for word in question.norms)  # type: ignore[arg-type]
    worth = any(word in _WORTH for word in question.norms)
    more = partial(_more, days=days, ends=ends, worth=worth)
    return candidates(question, table, stated(question, table, today, aliases), more)


def _more(
    table: Sheet, pick: Pick, rows: tuple[int, ...], *, days: bool, ends: bool, worth: bool
) -> Iterator[tuple[Tell, int | None, int | None]]:
    if pick != "all":
        return
    if days and len(rows) == 1:
        dated = [c for c, kind in enumerate(table.kinds) if kind == "date"]
        for column in dated:
            yield "days_to", column, None
            yield "days_from", column, None
            yield from (("days_between", column, other) for other in dated if other != column)
    if worth:
        numbers = [(c, set(name_words(table.names[c]))) for c in measured(table)]
        for price, words in numbers:
            if words & _PRICES or "€" in table.names[price] or "£" in table.names[price]:
                yield from (("worth", price, c) for c, own in numbers if c != price and own & _QUANTITIES)
    if ends and len(rows) > 2:
        for other, kind in enumerate(table.kinds):
            cells = [table.rows[r][other].text.lower() for r in rows if not table.rows[r][other].empty]
            if kind == "number" or len(set(cells)) < 2 or len(set(cells)) > _CLASSES * len(cells):
                continue
            for column in measured(table):
                if column != other:
                    yield "class_most", column, other
                    yield "class_least", column, other
