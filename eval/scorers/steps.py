"""Steps told in an answer against the steps of a procedure: how many, in order, and foreign ones. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.scorers.words import words


@dataclass(frozen=True, slots=True)
class StepScore:
    """What an answer tells of a procedure.

    Attributes:
        recall: Share of the expected steps that are told.
        order: Share of the told neighbours that stand in order; 1 where fewer than two are told.
        foreign: Steps and list items told that belong to something else.
        notes: Share of the expected warnings and conditions; None where none is expected.
    """

    recall: float
    order: float
    foreign: int
    notes: float | None


def score_steps(
    answer: str, steps: Sequence[str], *, notes: Sequence[str] = (), foreign: Sequence[str] = ()
) -> StepScore:
    """Looks each phrase up in the answer, word by word, articles and marks apart."""
    said = f" {' '.join(words(answer))} "
    places = [_place(said, step) for step in steps]
    found = [place for place in places if place >= 0]
    pairs = list(pairwise(found))
    own = {_plain(step) for step in (*steps, *notes)}
    others = {_plain(step) for step in foreign} - own
    return StepScore(
        recall=len(found) / len(steps) if steps else 0.0,
        order=sum(a < b for a, b in pairs) / len(pairs) if pairs else 1.0,
        foreign=sum(f" {other} " in said for other in others if other),
        notes=sum(_place(said, note) >= 0 for note in notes) / len(notes) if notes else None,
    )


def _plain(phrase: str) -> str:
    return " ".join(words(phrase))


def _place(said: str, phrase: str) -> int:
    return said.find(f" {_plain(phrase)} ")
