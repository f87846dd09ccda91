"""Which words of a question are columns, values or names of tables. Knows the index, builds no plan."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.lexicon import STOP, WEAK_NAME_WORDS
from assistant.experts.tables.match import link_values
from assistant.experts.tables.reading import ConceptSpan, Reading
from assistant.experts.tables.relations import Relation
from assistant.experts.tables.schema import ColumnSchema, TableSchema
from assistant.experts.tables.scored import Match
from assistant.experts.tables.synonyms import LONGEST_PHRASE, OPPOSITES, concepts_of
from assistant.experts.tables.units import TIME_UNITS, same_unit, unit_of

LinkKind = Literal["value", "column", "table", "flag"]

CONCEPT = 0.9
"""How sure a match by meaning is (``labour`` for ``main-d'œuvre``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words ``[start, end)`` of the question that are something of a table.

    Attributes:
        table: Table that holds the column; another than the base table where ``via`` is set.
        values: For a value: the distinct values that match, as they stand in the table.
        exact: True where the words are the whole value or name.
        truth: For a flag: which of yes and no is meant.
        via: The join that leads from the base table to ``table``.
        spelled: False where a slip of spelling was forgiven.
    """

    kind: LinkKind
    table: str
    start: int
    end: int
    score: float
    column: str = ""
    values: tuple[str, ...] = ()
    exact: bool = False
    truth: bool | None = None
    via: Relation | None = None
    spelled: bool = True

    @property
    def words(self) -> range:
        """Positions of the words."""
        return range(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something that a question names in the way a column's values are named, and that is not there."""

    table: str
    column: str
    words: str
    start: int
    end: int
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """All links of a question, by table."""

    by_table: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()

    def of(self, table: str) -> tuple[Link, ...]:
        """Links into a table."""
        return self.by_table.get(table, ())


def link(reading: Reading, index: TableIndex) -> Links:
    """Links a question to every table."""
    found: dict[str, list[Link]] = defaultdict(list)
    values, missing = link_values(reading, index)
    for match in values:
        name = index.schemas[match.table].name
        found[name].append(_value_link(match, name))
    alike: dict[tuple[object, ...], list[Link]] = {}
    for schema in index.schemas:
        columns = _told_by(schema)
        if columns not in alike:
            alike[columns] = list(_column_links(reading, index, schema))
        found[schema.name].extend(
            one if one.table == schema.name else replace(one, table=schema.name) for one in alike[columns]
        )
        found[schema.name].extend(_table_links(reading, index, schema))
    gone = tuple(
        Missing(
            table=index.schemas[m.table].name,
            column=m.column,
            words=m.words,
            start=m.start,
            end=m.end,
            known=m.known,
        )
        for m in missing
    )
    return Links(by_table={name: tuple(links) for name, links in found.items()}, missing=gone)


def borrowed(links: Links, schema: TableSchema, index: TableIndex) -> tuple[Link, ...]:
    """Links into tables that add columns to ``schema`` by a unique join, with the join."""
    own = {column.name.casefold() for column in schema.columns}
    found: list[Link] = []
    seen: set[tuple[str, str, int, int]] = set()
    relations = sorted(index.relations_of(schema.name), key=lambda r: (-r.contained, r.other))
    for relation in relations:
        if not relation.unique:
            continue
        for candidate in links.of(relation.other):
            place = (candidate.kind, candidate.column, candidate.start, candidate.end)
            if candidate.kind == "table" or candidate.column.casefold() in own or place in seen:
                continue
            seen.add(place)
            found.append(replace(candidate, via=relation, score=candidate.score * 0.93))
    return tuple(found)


_TIMES = re.compile(r"\b(?:how (?:many times|often)|combien de fois)\b", re.IGNORECASE)
_OF_A_ROW = frozenset("with without having where avec sans ayant".split())


def _value_link(match: Match, table: str) -> Link:
    return Link(
        kind="value",
        table=table,
        column=match.column,
        start=match.start,
        end=match.end,
        score=match.score,
        values=match.values,
        exact=match.full,
        spelled=match.spelled,
    )


def _told_by(schema: TableSchema) -> tuple[object, ...]:
    """What links to columns are told by: one log of many days is linked once."""
    return tuple((c.name, c.type, c.words, c.unit, c.head) for c in schema.columns)


def _column_links(reading: Reading, index: TableIndex, schema: TableSchema) -> Iterable[Link]:
    shares: dict[str, int] = defaultdict(int)
    for column in schema.columns:
        for word in set(column.words):
            shares[word] += 1
    literal = _literal_names(reading, schema)
    for column in schema.columns:
        if column.type == "boolean" and _asks_of_an_event(reading):
            continue
        elsewhere = {i for i, columns in literal.items() if column.name not in columns}
        weights = {
            word: (0.15 if word in WEAK_NAME_WORDS or word in STOP else 1.0) / shares[word]
            for word in column.words
        }
        yield from _name_links(reading, index, schema, column, weights, elsewhere)
        yield from _head_links(reading, index, schema, column)
        yield from _unit_links(reading, schema, column)
        if column.type == "boolean":
            yield from _flag_links(reading, schema, column)


def _asks_of_an_event(reading: Reading) -> bool:
    """True for "when did it trip?" and "how many times …": a column ``Trip`` of yes and no does not tell.

    What is said of a row ("when was the last alarm with trip?") is meant as a condition.
    """
    asked = bool(reading.of("when")) or _TIMES.search(reading.text) is not None
    return asked and not any(token.norm in _OF_A_ROW for token in reading.tokens)


def _literal_names(reading: Reading, schema: TableSchema) -> dict[int, set[str]]:
    """Columns that a word names by the very word: ``alarm`` is not ``Alert`` where there is ``Alarm`` too."""
    found: dict[int, set[str]] = defaultdict(set)
    for i, token in enumerate(reading.tokens):
        if token.norm not in WEAK_NAME_WORDS and token.norm not in STOP:
            for column in schema.columns:
                if len(column.words) == 1 and _cognate(column.words[0]) == _cognate(token.norm):
                    found[i].add(column.name)
    return found


def _cognate(word: str) -> str:
    """The same for ``alarm`` and ``alarmes``."""
    return word.removesuffix("s").removesuffix("e")


def _name_links(
    reading: Reading,
    index: TableIndex,
    schema: TableSchema,
    column: ColumnSchema,
    weights: dict[str, float],
    elsewhere: set[int],
) -> Iterable[Link]:
    """Runs of words that stand for words of the column's name; words ``elsewhere`` are another's name."""
    hits: dict[int, tuple[str, float]] = {}
    ranking = {i for m in reading.of("nth", "top") for i in range(m.start, m.end)}
    ranking |= {
        i
        for m in reading.of("late", "early")
        for i in range(m.start, m.end)
        if reading.tokens[i].norm not in column.words
    }
    for i, token in enumerate(reading.tokens):
        if token.is_number or i in ranking or (token.norm in STOP and token.norm not in weights):
            continue
        for word, quality in index.vocabulary.expand(token.norm, reading.language):
            if i in elsewhere and _cognate(word) != _cognate(token.norm):
                continue
            if word in weights and quality > hits.get(i, ("", 0.0))[1]:
                hits[i] = (word, quality)
    spans: dict[tuple[int, int], dict[str, float]] = {}
    for run in _runs(sorted(hits), reading):
        spans[run[0], run[-1] + 1] = {hits[i][0]: hits[i][1] for i in run}
    for concept in sorted(reading.concepts, key=lambda c: c.talk):
        held = _words_of_concept(column.words, concept.concept)
        alone = held == column.words and any(m.end == concept.start for m in reading.of("which", "per"))
        if concept.talk and not alone and not _is_beside(reading, concept, spans):
            continue
        if not held or elsewhere.intersection(range(concept.start, concept.end)):
            continue
        start, end, known = concept.start, concept.end, dict.fromkeys(held, CONCEPT)
        for (a, b), words in list(spans.items()):
            if _adjoin(reading, (a, b), (start, end)) and not set(words) <= set(known):
                start, end = min(a, start), max(b, end)
                known = {**words, **known}
        spans[start, end] = {**spans.get((start, end), {}), **known}
    total = sum(weights.values())
    for (start, end), words in spans.items():
        covered = sum(weights[w] for w in words) / total
        strong = max(weights[w] for w in words) >= 0.2
        if covered >= 0.25 and (strong or covered > 0.9):
            quality = sum(weights[w] * q for w, q in words.items()) / sum(weights[w] for w in words)
            yield Link(
                kind="column",
                table=schema.name,
                column=column.name,
                start=start,
                end=end,
                score=quality * (0.55 + 0.45 * covered),
                exact=covered > 0.85,
            )


def _is_beside(reading: Reading, concept: ConceptSpan, spans: Iterable[tuple[int, int]]) -> bool:
    """True where a run of other words of the name stands right before or behind."""
    return any(
        (at[1] <= concept.start or concept.end <= at[0])
        and _adjoin(reading, at, (concept.start, concept.end))
        for at in spans
    )


def _adjoin(reading: Reading, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """True where two runs of words overlap, or only function words stand between: ``seuil de rejet``."""
    first, last = sorted((one, other))
    return all(reading.is_stop(i) for i in range(first[1], last[0]))


def _runs(positions: list[int], reading: Reading) -> Iterable[list[int]]:
    """Splits positions where a word that is no function word stands between them."""
    run: list[int] = []
    for position in positions:
        if run and not all(reading.is_stop(i) for i in range(run[-1] + 1, position)):
            yield run
            run = []
        run.append(position)
    if run:
        yield run


def _words_of_concept(words: tuple[str, ...], concept: str) -> tuple[str, ...]:
    """The words of a name that stand for a concept."""
    for i in range(len(words)):
        for j in range(min(i + LONGEST_PHRASE, len(words)), i, -1):
            if concept in concepts_of(words[i:j]):
                return words[i:j]
    return ()


def _head_links(
    reading: Reading, index: TableIndex, schema: TableSchema, column: ColumnSchema
) -> Iterable[Link]:
    """``chillers`` is the column whose values are ``Chiller 1``, ``Chiller 2`` …"""
    heads = set(column.head)
    if not heads:
        return
    for i, token in enumerate(reading.tokens):
        sure = max(
            (q for word, q in index.vocabulary.expand(token.norm, reading.language) if word in heads),
            default=0.0,
        )
        if sure >= 0.85:
            yield Link(
                kind="column",
                table=schema.name,
                column=column.name,
                start=i,
                end=i + 1,
                score=0.88 * sure,
                exact=True,
            )
    for concept in reading.concepts:
        if not concept.talk and _words_of_concept(tuple(column.head), concept.concept):
            yield Link(
                kind="column",
                table=schema.name,
                column=column.name,
                start=concept.start,
                end=concept.end,
                score=0.85,
                exact=True,
            )


def _unit_links(reading: Reading, schema: TableSchema, column: ColumnSchema) -> Iterable[Link]:
    """``how many grams``: the column that is in grams."""
    if column.unit is None or column.type == "duration":
        return
    for mark in reading.of("count", "sum"):
        for i in range(mark.end, min(mark.end + 2, len(reading.tokens))):
            unit = unit_of(reading.tokens[i].norm)
            amount = unit is not None and unit not in TIME_UNITS - {"h", "min"}
            if amount and same_unit(unit or "", column.unit) and column.is_numeric:
                yield Link(
                    kind="column", table=schema.name, column=column.name, start=i, end=i + 1, score=0.8
                )


def _flag_links(reading: Reading, schema: TableSchema, column: ColumnSchema) -> Iterable[Link]:
    named = {c for i in range(len(column.words)) for c in concepts_of(column.words[i:])} | set(column.words)
    contrary = {OPPOSITES[c] for c in named if c in OPPOSITES}
    told: set[tuple[int, int, bool]] = set()
    for concept in reading.concepts:
        truth = True if concept.concept in named else False if concept.concept in contrary else None
        if not concept.talk and truth is not None and (concept.start, concept.end, truth) not in told:
            told.add((concept.start, concept.end, truth))
            yield Link(
                kind="flag",
                table=schema.name,
                column=column.name,
                start=concept.start,
                end=concept.end,
                score=0.97,
                truth=truth,
                exact=True,
            )
    known = {c.start for c in reading.concepts if not c.talk and c.concept in named | contrary}
    for i, token in enumerate(reading.tokens):
        if i in known:
            continue
        for name, truth in ((named, True), (contrary, False)):
            if token.norm in name or token.norm.removesuffix("s") in name:
                yield Link(
                    kind="flag",
                    table=schema.name,
                    column=column.name,
                    start=i,
                    end=i + 1,
                    score=0.95,
                    truth=truth,
                    exact=True,
                )


def _table_links(reading: Reading, index: TableIndex, schema: TableSchema) -> Iterable[Link]:
    words = set(schema.words)
    for i, token in enumerate(reading.tokens):
        if token.norm in STOP:
            continue
        sure = max(
            (q for word, q in index.vocabulary.expand(token.norm, reading.language) if word in words),
            default=0.0,
        )
        if sure >= 0.85:
            yield Link(kind="table", table=schema.name, start=i, end=i + 1, score=0.9 * sure)
    for concept in reading.concepts:
        if not concept.talk and _words_of_concept(schema.words, concept.concept):
            yield Link(kind="table", table=schema.name, start=concept.start, end=concept.end, score=0.88)
