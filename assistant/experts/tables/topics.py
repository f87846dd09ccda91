"""What work orders are about: words of a question that the derived columns hold. Knows no other column.

``How many work orders about leaking seals?`` asks for rows whose text tells a leak and a seal in whatever
words. A failure is known by the word list of ``ingest.shorthand``, a component by the column's own values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.experts.tables.draft import Draft
from assistant.experts.tables.found import Conditions, is_negated, said
from assistant.experts.tables.plan import Assumption, Expr, Filter
from assistant.experts.tables.schema import ColumnSchema
from ingest.shorthand.lexicon import lexicon, singular
from retrieval.abbreviations import abbreviations

_ABOUT = re.compile(
    r"\b(?:about|concern(?:s|ing)?|regarding|involv(?:e|es|ing)|mention(?:s|ing)?|relat(?:ed|ing) to|"
    r"dealing with|deal with|with an?|for an?)\b"
)
_LONGEST = 3
_VAGUE = frozenset({"need", "low", "missing", "fault", "intermittent"})
"""Failures whose words questions use otherwise."""


@dataclass(frozen=True, slots=True)
class _Topic:
    """Words ``[start, end)`` of the question that name what a derived column tells."""

    start: int
    end: int
    column: ColumnSchema
    name: str


def add_topics(draft: Draft, found: Conditions) -> None:
    """Takes failures and components out of the question where the table's derived columns tell them.

    A component alone is a topic behind ``about`` and its like only. Words that are exactly a value of a
    printed column, free text apart, stay with that column.
    """
    columns = {column.words[0]: column for column in draft.schema.derived if column.words}
    failures = _failures(draft, columns.get("failure"))
    components = _components(draft, columns.get("component"), failures)
    if not components:
        failures = [topic for topic in failures if topic.name in _told(topic.column)]
    if not failures and not (components and _ABOUT.search(draft.reading.folded)):
        return
    for topic in (*failures, *components):
        negated = is_negated(draft, topic.start, topic.end) is not None
        words = said(draft, topic.start, topic.end)
        item = Filter(
            expr=Expr(name=topic.column.name),
            condition="tells",
            values=(topic.name,),
            negated=negated,
            words=words,
        )
        found.add(item, topic.start, topic.end)
        found.assumptions.append(Assumption(kind="derived", words=(f"{topic.column.name} {topic.name}",)))
        draft.use(range(topic.start, topic.end), 0.95)
        for link in draft.open("value", "column", "flag"):
            if link.start < topic.end and topic.start < link.end:
                draft.consumed.add(link)


def _failures(draft: Draft, column: ColumnSchema | None) -> list[_Topic]:
    if column is None:
        return []
    words = _full(draft)
    return [
        _Topic(mention.start, mention.end, column, mention.notion.name)
        for mention in lexicon().mentions(words)
        if mention.notion.kind == "failure"
        and mention.notion.name not in _VAGUE
        and _is_free(draft, mention.start, mention.end)
    ]


def _full(draft: Draft) -> list[str]:
    """The question's words in lower case, abbreviations of one word in full (``mech`` is mechanical)."""
    known = abbreviations()
    words = [token.text.lower() for token in draft.reading.tokens]
    return [full if (full := known.get(word)) and " " not in full else word for word in words]


def _told(column: ColumnSchema) -> set[str]:
    """The names that the cells hold, one or several each."""
    return {name for value, _ in column.values for name in value.split("; ")}


def _components(draft: Draft, column: ColumnSchema | None, taken: list[_Topic]) -> list[_Topic]:
    if column is None:
        return []
    told = {tuple(name.split()) for name in _told(column)}
    held = {words[a:b] for words in told for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
    closed = {at for topic in taken for at in range(topic.start, topic.end)}
    words = _full(draft)
    found = []
    at = 0
    while at < len(words):
        step = 1
        for end in range(min(at + _LONGEST, len(words)), at, -1):
            name = (*words[at : end - 1], singular(words[end - 1]))
            stop = draft.reading.is_stop(at) or draft.reading.is_stop(end - 1)
            if name in held and not stop and closed.isdisjoint(range(at, end)) and _is_free(draft, at, end):
                found.append(_Topic(at, end, column, " ".join(name)))
                step = end - at
                break
        at += step
    return found


def _is_free(draft: Draft, start: int, end: int) -> bool:
    """False where a printed column, the table's name, or something used already has the words."""
    if any(at in draft.used for at in range(start, end)):
        return False
    for link in draft.links:
        if link.start < end and start < link.end:
            if link.kind in ("table", "column"):
                return False
            if link.kind == "value" and link.exact and draft.column(link).part != "prose":
                return False
    return True
