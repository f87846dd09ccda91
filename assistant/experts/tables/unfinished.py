"""``Which orders are not closed yet?`` of a list without states: rows whose date of the end is empty."""

from __future__ import annotations

import re

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import name_words

_ENDED = (
    r"(?:closed|finished|completed?|done|cloturee?s?|fermee?s?|terminee?s?|soldee?s?|finie?s?|"
    r"achevee?s?|clos(?:es?)?)"
)
_UNFINISHED = re.compile(
    rf"\b(?:(?:not|pas|non|jamais|never)(?: (?:yet|been|encore|toujours|ete))*[- ]{_ENDED}(?: yet)?|"
    r"still (?:open|pending)|outstanding|pending|unfinished|unclosed|open|en cours|en attente|"
    r"(?:encore |toujours |restee?s? )?ouverte?s?)\b"
)
_STATES = frozenset({"open", "closed"})


def add_unfinished(draft: Draft, found: Conditions) -> None:
    """Takes the words where a date ends the rows, some have none, and no column tells their state."""
    match = _UNFINISHED.search(draft.reading.folded)
    ended = [c for c in draft.schema.moments() if c.date_role == "end" and c.filled < draft.schema.rows]
    if match is None or len(ended) != 1 or _tells_state(draft):
        return
    start, end = draft.reading.word_span(match.span())
    found.add(Filter(expr=Expr(name=ended[0].name), condition="is_null", words=match.group()), start, end)
    draft.use(range(start, end))
    for link in draft.open():
        if start <= link.start < end:
            draft.use_link(link)


def _tells_state(draft: Draft) -> bool:
    return any(
        _STATES & concepts_of(name_words(value))
        for column in draft.schema.columns
        if column.is_text and column.complete
        for value, _ in column.values
    )
