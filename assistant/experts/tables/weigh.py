"""How well a plan explains a question. Knows words that were used, not what they mean."""

from __future__ import annotations

from dataclasses import replace

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.lexicon import Operation
from assistant.experts.tables.plan import Plan, flat
from assistant.experts.tables.reading import Reading

_IDENTIFIER, _NUMBER, _CONTENT, _TALK = 1.5, 1.2, 1.0, 0.12


def word_weight(reading: Reading, position: int) -> float:
    """What a word of the question weighs: function words nothing, talk little, identifiers most."""
    token = reading.tokens[position]
    marked = any(m.start <= position < m.end for m in reading.marks if m.operation != "meaning")
    if marked or reading.is_stop(position) or (len(token.norm) == 1 and not token.is_number):
        return 0.0
    if token.is_number:
        return _NUMBER
    if any(c.isdigit() for c in token.norm):
        return _IDENTIFIER
    if reading.is_chatter(position) or reading.date_part(position) is not None:
        return _TALK
    return _CONTENT


def weigh(draft: Draft, plan: Plan) -> Plan:
    """The plan with its coverage and score."""
    reading = draft.reading
    total = explained = 0.0
    known: list[str] = []
    unknown: list[str] = []
    for position, token in enumerate(reading.tokens):
        weight = word_weight(reading, position)
        if weight == 0.0:
            continue
        sure = draft.used.get(position, 0.0)
        if sure == 0.0 and _names_table(draft, position):
            weight *= 0.4
        total += weight
        explained += weight * sure
        if sure > 0:
            known.append(token.norm)
        elif weight >= _CONTENT:
            unknown.append(token.norm)
    coverage = explained / total if total else 0.0
    score = coverage**1.6 * _fit(draft, plan) + _preference(draft, plan)
    return replace(
        plan,
        coverage=coverage,
        score=max(0.0, min(0.99, score)),
        explained=tuple(known),
        unexplained=tuple(unknown),
    )


def _names_table(draft: Draft, position: int) -> bool:
    """A word before a table's name is part of how people call it: ``the truck FMEA``."""
    following = draft.link_at(position + 1) if position + 1 < len(draft.reading.tokens) else None
    return (
        following is not None and following.kind == "table" and draft.reading.tokens[position].norm.isalpha()
    )


_ROWS_IGNORE: tuple[Operation, ...] = (
    "mean", "median", "deviation", "share", "high", "low", "long", "short", "most", "least", "top", "nth", "gap",
    "difference", "sum", "count",
)  # fmt: skip


def _fit(draft: Draft, plan: Plan) -> float:
    """Plans that say little, or say it in a roundabout way, weigh less."""
    factor = 1.0
    if plan.kind == "rows" and not plan.where:
        factor *= 0.9
    if plan.kind == "rows" and not plan.show:
        factor *= 0.8
    if plan.kind in ("rows", "exists") and draft.reading.has(*_ROWS_IGNORE):
        factor *= 0.5
    if plan.kind != "share" and draft.reading.has("share"):
        factor *= 0.6
    if plan.guessed_column:
        factor *= 0.75
    if plan.kind == "count" and not plan.where and plan.target is None and not draft.reading.has("count"):
        factor *= 0.7
    return factor


def _preference(draft: Draft, plan: Plan) -> float:
    """A little for tables whose name the question says, and for columns of their own."""
    words = set(draft.schema.words)
    said = {
        word for link in draft.links if link.kind == "table" for i in link.words
        for word in (draft.reading.tokens[i].norm,)
    }  # fmt: skip
    named = min(len(said), len(words)) / len(words) if words else 0.0
    borrowed = sum(1 for f in flat(plan.where) if f.expr.via is not None)
    return 0.05 * named - 0.01 * borrowed
