"""What a question most likely means over the registers of a site, with how likely. Runs no query."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.experts.tables.programs.choose import Choice
from assistant.experts.tables.programs.conditions import Asked, asked
from assistant.experts.tables.programs.enumerate import Candidate
from assistant.experts.tables.programs.features import Described, head_of
from assistant.experts.tables.programs.guard import leaves_out
from assistant.experts.tables.programs.program import Program
from assistant.experts.tables.programs.rank import load
from assistant.experts.tables.words import stems
from assistant.registers.aliases import aliases_of
from assistant.registers.column_types import column_types
from assistant.registers.features import (
    REGISTER_FITS,
    REGISTER_PARTS,
    Register,
    describe_in,
    noun_behind,
    titled,
)
from assistant.registers.meanings import meanings, widened
from assistant.registers.near import Nearness
from assistant.registers.trust import signs_of
from retrieval.records import Language

_WHICH = frozenset("which quel quelle quels quelles kel kelle".split())
_NEAR = 2
_PARTICIPLES = ("ee", "ees", "es", "ed", "ing", "er")
"""Ends of words that say what was done, not which is meant."""
_NEGATIVE = frozenset(("not", "empty", "undone", "overdue", "short"))
_MONEY = re.compile(r"\bhow much money\b|\b(?:vaut|valent|worth|euros?|gbp|usd)\b|€|£|\$")
_WHOLE = frozenset(
    """
    row rows line lines entry entries record records item items list register table file sheet total
    totals all altogether ligne lignes entree entrees enregistrement enregistrements article
    articles element elements liste registre tableau fichier feuille tout toute tous toutes tot svp
    please pls thanks merci bonjour
    """.split()
)
"""Words that ask for all rows, or for nothing."""
_PRICED = frozenset(("number.price", "number.cost"))
_UNHELD = 0.1
"""The most likely that a meaning is which leaves out what the question names."""
_GIVEN = 3
"""How many meanings are given."""
WEIGHTS = Path(__file__).with_name("registers.safetensors")


Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The likeliest meaning of all, and the register that it is over."""

    register: Register
    choice: Choice


@dataclass(frozen=True, slots=True)
class Weighed:
    """All meanings of a question over some registers.

    Attributes:
        found: Each with its register.
        described: The same as numbers.
        keys: Number of each one's outcome in its register, counted from 0.
    """

    asked: Asked
    found: tuple[tuple[Register, Candidate], ...]
    described: Described
    keys: np.ndarray


def weigh(
    question: str,
    language: Language,
    registers: Sequence[Register],
    today: date,
    nearness: Nearness | None = None,
) -> Weighed | None:
    """All meanings of a question over registers as numbers; None where it may mean nothing there.

    Args:
        nearness: Tells how near in meaning the question is to registers and columns; not told where None.
    """
    read = asked(question, language, wide=True)
    found: list[tuple[Register, Candidate]] = []
    described: list[Described] = []
    tables = [register.table for register in registers]
    aliases = aliases_of(read, tables)
    wide = [replace(stored, table=widened(read, stored.table, tables, today)) for stored in registers]
    titles = [stored.schema.table.title or stored.schema.name for stored in registers]
    nears = nearness.of(question, titles, [own.table for own in wide]) if nearness else [None] * len(wide)
    for register, near in zip(wide, nears, strict=True):
        own = meanings(read, register.table, today, aliases, titled(read, register.schema))
        if own:
            described.append(describe_in(read, register, own, near))
            found += [(register, candidate) for candidate in own]
    if not found:
        return None
    keys: dict[tuple[object, ...], int] = {}
    numbered = [keys.setdefault((r.schema.name, *c.outcome.key), len(keys)) for r, c in found]
    parts, fits = (np.concatenate(own) for own in zip(*((d.parts, d.fits) for d in described), strict=True))
    return Weighed(read, tuple(found), Described(parts, fits), np.array(numbered, np.int32))


def words_of(question: Asked) -> list[str]:
    """What may speak for parts of programs: operations and words, each alone and with the next."""
    said = ["<", *("#" if token.is_number else token.norm for token in question.tokens), ">"]
    return [*_with_pairs([f"op:{operation}" for operation in question.operations]), *_with_pairs(said)]


def _with_pairs(words: list[str]) -> list[str]:
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def _outcomes(weighed: Weighed, likely: Array, most: int) -> tuple[list[int], Array]:
    """The likeliest outcomes, each by the place of its likeliest meaning, and their probability."""
    mass = np.bincount(weighed.keys, likely).astype(np.float32)
    best = np.argsort(-mass, kind="stable")[:most]
    order = np.argsort(-likely, kind="stable")
    keys, first = np.unique(weighed.keys[order], return_index=True)
    place_of = dict(zip(keys.tolist(), order[first].tolist(), strict=True))
    return [place_of[int(key)] for key in best], mass[best]


def choose(
    question: str,
    language: Language,
    registers: Sequence[Register],
    today: date,
    nearness: Nearness | None = None,
) -> list[Meaning]:
    """The likeliest meanings over all registers, each of which gives something else, the likeliest first.

    The first tells the probability that what it gives is right, the others that of being meant.

    Args:
        nearness: See ``weigh``.
    """
    weighed = weigh(question, language, registers, today, nearness)
    if weighed is None:
        return []
    weights = load(WEIGHTS, REGISTER_PARTS, REGISTER_FITS)
    likely = weights.likely(words_of(weighed.asked), weighed.described)
    place, signs = signs_of(likely, weighed.described, weighed.keys)
    register, candidate = weighed.found[place]
    sure = weights.confidence.sure(signs)
    if (
        leaves_out(weighed.asked, candidate.program, register.table)
        or _leaves_kind(weighed.asked, register, candidate)
        or _leaves_noun(weighed.asked, register, candidate)
        or _drops_not(weighed.asked, candidate.program)
        or _counts_unnamed(weighed.asked, register, candidate.program)
        or _sums_up_all(weighed.asked, register, candidate.program)
        or _is_no_figure(weighed.asked, register, candidate.program)
    ):
        sure = min(sure, _UNHELD)
    if _holds_nothing(weighed.asked, register, candidate):
        sure = 0.0
    first = Meaning(register, Choice(weighed.asked, candidate, sure))
    places, mass = _outcomes(weighed, likely, _GIVEN)
    others = [
        Meaning(weighed.found[other][0], Choice(weighed.asked, weighed.found[other][1], float(own)))
        for other, own in zip(places, mass, strict=True)
        if weighed.keys[other] != weighed.keys[place]
        and not _holds_nothing(weighed.asked, *weighed.found[other])
    ]
    return [first, *others[: _GIVEN - 1]]


def _holds_nothing(asked: Asked, register: Register, candidate: Candidate) -> bool:
    """True where nothing but a date of the question is read: who won yesterday is asked of no register."""
    dated = {i for period in asked.reading.periods for i in range(*asked.reading.word_span(period.span))}
    windows = (c for c in candidate.program.where if c.test == "within" and not c.text.startswith("<"))
    dated = dated.union(*(c.at for c in windows))
    return all(asked.weights[i] < 1.0 for i in _held(asked, register, candidate.program) - dated)


def _leaves_kind(asked: Asked, register: Register, candidate: Candidate) -> bool:
    """True where a word beside those of the column that is told says which is meant, and nothing holds it.

    ``vitesse critique`` and ``critical speed`` are not the speed.
    """
    program = candidate.program
    if program.column is None or program.tell == "count":
        return False
    told = head_of(asked, register.table, program.column).at
    if not told:
        return False
    beside = max(told) + 1 if asked.reading.language == "fr" else min(told) - 1
    if not 0 <= beside < len(asked.forms) or asked.weights[beside] < 1.0:
        return False
    held = beside in _held(asked, register, program)
    marked = any(mark.start <= beside < mark.end for mark in asked.reading.marks)
    return not held and not marked and not asked.norms[beside].endswith(_PARTICIPLES)


def _leaves_noun(asked: Asked, register: Register, candidate: Candidate) -> bool:
    """True where cells are told and the noun behind "which" ("which shelf") is named by nothing read."""
    program = candidate.program
    which = next((i for i, word in enumerate(asked.norms) if word in _WHICH), None)
    if which is None or program.tell != "cells" or program.column is None:
        return False
    noun = noun_behind(asked, which, within=_NEAR)
    is_key = register.table.stored[program.column] == register.schema.key
    named = any(c.test == "is" and c.whole == 1 and len(c.rows) == 1 for c in program.where)
    return noun is not None and noun not in _held(asked, register, program) and (named or not is_key)


def _drops_not(asked: Asked, program: Program) -> bool:
    """True where the question says "not" and no condition does: those not done are not those that are."""
    return asked.reading.has("negation", "never") and not any(c.test in _NEGATIVE for c in program.where)


def _counts_unnamed(asked: Asked, register: Register, program: Program) -> bool:
    """True where different cells are counted of a column that is not named and names no rows."""
    if program.tell != "different" or program.column is None:
        return False
    is_key = register.table.stored[program.column] == register.schema.key
    return not is_key and not head_of(asked, register.table, program.column).at


def _sums_up_all(asked: Asked, register: Register, program: Program) -> bool:
    """True where all rows are counted or summed though a word of the question says which."""
    if program.where or program.pick != "all" or program.tell not in ("count", "sum", "mean"):
        return False
    held = _held(asked, register, program)
    held |= {i for mark in asked.reading.marks for i in range(mark.start, mark.end)}
    held |= {i for i, word in enumerate(asked.norms) if word in _WHOLE}
    return any(weight >= 1.0 for i, weight in enumerate(asked.weights) if i not in held)


def _is_no_figure(asked: Asked, register: Register, program: Program) -> bool:
    """True where names are told to who asks how many, or a number that is no money to who asks for money."""
    if program.column is None or program.tell not in ("cells", "sum", "mean"):
        return False
    table = register.table
    if table.kinds[program.column] != "number":
        return program.tell == "cells" and asked.reading.has("count")
    types = column_types(table)[program.column]
    of_file = program.column < table.real
    return of_file and _MONEY.search(asked.reading.folded) is not None and not _PRICED & set(types)


def _held(asked: Asked, register: Register, program: Program) -> set[int]:
    """Places of words that a program's conditions and columns, or the names of its table, hold."""
    columns = {program.column, program.by, program.other, *(c.column for c in program.where)}
    held = {i for c in columns if c is not None for i in head_of(asked, register.table, c).at}
    title = {stem for word in register.schema.words for stem in stems(word)}
    held |= {i for i, forms in enumerate(asked.forms) if forms & title}
    return held.union(*(c.at for c in program.where))
