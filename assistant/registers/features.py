"""What speaks for a program over one of many registers, in figures that hold in any language and trade."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.enumerate import Candidate
from assistant.experts.tables.programs.features import FITS, PARTS, Described, Head, describe, head_of
from assistant.experts.tables.programs.program import TOPS, Program
from assistant.experts.tables.programs.sheet import WAYS, Sheet
from assistant.experts.tables.schema import TableSchema
from assistant.experts.tables.units import unit_of
from assistant.experts.tables.words import name_words, norms, stems
from assistant.registers.asks import Ask, asks_of
from assistant.registers.column_types import COLUMN_TYPES, LOOKS, column_types, look_of
from assistant.registers.near import Near, far

_DATED = ("within", "empty", "filled")
"""Conditions that are told apart by the type of their date: promised and not received."""
REGISTER_PARTS: tuple[str, ...] = (
    *PARTS,
    *(f"tell:{t}" for t in ("class_most", "class_least", "days_to", "days_from", "days_between")),
    *(f"tell:share{t}" for t in ("", "_first", "_second", "_sum", "_sum_first", "_sum_second")),
    *(f"tell:{t}" for t in ("rate", "per", "span", "gap_count", "gap_sum", "gap_mean")),
    *(f"tell:{t}" for t in ("more_rows", "more_sum", "more_mean", "fewer_rows", "less_sum", "less_mean")),
    *(f"test:{t}" for t in ("within", "empty", "filled", "not", "short", "beyond", "called")),
    *(f"test:{t}" for t in ("outside", "done", "undone", "overdue")),
    *(f"pick:{p}" for p in ("second_high", "second_low", *TOPS)),
    *(f"{p}+{k}" for p in ("second_high", "second_low", *TOPS) for k in ("number", "date")),
    *(f"{place}:{way}" for place in ("made_told", "made_by", "made_where") for way in WAYS),
    "where:3",
    *(f"{place}_type:{kind}" for place in ("told", "by", "where") for kind in COLUMN_TYPES),
    *(f"{test}:{kind}" for test in _DATED for kind in COLUMN_TYPES if kind.startswith("date.")),
    *(f"told_looks:{look}" for look in LOOKS),
)
"""Parts of programs that words may speak for."""
_PLACES = {part: place for place, part in enumerate(REGISTER_PARTS)}

_MEANT = (
    "near", "nearest", "near_told", "nearest_told", "near_by",
    "asked_told", "not_asked_told", "asked_by", "asked_where", "asked_held", "asked_read",
)  # fmt: skip
_OWN = (
    "title", "covered", "uncovered", "left_out", "tags", "tags_left", "numbers", "numbers_left", "promise",
    "foremost", "person", "no_person", "date", "no_date", "place", "no_place", "counts", "counts_not",
    "unit", "no_unit", "up", "down", "wrong_end", "no_end", "over", "under", "told_key", "held_key",
    "held_rare", "plural", "dates_said", "dates_left", "negated", "not_negated", "columns", "noun_told",
    "noun_key", "noun_elsewhere", "noun_nowhere",
)  # fmt: skip
REGISTER_FITS: tuple[str, ...] = (*FITS, *_OWN, *_MEANT)
"""How a program fits a question, each about 0 to 1."""

_WHO = frozenset("who whom whose qui".split())
_PEOPLE = frozenset(
    """
    by owner responsible responsable technician technicien person personne operator operateur intervenant
    author auteur crew equipe team assigned supplier fournisseur vendor contractor prestataire agent name nom
    pilote lab laboratoire organisme fitter inspector demandeur requester qui employee realise resp company
    societe
    """.split()
)
_WHERE = frozenset("where ou".split())
_BEFORE_NOUN = frozenset(
    "which what quel quelle quels quelles kel kelle many combien list liste name nom numero number".split()
)
_NEAR = 3
"""How many words behind those the noun stands that is asked for."""
_PLACES_NAMED = frozenset(
    """
    location lieu emplacement place local zone area shelf bin room batiment building site atelier workshop
    position stockage magasin storage rack casier bay secteur sector point
    """.split()
)
_OVER = re.compile(
    r"\b(?:more than|over|above|exceed\w*|greater|at least|plus de|au[- ]dessus|depass\w*|superieur\w*|"
    r"or more|ou plus)\b|>"
)
_UNDER = re.compile(
    r"\b(?:less than|under|below|fewer|at most|moins de|au[- ]dessous|inferieur\w*|or less|ou moins)\b|<"
)
_SEVERAL = re.compile(r"\b(?:which|quel(?:le)?s|list|what are|lesquel(?:le)?s)\b")


_RISING = frozenset(("top", "class_most", "commonest", "head_most"))
_FALLING = frozenset(("bottom", "class_least", "rarest", "head_least"))


@dataclass(frozen=True, slots=True)
class Register:
    """A table of many with its cells, and how much of the question its words explain against the others.

    Attributes:
        share: Of what the foremost table explains.
    """

    schema: TableSchema
    table: Sheet
    share: float


def describe_in(
    question: Asked, register: Register, found: list[Candidate], near: Near | None = None
) -> Described:
    """The candidates as numbers, [candidates, parts] and [candidates, fits].

    Args:
        near: How near the question is to the register; not known where None.
    """
    base = describe(question, register.table, found, _PLACES)
    types = column_types(register.table)
    looks = [look_of(register.table, column) for column in range(len(register.table.names))]
    for row, candidate in enumerate(found):
        program = candidate.program
        for part in (*_made(register.table, program), *_typed(types, program), *_looking(looks, program)):
            base.parts[row, _PLACES[part]] = 1.0
    own = _own(question, register, found)
    meant = _meant(question, near or far(len(types)), types, found)
    return Described(base.parts, np.concatenate([base.fits, own, meant], axis=1))


def _made(table: Sheet, program: Program) -> Iterator[str]:
    """Parts for the columns that no file holds."""
    read = [("made_told", program.column), ("made_by", program.by)]
    read += [("made_where", condition.column) for condition in program.where]
    for place, column in read:
        if column is not None and column >= table.real:
            yield f"{place}:{table.made[column - table.real].way}"
    if len(program.where) == 3:
        yield "where:3"


def _typed(types: Sequence[tuple[str, ...]], program: Program) -> Iterator[str]:
    """Parts for what kind of thing the columns hold."""
    read = [("told", program.column), ("by", program.by)]
    for place, column in (*read, *(("where", condition.column) for condition in program.where)):
        if column is not None:
            yield from (f"{place}_type:{kind}" for kind in types[column])
    for condition in program.where:
        if condition.test in _DATED:
            yield from (f"{condition.test}:{k}" for k in types[condition.column] if k.startswith("date."))


def _looking(looks: Sequence[str | None], program: Program) -> Iterator[str]:
    """The part for what the cells that are told look like."""
    look = looks[program.column] if program.column is not None else None
    if look is not None:
        yield f"told_looks:{look}"


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the words of a question ask for, whatever the table."""

    who: bool
    when: bool
    where: bool
    count: bool
    up: bool
    down: bool
    over: bool
    under: bool
    negative: bool
    plural: bool
    units: frozenset[str]
    tags: frozenset[int]
    dates: frozenset[int]
    nouns: frozenset[int]


def _signs(question: Asked) -> _Signs:
    reading, words = question.reading, question.norms
    dated = frozenset(i for p in reading.periods for i in range(*reading.word_span(p.span)))
    return _Signs(
        who=reading.has("who") or bool(_WHO & set(words[:3])),
        when=reading.has("when"),
        where=reading.has("where"),
        count=reading.has("count"),
        up=reading.has("high", "most", "late", "long", "top"),
        down=reading.has("low", "least", "early", "short"),
        over=bool(_OVER.search(reading.folded)),
        under=bool(_UNDER.search(reading.folded)),
        negative=reading.has("missing", "negation", "never"),
        plural=bool(_SEVERAL.search(reading.folded)),
        units=frozenset(u for w in words if (u := unit_of(w)) is not None),
        tags=frozenset(i for i, t in enumerate(question.tokens) if _is_code(t.text)) | reading.in_tags,
        dates=dated,
        nouns=frozenset(_nouns(question)),
    )


def _nouns(question: Asked) -> Iterator[int]:
    """Places of the nouns that "which", "how many" and their like ask for."""
    asking = (place for place, word in enumerate(question.norms) if word in _BEFORE_NOUN)
    found = (noun_behind(question, place, within=_NEAR) for place in asking)
    return (noun for noun in found if noun is not None)


def noun_behind(question: Asked, place: int, *, within: int) -> int | None:
    """Place of the first word of weight among so many behind a place; None where there is none."""
    behind = range(place + 1, min(place + 1 + within, len(question.norms)))
    return next((i for i in behind if question.weights[i] >= 1.0), None)


def _is_code(text: str) -> bool:
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What the columns of a register are called, and which words of a question name it or them."""

    heads: tuple[Head, ...]
    units: tuple[frozenset[str], ...]
    people: tuple[bool, ...]
    places: tuple[bool, ...]
    key: int
    titled: frozenset[int]


def titled(question: Asked, schema: TableSchema) -> frozenset[int]:
    """Places of the words that name a table."""
    title = frozenset().union(frozenset(), *map(stems, (*schema.words, *norms(schema.table.title or ""))))
    return frozenset(i for i, f in enumerate(question.forms) if question.weights[i] and f & title)


def _columns(question: Asked, register: Register) -> _Columns:
    table, schema = register.table, register.schema
    named = [frozenset(name_words(name)) for name in table.names]
    return _Columns(
        heads=tuple(head_of(question, table, column) for column in range(len(table.names))),
        units=tuple(frozenset(u for w in words if (u := unit_of(w)) is not None) for words in named),
        people=tuple(bool(words & _PEOPLE) for words in named),
        places=tuple(bool(words & _PLACES_NAMED) for words in named),
        key=next((c for c, name in enumerate(table.stored) if name == schema.key), -1),
        titled=titled(question, schema),
    )


def _own(question: Asked, register: Register, found: list[Candidate]) -> npt.NDArray[np.float32]:
    signs, columns = _signs(question), _columns(question, register)
    rows = [_row(question, register, signs, columns, candidate) for candidate in found]
    return np.array(rows, np.float32).reshape(len(found), len(_OWN))


def _row(
    question: Asked, register: Register, signs: _Signs, columns: _Columns, candidate: Candidate
) -> tuple[float, ...]:
    """The figures of ``_OWN``, in their order."""
    table, program, outcome = register.table, candidate.program, candidate.outcome
    heads, column = columns.heads, program.column
    other = program.by if program.by is not None else program.other
    stated = frozenset().union(*(c.at for c in program.where))
    read = {c for c in (column, other, *(c.column for c in program.where)) if c is not None}
    held = stated.union(*(heads[c].at for c in read))
    covered = held | columns.titled
    total = sum(question.weights) or 1.0
    content = [i for i, w in enumerate(question.weights) if w >= 1.0]
    kind = table.kinds[column] if column is not None else "number"
    cells = program.tell == "cells"
    is_people = cells and column is not None and columns.people[column]
    is_place = cells and column is not None and columns.places[column]
    rising = program.pick.startswith(("high", "last")) or program.tell in _RISING
    falling = program.pick.startswith(("low", "first")) or program.tell in _FALLING
    reckoned = program.tell in ("count", "different")
    tests = {c.test for c in program.where}
    dates = "within" in tests
    unit_told = columns.units[column] if column is not None else frozenset()
    return (
        sum(question.weights[i] for i in columns.titled - held) / total,
        sum(question.weights[i] for i in covered) / total,
        min(1.0, sum(question.weights[i] for i in range(len(question.weights)) if i not in covered) / 4),
        sum(i not in covered for i in content) / max(1, len(content)),
        float(bool(signs.tags) and signs.tags <= stated),
        float(bool(signs.tags - stated)),
        float(bool(question.numbers) and all(i in held for i in question.numbers)),
        float(any(i not in held for i in question.numbers)),
        register.share,
        float(register.share == 1.0),
        float(signs.who and is_people),
        float(signs.who and not is_people),
        float(signs.when and cells and kind == "date"),
        float(signs.when and not (cells and kind == "date")),
        float(signs.where and is_place),
        float(signs.where and not is_place),
        float(signs.count and reckoned),
        float(signs.count != reckoned),
        float(bool(signs.units & unit_told)),
        float(bool(signs.units) and not signs.units & unit_told),
        float(signs.up and rising),
        float(signs.down and falling),
        float((signs.up and falling and not signs.down) or (signs.down and rising and not signs.up)),
        float((signs.up or signs.down) and not rising and not falling),
        float(signs.over == bool(tests & {"over", "least"})),
        float(signs.under == bool(tests & {"under", "most"})),
        float(column is not None and column == columns.key),
        float(any(c.column == columns.key and c.test == "is" for c in program.where)),
        sum(1.0 / len(c.rows) for c in program.where) / max(1, len(program.where)),
        float(signs.plural and len(outcome.values) > 1),
        float(bool(signs.dates) and dates),
        float(bool(signs.dates) and not dates and not signs.dates <= stated),
        float(signs.negative and bool(tests & {"empty", "not"})),
        float(signs.negative and not tests & {"empty", "not"}),
        len(table.names) / 20,
        *_noun_signs(signs.nouns, columns, column, read, stated),
    )  # fmt: skip


def _noun_signs(
    nouns: frozenset[int], columns: _Columns, told: int | None, read: AbstractSet[int], stated: frozenset[int]
) -> tuple[float, float, float, float]:
    """Whether the noun that is asked for names what is told, what rows are, another column, or nothing."""
    if not nouns:
        return 0.0, 0.0, 0.0, 0.0
    is_told = told is not None and bool(nouns & columns.heads[told].at)
    is_key = bool(nouns & columns.titled) and told == columns.key
    elsewhere = any(nouns & head.at for place, head in enumerate(columns.heads) if place not in read)
    held = nouns & (stated | columns.titled) or any(nouns & head.at for head in columns.heads)
    return float(is_told), float(is_key), float(elsewhere and not is_told), float(not held)


def _meant(
    question: Asked, near: Near, types: Sequence[tuple[str, ...]], found: list[Candidate]
) -> npt.NDArray[np.float32]:
    """The figures of ``_MEANT``: how near in meaning what is read is, and whether phrases ask for it."""
    asks = asks_of(question.norms)
    has = {kind for own in types for kind in own}
    rows = [_meant_row(candidate.program, near, types, asks, has) for candidate in found]
    return np.array(rows, np.float32).reshape(len(found), len(_MEANT))


def _meant_row(
    program: Program, near: Near, types: Sequence[tuple[str, ...]], asks: Sequence[Ask], has: AbstractSet[str]
) -> tuple[float, ...]:
    column, by = program.column, program.by
    stated = frozenset().union(*(c.at for c in program.where))
    asked = {ask.kind for ask in asks if not ask.at <= stated}
    told = asked.intersection(types[column]) if column is not None else set()
    ordered = asked.intersection(types[by]) if by is not None else set()
    held = asked.intersection(kind for c in program.where for kind in types[c.column])
    most = len(asked) or 1
    return (
        near.register,
        float(near.is_nearest),
        float(near.columns[column]) if column is not None else 0.0,
        float(column is not None and column == near.nearest),
        float(near.columns[by]) if by is not None else 0.0,
        float(bool(told)),
        float(bool(asked) and column is not None and not told),
        float(bool(ordered)),
        float(bool(held)),
        len(asked & has) / most,
        len(told | ordered | held) / most,
    )
