"""What a question restricts rows to: values and flags here, the rest by the files beside. Ranks nothing."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.experts.tables.comings import add_comings
from assistant.experts.tables.consequences import add_consequences
from assistant.experts.tables.draft import Draft
from assistant.experts.tables.failures import add_failures
from assistant.experts.tables.found import Conditions, is_negated, said
from assistant.experts.tables.limits import add_column_comparisons, add_empty, add_products, add_quantities
from assistant.experts.tables.link import Link
from assistant.experts.tables.moments import DATE_VERBS, add_periods, choose_moment
from assistant.experts.tables.overdue import add_overdue
from assistant.experts.tables.plan import Assumption, Filter
from assistant.experts.tables.row_numbers import add_row_number
from assistant.experts.tables.states import add_states
from assistant.experts.tables.stock_limits import add_stock_limits
from assistant.experts.tables.topics import add_topics
from assistant.experts.tables.unfinished import add_unfinished


def find_conditions(draft: Draft) -> Conditions:
    """Takes all conditions out of a draft; their links are used up."""
    found = Conditions()
    add_products(draft, found)
    add_overdue(draft, found)
    add_row_number(draft, found)
    add_states(draft, found)
    add_comings(draft, found)
    add_unfinished(draft, found)
    add_stock_limits(draft, found)
    add_quantities(draft, found)
    add_empty(draft, found)
    add_column_comparisons(draft, found)
    _add_beginnings(draft, found)
    add_failures(draft, found)
    _drop_verbs(draft)
    add_topics(draft, found)
    add_consequences(draft, found)
    _add_values(draft, found)
    _add_flags(draft, found)
    found.moment = choose_moment(draft, found)
    add_periods(draft, found)
    return found


_BEGINS = re.compile(
    r"\b(?:start(?:s|ing)?|begin(?:s|ning)?|commenc\w+) (?:with|by|par)(?: the letters?| la lettre)? "
    r"['\"]?(?P<head>\w{1,12})"
)


def _add_beginnings(draft: Draft, found: Conditions) -> None:
    """``codes that start with MT``."""
    match = _BEGINS.search(draft.reading.folded)
    if match is None:
        return
    start, end = draft.reading.word_span(match.span())
    link = draft.nearest_before(start, [k for k in draft.open("column") if draft.column(k).is_text], reach=4)
    if link is None:
        return
    head = draft.reading.text[match.start("head") : match.end("head")]
    item = Filter(expr=draft.expr(link), condition="starts", values=(head,), words=said(draft, start, end))
    found.add(item, start, end)
    draft.use_link(link)
    draft.use(range(start, end))


def _drop_verbs(draft: Draft) -> None:
    """``opened in 2022`` says which date is meant, not that the order is still open."""
    if not draft.reading.periods and not draft.reading.has("when", "late", "early", "gap"):
        return
    tables = {link.start for link in draft.links if link.kind == "table"}
    for link in draft.open("value", "flag"):
        word = draft.reading.tokens[link.start].norm
        if len(link.words) == 1 and word in DATE_VERBS and link.end not in tables and draft.schema.moments():
            draft.use_link(link)


def _add_values(draft: Draft, found: Conditions) -> None:
    by_column: dict[tuple[str, str], list[tuple[Link, bool]]] = {}
    for link in draft.open("value"):
        if _stands_before_its_tag(draft, link):
            draft.use_link(link)
            continue
        negation = is_negated(draft, link.start, link.end)
        if negation is not None:
            draft.use(range(negation.start, negation.end))
        by_column.setdefault((link.table, link.column), []).append((link, negation is not None))
    for links in by_column.values():
        for negated in (False, True):
            alike = _together(draft, [link for link, no in links if no == negated], found)
            if not alike:
                continue
            parts = tuple(_value_filter(draft, link, found, negated=negated) for link in alike)
            if len(parts) > 1:
                found.sides.append(parts)
            values = tuple(dict.fromkeys(v for part in parts for v in part.values))
            words = " / ".join(part.words for part in parts)
            merged = Filter(expr=parts[0].expr, condition="in", values=values, negated=negated, words=words)
            if len(alike) == 1:
                _note_rivals(draft, alike[0], merged, found)
            found.add(merged, alike[0].start, alike[-1].end)


def _stands_before_its_tag(draft: Draft, link: Link) -> bool:
    """True for the ``pump`` of ``the pump P-101A``: the tag alone says which rows are meant.

    What is asked for is no such word: ``which valves isolate P-101A?``.
    """
    if any(mark.end == link.start for mark in draft.reading.of("which", "list", "count")):
        return False
    return not link.exact and any(
        tag.kind == "value"
        and tag.exact
        and tag.start == link.end
        and tag.column != link.column
        and any(i in draft.reading.in_tags for i in tag.words)
        for tag in draft.links
    )


_JOINING = re.compile(r"\b(and|or|et|ou|vs|versus|plus|than|que|both|with|nor)\b|[,&+/;]")


def _together(draft: Draft, links: list[Link], found: Conditions) -> list[Link]:
    """Values of one column: several where ``and`` or ``or`` joins them, else those that all words name."""
    kept: list[Link] = []
    for link in links:
        before = kept[-1] if kept else None
        if before is None or _JOINING.search(draft.reading.between(before.end, link.start)):
            kept.append(link)
            continue
        shared = tuple(value for value in before.values if value in link.values)
        near = all(draft.reading.is_stop(i) for i in range(before.end, link.start))
        if shared:
            kept[-1] = replace(before, values=shared, end=link.end, score=max(before.score, link.score))
            draft.use(link.words, link.score)
            continue
        if near:
            found.conflicts.append(said(draft, before.start, link.end))
        if (link.exact, link.end - link.start, link.score) > (
            before.exact,
            before.end - before.start,
            before.score,
        ):
            kept[-1] = link
        draft.consumed.add(link)
    return kept


def _value_filter(draft: Draft, link: Link, found: Conditions, *, negated: bool) -> Filter:
    draft.use_link(link)
    words = said(draft, link.start, link.end)
    if not link.spelled:
        found.assumptions.append(Assumption(kind="spelling", words=(words, link.values[0])))
    if not link.exact and len(link.values) > 1:
        found.assumptions.append(Assumption(kind="many_values", words=(words, link.column, *link.values[:6])))
    return Filter(expr=draft.expr(link), condition="in", values=link.values, negated=negated, words=words)


def _note_rivals(draft: Draft, link: Link, merged: Filter, found: Conditions) -> None:
    """Says so where the same words are a value of a second column alike; the first one is taken."""
    if merged.negated or link.via is not None or draft.column(link).part == "prose":
        return
    labels = {draft.schema.label_of(link.column), draft.schema.code_of(link.column)}
    rivals = [
        r.column
        for r in draft.rivals(link)
        if r.via is None
        and (r.start, r.end) == (link.start, link.end)
        and r.score >= link.score - 0.01
        and r.column not in labels
        and draft.column(r).part != "prose"
        and set(r.values) == set(link.values)
    ]
    if rivals:
        words = (merged.words, link.column, *rivals)
        found.assumptions.append(Assumption(kind="either_column", words=words))


_COUNTED_FLAG = 0.75
"""``How many trips``: events are counted where a table has them, before things with a yes under ``Trip``."""


def _add_flags(draft: Draft, found: Conditions) -> None:
    by_column: dict[str, list[tuple[Link, bool]]] = {}
    for link in draft.open("flag"):
        negation = is_negated(draft, link.start, link.end)
        draft.use_link(link)
        if any(mark.end == link.start for mark in draft.reading.of("count")):
            draft.used.update(dict.fromkeys(link.words, _COUNTED_FLAG))
        truth = bool(link.truth)
        if negation is not None:
            draft.use(range(negation.start, negation.end))
            truth = not truth
        by_column.setdefault(link.column, []).append((link, truth))
    for links in by_column.values():
        truths = {truth for _, truth in links}
        filters = tuple(
            Filter(
                expr=draft.expr(link),
                condition="is_true" if truth else "is_false",
                words=said(draft, link.start, link.end),
            )
            for link, truth in links
        )
        if len(truths) == 1:
            found.add(filters[0], links[0][0].start, links[0][0].end)
        else:
            found.sides.append(filters)
