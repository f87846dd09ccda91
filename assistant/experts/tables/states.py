"""``Which orders are still open?`` of a list with states: all that are neither done nor called off.

A plant's list has more states than two: what waits for a part, is planned or under way is open too, and what
was cancelled is neither open nor done. Where a question names a state itself (``status OPEN``), nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.experts.tables.done_states import DONE, is_done
from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions
from assistant.experts.tables.open_rows import is_over
from assistant.experts.tables.plan import Expr, Filter
from assistant.experts.tables.schema import ColumnSchema
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import fold, name_words, stems

_MOST_STATES = 12
_WAITS = re.compile(
    r"\b(?:(?:are |is |still |being |est |sont |encore |toujours |mise?s? )*"
    r"(?:waiting|awaiting|awaits?|waits?|on hold|blocked|held up|en attente|attend(?:ent)?|bloquee?s?))\b"
    r"(?: (?:for|of|on|by|de|d|des|du|par|une?|some|any|the|la|le|les|a|an|apres)\b)*"
)
_OPEN = re.compile(
    rf"\b(?:(?:not|n't|pas|non|jamais|never)(?: (?:yet|been|be|encore|toujours|ete))*[- ]{DONE}(?: yet)?|"
    rf"(?:still |yet )?to be {DONE}|"
    r"(?:still |currently )?(?:open|outstanding|unfinished|unclosed|uncompleted)|"
    r"(?:encore |toujours |restee?s? |actuellement )?(?:ouverte?s?|en suspens))\b"
)
_OPENED = re.compile(r"ouverte?s?")
_STATE_NAMED = re.compile(r"\b(?:status|state|statut|etat)\s+(?:is |est |= ?)?['\"«]?\s*\w")


def add_states(draft: Draft, found: Conditions) -> None:
    """Takes ``open`` and ``waiting for a part`` where a column tells how far the rows have come."""
    column = next(filter(_tells_states, draft.schema.columns), None)
    if column is None or _STATE_NAMED.search(draft.reading.folded):
        return
    names = [value for value, _ in column.values]
    if (waits := _WAITS.search(draft.reading.folded)) is not None:
        start, end = draft.reading.word_span(waits.span())
        values = [name for name in names if _WAITS.search(fold(name))]
        values, end = _of_what(draft, values, end)
    elif (opens := _OPEN.search(draft.reading.folded)) is not None and not _tells_a_date(draft, opens):
        start, end = draft.reading.word_span(opens.span())
        values = [name for name in names if not is_over(name)]
    else:
        return
    if not values:
        return
    words = draft.reading.text[draft.reading.tokens[start].start : draft.reading.tokens[end - 1].end]
    found.add(
        Filter(expr=Expr(name=column.name), condition="in", values=tuple(values), words=words), start, end
    )
    draft.use(range(start, end))
    for link in draft.open():
        if start <= link.start < end:
            draft.use_link(link)


def _tells_states(column: ColumnSchema) -> bool:
    """True for a column called after states, in which some rows are done and some are not."""
    if not (column.is_text and column.complete and 1 < column.distinct <= _MOST_STATES):
        return False
    called = any("status" in concepts_of((word,)) for word in column.words) or "avancement" in column.words
    names = [value for value, _ in column.values]
    return called and any(map(is_done, names)) and not all(map(is_over, names))


def _tells_a_date(draft: Draft, match: re.Match[str]) -> bool:
    """``les OT ouverts en 2024`` says when they were opened."""
    return _OPENED.fullmatch(match[0]) is not None and bool(draft.reading.periods)


def _of_what(draft: Draft, values: Sequence[str], end: int) -> tuple[list[str], int]:
    """The states that name what is waited for as well (``WAITING PARTS``), where one does."""
    if end >= len(draft.reading.tokens):
        return list(values), end
    awaited = _forms(draft.reading.tokens[end].norm)
    named = [value for value in values if any(awaited & _forms(word) for word in name_words(value))]
    return (named, end + 1) if named else (list(values), end)


def _forms(word: str) -> frozenset[str]:
    return frozenset((*stems(word), *concepts_of((word,))))
