"""What was confirmed of like questions speaks for like programs. Keeps nothing and weighs no words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from assistant.registers.near import Encode
from assistant.registers.shape import Shape, alike

_CODE = re.compile(r"\b[\w/.-]*\d[\w/.-]*")
_SPACE = re.compile(r"[\s?!.,;:]+")
LEAN = 9.0
"""Log odds that a program gains which does what was confirmed of the same words."""
_SHARP = 6
"""The power of how alike two programs are: what is half alike gains next to nothing."""
_NEAR = 0.35
"""Cosine of two questions from which on what was confirmed of one speaks for the other."""

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question, and the program that is meant by it."""

    question: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Leaning:
    """What speaks for each program.

    Attributes:
        odds: [programs] log odds that are gained.
        confirmed: [programs] True for the program that was confirmed of this very question.
    """

    odds: Array
    confirmed: npt.NDArray[np.bool_]


def leaning(
    question: str, shapes: Callable[[], Sequence[Shape]], lessons: Sequence[Lesson], encode: Encode | None
) -> Leaning | None:
    """What lessons say of the programs of a question; None where no lesson is near.

    Args:
        shapes: Of the programs, made where they are needed.
        encode: Texts to unit vectors; only the same words are the same question where None.
    """
    said = same(question)
    alone = [same(lesson.question) == said for lesson in lessons]
    near = np.array(alone, np.float32)
    if encode is not None and lessons:
        vectors = encode([masked(text) for text in (question, *(lesson.question for lesson in lessons))])
        near = np.maximum(near, (vectors[1:] @ vectors[0] - _NEAR) / (1 - _NEAR)).clip(0.0, 1.0)
    if not near.any():
        return None
    own = shapes()
    odds, confirmed = np.zeros(len(own), np.float32), np.zeros(len(own), bool)
    for lesson, weight, is_same in zip(lessons, near, alone, strict=True):
        if weight > 0:
            odds = np.maximum(odds, [LEAN * weight * alike(lesson.shape, shape) ** _SHARP for shape in own])
        if is_same:
            confirmed |= [lesson.shape == shape for shape in own]
    return Leaning(odds.astype(np.float32), confirmed)


def same(question: str) -> str:
    """Equal for questions in the same words."""
    return _SPACE.sub(" ", question.casefold()).strip()


def masked(question: str) -> str:
    """A question without the codes and numbers that it names: what else it says is compared."""
    return _CODE.sub("#", question)
