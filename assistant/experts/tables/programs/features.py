"""What speaks for a program: its parts, and how its columns and conditions fit the words. Weighs nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import log1p

import numpy as np
import numpy.typing as npt

from assistant.experts.tables.programs.conditions import Asked
from assistant.experts.tables.programs.enumerate import Candidate
from assistant.experts.tables.programs.sheet import Sheet
from assistant.experts.tables.words import norms

_TELLS = (
    "cells", "count", "different", "sum", "mean", "top", "bottom", "gap", "commonest", "rarest", "change",
    "head_most", "head_least",
)  # fmt: skip
_PICKS = ("all", "first", "last", "highest", "lowest", "next", "previous")
_TESTS = ("is", "over", "under", "least", "most", "equal")
_KINDS = ("number", "date", "text")

PARTS: tuple[str, ...] = (
    *(f"tell:{t}" for t in _TELLS),
    *(f"pick:{p}" for p in _PICKS),
    *(f"test:{t}" for t in _TESTS),
    *(f"told:{k}" for k in _KINDS),
    *(f"by:{k}" for k in _KINDS),
    *(f"{p}+{k}" for p in ("highest", "lowest") for k in ("number", "date")),
    *(f"where:{n}" for n in range(3)),
    "either",
    "several",
    "first_column",
)
"""Parts of programs that words of a question may speak for."""

_PLACE = {part: place for place, part in enumerate(PARTS)}

FITS: tuple[str, ...] = (
    "explained", "unexplained", "conditions_weight", "whole_mean", "whole_least", "head_share", "head_weight",
    "head_asked", "head_none", "by_share", "by_weight", "by_none", "where_head", "said", "values", "rows",
    "told_where", "first_text", "told_by", "one_row", "empty_told", "head_after_number", "condition_rows",
    "distinct_column",
)  # fmt: skip
"""How a program fits a question, each about 0 to 1."""

_ASKING = frozenset(
    "which what who whom when where many much list name tell qui quand combien quel quelle quels".split()
)


@dataclass(frozen=True, slots=True)
class Described:
    """Candidates as numbers.

    Attributes:
        parts: [candidates, len(PARTS)], 0 or 1.
        fits: [candidates, len(FITS)].
    """

    parts: npt.NDArray[np.float32]
    fits: npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Head:
    """How a question names a column.

    Attributes:
        at: Places of the words that do.
        share: Of the column's words that the question says.
        weight: Of those places.
        after_asking: How soon the first of them follows a word of asking, 0 to 0.5.
    """

    at: frozenset[int]
    share: float
    weight: float
    after_asking: float


def words_of(question: Asked) -> list[str]:
    """What may speak for parts of programs: operations, and English words, each alone and with the next."""
    operations = [f"op:{operation}" for operation in question.operations]
    found = _with_pairs(operations)
    if question.reading.language == "en":
        found += _with_pairs(["<", *("#" if t.is_number else t.norm for t in question.tokens), ">"])
    return found


def _with_pairs(words: list[str]) -> list[str]:
    return [*words, *(f"{a} {b}" for a, b in pairwise(words))]


def describe(
    question: Asked, table: Sheet, found: list[Candidate], places: Mapping[str, int] | None = None
) -> Described:
    """The candidates as numbers.

    Args:
        places: Column of each part; those of ``PARTS`` where None.
    """
    places = _PLACE if places is None else places
    heads = [head_of(question, table, column) for column in range(len(table.names))]
    distinct = [
        len({row[c].text.lower() for row in table.rows}) / max(1, len(table.rows))
        for c in range(len(table.names))
    ]
    text_columns = [c for c, kind in enumerate(table.kinds) if kind == "text"]
    total = sum(question.weights) or 1.0
    said = set(question.norms)
    parts = np.zeros((len(found), len(places)), np.float32)
    fits = np.zeros((len(found), len(FITS)), np.float32)
    for row, candidate in enumerate(found):
        _parts(candidate, table, parts[row], places)
        program, outcome = candidate.program, candidate.outcome
        none = Head(frozenset(), 0.0, 0.0, 0.0)
        told = heads[program.column] if program.column is not None else none
        by = heads[program.by] if program.by is not None else none
        by = heads[program.other] if program.other is not None else by
        stated = frozenset().union(*(c.at for c in program.where))
        wheres = frozenset().union(*(heads[c.column].at for c in program.where))
        explained = stated | told.at | by.at | wheres
        weight = sum(question.weights[i] for i in explained)
        wholes = [c.whole for c in program.where]
        value_words = {w for v in outcome.values for w in norms(v)}
        fits[row] = (
            weight / total,
            min(1.0, (total - weight) / 4),
            sum(question.weights[i] for i in stated) / total,
            sum(wholes) / len(wholes) if wholes else 0.0,
            min(wholes) if wholes else 1.0,
            told.share,
            told.weight / total,
            told.after_asking,
            float(program.column is not None and not told.at),
            by.share,
            by.weight / total,
            float((program.by is not None or program.other is not None) and not by.at),
            float(bool(wheres)),
            len(value_words & said) / len(value_words) if value_words and outcome.number is None else 0.0,
            log1p(len(outcome.values)) / 2.6,
            log1p(len(outcome.rows)) / 5.7,
            float(program.column is not None and any(c.column == program.column for c in program.where)),
            float(bool(text_columns) and program.column == text_columns[0]),
            float(program.column is not None and program.column == program.by),
            float(len(outcome.rows) == 1),
            float(
                program.column is not None and any(table.rows[r][program.column].empty for r in outcome.rows)
            ),
            float(program.column is not None and bool(told.at) and bool(question.numbers)),
            log1p(sum(len(c.rows) for c in program.where)) / 5.7,
            distinct[program.column] if program.column is not None else 0.0,
        )
    return Described(parts, fits)


def _parts(
    candidate: Candidate, table: Sheet, row: npt.NDArray[np.float32], places: Mapping[str, int]
) -> None:
    program = candidate.program
    names = [f"tell:{program.tell}", f"pick:{program.pick}", f"where:{min(2, len(program.where))}"]
    names += [f"test:{c.test}" for c in program.where]
    if program.column is not None:
        names.append(f"told:{table.kinds[program.column]}")
        if program.column == 0:
            names.append("first_column")
    if program.by is not None:
        names += [f"by:{table.kinds[program.by]}", f"{program.pick}+{table.kinds[program.by]}"]
    if program.either:
        names.append("either")
    if len(candidate.outcome.values) > 1:
        names.append("several")
    for name in names:
        row[places[name]] = 1.0


def head_of(question: Asked, table: Sheet, column: int) -> Head:
    """How a question names a column."""
    words = table.heads[column]
    forms = frozenset().union(*words)
    at = frozenset(i for i, own in enumerate(question.forms) if question.weights[i] and own & forms)
    said = frozenset().union(*(question.forms[i] for i in at))
    share = sum(bool(word & said) for word in words) / len(words) if words else 0.0
    asking = [i for i, word in enumerate(question.norms) if word in _ASKING]
    near = max((1 / (1 + i - a) for i in at for a in asking if 0 < i - a <= 4), default=0.0)
    return Head(at, share, sum(question.weights[i] for i in at), near)
