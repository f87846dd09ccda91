"""Values that are words with a number, and codes (``CH6``, ``M021``); and those that are not there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.experts.tables.index import TableIndex
from assistant.experts.tables.lexicon import CHATTER
from assistant.experts.tables.reading import Reading
from assistant.experts.tables.scored import Match, Scored
from assistant.experts.tables.synonyms import concepts_of
from assistant.experts.tables.words import code_shape, fold, is_abbreviation, squash

_ABBREVIATED = 0.95


_LETTERS_NUMBER = re.compile(r"([a-z]{1,8})0*(\d{1,4})")


_CODE_SHAPE = re.compile(r"(?=[a-z0-9-]*[a-z])(?=[a-z0-9-]*\d)[a-z0-9-]{3,}")


_GLUE = re.compile(r"\s*(?:,|and|et|or|ou|&|/|\+|vs\.?|versus|,\s*(?:and|et|or|ou))\s*(?:#|n°|no\.?)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Words that are shaped like the values of a column, and are none of them."""

    table: int
    column: str
    words: str
    start: int
    end: int
    known: tuple[str, ...]


def find_numbered(reading: Reading, index: TableIndex) -> tuple[list[Scored], list[Absent]]:
    """``CH6``, ``chiller no. 6``, ``chillers 4, 6 and 9``: values that are words with a number."""
    found: list[Scored] = []
    absent: list[Absent] = []
    in_period = {i for p in reading.periods for i in range(*reading.word_span(p.span))}
    for i, token in enumerate(reading.tokens):
        if i in in_period:
            continue
        parts = _LETTERS_NUMBER.fullmatch(token.norm)
        if parts:
            _number_at(index, parts[1], parts[2], (i, i + 1), found, absent)
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
    reading: Reading, index: TableIndex, at: tuple[int, int], found: list[Scored], absent: list[Absent]
) -> None:
    """A number behind words: the longest run of words that a numbered value begins with."""
    before, i = at
    word = reading.tokens[before].norm
    if before + 1 < i or len(word) <= 6:
        _number_at(index, word, reading.tokens[i].norm, (before, i + 1), found, absent)
    heads = _head_words(reading, index, before)
    if heads:
        _known_head(reading, index, heads, (before, i), found, absent)


def _head_words(reading: Reading, index: TableIndex, position: int) -> frozenset[tuple[str, ...]]:
    """Heads of numbered values (``chiller``, ``cooling tower``) that end at a word of the question."""
    found: set[tuple[str, ...]] = set()
    ending = [c.concept for c in reading.concepts if c.end == position + 1 and not c.talk]
    words = {
        word
        for word, q in index.vocabulary.expand(reading.tokens[position].norm, reading.language)
        if q >= 0.85
    }
    for head in _heads(index):
        if (
            head[-1] in words
            and all(
                position - k >= 0 and reading.tokens[position - k].norm == head[-1 - k]
                for k in range(1, len(head))
            )
        ) or any(concept in concepts_of(head) for concept in ending):
            found.add(head)
    return frozenset(found)


def _heads(index: TableIndex) -> frozenset[tuple[str, ...]]:
    return frozenset(index.values[n].words[:-1] for numbers in index.by_number.values() for n in numbers)


def _known_head(
    reading: Reading,
    index: TableIndex,
    heads: frozenset[tuple[str, ...]],
    at: tuple[int, int],
    found: list[Scored],
    absent: list[Absent],
) -> None:
    before, i = at
    positions = [i]
    end = i
    while (following := _next_in_list(reading, end)) is not None:
        positions.append(following)
        end = following
    last = _range_end(reading, end)
    if last is not None:
        _number_range(reading, index, heads, (before, i, last), found)
        return
    for position in positions:
        number = reading.tokens[position].norm.lstrip("0") or "0"
        start = before if position == i else position
        hits = [n for n in index.by_number.get(number, ()) if index.values[n].words[:-1] in heads]
        for n in hits:
            found.append(
                Scored(n, start, position + 1, frozenset(range(start, position + 1)), 0.99, True, True)
            )
        if not hits:
            absent.extend(_absent(index, heads, (start, position + 1), number))


_THROUGH = re.compile(r"\s*(?:-|to|through|until|a)\s*")


def _range_end(reading: Reading, position: int) -> int | None:
    """The last number of ``1 through 4``."""
    following = position + 1
    if following < len(reading.tokens) and reading.tokens[following].norm in ("to", "through", "until", "a"):
        following += 1
    if following >= len(reading.tokens) or not reading.tokens[following].norm.isdigit():
        return None
    glue = reading.folded[reading.tokens[position].end : reading.tokens[following].start]
    return following if _THROUGH.fullmatch(glue) and len(reading.tokens[following].norm) <= 3 else None


def _number_range(
    reading: Reading,
    index: TableIndex,
    heads: frozenset[tuple[str, ...]],
    at: tuple[int, int, int],
    found: list[Scored],
) -> None:
    """All values from one number to another, as one match."""
    before, first, last = at
    low, high = int(reading.tokens[first].norm), int(reading.tokens[last].norm)
    positions = frozenset(range(before, last + 1))
    for number in range(low, min(high, low + 200) + 1):
        for n in index.by_number.get(str(number), ()):
            if index.values[n].words[:-1] in heads:
                found.append(Scored(n, before, last + 1, positions, 0.99, True, True))


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
    index: TableIndex,
    letters: str,
    number: str,
    span: tuple[int, int],
    found: list[Scored],
    absent: list[Absent],
) -> None:
    """Letters with a number that abbreviate a value; or one that is absent, where only the number differs."""
    number = number.lstrip("0") or "0"
    heads = frozenset(
        head
        for head in _heads(index)
        if is_abbreviation(letters, [w for w in head if w.isalpha()] or head) and letters not in CHATTER
    )
    if not heads or len(letters) < 2:
        return
    hits = [n for n in index.by_number.get(number, ()) if index.values[n].words[:-1] in heads]
    for n in hits:
        found.append(Scored(n, span[0], span[1], frozenset(range(*span)), _ABBREVIATED, True, True))
    if not hits and not index.by_spelling.get(letters + number):
        absent.extend(_absent(index, heads, span, number))


def _absent(
    index: TableIndex, heads: frozenset[tuple[str, ...]], span: tuple[int, int], number: str
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


def codes_unlisted(
    reading: Reading, index: TableIndex, matches: list[Match]
) -> tuple[list[Match], list[Absent]]:
    """Words that look like the codes of a column (``M021`` beside ``M020``) and are not listed.

    Returns:
        Values of columns that have more than are listed, to be looked up; and what is absent where all
        values are listed.
    """
    named = {i for match in matches if match.full for i in range(match.start, match.end)}
    found: list[Match] = []
    absent: list[Absent] = []
    for start, end, text in _identifiers(reading):
        single = end - start == 1 and fold(text) in index.vocabulary
        if start in named or squash(text) in index.by_spelling or single:
            continue
        for codes in index.codes.get(code_shape(text), ()):
            if not codes.complete:
                value = spelled_like(text, codes.samples[0])
                found.append(
                    Match(
                        table=codes.table,
                        column=codes.column,
                        values=(value,),
                        start=start,
                        end=end,
                        score=0.97,
                        full=True,
                    )
                )
            elif len(codes.samples) >= 2:
                absent.append(
                    Absent(
                        table=codes.table,
                        column=codes.column,
                        words=text,
                        start=start,
                        end=end,
                        known=codes.samples,
                    )
                )
    return found, absent


def spelled_like(code: str, sample: str) -> str:
    """A code written as a column writes its codes: ``wo 77`` like ``WO-12`` is ``WO-77``."""
    letters = iter(squash(code))
    written = []
    for char in sample:
        if not char.isalnum():
            written.append(char)
            continue
        following = next(letters, None)
        if following is None:
            return code
        written.append(following.upper() if char.isupper() else following)
    return "".join(written) + "".join(letters)
