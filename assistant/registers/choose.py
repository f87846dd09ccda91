"""What a question most likely means over the registers of a site, with how likely. Runs no query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.experts.tables.programs.choose import Choice
from assistant.experts.tables.programs.conditions import Asked, asked
from assistant.experts.tables.programs.enumerate import Candidate
from assistant.experts.tables.programs.features import Described
from assistant.experts.tables.programs.rank import load
from assistant.registers.aliases import aliases_of
from assistant.registers.doubts import holds_nothing, is_doubtful
from assistant.registers.features import REGISTER_FITS, REGISTER_PARTS, Register, describe_in, titled
from assistant.registers.meanings import meanings, widened
from assistant.registers.near import Nearness
from assistant.registers.recall import LEAN, Leaning
from assistant.registers.shape import Shape, shape_of
from assistant.registers.trust import signs_of
from retrieval.records import Language

_UNHELD = 0.1
"""The most likely that a meaning is which leaves out what the question names."""
WEIGHTS = Path(__file__).with_name("registers.safetensors")
_LED = 0.6
"""Share of what a confirmed reading can add from which on it led to a meaning: no doubt is heeded then."""

Array = npt.NDArray[np.float32]
Recall = Callable[[str, Callable[[], Sequence[Shape]]], Leaning | None]
"""What confirmed readings say of the programs of a question; see ``recall.leaning``."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a question may mean, and the register that it is over.

    Attributes:
        mass: Probability that what it gives is meant, by this or another program.
        confirmed: Somebody said that this question means it.
        led: What was confirmed of a like question speaks for it.
    """

    register: Register
    choice: Choice
    mass: float
    confirmed: bool = False
    led: bool = False

    @property
    def shape(self) -> Shape:
        """Its program in names."""
        return shape_of(self.register, self.choice.candidate.program)


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
    recall: Recall | None = None,
    *,
    most: int = 3,
) -> list[Meaning]:
    """The likeliest meanings over all registers, each of which gives something else, the likeliest first.

    The first tells the probability that what it gives is right, the others that of being meant.

    Args:
        nearness: See ``weigh``.
        recall: What was confirmed before.
        most: How many are given.
    """
    weighed = weigh(question, language, registers, today, nearness)
    if weighed is None:
        return []
    weights = load(WEIGHTS, REGISTER_PARTS, REGISTER_FITS)
    likely = weights.likely(words_of(weighed.asked), weighed.described)
    lean = (
        recall(question, lambda: [shape_of(r, c.program) for r, c in weighed.found])
        if recall is not None
        else None
    )
    likely = _leaning(likely, lean)
    place, signs = signs_of(likely, weighed.described, weighed.keys)
    register, candidate = weighed.found[place]
    is_confirmed = lean is not None and bool(lean.confirmed[place])
    is_led = lean is not None and bool(lean.odds[place] >= _LED * LEAN)
    sure = 1.0 if is_confirmed else weights.confidence.sure(signs)
    if not (is_confirmed or is_led) and is_doubtful(weighed.asked, register, candidate):
        sure = min(sure, _UNHELD)
    if not is_confirmed and holds_nothing(weighed.asked, register, candidate):
        sure = 0.0
    places, mass = _outcomes(weighed, likely, most)
    found = [
        Meaning(
            weighed.found[other][0], Choice(weighed.asked, weighed.found[other][1], float(own)), float(own)
        )
        for other, own in zip(places, mass, strict=True)
    ]
    first = Meaning(register, Choice(weighed.asked, candidate, sure), found[0].mass, is_confirmed, is_led)
    others = [
        meant
        for meant, other in zip(found, places, strict=True)
        if weighed.keys[other] != weighed.keys[place]
        and not holds_nothing(weighed.asked, *weighed.found[other])
    ]
    return [first, *others[: most - 1]]


def _leaning(likely: Array, lean: Leaning | None) -> Array:
    """Probabilities with what was confirmed: certain of this very question, some odds of like ones."""
    if lean is None:
        return likely
    if lean.confirmed.any():
        return np.asarray(lean.confirmed / lean.confirmed.sum(), np.float32)
    raised = likely * np.exp(lean.odds)
    return np.asarray(raised / raised.sum(), np.float32)
