"""What intents take out of a question: its measure, its columns, what it counts. Decides no plan."""

from __future__ import annotations

from assistant.experts.tables.ask import Ask
from assistant.experts.tables.link import Link
from assistant.experts.tables.plan import (
    Aggregate,
    Expr,
)
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import name_words


def figure(ask: Ask) -> tuple[Expr | None, Aggregate | None]:
    """What is compared or ranked: rows where no measure is named."""
    measure = ask.measure
    aggregate: Aggregate | None = None
    for operation, name in (
        ("mean", "mean"),
        ("median", "median"),
        ("deviation", "deviation"),
        ("sum", "sum"),
    ):
        if ask.has(operation):  # type: ignore[arg-type]
            aggregate = name  # type: ignore[assignment]
            break
    expr = ask.measure_expr()
    if expr is None:
        return None, None
    if measure is not None:
        ask.draft.use_link(measure)
    else:
        ask.use_time_words()
    if aggregate is None:
        aggregate = "sum" if ask.adds_up(measure, expr) else "max" if ask.descending() else "min"
    return expr, aggregate


def use_same(ask: Ask, expr: Expr) -> None:
    """Counts the other mentions of a column as explained."""
    for link in ask.columns():
        if link.column == expr.name:
            ask.draft.use_link(link)


def take(ask: Ask, link: Link) -> Expr:
    """A column to query; its link is used up."""
    ask.draft.use_link(link)
    return ask.draft.expr(link)


def take_shown(ask: Ask) -> tuple[Expr, ...]:
    """Columns asked for; those that are open are used up."""
    shown: list[Expr] = []
    for link in ask.focus:
        if link in ask.draft.consumed:
            continue
        shown.extend(_both_ends(ask, link))
    for link in ask.columns():
        shown.extend(_both_ends(ask, link))
    return tuple(dict.fromkeys(shown))


_LEVEL = " / "
"""Between the levels of a printed header."""
_ENDS = frozenset("low high lower upper min max minimum maximum from to".split())


def _both_ends(ask: Ask, link: Link) -> list[Expr]:
    """The column of a link; ``Range low`` and ``Range high`` where only ``range`` is said.

    Under a header of two levels (``Position / Northing``) all columns where only the upper one is said.
    """
    expr, column = take(ask, link), ask.column(link)
    named = [o for o in ask.draft.links if (o.kind, o.table, o.column) == ("column", link.table, link.column)]
    places = {i for other in named for i in other.words}
    said = {ask.reading.tokens[i].norm for i in places}
    group = column.name.rsplit(_LEVEL, 1)[0] if _LEVEL in column.name else ""
    own = set(column.words) - set(name_words(group))
    if group and link.via is None and not said & own and not _means(ask, places, own):
        return [
            Expr(name=other.name, textual_number=other.textual_number)
            for other in ask.schema.columns
            if other.name.startswith(group + _LEVEL)
        ]
    if link.via is not None or len(column.words) < 2 or not {column.words[-1]} <= _ENDS - said:
        return [expr]
    return [
        Expr(name=other.name, textual_number=other.textual_number)
        for other in ask.schema.columns
        if other.words[:-1] == column.words[:-1] and other.words[-1] in _ENDS
    ]


def _means(ask: Ask, places: set[int], words: set[str]) -> bool:
    """True where a word of the question means one of the words, in another language or by another name."""
    expand = ask.draft.index.vocabulary.expand
    known = {w for i in places for w, _ in expand(ask.reading.tokens[i].norm, ask.reading.language)}
    concepts = {c.concept for c in ask.reading.concepts if not c.talk and places & set(range(c.start, c.end))}
    return bool(known & words) or any(concepts & concepts_of((word,)) for word in words)


def counted(ask: Ask) -> Link | None:
    """The column whose different values are counted, or None where rows are."""
    for mark in ask.reading.of("count", "distinct"):
        if mark.text.startswith(("how many times", "combien de fois")):
            continue
        for link in ask.categories():
            if ask.draft.follows(mark, link) and not ask.row_focus_between(mark, link):
                if mark.operation == "count" and _is_kind_of_rows(ask, link):
                    ask.draft.use_link(link)
                    return None
                return None if mark.operation == "count" and _is_what_rows_are(ask, link) else link
    return None


_KIND = frozenset("type kind class category nature genre categorie classe".split())


def _is_kind_of_rows(ask: Ask, link: Link) -> bool:
    """``How many events`` beside ``Event type``: each row is an event of some type; types were not asked."""
    own = {word.removesuffix("s") for word in ask.column(link).words}
    said = {ask.reading.tokens[i].norm.removesuffix("s") for i in link.words}
    return link.via is None and bool(own & _KIND) and own != own & _KIND and not said & _KIND


def _is_what_rows_are(ask: Ask, link: Link) -> bool:
    """True for a column called as the table is: each row of a journal of alarms is an alarm of some kind.

    So too where the very word names the table and only its meaning the column: ``BT`` of a list of BT is no
    ``Travaux``.
    """
    words = {word.removesuffix("s") for word in name_words(ask.schema.table.name)}
    own = {word.removesuffix("s") for word in ask.column(link).words}
    said = {ask.reading.tokens[i].norm.removesuffix("s") for i in link.words}
    return link.via is None and bool(own) and (own <= words or (said <= words and not said & own))
