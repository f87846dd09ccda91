"""Which values of the tables a question names: exact, by stem, meaning, abbreviation, slip, or in part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.experts.tables.index import Place, TableIndex, Value
from assistant.experts.tables.lexicon import CHATTER
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import fold, is_abbreviation, name_words, squash

FULL = 0.93
"""Share of a value's weight that must be named for the whole value to be meant."""

_PART = 0.3
_SURE = 0.82
_CONCEPT = 0.9
_ABBREVIATED = 0.95
_LETTERS_NUMBER = re.compile(r"([a-z]{1,8})0*(\d{1,4})")
_CODE_SHAPE = re.compile(r"(?=[a-z0-9-]*[a-z])(?=[a-z0-9-]*\d)[a-z0-9-]{3,}")
_GLUE = re.compile(r"\s*(?:,|and|et|or|ou|&|/|\+|vs\.?|versus|,\s*(?:and|et|or|ou))\s*(?:#|n°|no\.?)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Words ``[start, end)`` that name values of a column."""

    table: int
    column: str
    values: tuple[str, ...]
    start: int
    end: int
    score: float
    full: bool
    spelled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Words that are shaped like the values of a column, and are none of them."""

    table: int
    column: str
    words: str
    start: int
    end: int
    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    place: Place
    quality: float


@dataclass(frozen=True, slots=True)
class _Scored:
    value: int
    start: int
    end: int
    positions: frozenset[int]
    score: float
    full: bool
    spelled: bool


def link_values(reading: Reading, index: TableIndex) -> tuple[list[Match], list[Absent]]:
    """All values that a question names, and what it names in vain."""
    scored: list[_Scored] = list(_spelled(reading, index))
    for number, hits in _hits(reading, index).items():
        scored.extend(_score(reading, index.values[number], number, hits))
    numbered, absent = _numbered(reading, index)
    scored.extend(numbered)
    by_column: dict[tuple[int, str], list[_Scored]] = defaultdict(list)
    for item in scored:
        value = index.values[item.value]
        by_column[value.table, value.column].append(item)
    matches = [m for place, items in by_column.items() for m in _best(index, place, items)]
    return matches, absent + list(_absent_codes(reading, index, matches))


def _spelled(reading: Reading, index: TableIndex) -> Iterable[_Scored]:
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
                if lettered and tokens[i - 1].norm not in name_words(index.values[number].column):
                    continue
                yield _Scored(number, i, j + 1, frozenset(range(i, j + 1)), 1.0, True, True)


def _is_letter_after_name(reading: Reading, position: int) -> bool:
    """True for the ``A`` of ``criticality A``."""
    token = reading.tokens[position]
    return len(token.text) == 1 and token.text.isupper() and position > 0 and not reading.is_stop(position - 1)


def _hits(reading: Reading, index: TableIndex) -> dict[int, list[_Hit]]:
    hits: dict[int, list[_Hit]] = defaultdict(list)
    in_period = {i for p in reading.periods for i in range(*reading.word_span(p.span))}
    in_period |= {i for m in reading.of("top", "nth") for i in range(m.start, m.end)}
    in_period |= {i for q in reading.quantities if q.explicit for i in range(*reading.word_span(q.span))}
    in_period |= reading.in_tags
    asked = {i for m in reading.of("mean", "median", "sum", "count", "share") for i in range(m.start, m.end)}
    for i, token in enumerate(reading.tokens):
        if reading.is_stop(i) or i in in_period:
            continue
        for word, quality in index.vocabulary.expand(token.norm, reading.language):
            for place in index.by_word.get(word, ()):
                if i in asked and not (i > 0 and reading.tokens[i - 1].norm in name_words(index.values[place.value].column)):
                    continue
                hits[place.value].append(_Hit(i, i + 1, place, quality))
    for concept in reading.concepts:
        for place in index.by_concept.get(concept.concept, ()):
            hits[place.value].append(_Hit(concept.start, concept.end, place, _CONCEPT))
    return hits


def _score(reading: Reading, value: Value, number: int, hits: list[_Hit]) -> Iterable[_Scored]:
    for cluster in _clusters(reading, hits):
        best: dict[int, float] = {}
        for hit in cluster:
            for v in range(hit.place.start, hit.place.end):
                best[v] = max(best.get(v, 0.0), hit.quality)
        matched = sum(value.weights[v] for v in best)
        if matched <= 0:
            continue
        digits = [v for v, word in enumerate(value.words[:5]) if word.isdigit() and value.weights[v] > 0]
        if len(value.words) > 5 or "," in value.text:
            digits = [v for v in digits if v == 0]
        if any(v not in best for v in digits):
            continue
        covered = matched / value.weight
        if covered < _PART or not _in_sequence(cluster, value):
            continue
        quality = sum(value.weights[v] * q for v, q in best.items()) / matched
        full = covered >= FULL
        if full and len(best) < len(value.words) and _is_column_name(value):
            continue
        if not full and (
            quality < _SURE
            or all(reading.is_chatter(i) for hit in cluster for i in range(hit.start, hit.end))
        ):
            continue
        score = quality if full else quality * (0.45 + 0.4 * covered)
        if not full and _is_phrase(value, set(best)):
            score = max(score, 0.82 * quality)
        elif not full and _is_head(value, set(best), reading.language):
            score = max(score, 0.8 * quality)
        positions = frozenset(i for hit in cluster for i in range(hit.start, hit.end))
        spelled = not any(hit.quality == 0.85 for hit in cluster)
        yield _Scored(number, min(positions), max(positions) + 1, positions, score, full, spelled)


def _is_phrase(value: Value, places: set[int]) -> bool:
    """True where at least two words of weight stand side by side in the value: a phrase of it."""
    strong = [v for v in places if value.weights[v] > 0.5]
    return len(strong) >= 2 and max(places) - min(places) < len(places)


def _is_head(value: Value, places: set[int], language: str) -> bool:
    """True where the words are what the value is: ``pump`` of ``centrifugal pump``, ``fuite`` of ``fuite garniture``."""
    if len(value.words) > 4:
        return False
    return len(value.words) - 1 in places or (language == "fr" and 0 in places)


def _is_column_name(value: Value) -> bool:
    """True for ``No current controls`` in the column ``Current Controls``: the words alone name the column."""
    said = {word for word, weight in zip(value.words, value.weights, strict=True) if weight > 0.05}
    return said <= set(name_words(value.column))


def _in_sequence(cluster: list[_Hit], value: Value) -> bool:
    """A number of a value stands behind its word: ``3 chillers`` are not ``Chiller 3``, nor is ``3`` alone."""
    named = {v for hit in cluster for v in range(hit.place.start, hit.place.end)}
    if all(value.words[v].isdigit() for v in named) and not all(w.isdigit() for w in value.words):
        return False
    for hit in cluster:
        if (
            value.words[hit.place.start].isdigit()
            and hit.place.start > 0
            and hit.start == min(h.start for h in cluster)
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
            old.start != hit.start and old.place.start == hit.place.start and old.end <= hit.start for old in cluster
        )
        if cluster and (again or len(gap) > 2 or not all(reading.is_stop(i) for i in gap)):
            yield cluster
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit.end) if len(cluster) > 1 else hit.end
    if cluster:
        yield cluster


def _best(index: TableIndex, place: tuple[int, str], items: list[_Scored]) -> Iterable[Match]:
    """The best matches of one column that do not overlap; values that match alike are meant together."""
    taken: set[int] = set()
    weight = {item: _reach(item) for item in items}
    for item in sorted(items, key=lambda s: (-weight[s], s.value)):
        if item.positions & taken:
            continue
        least = 0.85 * item.score if item.full else 0.0
        alike = [
            o for o in items if o.positions == item.positions and o.full == item.full and o.score > least
        ]
        taken |= item.positions
        values = tuple(dict.fromkeys(index.values[other.value].text for other in alike))
        yield Match(
            table=place[0], column=place[1], values=values, start=item.start, end=item.end, score=item.score,
            full=item.full, spelled=item.spelled,
        )  # fmt: skip


def _reach(item: _Scored) -> float:
    return item.score * (len(item.positions) + (0.5 if item.full else 0.0))


def _numbered(reading: Reading, index: TableIndex) -> tuple[list[_Scored], list[Absent]]:
    """``CH6``, ``chiller no. 6``, ``chillers 4, 6 and 9``: values that are words with a number."""
    found: list[_Scored] = []
    absent: list[Absent] = []
    in_period = {i for p in reading.periods for i in range(*reading.word_span(p.span))}
    for i, token in enumerate(reading.tokens):
        if i in in_period:
            continue
        parts = _LETTERS_NUMBER.fullmatch(token.norm)
        if parts:
            _number_at(reading, index, parts[1], parts[2], (i, i + 1), found, absent)
        elif token.norm.isdigit() and len(token.norm) <= 4 and i > 0:
            before = i - 1
            while before >= 0 and reading.tokens[before].norm in (
                "no",
                "n",
                "nr",
                "number",
                "numero",
                "num",
                "unit",
            ):
                before -= 1
            if before >= 0 and reading.tokens[before].norm.isalpha():
                _number_after(reading, index, (before, i), found, absent)
    return found, absent


def _number_after(
    reading: Reading, index: TableIndex, at: tuple[int, int], found: list[_Scored], absent: list[Absent]
) -> None:
    """A number behind words: the longest run of words that a numbered value begins with."""
    before, i = at
    word = reading.tokens[before].norm
    if before + 1 < i or len(word) <= 6:
        _number_at(reading, index, word, reading.tokens[i].norm, (before, i + 1), found, absent)
    heads = _head_words(reading, index, before)
    if heads:
        _known_head(reading, index, heads, (before, i), found, absent)


def _head_words(reading: Reading, index: TableIndex, position: int) -> frozenset[tuple[str, ...]]:
    """Heads of numbered values (``chiller``, ``cooling tower``) that end at a word of the question."""
    found: set[tuple[str, ...]] = set()
    ending = [c.concept for c in reading.concepts if c.end == position + 1]
    words = {word for word, q in index.vocabulary.expand(reading.tokens[position].norm, reading.language) if q >= 0.85}
    for head in _heads(index):
        if head[-1] in words and all(
            position - k >= 0 and reading.tokens[position - k].norm == head[-1 - k]
            for k in range(1, len(head))
        ):
            found.add(head)
        elif any(concept in concepts_of(head) for concept in ending):
            found.add(head)
    return frozenset(found)


def _heads(index: TableIndex) -> frozenset[tuple[str, ...]]:
    return frozenset(index.values[n].words[:-1] for numbers in index.by_number.values() for n in numbers)


def _known_head(
    reading: Reading, index: TableIndex, heads: frozenset[tuple[str, ...]], at: tuple[int, int],
    found: list[_Scored], absent: list[Absent],
) -> None:  # fmt: skip
    before, i = at
    positions = [i]
    end = i
    while (following := _next_in_list(reading, end)) is not None:
        positions.append(following)
        end = following
    for position in positions:
        number = reading.tokens[position].norm.lstrip("0") or "0"
        start = before if position == i else position
        hits = [n for n in index.by_number.get(number, ()) if index.values[n].words[:-1] in heads]
        for n in hits:
            found.append(
                _Scored(n, start, position + 1, frozenset(range(start, position + 1)), 0.99, True, True)
            )
        if not hits:
            absent.extend(_absent(reading, index, heads, (start, position + 1), number))


def _next_in_list(reading: Reading, position: int) -> int | None:
    """The next number of ``4, 6 and 9``; a number with a unit or a noun of its own ends the list."""
    following = position + 1
    while following < len(reading.tokens) and reading.tokens[following].norm in (
        "and",
        "et",
        "or",
        "ou",
        "vs",
        "versus",
    ):
        following += 1
    if following >= len(reading.tokens) or not reading.tokens[following].norm.isdigit():
        return None
    if len(reading.tokens[following].norm) > 3:
        return None
    glue = reading.folded[reading.tokens[position].end : reading.tokens[following].start]
    return following if _GLUE.fullmatch(glue) else None


def _number_at(
    reading: Reading, index: TableIndex, letters: str, number: str, span: tuple[int, int],
    found: list[_Scored], absent: list[Absent],
) -> None:  # fmt: skip
    """Letters with a number that abbreviate a value; where the letters do and the number does not, it is absent."""
    number = number.lstrip("0") or "0"
    heads = frozenset(
        head for head in _heads(index)
        if is_abbreviation(letters, [w for w in head if w.isalpha()] or head) and letters not in CHATTER
    )  # fmt: skip
    if not heads or len(letters) < 2:
        return
    hits = [n for n in index.by_number.get(number, ()) if index.values[n].words[:-1] in heads]
    for n in hits:
        found.append(_Scored(n, span[0], span[1], frozenset(range(*span)), _ABBREVIATED, True, True))
    if not hits and not index.by_spelling.get(letters + number):
        absent.extend(_absent(reading, index, heads, span, number))


def _absent(
    reading: Reading, index: TableIndex, heads: frozenset[tuple[str, ...]], span: tuple[int, int], number: str
) -> Iterable[Absent]:
    places: dict[tuple[int, str], list[str]] = defaultdict(list)
    for numbers in index.by_number.values():
        for n in numbers:
            value = index.values[n]
            if value.words[:-1] in heads:
                places[value.table, value.column].append(value.text)
    for (table, column), known in places.items():
        if len(known) >= 2:
            stem = max(known, key=len)
            name = re.sub(r"0*\d+$", number, stem)
            yield Absent(
                table=table, column=column, words=name, start=span[0], end=span[1], known=tuple(known)
            )


def _identifiers(reading: Reading) -> Iterable[tuple[int, int, str]]:
    """Words, or runs of words, that look like identifiers."""
    tags = sorted(reading.in_tags)
    for i, token in enumerate(reading.tokens):
        if i in tags:
            if i - 1 in tags and reading.folded[reading.tokens[i - 1].end] in "-/":
                continue
            end = i + 1
            while end in tags and reading.folded[reading.tokens[end - 1].end] in "-/":
                end += 1
            yield i, end, reading.text[token.start : reading.tokens[end - 1].end]
        elif _CODE_SHAPE.fullmatch(token.norm):
            yield i, i + 1, token.text


def _absent_codes(reading: Reading, index: TableIndex, matches: list[Match]) -> Iterable[Absent]:
    """Words that look like the codes of a column (``M021`` beside ``M020``) and are nowhere."""
    named = {i for match in matches if match.full for i in range(match.start, match.end)}
    for start, end, text in _identifiers(reading):
        if start in named or squash(text) in index.by_spelling or (end - start == 1 and fold(text) in index.vocabulary):
            continue
        shape = code_shape(text)
        for number, schema in enumerate(index.schemas):
            for column in schema.columns:
                if column.part not in ("code", "key") or not column.is_text:
                    continue
                alike = [v for v, _ in column.values if code_shape(v) == shape]
                if len(alike) >= 2 and (column.complete or schema.key != column.name):
                    yield Absent(
                        table=number, column=column.name, words=text, start=start, end=end, known=tuple(alike)
                    )


def code_shape(code: str) -> str:
    """A code with its digits hidden: ``M021`` and ``M020`` are both ``m###``; a last letter is left out."""
    return re.sub(r"(?<=#)[a-z]$", "", re.sub(r"\d", "#", squash(code)))
