"""Which values of the tables a question names: exact, by stem, meaning, abbreviation, slip, or in part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.experts.tables.index import Place, TableIndex, Value
from assistant.experts.tables.numbered import Absent, codes_unlisted, find_numbered
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.scored import Match, Scored
from assistant.experts.tables.words import name_words, squash
from ingest.parsers.units import is_unit

FULL = 0.93
"""Share of a value's weight that must be named for the whole value to be meant."""

_BEHIND_HEAD = frozenset("of for de du des pour".split())
"""A name's head stands before these: ``fan of cell 1``."""
_LONGEST_NAME = 4
_PARTICLES = frozenset("in out on off up down over under before after with without no not avec sans".split())
"""Function words that tell one value from another."""
_SHARED = 0.9
"""How sure ``P-101A/B`` is meant by ``P-101A``: a row of the tag alone says more."""
_PART = 0.3
_HEAD_PART = 0.15
_SURE = 0.82
_CONCEPT = 0.9


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    place: Place
    quality: float


def link_values(reading: Reading, index: TableIndex) -> tuple[list[Match], list[Absent]]:
    """All values that a question names, and what it names in vain."""
    scored: list[Scored] = list(_spelled(reading, index))
    for number, hits in _hits(reading, index).items():
        scored.extend(_score(reading, index, number, hits))
    numbered, absent = find_numbered(reading, index)
    scored.extend(numbered)
    by_column: dict[tuple[int, str], list[Scored]] = defaultdict(list)
    for item in scored:
        value = index.values[item.value]
        by_column[value.table, value.column].append(item)
    matches = [m for place, items in by_column.items() for m in _best(reading, index, place, items)]
    unlisted, unknown = codes_unlisted(reading, index, matches)
    return matches + unlisted, absent + unknown


def _spelled(reading: Reading, index: TableIndex) -> Iterable[Scored]:
    """Runs of words that are a whole value but for spaces, dashes and case."""
    tokens = reading.tokens
    for i in range(len(tokens)):
        joined = ""
        for j in range(i, min(i + 8, len(tokens))):
            joined += squash(tokens[j].text)
            if i == j and (tokens[i].is_number and len(joined) < 5):
                continue
            lettered = i == j and _is_letter_after_name(reading, i)
            if all(reading.is_stop(k) for k in range(i, j + 1)) and not lettered:
                continue
            for number in index.by_spelling.get(joined, ()):
                if lettered and not _names(reading, index, i - 1, index.values[number].column):
                    continue
                yield Scored(number, i, j + 1, frozenset(range(i, j + 1)), 1.0, True, True)
            for number in index.by_shared_tag.get(joined, ()):
                yield Scored(number, i, j + 1, frozenset(range(i, j + 1)), _SHARED, True, True)


def _names(reading: Reading, index: TableIndex, position: int, column: str) -> bool:
    """True where a word, or what it means in the other language, stands in a column's name."""
    words = set(name_words(column))
    known = index.vocabulary.expand(reading.tokens[position].norm, reading.language)
    return any(word in words for word, _ in known)


def _is_letter_after_name(reading: Reading, position: int) -> bool:
    """True for the ``A`` of ``criticality A``."""
    token = reading.tokens[position]
    return (
        len(token.text) == 1 and token.text.isupper() and position > 0 and not reading.is_stop(position - 1)
    )


def _hits(reading: Reading, index: TableIndex) -> dict[int, list[_Hit]]:
    hits: dict[int, list[_Hit]] = defaultdict(list)
    in_period = {i for p in reading.periods for i in range(*reading.word_span(p.span))}
    in_period |= {i for m in reading.of("top", "nth") for i in range(m.start, m.end)}
    in_period |= {i for q in reading.quantities if q.explicit for i in range(*reading.word_span(q.span))}
    in_period |= reading.in_tags
    asked = {
        i
        for m in reading.of("mean", "median", "sum", "count", "share", "distinct")
        for i in range(m.start, m.end)
    }
    for i, token in enumerate(reading.tokens):
        if reading.is_stop(i) or i in in_period:
            continue
        for word, quality in index.vocabulary.expand(token.norm, reading.language):
            for place in index.by_word.get(word, ()):
                if i in asked and not (
                    i > 0 and reading.tokens[i - 1].norm in name_words(index.values[place.value].column)
                ):
                    continue
                hits[place.value].append(_Hit(i, i + 1, place, quality))
    for concept in reading.concepts:
        if concept.talk or asked.issuperset(range(concept.start, concept.end)):
            continue
        for place in index.by_concept.get(concept.concept, ()):
            hits[place.value].append(_Hit(concept.start, concept.end, place, _CONCEPT))
    for number, hit in _tags_inside(reading, index):
        if number in hits:
            hits[number].append(hit)
    return hits


def _tags_inside(reading: Reading, index: TableIndex) -> Iterable[tuple[int, _Hit]]:
    """Tags that stand among other words of a value: ``Shaft seal P-7/P-8`` is the seal of ``P-8``.

    A table that has the tag in a column of its own says there which rows are meant.
    """
    for start, end in reading.tags:
        words = tuple(token.norm for token in reading.tokens[start:end])
        tag = squash("".join(token.text for token in reading.tokens[start:end]))
        listing = {
            index.values[number].table
            for spelled in (index.by_spelling, index.by_shared_tag)
            for number in spelled.get(tag, ())
        }
        for place in index.by_word.get(words[0], ()):
            value, last = index.values[place.value], place.start + len(words)
            if value.table not in listing and tuple(value.words[place.start : last]) == words:
                yield place.value, _Hit(start, end, replace(place, end=last), 1.0)


def _score(reading: Reading, index: TableIndex, number: int, hits: list[_Hit]) -> Iterable[Scored]:
    value = index.values[number]
    is_prose = index.schemas[value.table].column(value.column).part == "prose"
    for cluster in _clusters(reading, hits):
        best: dict[int, float] = {}
        for hit in cluster:
            for v in range(hit.place.start, hit.place.end):
                best[v] = max(best.get(v, 0.0), hit.quality)
        matched = sum(value.weights[v] for v in best)
        if matched <= 0:
            continue
        digits = [
            v
            for v, (word, behind) in enumerate(zip(value.words[:5], (*value.words[1:], ""), strict=False))
            if word.isdigit() and value.weights[v] > 0 and not _is_size(v, behind)
        ]
        if len(value.words) > 5 or "," in value.text:
            digits = [v for v in digits if v == 0]
        if any(v not in best for v in digits) and not index.is_told_without_numbers(value):
            continue
        covered = matched / value.weight
        head = not is_prose and _is_head(value, set(best), reading.language)
        if covered < (_HEAD_PART if head else _PART) or not _in_sequence(cluster, value):
            continue
        quality = sum(value.weights[v] * q for v, q in best.items()) / matched
        full = covered >= FULL
        if full and len(best) < len(value.words) and _is_column_name(value):
            continue
        if _is_to_do(value) and not _asks_to_do(reading, cluster):
            continue
        if not full and (
            quality < _SURE
            or all(reading.is_chatter(i) for hit in cluster for i in range(hit.start, hit.end))
        ):
            continue
        score = quality if full else quality * (0.45 + 0.4 * covered)
        if not full and _is_phrase(value, set(best)):
            score = max(score, 0.82 * quality)
        elif not full and head:
            score = max(score, 0.86 * quality)
        positions = frozenset(i for hit in cluster for i in range(hit.start, hit.end))
        spelled = not any(hit.quality == 0.85 for hit in cluster)
        yield Scored(number, min(positions), max(positions) + 1, positions, score, full, spelled)


_TO_DO = re.compile(r"(?:à|À|to be)\s+\w+(?:er|ir|re|ed|t)\b", re.IGNORECASE)
_DUE = frozenset("a be to need needs needing must due doit doivent faut reste restent still not pas".split())


def _is_to_do(value: Value) -> bool:
    """True for what waits to be done: ``À étalonner`` is no answer on what was calibrated."""
    return _TO_DO.match(value.text.strip()) is not None


def _asks_to_do(reading: Reading, cluster: list[_Hit]) -> bool:
    """True where the words before say that it is not done yet: ``to be calibrated``, ``reste à faire``."""
    start = min(hit.start for hit in cluster)
    return any(token.norm in _DUE for token in reading.tokens[max(0, start - 2) : start + 1])


def _is_size(place: int, behind: str) -> bool:
    """True for a number with its unit: ``12 m``, and behind a name of two words ``400 A``."""
    return is_unit(behind) or (place > 1 and len(behind) == 1 and is_unit(behind.upper()))


def _is_phrase(value: Value, places: set[int]) -> bool:
    """True where at least two words of weight stand side by side in the value: a phrase of it."""
    strong = [v for v in places if value.weights[v] > 0.5]
    return len(strong) >= 2 and max(places) - min(places) < len(places)


def _is_head(value: Value, places: set[int], language: str) -> bool:
    """True where the words are what the value is: ``pump`` of ``cooling water pump A of unit 4``."""
    end = next((v for v, word in enumerate(value.words) if word in _BEHIND_HEAD), len(value.words))
    while end > 1 and (len(value.words[end - 1]) == 1 or value.words[end - 1].isdigit()):
        end -= 1
    if end > _LONGEST_NAME:
        return False
    return end - 1 in places or (language == "fr" and 0 in places)


def _is_column_name(value: Value) -> bool:
    """True for ``No current controls`` in the column ``Current Controls``: the words name the column."""
    said = {word for word, weight in zip(value.words, value.weights, strict=True) if weight > 0.05}
    return said <= set(name_words(value.column))


def _in_sequence(cluster: list[_Hit], value: Value) -> bool:
    """A number stands behind its word: ``3 chillers`` are not ``Chiller 3``, nor is ``3`` alone."""
    named = {v for hit in cluster for v in range(hit.place.start, hit.place.end)}
    if all(value.words[v].isdigit() for v in named) and not all(w.isdigit() for w in value.words):
        return False
    for hit in cluster:
        if (
            value.words[hit.place.start].isdigit()
            and hit.place.start > 0
            and hit.start == min(h.start for h in cluster)
            and not is_unit(" ".join(value.words[hit.place.end : hit.place.end + 1]))
        ):
            return len(cluster) == 1
    return True


def _clusters(reading: Reading, hits: list[_Hit]) -> Iterable[list[_Hit]]:
    """Hits in a row, with at most two function words between them."""
    cluster: list[_Hit] = []
    reach = -1
    for hit in sorted(hits, key=lambda h: (h.start, h.end)):
        gap = range(reach, hit.start)
        again = any(
            old.start != hit.start and old.place.start == hit.place.start and old.end <= hit.start
            for old in cluster
        )
        if cluster and (again or len(gap) > 2 or not all(reading.is_stop(i) for i in gap)):
            yield cluster
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit.end) if len(cluster) > 1 else hit.end
    if cluster:
        yield cluster


def _with_its_particles(reading: Reading, index: TableIndex, alike: list[Scored]) -> list[Scored]:
    """Of ``cut-in speed`` and ``cut-out speed``, which weigh the same, the one that is said; else all."""
    if len(alike) < 2:
        return alike
    said = {t.norm for t in reading.tokens[alike[0].start : alike[0].end]} & _PARTICLES
    same = [item for item in alike if set(index.values[item.value].words) & _PARTICLES == said]
    return same or alike


def _best(
    reading: Reading, index: TableIndex, place: tuple[int, str], items: list[Scored]
) -> Iterable[Match]:
    """The best matches of one column that do not overlap; values that match alike are meant together."""
    taken: set[int] = set()
    weight = {item: _reach(item) for item in items}
    for item in sorted(items, key=lambda s: (-weight[s], s.value)):
        if item.positions & taken:
            continue
        least = (0.94 if item.score > 0.99 else 0.85) * item.score if item.full else 0.0
        alike = [
            o for o in items if o.positions == item.positions and o.full == item.full and o.score > least
        ]
        taken |= item.positions
        alike = _with_its_particles(reading, index, alike)
        values = tuple(dict.fromkeys(index.values[other.value].text for other in alike))
        yield Match(
            table=place[0],
            column=place[1],
            values=values,
            start=item.start,
            end=item.end,
            score=item.score,
            full=item.full,
            spelled=item.spelled,
        )


def _reach(item: Scored) -> float:
    return item.score * (len(item.positions) + (0.5 if item.full else 0.0))
