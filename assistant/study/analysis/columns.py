"""Decisions as arrays, one place a decision. Knows records, no statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.study.records import Condition, Decision

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """All arrays have the shape (decisions,).

    Attributes:
        participant, case: Numbers from 0.
        two_step: Whether there was a decision before the advice.
        shift: Weight of advice, cut to 0 to 1; NaN where it has none.
        confidence, initial_confidence: 0 to 1; NaN where none was asked.
    """

    decisions: tuple[Decision, ...]
    participant: Places
    case: Places
    right: Flags
    shown: Flags
    correct: Flags
    followed: Flags
    delegated: Flags
    two_step: Flags
    initial_correct: Flags
    initial_agrees: Flags
    shift: Floats
    confidence: Floats
    initial_confidence: Floats
    seconds: Floats
    initial_seconds: Floats
    position: Floats
    interrupted: Flags

    def under(self, condition: Condition) -> Flags:
        """Which decisions were made under a condition."""
        return np.array([one.condition == condition for one in self.decisions], dtype=bool)

    def __len__(self) -> int:
        return len(self.decisions)


def columns_of(decisions: Sequence[Decision]) -> Columns:
    """The arrays of decisions."""
    people = {code: place for place, code in enumerate(sorted({one.participant for one in decisions}))}
    cases = {id_: place for place, id_ in enumerate(sorted({one.case for one in decisions}))}
    return Columns(
        decisions=tuple(decisions),
        participant=np.array([people[one.participant] for one in decisions], dtype=np.int64),
        case=np.array([cases[one.case] for one in decisions], dtype=np.int64),
        right=_flags([one.advice_right for one in decisions]),
        shown=_flags([one.shown for one in decisions]),
        correct=_flags([one.correct for one in decisions]),
        followed=_flags([one.followed for one in decisions]),
        delegated=_flags([one.delegated for one in decisions]),
        two_step=_flags([one.initial is not None for one in decisions]),
        initial_correct=_flags([one.initial_correct for one in decisions]),
        initial_agrees=_flags([one.initial_agrees for one in decisions]),
        shift=_floats([weight_of_advice(one) for one in decisions]),
        confidence=_floats([one.confidence for one in decisions]),
        initial_confidence=_floats([one.initial_confidence for one in decisions]),
        seconds=_floats([one.seconds for one in decisions]),
        initial_seconds=_floats([one.initial_seconds for one in decisions]),
        position=_floats([float(one.position) for one in decisions]),
        interrupted=_flags([one.interrupted for one in decisions]),
    )


def weight_of_advice(one: Decision) -> float | None:
    """How far an answer moved to the advice: (final - initial) / (advice - initial), cut to 0 to 1.

    None where answers are no numbers, or the advice was the own answer already. After Harvey and Fischer
    (1997, "Taking advice") and Yaniv (2004, "Receiving other people's advice").
    """
    if not one.number or one.initial is None:
        return None
    initial, advice, final = float(one.initial), float(one.advice), float(one.final)
    if advice == initial:
        return None
    return min(max((final - initial) / (advice - initial), 0.0), 1.0)


def _flags(values: Sequence[bool | None]) -> Flags:
    return np.array([bool(value) for value in values], dtype=bool)


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
