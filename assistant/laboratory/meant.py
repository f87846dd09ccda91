"""Which samples and parameters a question means; none where their table does not explain a word of it.

Knows rows and what is asked; judges nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.experts.tables.keyed import KeyedRow
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.laboratory.asked import Asked, fills
from assistant.laboratory.judged import value_of
from assistant.laboratory.samples import Parameter, bare, parameters_of
from assistant.production.spans import Span, spans_of
from assistant.same_words import alike, own_stems
from assistant.words import STOP_WORDS, content_stems, content_words, fold, tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A table of samples with what a question means of it."""

    schema: TableSchema
    rows: Sequence[KeyedRow]
    parameters: tuple[Parameter, ...]
    named: tuple[Parameter, ...]
    labels: tuple[str, ...]
    overlap: int


def meant_of(asked: Asked, rows: Sequence[KeyedRow], today: date) -> Meant | None:
    """None where a word of the question is explained neither by the table nor as a filling word."""
    schema = rows[0].schema
    parameters = parameters_of(schema)
    said = frozenset(s for w in tokens(asked.text) for s in own_stems(w))
    named = _named(parameters, said)
    if not named and not asked.thing:
        return None
    kept, labels, left = list(rows), list[str](), f" {asked.text} "
    for column in schema.columns:
        if not column.is_text or column == parameters[0].among:
            continue
        values = [v for v, _ in column.values if _is_said(v, left)]
        if values:
            kept = [row for row in kept if row.cells[column.name] in values]
            labels += values
    for value in labels:
        gone = set(content_stems(value))
        left = left.replace(f" {fold(value)} ", " ")
        left = f" {' '.join(w for w in left.split() if not set(content_stems(w)) & gone)} "
    names = (*schema.words, *(word for c in schema.columns for word in bare(c.name).split()))
    named = tuple(p for p in named if p.among is None or any(value_of(row, p) is not None for row in kept))
    if not named and _named(parameters, said):
        return None
    known = {s for p in named for s in p.words} | {s for w in names for s in own_stems(w)}
    words = [w for w in tokens(left) if w not in STOP_WORDS and not fills(w)]
    for word in (w for w in words if not own_stems(w) & known):
        fit = _with_word(kept, word, parameters[0].among)
        if not fit:
            return None
        labels += _label_of(fit, kept, word)
        kept = fit
    if named and not any(value_of(row, p) is not None for p in named for row in kept):
        return None
    return Meant(
        schema=schema,
        rows=_within(kept, schema, asked, today),
        parameters=parameters,
        named=named,
        labels=tuple(labels),
        overlap=len(named) + len(labels) + len(set(content_stems(asked.text)) & known),
    )


def _with_word(rows: Sequence[KeyedRow], word: str, among: ColumnSchema | None) -> list[KeyedRow]:
    """The rows of which a label has a word, or one that means the same."""
    for stems_of in (own_stems, alike):
        wanted = stems_of(word)
        found = [row for row in rows if wanted & _label_words(row, among)]
        if found:
            return found
    return []


def _label_words(row: KeyedRow, among: ColumnSchema | None) -> set[str]:
    columns = [c for c in row.schema.columns if c.is_text and c.part != "prose" and c != among]
    said = [str(row.cells[c.name] or "") for c in columns]
    return {s for value in said for word in content_words(fold(value)) for s in own_stems(word)}


def _label_of(fit: Sequence[KeyedRow], kept: Sequence[KeyedRow], word: str) -> list[str]:
    """The only value of a label that a word leaves where there were several."""
    for column in fit[0].schema.columns:
        left = {row.cells[column.name] for row in fit}
        if column.is_text and len(left) == 1 and len({row.cells[column.name] for row in kept}) > 1:
            value = str(next(iter(left)) or "")
            if alike(word) & {s for w in content_words(fold(value)) for s in own_stems(w)}:
                return [value]
    return []


def _named(parameters: Sequence[Parameter], said: frozenset[str]) -> tuple[Parameter, ...]:
    """The parameters that words call: in full, or in long form by a word that no other is called by."""
    full = tuple(p for p in parameters if p.is_called(said))
    if full or parameters[0].among is None:
        return full
    shared = Counter(stem for p in parameters for stem in p.stems)
    return tuple(p for p in parameters if any(len(s) > 3 and shared[s] == 1 and s in said for s in p.stems))


def _within(rows: Sequence[KeyedRow], schema: TableSchema, asked: Asked, today: date) -> list[KeyedRow]:
    """The rows of the periods that are named."""
    if not asked.periods:
        return list(rows)
    dates: ColumnSchema | None = next(iter(schema.moments()), None)
    days = {row.number: at.date() for row in rows if (at := row.moment(dates)) is not None}
    if not days:
        return []
    held = Span(min(days.values()), max(days.values()) + timedelta(days=1))
    spans = [span for period in asked.periods for span in spans_of(period, held, today)]
    return [row for row in rows if any(s.start <= days.get(row.number, date.min) < s.end for s in spans)]


def _is_said(value: str, text: str) -> bool:
    """True where a question names a value in all its words."""
    stems = set(content_stems(fold(value)))
    if len(value) < 2 or not stems:
        return False
    return f" {fold(value)} " in text or (len(stems) > 1 and stems <= set(content_stems(text)))
